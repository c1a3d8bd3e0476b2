/// How much of a log somebody holds, with the Merkle root that proves it.
public struct Position: Hashable, Sendable {
    /// The log.
    public let log: LogID

    /// The number of entries held, from the first.
    public let size: UInt64

    /// The root over them.
    public let root: Hash

    /// States a position.
    public init(log: LogID, size: UInt64, root: Hash) {
        self.log = log
        self.size = size
        self.root = root
    }

    /// One hash over all positions, whatever their order: two sides with equal digests have nothing to exchange.
    ///
    /// Logs without entries are left out: knowing that a log exists is no difference.
    public static func digest(_ positions: [Position]) -> Hash {
        let sorted = positions.filter { $0.size > 0 }.sorted { $0.log < $1.log }
        var writer = CBORWriter(capacity: 80 * sorted.count + 8)
        writer.array(sorted.count)
        for position in sorted {
            writer.array(4)
            writer.feed(position.log.feed)
            writer.unsigned(position.log.epoch)
            writer.unsigned(position.size)
            writer.hash(position.root)
        }
        return Hash.sha256(writer.bytes)
    }
}
