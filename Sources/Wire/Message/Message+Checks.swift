extension CBOR {
    /// A number or null.
    init(optional value: UInt32?) {
        if let value { self = .unsigned(UInt64(value)) } else { self = .null }
    }
}

extension String {
    func check(_ context: String, upTo maximum: Int) throws(WireError) {
        guard utf8.count <= maximum else { throw WireError(.tooLarge, context: context) }
    }
}

extension [UInt8] {
    func check(_ context: String, count wanted: Int) throws(WireError) {
        guard count == wanted else { throw WireError(.wrongLength, context: context) }
    }
}

extension Message {
    /// The largest number a log can have in a session: as many as one side may list.
    static let maximumLogIndex = UInt64(Limits.maximumPositionCount - 1)

    static func check(logIndex: Int) throws(WireError) {
        guard (0..<Limits.maximumPositionCount).contains(logIndex) else {
            throw WireError(.wrongValue, context: "log index")
        }
    }
}
