import Catalogue

/// Decides for every cell what may be said about it.
///
/// Tables are judged in the order of the closed list. One that would betray somebody together with those that are
/// published already is withheld.
struct Review {
    private let disclosure: Disclosure
    private var statuses: [CellKey: CellStatus] = [:]
    /// The guarded sums over scopes that are published, by year.
    private var published: [Int: [Table]] = [:]
    private var publishedEnergy: Set<Int> = []

    /// Whether a cell may stand beside what earlier editions published of it.
    private let mayFollow: (CellSource) -> Bool

    init(_ tables: [Table], _ disclosure: Disclosure, mayFollow: @escaping (CellSource) -> Bool = { _ in true }) {
        self.disclosure = disclosure
        self.mayFollow = mayFollow
        for table in tables.sorted(by: Self.isBefore) { judge(table) }
    }

    func status(of source: CellSource) -> CellStatus { statuses[source.key] ?? .noData }

    private static func isBefore(_ left: Table, _ right: Table) -> Bool {
        if left.figure != right.figure { return left.figure < right.figure }
        if left.year != right.year { return (left.year ?? 0) < (right.year ?? 0) }
        return left.scopes.lexicographicallyPrecedes(right.scopes)
    }

    private mutating func judge(_ table: Table) {
        for cell in table.cells + table.margins where cell.amount != nil {
            statuses[cell.key] = table.isUndecided ? .provisional : .withheld
        }
        if table.isUndecided || table.cells.allSatisfy({ $0.amount == nil }) { return }
        switch table.rule {
        case .open: publish(table.cells)
        case .counts: publish(CountReview(disclosure, table, mayFollow: mayFollow).publishable)
        case .guarded: if isSafe(table) { publish(table) }
        case .series: publish(SeriesReview(disclosure, table, mayFollow, leavesNobodyAlone).publishable)
        }
    }

    private mutating func publish(_ cells: [CellSource]) {
        for cell in cells where cell.amount != nil { statuses[cell.key] = .published }
    }

    private mutating func publish(_ table: Table) {
        publish(table.cells)
        guard let year = table.year else { return }
        if table.figure == .energy { publishedEnergy.insert(year) }
        if !table.scopes.isEmpty { published[year, default: []].append(table) }
    }

    private func isSafe(_ table: Table) -> Bool {
        guard table.cells.allSatisfy({ disclosure.isSafe($0.shares) && mayFollow($0) }) else { return false }
        // What follows only together with the carriers matters only beside them.
        let isBesideEnergy = publishedEnergy.contains(table.year ?? 0)
        for form in table.forms.prefix(isBesideEnergy ? .max : table.ownFormCount)
        where !disclosure.isSafeOrEmpty(form) {
            return false
        }
        return table.scopes.isEmpty || staysSafe(table, beside: published[table.year ?? 0] ?? [])
    }

    // MARK: Differences between figures

    /// The most sums over scopes of one year whose combinations are searched: 3⁷ of them take no time.
    private static let maximumCombinedTableCount = 7

    /// Whether no difference of published sums, in which whoever takes part in all of them cancels out, leaves a
    /// number that is not safe. Network totals beside the totals of those on the path are of this sort.
    private func staysSafe(_ table: Table, beside others: [Table]) -> Bool {
        guard others.count <= Self.maximumCombinedTableCount else { return false }
        let scopes = Set(([table] + others).flatMap(\.scopes))
        var signs = [Int](repeating: -1, count: others.count)
        while true {
            let terms = [(1, table)] + zip(signs, others)
            let cancels = scopes.allSatisfy { scope in
                terms.reduce(0) { $0 + ($1.1.scopes.contains(scope) ? $1.0 : 0) } == 0
            }
            if cancels, !disclosure.isSafeOrEmpty(combine(terms.map { ($0.0, $0.1.shares) })) { return false }
            guard let next = signs.firstIndex(where: { $0 < 1 }) else { return true }
            signs[next] += 1
            for index in 0..<next { signs[index] = -1 }
        }
    }

    /// Whether a path whose base year this is can stand beside the published totals of the same scopes: those who
    /// report but have no such target would be the difference.
    private func leavesNobodyAlone(_ cell: CellSource, _ scopes: [String]) -> Bool {
        guard let year = cell.key.year else { return true }
        let totals = (published[year] ?? []).filter { $0.scopes.count == 1 && scopes.contains($0.scopes[0]) }
        guard totals.count == scopes.count else { return true }
        let members = Set(cell.shares.map(\.partner))
        let outsiders = totals.flatMap(\.shares).filter { !members.contains($0.partner) }
        return disclosure.isSafeOrEmpty(outsiders)
    }
}

/// Adds contributions with signs, partner by partner.
func combine(_ terms: [(sign: Int, shares: [Share])]) -> [Share] {
    var sums: [UInt32: Share] = [:]
    for (sign, shares) in terms where sign != 0 {
        let factor = Exact(sign)
        for share in shares {
            let before = sums[share.partner]
            sums[share.partner] = Share(
                partner: share.partner, holding: share.holding, amount: (before?.amount ?? 0) + factor * share.amount,
                guarded: (before?.guarded ?? 0) + factor * share.guarded,
                isOpen: (before?.isOpen ?? true) && share.isOpen)
        }
    }
    return sums.values.sorted { $0.partner < $1.partner }
}

extension Disclosure {
    /// Whether enough holdings stand behind a count.
    func hasEnoughHoldings(_ shares: [Share]) -> Bool {
        Set(shares.filter { !$0.amount.isZero }.map(\.holding)).count >= minimumHoldingCount
    }
}
