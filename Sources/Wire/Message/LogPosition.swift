/// How much of a log the sender holds.
public struct LogPosition: Hashable, Sendable {
    /// The log.
    public let log: LogAnnouncement

    /// The number of entries held.
    public let size: UInt64

    /// The Merkle root over them.
    public let root: Hash

    /// States a position.
    public init(log: LogAnnouncement, size: UInt64, root: Hash) {
        self.log = log
        self.size = size
        self.root = root
    }
}

extension LogPosition {
    var cbor: CBOR {
        .array(log.items + [.unsigned(size), .bytes(root.bytes)])
    }

    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "positions.log")
        log = try LogAnnouncement(from: &fields, "positions.log")
        size = try fields.unsigned("size", upTo: Limits.maximumLogEntryCount)
        root = try fields.hash("root")
        try fields.end()
    }

    static func list(cbor: CBOR) throws(WireError) -> [LogPosition] {
        guard case .array(let items) = cbor else { throw WireError(.wrongType, context: "positions") }
        guard items.count <= Limits.maximumPositionCount else { throw WireError(.tooMany, context: "positions") }
        var list: [LogPosition] = []
        list.reserveCapacity(items.count)
        for item in items { list.append(try LogPosition(cbor: item)) }
        return list
    }
}
