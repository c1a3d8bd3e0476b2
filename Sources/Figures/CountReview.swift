import Catalogue

/// Finds the counts of measures that may be published: single groups, and the sums by category, by state and of all.
///
/// A count needs enough holdings. A sum is shown only when the groups in it that are not shown are nobody's or have
/// enough holdings together; and when sums are left out, those left out must have enough holdings as well, since the
/// total less those shown is what they add up to.
struct CountReview {
    /// The cells that may be published.
    private(set) var publishable: [CellSource] = []

    private let disclosure: Disclosure
    private let hidden: [CellSource]

    init(_ disclosure: Disclosure, _ table: Table, mayFollow: (CellSource) -> Bool) {
        self.disclosure = disclosure
        let shown = table.cells.filter { disclosure.hasEnoughHoldings($0.shares) && mayFollow($0) }
        let shownKeys = Set(shown.map(\.key))
        hidden = table.cells.filter { !shownKeys.contains($0.key) }
        publishable = shown
        for name in ["category", "state"] {
            let sums = table.margins.filter { $0.key[name] != nil }
            publishable += publishableSums(sums, by: name, mayFollow)
        }
        if let total = table.margins.first(where: { $0.key.dimensions.isEmpty }), isHarmless(hidden), mayFollow(total),
            disclosure.hasEnoughHoldings(total.shares)
        {
            publishable.append(total)
        }
    }

    private func publishableSums(
        _ sums: [CellSource], by name: String, _ mayFollow: (CellSource) -> Bool
    ) -> [CellSource] {
        func hiddenGroups(of sum: CellSource) -> [CellSource] { hidden.filter { $0.key[name] == sum.key[name] } }
        var shown = sums.filter { sum in
            disclosure.hasEnoughHoldings(sum.shares) && isHarmless(hiddenGroups(of: sum)) && mayFollow(sum)
        }
        shown.sort { ($0.amount ?? 0, $1.key) > ($1.amount ?? 0, $0.key) }
        while !shown.isEmpty {
            let left = Set(shown.map(\.key))
            if isHarmless(sums.filter { !left.contains($0.key) }.flatMap(hiddenGroups)) { break }
            shown.removeLast()
        }
        return shown
    }

    /// Whether these counts, taken together, betray nobody.
    private func isHarmless(_ cells: [CellSource]) -> Bool {
        let shares = cells.flatMap(\.shares)
        return shares.isEmpty || disclosure.hasEnoughHoldings(shares)
    }
}
