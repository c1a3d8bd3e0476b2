/// The German electricity mix by the Federal Environment Agency (UBA), table 2 of its yearly report.
///
/// The table has eight neighbouring columns with nearly equal numbers, so each row names its column. A year
/// that was not confirmed is left out: it is missing, not guessed.
extension FactorEdition {
    static let electricity2025 = FactorEdition(
        name: "UBA-CC-13-2025",
        label: Label(de: "UBA Strommix, Climate Change 13/2025", en: "UBA electricity mix, Climate Change 13/2025"),
        publisher: "Umweltbundesamt", published: 2025, isForFunding: false,
        rows: electricityRows(
            edition: "UBA-CC-13-2025", column: .direct, source: source2025, first: 1990,
            values: [
                764, 764, 730, 726, 722, 714, 687, 671, 673, 649, 646, 661, 656, 639, 619, 614, 608, 627, 583, 571, 559,
                570, 572, 573, 559, 530, 524, 490, 474, 409, 365, 406, 433, 386, 363,
            ], provisional: 2023, estimated: 2024),
        potentials: [])

    static let electricity2026 = FactorEdition(
        name: "UBA-CC-16-2026",
        label: Label(de: "UBA Strommix, Climate Change 16/2026", en: "UBA electricity mix, Climate Change 16/2026"),
        publisher: "Umweltbundesamt", published: 2026, isForFunding: false,
        rows: electricityRows(
            edition: "UBA-CC-16-2026", column: .direct, source: source2026, first: 1990, values: [765],
            provisional: nil, estimated: nil)
            + electricityRows(
                edition: "UBA-CC-16-2026", column: .direct, source: source2026, first: 2006,
                values: [
                    608, 626, 582, 571, 559, 570, 572, 572, 559, 529, 524, 490, 473, 409, 365, 406, 433, 379, 353, 344,
                ], provisional: 2024, estimated: 2025)
            + electricityRows(
                edition: "UBA-CC-16-2026", column: .equivalents, source: source2026, first: 2020,
                values: [373, 414, 441, 387, 361, 352], provisional: 2024, estimated: 2025)
            + electricityRows(
                edition: "UBA-CC-16-2026", column: .upstream, source: source2026, first: 2020,
                values: [435, 477, 503, 442, 414, 406], provisional: 2024, estimated: 2025),
        potentials: [])

    private enum Column {
        case direct, equivalents, upstream

        var title: String {
            switch self {
            case .direct: "CO2-Emissionsfaktor Strommix"
            case .equivalents: "THG-Emissionsfaktor ohne Vorketten"
            case .upstream: "THG-Emissionsfaktor mit Vorketten"
            }
        }

        var basis: FactorBasis {
            switch self {
            case .direct: .directCO2
            case .equivalents: .equivalentsWithoutUpstream
            case .upstream: .equivalentsWithUpstream
            }
        }
    }

    private static let title =
        "Umweltbundesamt (Icha, Lauf): Entwicklung der spezifischen Treibhausgas-Emissionen des deutschen Strommix"
    private static let source2025 = FactorSource(
        title: title + ", Climate Change 13/2025", table: "Tabelle 2", address: "https://www.umweltbundesamt.de/")
    private static let source2026 = FactorSource(
        title: title + ", Climate Change 16/2026", table: "Tabelle 2",
        address: "https://doi.org/10.60810/openumwelt-8399")

    /// One row a year from `first` on, in g/kWh.
    private static func electricityRows(
        edition: String, column: Column, source: FactorSource, first: Int, values: [Int], provisional: Int?,
        estimated: Int?
    ) -> [FactorRow] {
        guard let unit = FactorUnit(text: "g/kWh") else { preconditionFailure("a known unit") }
        return values.enumerated().map { offset, value in
            let year = first + offset
            return FactorRow(
                edition: edition, id: "ELEC_GRID-\(year)-\(column.basis.rawValue)", carrier: .gridElectricity,
                year: year, column: column.title, basis: column.basis, value: Exact(value), unit: unit,
                calorificBasis: .none,
                status: year == provisional ? .provisional : year == estimated ? .estimated : .final, grade: .b,
                source: source, density: nil, netCalorificValue: nil, isBiogenic: false, isForBalances: true, note: nil)
        }
    }
}
