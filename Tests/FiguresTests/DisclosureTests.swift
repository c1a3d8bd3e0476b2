import Catalogue
import Figures
import Testing

@Suite struct DisclosureTests {
    struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let amounts: [Exact]
        var publicAmounts: [Int: Exact] = [:]
        var waived: Set<Int> = []
        let isSafe: Bool
        var testDescription: String { name }
    }

    static let examples = [
        Example(name: "five equal", amounts: [10, 10, 10, 10, 10], isSafe: true),
        Example(name: "one dominates", amounts: [8_000_000, 60_000, 40_000, 5_000], isSafe: false),
        Example(
            name: "the dominating one is public, the rest is unsafe", amounts: [8_000_000, 60_000, 40_000, 5_000],
            publicAmounts: [0: 8_000_000], isSafe: false),
        Example(name: "the rest alone, unsafe", amounts: [60_000, 40_000, 5_000], isSafe: false),
        Example(name: "the rest alone, safe by p%", amounts: [60_000, 40_000, 9_000], isSafe: true),
        Example(
            name: "the dominating one is public, the rest is safe", amounts: [8_000_000, 60_000, 40_000, 9_000],
            publicAmounts: [0: 8_000_000], isSafe: true),
        Example(name: "zeros hide nobody", amounts: [25, 0, 0], isSafe: false),
        Example(name: "two holdings", amounts: [12, 9], isSafe: false),
        Example(name: "two holdings and many zeros", amounts: [12, 9, 0, 0, 0, 0], isSafe: false),
        Example(name: "three true zeros", amounts: [0, 0, 0], isSafe: true),
        Example(name: "two true zeros", amounts: [0, 0], isSafe: false),
        Example(name: "exactly p% is left", amounts: [100, 50, 10], isSafe: true),
        Example(name: "a little less than p% is left", amounts: [100, 50, number("9.999")], isSafe: false),
        Example(
            name: "a waiver of the dominating one", amounts: [8_000_000, 60_000, 40_000, 9_000], waived: [0],
            isSafe: true),
        Example(
            name: "a waiver does not help the others", amounts: [8_000_000, 60_000, 40_000, 5_000], waived: [0],
            isSafe: false),
        Example(name: "a waiver leaves two others alone", amounts: [100, 50, 50], waived: [0], isSafe: false),
        Example(name: "all have waived", amounts: [100, 50], waived: [0, 1], isSafe: true),
        Example(name: "a single one is public altogether", amounts: [100], publicAmounts: [0: 100], isSafe: true),
        Example(
            name: "only the public part is taken out", amounts: [8_000_000, 60_000, 40_000, 9_000],
            publicAmounts: [0: 7_000_000], isSafe: false),
        Example(
            name: "what is not public may still be hidden", amounts: [8_000_000, 60_000, 40_000, 9_000],
            publicAmounts: [0: 7_950_000], isSafe: true),
        Example(
            name: "more public than stated counts as all of it", amounts: [100, 60, 40, 9], publicAmounts: [0: 500],
            isSafe: true),
        Example(name: "magnitudes count", amounts: [-100, 50, 10], isSafe: true),
        Example(name: "nobody", amounts: [], isSafe: true),
    ]

    @Test("The worked examples are decided as written", arguments: examples)
    func decides(_ example: Example) {
        let shares = shares(example.amounts, publicAmounts: example.publicAmounts, waived: example.waived)
        #expect(Disclosure.standard.isSafe(shares) == example.isSafe)
        #expect(Disclosure.standard.isSafe(shares.reversed()) == example.isSafe)
    }

    @Test func `Contributions of one holding are added before any rule`() {
        let group = Holding("group")
        let apart = (1...4).map { Share(partner: $0, holding: Holding("h\($0)"), amount: 10) }
        let together = (1...4).map { Share(partner: $0, holding: $0 < 3 ? group : Holding("h\($0)"), amount: 10) }
        let two = (1...4).map { Share(partner: $0, holding: $0 < 4 ? group : Holding("h\($0)"), amount: 10) }
        #expect(Disclosure.standard.isSafe(apart))
        #expect(Disclosure.standard.isSafe(together))
        #expect(!Disclosure.standard.isSafe(two))
    }

    @Test func `A holding is protected as long as one of its members has not waived`() {
        let group = Holding("group")
        let shares = [
            Share(partner: 1, holding: group, amount: 1000, isWaived: true),
            Share(partner: 2, holding: group, amount: 500),
            Share(partner: 3, holding: Holding("b"), amount: 40), Share(partner: 4, holding: Holding("c"), amount: 30),
        ]
        #expect(!Disclosure.standard.isSafe(shares))
    }

    @Test func `Parameters that protect nobody are refused`() {
        #expect(throws: FiguresError.self) { try Disclosure(dominancePercent: 0) }
        #expect(throws: FiguresError.self) { try Disclosure(dominancePercent: 101) }
        #expect(throws: FiguresError.self) { try Disclosure(dominancePercent: 10, minimumHoldingCount: 2) }
        #expect(throws: Never.self) { try Disclosure(dominancePercent: number("12.5"), minimumHoldingCount: 4) }
    }

    @Test func `Safe shares never let the second largest estimate the largest within p percent`() {
        for seed in 0..<2000 {
            var generator = SeededGenerator(seed: seed)
            let amounts = (0..<generator.int(1...7)).map { _ in Exact(generator.int(0...200)) }
            let sorted = amounts.sorted(by: >)
            let nonzero = sorted.filter { !$0.isZero }.count
            let rest = sorted.dropFirst(2).reduce(0, +)
            let expected =
                nonzero == 0 ? amounts.count >= 3 : nonzero >= 3 && rest * 10 >= (sorted.first ?? 0)
            #expect(Disclosure.standard.isSafe(shares(amounts)) == expected, "seed \(seed)")
        }
    }
}
