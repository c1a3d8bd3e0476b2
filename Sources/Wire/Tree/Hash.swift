/// A SHA-256 hash, ordered bytewise.
public struct Hash: Hashable, Comparable, Sendable, CustomStringConvertible {
    // Four big-endian words: no allocation, and comparing numbers compares bytes.
    let words: (UInt64, UInt64, UInt64, UInt64)

    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        words = (first, second, third, fourth)
    }

    /// Takes 32 bytes; `nil` when there are more or fewer.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        words = (bytes.word(at: 0), bytes.word(at: 8), bytes.word(at: 16), bytes.word(at: 24))
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        append(to: &bytes)
        return bytes
    }

    /// The SHA-256 hash of some bytes.
    public static func sha256(_ bytes: [UInt8]) -> Hash {
        var hasher = Hasher256()
        hasher.update(bytes)
        return hasher.finalize()
    }

    func append(to bytes: inout [UInt8]) {
        bytes.append(word: words.0)
        bytes.append(word: words.1)
        bytes.append(word: words.2)
        bytes.append(word: words.3)
    }

    /// Whether two hashes are the same 32 bytes.
    public static func == (left: Hash, right: Hash) -> Bool { left.words == right.words }

    /// Whether one hash comes before the other in bytewise order.
    public static func < (left: Hash, right: Hash) -> Bool { left.words < right.words }

    /// Feeds the 32 bytes to a hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }

    /// The 64 hexadecimal digits, in lower case.
    public var description: String { bytes.hexadecimal }
}
