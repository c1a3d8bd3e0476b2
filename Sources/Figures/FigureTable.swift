public import Catalogue

/// All figures of the network: a pure function of its partners' contributions, independent of their order.
///
/// The table carries the raw values, for the city's desk alone. What may leave the desk is decided by
/// ``cells(under:)`` and ``publicCells(under:)``.
public struct FigureTable: Sendable {
    /// The contributions by ascending partner number.
    public let contributions: [Contribution]
    /// The years that are reported; nil for every year with data.
    public let years: [Int]?
    /// The year in which the network's path ends.
    public let goalYear: Int
    /// The day for which waivers that are limited in time are judged; nil trusts only unlimited ones.
    public let day: CivilDate?

    let tables: [Table]

    /// Computes every figure.
    ///
    /// - Parameters:
    ///   - contributions: one per partner, in any order.
    ///   - years: the hub years to report, with `no_data` where nobody contributes; nil for every year with data.
    ///   - day: the day for which waivers that are limited in time are judged; nil trusts only unlimited ones.
    ///   - goalYear: the year in which the network's path ends.
    /// - Complexity: O(partners × years).
    public init(
        contributions: [Contribution], years: [Int]? = nil, on day: CivilDate? = nil,
        goalYear: Int = FigureTable.duisburgGoalYear
    ) {
        self.contributions = contributions.sorted { $0.partner < $1.partner }
        self.years = years.map { Set($0).sorted() }
        self.day = day
        self.goalYear = goalYear
        let builder = TableBuilder(contributions: self.contributions, day: day, goalYear: goalYear)
        tables = builder.tables(reporting: self.years ?? [])
    }

    /// The goal year of the pact that the defaults are made for.
    public static let duisburgGoalYear = 2035

    /// Every cell for the desk: raw values, with what may be said about each.
    public func cells(under disclosure: Disclosure) -> [Cell] {
        cells(Review(tables, disclosure), isPublic: false)
    }

    /// Every cell for the public: a value only where it is published.
    ///
    /// A withheld or provisional table appears as one cell without carrier, category or state, so that not even these
    /// are betrayed; counts that are suppressed one by one are left out, and sums of counts by category, by state and
    /// of all are added where they are safe.
    public func publicCells(under disclosure: Disclosure) -> [Cell] {
        cells(Review(tables, disclosure), isPublic: true)
    }

    func cells(_ review: Review, isPublic: Bool) -> [Cell] {
        var result: [Cell] = []
        for table in tables where isReported(table.year) {
            let sources = (table.cells + (isPublic ? table.margins : [])).filter { isReported($0.key.year) }
            let statuses = sources.map { review.status(of: $0) }
            for (source, status) in zip(sources, statuses) where !isPublic || status == .published {
                result.append(
                    Cell(key: source.key, amount: source.amount, contributors: source.contributors, status: status))
            }
            if isPublic { result += placeholders(table, sources, statuses) }
        }
        return result.sorted { $0.key < $1.key }
    }

    /// One cell without value or dimensions for each year of a table of which nothing is published.
    private func placeholders(_ table: Table, _ sources: [CellSource], _ statuses: [CellStatus]) -> [Cell] {
        var byYear: [Int?: [CellStatus]] = [:]
        for (source, status) in zip(sources, statuses) { byYear[source.key.year, default: []].append(status) }
        return byYear.compactMap { year, statuses in
            guard let status = statuses.first, !statuses.contains(.published) else { return nil }
            let dimensions = table.scopes.count > 0 && isPath(table.figure) ? table.cells[0].key.dimensions : []
            return Cell(
                key: CellKey(table.figure, year: year, dimensions), amount: nil, contributors: 0,
                status: statuses.contains(.provisional) ? .provisional : status)
        }
    }

    private func isPath(_ figure: Figure) -> Bool { figure == .targetPath || figure == .actualPath }

    private func isReported(_ year: Int?) -> Bool {
        guard let year, let years else { return true }
        return years.contains(year)
    }
}

/// One cell with those who contribute to it.
struct CellSource: Hashable, Sendable {
    let key: CellKey
    let amount: Exact?
    let shares: [Share]
    let contributors: Int

    init(_ key: CellKey, amount: Exact?, shares: [Share], contributors: Int) {
        self.key = key
        self.amount = amount
        self.shares = shares
        self.contributors = contributors
    }

    /// A sum; no data when nobody contributes.
    init(_ key: CellKey, sumOf shares: [Share]) {
        self.init(
            key, amount: shares.isEmpty ? nil : shares.reduce(0) { $0 + $1.amount }, shares: shares,
            contributors: shares.count)
    }
}

/// Cells between which linear relations hold: they are published together or not at all.
struct Table: Hashable, Sendable {
    /// How the table is protected.
    enum Rule: Hashable, Sendable {
        /// Membership is public.
        case open
        /// Each count stands for itself and needs the minimum number of holdings.
        case counts
        /// All cells, and all numbers that follow from them, must be safe.
        case guarded
        /// As guarded, but where a whole series is not safe some of its years may be.
        case series
    }

    let figure: Figure
    /// The year; nil where the table spans years or has none.
    let year: Int?
    /// The scopes that the numbers cover together; empty where scopes play no role.
    var scopes: [String] = []
    let rule: Rule
    var cells: [CellSource]
    /// Numbers that anyone can compute from the cells; each must be empty or safe. Those after the first
    /// ``ownFormCount`` follow only together with the energy by carrier.
    var forms: [[Share]] = []
    var ownFormCount = 0
    /// Whether a record that contributes exists in two concurrent versions, or a partner is still missing.
    var isUndecided = false
    /// For counts: sums of the cells, shown to the public alone.
    var margins: [CellSource] = []
    /// For a path: the base years of its partners.
    var baseYears: Set<Int> = []
    /// For a path: the year in which the network's path ends.
    var goalYear = 0

    /// All contributions to all cells.
    var shares: [Share] { cells.flatMap(\.shares) }
}
