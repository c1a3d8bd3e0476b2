/// The name of a feed: the first 16 bytes of a hash over its writer, its audience and its partner.
public struct FeedID: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Takes 16 bytes; `nil` when there are more or fewer.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Limits.feedIDByteCount else { return nil }
        high = bytes.word(at: 0)
        low = bytes.word(at: 8)
    }

    init(firstBytesOf hash: Hash) {
        high = hash.words.0
        low = hash.words.1
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Limits.feedIDByteCount)
        append(to: &bytes)
        return bytes
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(word: high)
        bytes.append(word: low)
    }

    /// Whether one name comes before the other in bytewise order.
    public static func < (left: FeedID, right: FeedID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }

    /// The 32 hexadecimal digits, in lower case.
    public var description: String { bytes.hexadecimal }
}
