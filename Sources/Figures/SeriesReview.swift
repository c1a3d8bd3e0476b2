import Catalogue

/// Finds the years of a path that may be published together.
///
/// A path is made of straight lines, so that who knows it for all years also knows the emissions of those who enter in
/// a year, every slope, and every change of slope: the slope of a single partner together with its public reduction in
/// percent is its base value. All of these must be empty or safe. Where the whole series is not, a shorter one is
/// tried, then the two ends of the path alone.
struct SeriesReview {
    /// The cells that may be published; empty when not even the ends are safe.
    private(set) var publishable: [CellSource] = []

    private let disclosure: Disclosure

    init(
        _ disclosure: Disclosure, _ table: Table, _ mayFollow: (CellSource) -> Bool,
        _ isSafeBesideTotals: (CellSource, [String]) -> Bool
    ) {
        self.disclosure = disclosure
        let cells = table.cells
        guard let start = cells.firstIndex(where: { $0.shares.count == cells[cells.count - 1].shares.count }) else {
            return
        }
        let goal = cells.lastIndex { $0.key.year == table.goalYear } ?? cells.count - 1
        let candidates = [
            Array(cells), Array(cells[...goal]), Array(cells[min(start, goal)...]),
            Array(cells[min(start, goal)...goal]),
            [cells[min(start, goal)], cells[goal]],
        ]
        // Only in the base year of all its partners can a path be taken for their inventories.
        let besideTotals = cells.filter { cell in cell.key.year.map { table.baseYears == [$0] } ?? false }
        guard besideTotals.allSatisfy({ isSafeBesideTotals($0, table.scopes) }) else { return }
        publishable = candidates.first { $0.allSatisfy(mayFollow) && isSafe($0) } ?? []
    }

    private func isSafe(_ cells: [CellSource]) -> Bool {
        guard cells.allSatisfy({ disclosure.isSafe($0.shares) }) else { return false }
        var slopes: [(start: Int, shares: [Share])] = []
        for (cell, next) in zip(cells, cells.dropFirst()) {
            let present = Set(cell.shares.map(\.partner))
            let entering = next.shares.filter { !present.contains($0.partner) }
            let staying = next.shares.filter { present.contains($0.partner) }
            guard disclosure.isSafeOrEmpty(entering) else { return false }
            slopes.append((cell.key.year ?? 0, combine([(1, staying), (-1, cell.shares)])))
        }
        // A year in which nobody's slope differs from the year before tells nothing new.
        var distinct: [[Share]] = []
        for slope in slopes where distinct.last.map({ isChange($0, slope.shares) }) ?? true {
            guard disclosure.isSafeOrEmpty(slope.shares) else { return false }
            for other in distinct where !disclosure.isSafeOrEmpty(combine([(1, slope.shares), (-1, other)])) {
                return false
            }
            distinct.append(slope.shares)
        }
        return true
    }

    private func isChange(_ before: [Share], _ after: [Share]) -> Bool {
        combine([(1, after), (-1, before)]).contains { !$0.amount.isZero }
    }
}
