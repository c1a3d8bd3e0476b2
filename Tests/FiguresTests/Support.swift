import Catalogue
import Figures
import Wire

/// A generator of numbers that depend on its seed alone (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}

/// Makes current records as a store would hand them to the fold.
struct RecordMaker {
    private var sequence: UInt64 = 0

    static func log(of owner: UInt32, audience: Audience = .city) -> LogID {
        let writer = [UInt8](repeating: UInt8(truncatingIfNeeded: owner), count: 32)
        return LogID(feed: FeedDescriptor(writer: writer, audience: audience, partner: nil).id, epoch: 7)
    }

    mutating func make(
        _ kind: Kind, owner: UInt32, siblings: Bool = false, _ values: [String: Value]
    ) -> CurrentRecord {
        sequence += 1
        let dot = Dot(log: Self.log(of: owner), sequence: sequence)
        let key = CBOR.array([.bytes(dot.log.feed.bytes), CBOR.unsigned(sequence)]).encoded()
        let id = Catalogue.recordID(
            companyID: [UInt8](repeating: UInt8(truncatingIfNeeded: owner), count: 8), kind: kind.number, key: key)
        return CurrentRecord(
            id: id, kind: kind, owner: owner, fields: Fields(values), hasSiblings: siblings,
            leaf: Hash.sha256(key), dot: dot)
    }
}

extension CurrentRecord {
    var version: Value { .text(dot?.description ?? "") }

    /// The same record as another entry wrote it, so that statements about the old version no longer fit.
    func rewritten(at sequence: UInt64) -> CurrentRecord {
        CurrentRecord(
            id: id, kind: kind, owner: owner, fields: fields, hasSiblings: hasSiblings, leaf: leaf,
            dot: dot.map { Dot(log: $0.log, sequence: sequence) })
    }
}

func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(daysSince1970: 0) }

func number(_ text: String) -> Exact { Exact(fraction: text) ?? -1 }

extension Disclosure {
    /// What the tests publish with.
    static let tested = Disclosure.standard
}

/// A short way to state contributions: one partner and one holding for each amount.
func shares(_ amounts: [Exact], publicAmounts: [Int: Exact] = [:], waived: Set<Int> = []) -> [Share] {
    amounts.enumerated().map { index, amount in
        Share(
            partner: UInt32(index + 1), holding: Holding("h\(index)"), amount: amount,
            publicAmount: publicAmounts[index] ?? 0, isWaived: waived.contains(index))
    }
}
