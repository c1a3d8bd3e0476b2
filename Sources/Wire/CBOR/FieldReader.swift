/// Takes the elements of an array one after the other, each with the type and the bounds the format gives it.
struct FieldReader {
    private let items: [CBOR]
    private let context: String
    private var index = 0

    init(_ item: CBOR, _ context: String) throws(WireError) {
        guard case .array(let items) = item else { throw WireError(.wrongType, context: context) }
        self.items = items
        self.context = context
    }

    private func error(_ code: WireError.Code, _ name: String) -> WireError {
        WireError(code, context: "\(context).\(name)")
    }

    mutating func item(_ name: String) throws(WireError) -> CBOR {
        guard index < items.count else { throw error(.wrongCount, name) }
        defer { index += 1 }
        return items[index]
    }

    /// Demands that there are no further elements.
    func end() throws(WireError) {
        guard index == items.count else { throw WireError(.wrongCount, context: context) }
    }

    mutating func unsigned(_ name: String, upTo maximum: UInt64 = .max) throws(WireError) -> UInt64 {
        guard let value = try item(name).unsignedValue else { throw error(.wrongType, name) }
        guard value <= maximum else { throw error(.wrongValue, name) }
        return value
    }

    mutating func optionalUnsigned32(_ name: String) throws(WireError) -> UInt32? {
        let item = try item(name)
        if item.isNull { return nil }
        guard let value = item.unsignedValue else { throw error(.wrongType, name) }
        guard let narrow = UInt32(exactly: value) else { throw error(.wrongValue, name) }
        return narrow
    }

    mutating func bytes(_ name: String, count: Int) throws(WireError) -> [UInt8] {
        guard let value = try item(name).bytesValue else { throw error(.wrongType, name) }
        guard value.count == count else { throw error(.wrongLength, name) }
        return value
    }

    mutating func bytes(_ name: String, upTo maximum: Int) throws(WireError) -> [UInt8] {
        guard let value = try item(name).bytesValue else { throw error(.wrongType, name) }
        guard value.count <= maximum else { throw error(.tooLarge, name) }
        return value
    }

    mutating func optionalBytes(_ name: String, count: Int) throws(WireError) -> [UInt8]? {
        let item = try item(name)
        if item.isNull { return nil }
        guard let value = item.bytesValue else { throw error(.wrongType, name) }
        guard value.count == count else { throw error(.wrongLength, name) }
        return value
    }

    mutating func hash(_ name: String) throws(WireError) -> Hash {
        guard let value = try item(name).bytesValue else { throw error(.wrongType, name) }
        guard let hash = Hash(value) else { throw error(.wrongLength, name) }
        return hash
    }

    mutating func text(_ name: String, upTo maximum: Int) throws(WireError) -> String {
        guard let value = try item(name).textValue else { throw error(.wrongType, name) }
        guard value.utf8.count <= maximum else { throw error(.tooLarge, name) }
        return value
    }

    mutating func boolean(_ name: String) throws(WireError) -> Bool {
        guard let value = try item(name).boolValue else { throw error(.wrongType, name) }
        return value
    }

    mutating func audience(_ name: String) throws(WireError) -> Audience {
        guard let value = try item(name).unsignedValue else { throw error(.wrongType, name) }
        guard let raw = UInt8(exactly: value), let audience = Audience(rawValue: raw) else {
            throw error(.wrongValue, name)
        }
        return audience
    }

    mutating func previous(_ name: String) throws(WireError) -> EpochLink? {
        let item = try item(name)
        return item.isNull ? nil : try EpochLink(cbor: item)
    }
}
