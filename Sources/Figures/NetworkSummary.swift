public import Catalogue

/// What the public page and the network's members read, made of public cells and of what partners have signed.
public struct NetworkSummary: Sendable {
    /// Active partners; nil while provisional.
    public let activePartners: Int?
    /// Partners with an agreement in force; nil while provisional.
    public let signedPartners: Int?
    /// The newest year for which an accepted inventory exists; nil without any.
    public let newestYear: Int?
    /// Active partners with an accepted inventory of the newest year.
    public let reportingPartners: Int
    /// The published cells of the newest year without dimensions, and those without a year, by figure.
    public let totals: [Figure: Cell]
    /// The published target paths, one for each set of scopes.
    public let paths: [PathSeries]
    /// Energy in kWh by carrier of the newest year, the largest first; empty while withheld.
    public let energy: [Amount]
    /// Published numbers of measures by category, the largest first.
    public let measuresByCategory: [Amount]
    /// Published numbers of measures by state, the largest first.
    public let measuresByState: [Amount]
    /// The active partners by name.
    public let partners: [PartnerLine]

    /// A code with its amount.
    public struct Amount: Hashable, Sendable {
        /// The stable code.
        public let code: String
        /// The amount in the figure's unit.
        public let value: Exact
    }

    /// A target path with the emissions that belong to it.
    public struct PathSeries: Hashable, Sendable {
        /// The scopes, such as `S1,S2LB`.
        public let scopes: String
        /// The years that are published, ascending.
        public let points: [PathPoint]
    }

    /// One year of a path; values in kg, nil where not published.
    public struct PathPoint: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// What the signed targets allow.
        public let target: Exact?
        /// What was emitted by the same partners.
        public let actual: Exact?
    }

    /// A partner as the public list shows it.
    public struct PartnerLine: Hashable, Sendable {
        /// The partner's number.
        public let partner: UInt32
        /// The legal name.
        public let name: String
        /// Whether it founded the network.
        public let isInitiator: Bool
        /// Whether its agreement is in force.
        public let isSigned: Bool
        /// The signed reductions by the goal year, by scopes.
        public let reductions: [Reduction]
    }

    /// A signed reduction.
    public struct Reduction: Hashable, Sendable {
        /// The scopes, such as `S1,S2LB`.
        public let scopes: String
        /// The reduction by the goal year against the base year, in percent.
        public let percent: Exact
    }

    /// Reads public cells, of an edition or of ``FigureTable/publicCells(under:)``.
    public init(cells: [Cell], contributions: [Contribution], goalYear: Int = FigureTable.duisburgGoalYear) {
        let published = cells.filter { $0.status == .published }
        func count(_ figure: Figure) -> Int? {
            published.first { $0.key.figure == figure }?.amount?.int64.map { Int($0) }
        }
        let active = count(.activePartners)
        activePartners = active
        signedPartners = count(.signedPartners)
        let coverage = published.filter { $0.key.figure == .coverage && $0.amount?.isZero == false }
            .max { ($0.key.year ?? 0) < ($1.key.year ?? 0) }
        newestYear = coverage?.key.year
        reportingPartners = coverage?.amount.flatMap { ($0 * Exact(active ?? 0)).int64 }.map { Int($0) } ?? 0
        let newest = coverage?.key.year
        let undivided = published.filter { $0.key.dimensions.isEmpty && ($0.key.year == nil || $0.key.year == newest) }
        totals = Dictionary(undivided.map { ($0.key.figure, $0) }) { first, _ in first }
        paths = Self.paths(published)
        energy = Self.amounts(published.filter { $0.key.figure == .energy && $0.key.year == newest }, by: "carrier")
        let counts = published.filter { $0.key.figure == .measureCount && $0.key.dimensions.count == 1 }
        measuresByCategory = Self.amounts(counts, by: "category")
        measuresByState = Self.amounts(counts, by: "state")
        partners = contributions.filter(\.isActive)
            .map { PartnerLine($0, goalYear: goalYear) }
            .sorted { ($0.name.lowercased(), $0.partner) < ($1.name.lowercased(), $1.partner) }
    }

    private static func amounts(_ cells: [Cell], by name: String) -> [Amount] {
        cells.compactMap { cell in
            cell.key[name].flatMap { code in cell.amount.map { Amount(code: code, value: $0) } }
        }.sorted { ($0.value, $1.code) > ($1.value, $0.code) }
    }

    private static func paths(_ cells: [Cell]) -> [PathSeries] {
        var values: [String: [Int: (target: Exact?, actual: Exact?)]] = [:]
        for cell in cells {
            guard let scopes = cell.key["scopes"], let year = cell.key.year else { continue }
            var point = values[scopes]?[year] ?? (nil, nil)
            if cell.key.figure == .targetPath { point.target = cell.amount } else { point.actual = cell.amount }
            values[scopes, default: [:]][year] = point
        }
        return values.keys.sorted().map { scopes in
            let points = values[scopes] ?? [:]
            return PathSeries(
                scopes: scopes,
                points: points.keys.sorted().map {
                    PathPoint(year: $0, target: points[$0]?.target, actual: points[$0]?.actual)
                })
        }
    }
}

extension NetworkSummary.PartnerLine {
    init(_ contribution: Contribution, goalYear: Int) {
        partner = contribution.partner
        name = contribution.name
        isInitiator = contribution.isInitiator
        isSigned = contribution.isSigned
        reductions = contribution.targets.compactMap { target in
            target.reductionPercent(in: goalYear).map {
                NetworkSummary.Reduction(scopes: target.scopeText, percent: $0)
            }
        }
    }
}
