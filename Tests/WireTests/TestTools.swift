import Wire

/// A small reproducible generator (SplitMix64): one seed, one run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    /// Changes one bit somewhere.
    mutating func flipBit(in bytes: inout [UInt8]) {
        let index = Int.random(in: bytes.indices, using: &self)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
    }

    mutating func hash() -> Hash { Hash.sha256(bytes(8)) }
}

/// The bytes that hexadecimal digits stand for.
func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    precondition(digits.count == hexadecimal.count && digits.count % 2 == 0, "not hexadecimal: \(hexadecimal)")
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The error an operation ends with, or `nil` when it succeeds.
func failure(_ operation: () throws -> Void) -> WireError.Code? {
    do {
        try operation()
        return nil
    } catch {
        return (error as? WireError)?.code
    }
}

/// Names used over and over.
enum Sample {
    static let writer = [UInt8](1...32)
    static let feed = FeedDescriptor(writer: writer, audience: .city)
    static let log = LogID(feed: feed.id, epoch: 0x0102_0304_0506_0708)
    static let otherLog = LogID(feed: FeedDescriptor(writer: writer, audience: .desk, partner: 7).id, epoch: 9)
    static let link = EpochLink(epoch: 5, size: 1000, root: Hash.sha256([5]))
    static let signature = [UInt8](repeating: 0x5a, count: 64)

    /// A payload as a meter reading might have it.
    static func payload(_ index: Int) -> [UInt8] {
        CBOR.map([
            1: .bytes([UInt8](repeating: 0x11, count: 10)),
            2: .tagged(100, .unsigned(UInt64(19_723 + index))),
            3: .tagged(4, .array([CBOR(-1), .unsigned(UInt64(10_000 + index * 37 % 911))])),
            4: .text("kWh"),
        ]).encoded()
    }

    static func entries(_ count: Int, from first: Int = 0) -> [[UInt8]] {
        (first..<first + count).map { Entry(kind: 10, content: .payload(payload($0))).encoded(in: log) }
    }
}
