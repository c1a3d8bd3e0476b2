/// The end of the epoch before, as far as the writer knew it when it began a new one.
public struct EpochLink: Hashable, Sendable {
    /// The epoch before.
    public let epoch: UInt64

    /// The number of its entries.
    public let size: UInt64

    /// The Merkle root over them.
    public let root: Hash

    /// Names the end of an epoch.
    public init(epoch: UInt64, size: UInt64, root: Hash) {
        self.epoch = epoch
        self.size = size
        self.root = root
    }

    /// The encoding: [epoch, size, root].
    public var cbor: CBOR {
        .array([.unsigned(epoch), .unsigned(size), .bytes(root.bytes)])
    }

    /// Reads the encoding.
    public init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "previous")
        epoch = try fields.unsigned("epoch")
        size = try fields.unsigned("size", upTo: Limits.maximumLogEntryCount)
        root = try fields.hash("root")
        try fields.end()
    }

    func write(to writer: inout CBORWriter) {
        writer.array(3)
        writer.unsigned(epoch)
        writer.unsigned(size)
        writer.hash(root)
    }
}
