import Catalogue
import Figures
import Pages

/// The figures of the public page: the cells of one edition in the form in which the page shows them.
///
/// Of the edition's ledger one thing is used: whether two published totals are of the same partners.
struct PublicFigures {
    /// The scopes that totals and the network's path are about.
    static let scopes = "S1,S2LB"

    let summary: NetworkSummary
    private let edition: Figures.Edition?
    private let cells: [Cell]
    private let contributions: [Contribution]
    private let today: CivilDate
    /// The newest year whose total is published; without any the newest that is reported.
    private let year: Int?

    init(_ edition: Figures.Edition?, _ contributions: [Contribution], today: CivilDate) {
        self.edition = edition
        self.contributions = contributions
        self.today = today
        let cells = edition?.cells ?? []
        self.cells = cells
        let whole = NetworkSummary(cells: cells, contributions: contributions)
        let totalYears = Set(cells.compactMap(\.key.year)).filter { Total(of: $0, in: edition) != nil }
        guard let newest = totalYears.max(), newest != whole.newestYear else {
            summary = whole
            year = whole.newestYear
            return
        }
        // The summary is of the newest year that it is given.
        summary = NetworkSummary(
            cells: cells.filter { $0.key.year.map { $0 <= newest } ?? true || $0.key.figure.isPath },
            contributions: contributions)
        year = newest
    }

    // MARK: Headline

    var headline: Headline {
        let partners = summary.activePartners ?? contributions.count(where: \.isActive)
        guard let year else { return Headline(partners: partners, state: .noData) }
        guard let total = Total(of: year, in: edition) else {
            return Headline(
                partners: partners, reporting: summary.reportingPartners, year: year,
                state: state(of: cells.filter { $0.key.year == year && $0.key.figure == .scope1 }))
        }
        // The first comparable year, which is the base year where all of the same partners report it.
        let earlier = Set(cells.compactMap(\.key.year)).filter { $0 < year }.sorted().lazy
            .compactMap { other in Total(of: other, in: edition).map { (year: other, total: $0) } }
            .first { $0.total.isComparable(to: total) }
        return Headline(
            partners: partners, reporting: total.contributors, year: year, totalKg: total.amount,
            comparisonYear: earlier?.year, comparisonKg: earlier?.total.amount)
    }

    /// What the amounts are: carbon dioxide alone where all inventories of the year count nothing else.
    var gas: String {
        let inventories = contributions.compactMap { contribution in year.flatMap { contribution.inventories[$0] } }
        let bases = Set(inventories.map(\.basis))
        return bases == [FactorBasis.directCO2.rawValue] ? "CO₂" : "CO₂e"
    }

    /// Why none of these cells is shown.
    private func state(of cells: [Cell]) -> CellState {
        let statuses = Set(cells.map(\.status))
        return statuses.contains(.provisional) ? .provisional : statuses.contains(.withheld) ? .withheld : .noData
    }

    // MARK: Path

    var path: [PathYear] {
        let pathCells = cells.filter { $0.key.figure.isPath }
        let series = summary.paths.filter { $0.points.contains { $0.target != nil } }
        let chosen = series.first { $0.scopes == Self.scopes } ?? series.max { $0.points.count < $1.points.count }
        guard let chosen else { return [] }
        let statuses = Dictionary(
            pathCells.filter { $0.key["scopes"] == chosen.scopes && $0.key.figure == .actualPath }
                .compactMap { cell in cell.key.year.map { ($0, CellState(cell.status)) } },
            uniquingKeysWith: { first, _ in first })
        let points = Dictionary(chosen.points.map { ($0.year, $0) }) { first, _ in first }
        return Set(points.keys).union(statuses.keys).sorted().map { year in
            PathYear(
                year: year, targetKg: points[year]?.target, actualKg: points[year]?.actual,
                state: statuses[year] ?? (year < today.year ? .noData : .published))
        }
    }

    // MARK: Energy

    func energy(_ language: Language) -> EnergyTable {
        let shown = cells.filter { $0.key.figure == .energy && $0.key.year == year }
        let share = summary.totals[.renewableShare]?.amount
        guard shown.contains(where: { $0.status == .published }) else {
            let state = state(of: shown)
            guard state != .noData else { return EnergyTable() }
            let all = Label(de: "Alle Energieträger", en: "All carriers")[language]
            return EnergyTable(
                year: year, rows: [CarrierRow(carrier: all, isRenewable: false, kwh: nil, state: state)],
                renewableShare: share)
        }
        // Exports are not consumed, and own cogeneration is the energy of a fuel that is counted already.
        let consumed = summary.energy.filter { Carrier(rawValue: $0.code)?.countsAsConsumption ?? true }
        return EnergyTable(
            year: year,
            rows: consumed.map { amount in
                let carrier = Carrier(rawValue: amount.code)
                return CarrierRow(
                    carrier: carrier?.label[language] ?? amount.code, isRenewable: carrier?.isRenewable ?? false,
                    kwh: amount.value)
            },
            totalKwh: consumed.isEmpty ? nil : consumed.reduce(Exact.zero) { $0 + $1.value }, renewableShare: share)
    }

    // MARK: Measures

    func measures(_ language: Language) -> MeasureTable {
        let counts = cells.filter { $0.key.figure == .measureCount }
        let published = counts.filter { $0.status == .published }
        var table = MeasureTable(
            expectedKg: summary.totals[.expectedSaving]?.amount, realisedKg: summary.totals[.realisedSaving]?.amount)
        guard !published.isEmpty || state(of: counts) != .noData else { return table }
        let categories = summary.measuresByCategory
        let sum = categories.reduce(Exact.zero) { $0 + $1.value }
        let total = published.first { $0.key.dimensions.isEmpty }?.amount
        if total == sum, let states = wholeStates(published) {
            table.states = states.map { Kind.measureProgress.label(of: $0, in: "state", language) }
            table.rows = categories.map { category in
                MeasureRow(
                    category: Kind.measure.label(of: category.code, in: "category", language),
                    counts: states.map { state in
                        Self.count(published.filter { $0.key["category"] == category.code && $0.key["state"] == state })
                    })
            }
            return table
        }
        table.states = [Label(de: "alle Stände", en: "All states")[language]]
        table.rows = categories.map { category in
            MeasureRow(
                category: Kind.measure.label(of: category.code, in: "category", language),
                counts: [category.value.int64.map { Int($0) }])
        }
        if total != sum {
            let rest =
                categories.isEmpty
                ? Label(de: "Alle Kategorien", en: "All categories")
                : Label(de: "Weitere Kategorien", en: "Other categories")
            table.rows.append(
                MeasureRow(category: rest[language], counts: [total.flatMap { ($0 - sum).int64 }.map { Int($0) }]))
        }
        return table
    }

    /// The states in order when the published groups add up to the published sums of all categories; else nil.
    private func wholeStates(_ published: [Cell]) -> [String]? {
        let groups = published.filter { $0.key.dimensions.count > 1 }
        let isWhole = summary.measuresByCategory.allSatisfy { category in
            Exact(Self.count(groups.filter { $0.key["category"] == category.code })) == category.value
        }
        guard isWhole, !groups.isEmpty else { return nil }
        let states = Set(groups.compactMap { $0.key["state"] })
        let known = CodeLists.measureStates.map(\.code).filter(states.contains)
        return known + states.subtracting(known).sorted()
    }

    /// The sum of the counts of groups; sums that are cells themselves are left out.
    private static func count(_ cells: [Cell]) -> Int {
        cells.filter { $0.key.dimensions.count > 1 }.compactMap { $0.amount?.int64 }.reduce(0) { $0 + Int($1) }
    }

    // MARK: What is not shown

    /// Which figures are not shown in this edition, with their years; nil when all are.
    func withheldNote(_ language: Language) -> String? {
        let parts = [
            (CellStatus.withheld, Label(de: "In dieser Ausgabe geheim gehalten", en: "Withheld in this edition")),
            (.provisional, Label(de: "Noch vorläufig", en: "Still provisional")),
        ].compactMap { status, label -> String? in
            let hidden = cells.filter { $0.status == status }
            let names = Set(hidden.map(\.key.figure)).sorted().map { figure in
                let years = Set(hidden.filter { $0.key.figure == figure }.compactMap(\.key.year)).sorted()
                return figure.label[language] + (years.isEmpty ? "" : " (\(Self.spans(years)))")
            }
            return names.isEmpty ? nil : "\(label[language]): \(names.joined(separator: "; "))."
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// Ascending years with runs drawn together: `2019, 2021–2024`.
    static func spans(_ years: [Int]) -> String {
        var spans: [ClosedRange<Int>] = []
        for year in years {
            if let last = spans.last, last.upperBound == year - 1 {
                spans[spans.count - 1] = last.lowerBound...year
            } else {
                spans.append(year...year)
            }
        }
        return spans.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
            .joined(separator: ", ")
    }
}

/// The published direct emissions of one year: Scope 1 alone, as one partner's Scope 2 may be another's Scope 1.
private struct Total {
    let amount: Exact
    let contributors: Int
    private let dimensions: [Figures.Dimension]
    private let partners: Set<UInt32>

    /// Where inventories count different emissions, the amount to which most partners contribute.
    init?(of year: Int, in edition: Figures.Edition?) {
        guard let edition else { return nil }
        let published = edition.cells.filter { $0.key.year == year && $0.status == .published }
        let direct = published.filter { $0.key.figure == .scope1 && $0.amount != nil }
        guard let cell = direct.max(by: { $0.contributors < $1.contributors }), let sum = cell.amount else {
            return nil
        }
        amount = sum
        contributors = cell.contributors
        dimensions = cell.key.dimensions
        partners = Set(edition.ledger.first { $0.key == cell.key }?.shares.map(\.partner) ?? [])
    }

    /// Whether another total is of the same partners and counts the same emissions.
    func isComparable(to other: Total) -> Bool {
        !partners.isEmpty && partners == other.partners && dimensions == other.dimensions
    }
}

extension Figure {
    fileprivate var isPath: Bool { self == .targetPath || self == .actualPath }
    fileprivate var isEmission: Bool { self == .scope1 || self == .scope2LocationBased }
}
