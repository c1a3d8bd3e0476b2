/// Sixteen secret bytes from which the salts below one node of a run's tree follow.
struct Seed: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count == Limits.saltByteCount else { return nil }
        high = bytes.word(at: 0)
        low = bytes.word(at: 8)
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Limits.saltByteCount)
        bytes.append(word: high)
        bytes.append(word: low)
        return bytes
    }

    /// The two nodes below: the halves of the SHA-256 hash of this one.
    var children: (left: Seed, right: Seed) {
        var hasher = Hasher256()
        hasher.update(self)
        let hash = hasher.finalize()
        return (Seed(high: hash.words.0, low: hash.words.1), Seed(high: hash.words.2, low: hash.words.3))
    }
}
