import Synchronization

/// Numbers that follow from their seed alone (SplitMix64), so that a failing test can be run again.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts a sequence.
    public init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// Random bytes.
    public mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// A number below `bound`.
    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// True once in `count` times.
    public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
}

/// Random bytes for a store under test: the same for the same seed.
public final class SeededEntropy: Sendable {
    private let generator: Mutex<SeededGenerator>

    /// Starts a sequence.
    public init(seed: Int) { generator = Mutex(SeededGenerator(seed: seed)) }

    /// What a store takes for its source of random bytes.
    public var source: @Sendable (Int) -> [UInt8] {
        { [self] count in generator.withLock { $0.bytes(count) } }
    }
}
