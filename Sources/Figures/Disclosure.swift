public import Catalogue

/// What one partner adds to a number.
public struct Share: Hashable, Sendable {
    /// The partner's number.
    public let partner: UInt32
    /// The group of companies that it belongs to; contributions of one holding are added before any test.
    public let holding: Holding
    /// What it adds, in the figure's unit.
    public let amount: Exact
    /// The part of the amount that is the partner's secret: neither public nor waived.
    public let guarded: Exact
    /// Whether the dominance test treats the partner as one that has waived its protection.
    public let isOpen: Bool

    /// A contribution.
    ///
    /// - Parameters:
    ///   - publicAmount: the part that is public anyway (verified EU-ETS emissions); more than the amount counts as
    ///     all of it.
    ///   - isWaived: whether the partner's signed Release accepts that the total may betray its amount.
    public init(partner: UInt32, holding: Holding, amount: Exact, publicAmount: Exact = 0, isWaived: Bool = false) {
        let known = max(0, min(publicAmount, amount))
        self.init(
            partner: partner, holding: holding, amount: amount, guarded: isWaived ? 0 : amount - known,
            isOpen: isWaived || !known.isZero)
    }

    init(partner: UInt32, holding: Holding, amount: Exact, guarded: Exact, isOpen: Bool) {
        self.partner = partner
        self.holding = holding
        self.amount = amount
        self.guarded = guarded
        self.isOpen = isOpen
    }
}

/// A group of companies, or a company that belongs to none.
public struct Holding: Hashable, Comparable, Sendable {
    /// The key under which contributions are added.
    public let key: String

    /// A holding by its key.
    public init(_ key: String) { self.key = key }

    /// The order of the keys; it carries no meaning.
    public static func < (left: Holding, right: Holding) -> Bool { left.key < right.key }
}

/// The rules that decide whether a number may leave the city's desk, with their secret parameter.
///
/// The rule family is public (minimum frequency and p%, after Handbook on Statistical Disclosure Control,
/// chapter 4); the value of p stays with the hub, since who knows it can estimate more sharply.
public struct Disclosure: Hashable, Sendable {
    /// How closely the largest contributor may be estimated by the second largest, in percent of its amount.
    public let dominancePercent: Exact
    /// The fewest holdings that a published number has.
    public let minimumHoldingCount: Int

    /// The least number of holdings that any network may set: with two, each would know the other's amount.
    public static let leastHoldingCount = 3

    /// The rules with p = 10 and at least 3 holdings.
    public static let standard = Disclosure(unchecked: 10, minimumHoldingCount: leastHoldingCount)

    private init(unchecked percent: Exact, minimumHoldingCount: Int) {
        dominancePercent = percent
        self.minimumHoldingCount = minimumHoldingCount
    }

    /// The rules with a secret p.
    ///
    /// - Parameters:
    ///   - dominancePercent: above 0, at most 100.
    ///   - minimumHoldingCount: at least ``leastHoldingCount``.
    /// - Throws: ``FiguresError`` with code `bad_parameter`.
    public init(dominancePercent: Exact, minimumHoldingCount: Int = leastHoldingCount) throws(FiguresError) {
        guard dominancePercent > 0, dominancePercent <= 100 else { throw FiguresError(.badParameter, "p") }
        guard minimumHoldingCount >= Self.leastHoldingCount else {
            throw FiguresError(.badParameter, "minimum number of holdings")
        }
        self.init(unchecked: dominancePercent, minimumHoldingCount: minimumHoldingCount)
    }

    /// Whether the sum of these contributions may be published.
    ///
    /// Two tests, and both must pass. In the first the largest holding that has not waived its protection must not
    /// be estimable by the largest of the others. In the second everything public or waived is taken out, and the
    /// remainder must pass the minimum frequency and p% by itself, or have no contributor at all. Without waivers and
    /// public amounts both are the plain rules. Amounts count by their magnitude; zeros hide nobody.
    ///
    /// - Complexity: O(*n* log *n*).
    public func isSafe(_ shares: [Share]) -> Bool {
        passesDominance(shares) && passesAlone(shares)
    }

    private func passesDominance(_ shares: [Share]) -> Bool {
        var sums: [Holding: (amount: Exact, isGuarded: Bool)] = [:]
        for share in shares {
            let isGuarded = !share.isOpen && !share.amount.isZero
            let before = sums[share.holding] ?? (0, false)
            sums[share.holding] = (before.amount + share.amount, before.isGuarded || isGuarded)
        }
        let amounts = sums.values.map { (amount: $0.amount.magnitude, isGuarded: $0.isGuarded) }
            .sorted { $0.amount > $1.amount }
        guard let largest = amounts.firstIndex(where: \.isGuarded) else { return true }
        let others = amounts.indices.filter { $0 != largest }.map { amounts[$0].amount }
        return leavesUncertainty(about: amounts[largest].amount, others: others)
    }

    private func passesAlone(_ shares: [Share]) -> Bool {
        var sums: [Holding: Exact] = [:]
        for share in shares where !share.isOpen || !share.guarded.isZero {
            sums[share.holding, default: 0] += share.guarded
        }
        if sums.isEmpty { return true }
        let amounts = sums.values.map(\.magnitude).filter { !$0.isZero }.sorted(by: >)
        guard let largest = amounts.first else { return sums.count >= minimumHoldingCount }
        return amounts.count >= minimumHoldingCount
            && leavesUncertainty(about: largest, others: Array(amounts.dropFirst()))
    }

    /// The p% rule: what is left without the estimated and the estimating holding must reach p% of the estimated.
    private func leavesUncertainty(about largest: Exact, others: [Exact]) -> Bool {
        let estimator = others.max() ?? 0
        let rest = others.reduce(0, +) - estimator
        return rest * 100 >= dominancePercent * largest
    }

    /// Whether nobody contributes or the sum may be published; for numbers that follow from published ones.
    func isSafeOrEmpty(_ shares: [Share]) -> Bool {
        let contributing = shares.filter { !$0.amount.isZero }
        return contributing.isEmpty || isSafe(contributing)
    }
}
