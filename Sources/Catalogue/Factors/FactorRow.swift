/// Which emissions a factor counts. Numbers of different bases are never added to each other.
public enum FactorBasis: String, Hashable, Sendable, CaseIterable {
    /// CO2 of the combustion alone.
    case directCO2 = "direct_co2"
    /// All greenhouse gases as CO2 equivalents, without the upstream chain.
    case equivalentsWithoutUpstream = "co2e"
    /// All greenhouse gases as CO2 equivalents, with the upstream chain (Vorkette).
    case equivalentsWithUpstream = "co2e_upstream"

    /// Reads a basis, also as words such as `direct CO2`, `CO2e incl. upstream` or `THG mit Vorketten`; nil for
    /// anything else.
    public init?(text: String) {
        if let exact = FactorBasis(rawValue: text) {
            self = exact
            return
        }
        let plain = text.lowercased().replacing("₂", with: "2").filter { $0.isLetter || $0.isNumber }
        let denials = ["without", "ohne", "excl", "no"]
        let isDenied = denials.contains { plain.contains($0 + "upstream") || plain.contains($0 + "vorkette") }
        if (plain.contains("upstream") || plain.contains("vorkette")) && !isDenied && !plain.contains("excluding") {
            self = .equivalentsWithUpstream
        } else if ["co2e", "co2äq", "thg", "ghg"].contains(where: plain.hasPrefix) || plain == "directco2e" {
            self = .equivalentsWithoutUpstream
        } else if ["direct", "direkt", "directco2", "direktesco2", "co2direct", "co2direkt", "co2"].contains(plain) {
            self = .directCO2
        } else {
            return nil
        }
    }

    /// The basis in words.
    public var label: Label {
        switch self {
        case .directCO2: Label(de: "direktes CO2", en: "direct CO2")
        case .equivalentsWithoutUpstream: Label(de: "CO2e ohne Vorkette", en: "CO2e without upstream")
        case .equivalentsWithUpstream: Label(de: "CO2e mit Vorkette", en: "CO2e with upstream")
        }
    }
}

/// Which calorific value the energy in a factor means.
public enum CalorificBasis: String, Hashable, Sendable {
    /// Net calorific value (Heizwert).
    case net = "Hi"
    /// Gross calorific value (Brennwert).
    case gross = "Hs"
    /// Neither: electricity and heat.
    case none
}

/// How settled a published factor is.
public enum FactorStatus: String, Hashable, Sendable {
    case final, provisional, estimated
}

/// How well a number is confirmed: A read in the official page or file, B two independent transcriptions agree,
/// C one transcription only.
public enum FactorGrade: String, Hashable, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
}

/// Where a factor was published.
public struct FactorSource: Hashable, Sendable {
    /// The publication and its publisher.
    public let title: String
    /// The table or section.
    public let table: String
    /// The address or DOI.
    public let address: String
}

/// A density as the edition states it.
public struct Density: Hashable, Sendable {
    /// The number.
    public let value: Exact
    /// `kg/l` or `kg/m3`.
    public let unit: String

    /// The density in kilograms per cubic metre.
    public var kilogramsPerCubicMetre: Exact { unit == "kg/l" ? value * 1000 : value }
}

/// One published emission factor, as printed, with everything needed to apply and to quote it.
public struct FactorRow: Hashable, Sendable {
    /// The edition's name, such as `UBA-CC-16-2026`.
    public let edition: String
    /// The row's name, unique in its edition, such as `ELEC_GRID-2023-direct_co2`.
    public let id: String
    /// The carrier it is for.
    public let carrier: Carrier
    /// The year it is for; nil when it is for no year in particular.
    public let year: Int?
    /// The column of the published table.
    public let column: String
    /// Which emissions it counts.
    public let basis: FactorBasis
    /// The number as printed.
    public let value: Exact
    /// The unit of the number.
    public let unit: FactorUnit
    /// Which calorific value its energy means.
    public let calorificBasis: CalorificBasis
    /// How settled it is.
    public let status: FactorStatus
    /// How well the number is confirmed.
    public let grade: FactorGrade
    /// Where it was published.
    public let source: FactorSource
    /// The density that goes with it; nil when the edition gives none.
    public let density: Density?
    /// The net calorific value that goes with it, in GJ/t; nil when the edition gives none.
    public let netCalorificValue: Exact?
    /// Whether its CO2 is biogenic: a memo outside the scopes.
    public let isBiogenic: Bool
    /// Whether it may stand in a greenhouse-gas balance; rows made for funding decisions may not.
    public let isForBalances: Bool
    /// What must be known when using it; nil when nothing.
    public let note: Label?
}

/// A gas's global warming potential over 100 years, in kg CO2e per kg.
public struct WarmingPotential: Hashable, Sendable {
    /// `CO2`, `CH4` or `N2O`.
    public let gas: String
    /// The potential.
    public let value: Exact
    /// How well the number is confirmed.
    public let grade: FactorGrade
}

/// A dated set of factors that never changes: a newer publication is a new edition.
public struct FactorEdition: Hashable, Sendable {
    /// Its stable name, such as `EBeV-2030`.
    public let name: String
    /// Title in both languages.
    public let label: Label
    /// Who published it.
    public let publisher: String
    /// The year of publication: the newest edition is the default.
    public let published: Int
    /// Whether it is made for funding decisions: then it is the default only where no other edition has the carrier.
    public let isForFunding: Bool
    /// Its factors.
    public let rows: [FactorRow]
    /// Its warming potentials; empty unless it is a GWP set.
    public let potentials: [WarmingPotential]
    /// The rows that may stand in a balance, by carrier: every line asks for them.
    private let balanceRows: [Carrier: [FactorRow]]

    init(
        name: String, label: Label, publisher: String, published: Int, isForFunding: Bool, rows: [FactorRow],
        potentials: [WarmingPotential]
    ) {
        self.name = name
        self.label = label
        self.publisher = publisher
        self.published = published
        self.isForFunding = isForFunding
        self.rows = rows
        self.potentials = potentials
        balanceRows = Dictionary(grouping: rows.filter(\.isForBalances), by: \.carrier)
    }

    /// The rows of a carrier that may stand in a balance, of all years.
    func balanceRows(for carrier: Carrier) -> [FactorRow] { balanceRows[carrier] ?? [] }

    /// The potential of a gas; nil when the edition has none.
    public func potential(of gas: String) -> WarmingPotential? { potentials.first { $0.gas == gas } }

    /// The rows of a carrier that hold in a year: those of that year and those of no year.
    public func rows(for carrier: Carrier, year: Int) -> [FactorRow] {
        rows.filter { $0.carrier == carrier && ($0.year == nil || $0.year == year) }
    }
}

extension FactorEdition {
    /// Every edition, the default first: editions for balances from new to old, then those for funding, then GWP sets.
    public static let all: [FactorEdition] = [
        .electricity2026, .electricity2025, .fuels2030, .ipcc2006, .funding, .warmingAR6, .warmingAR5,
    ]

    /// The edition of a name; nil when there is none. Upper and lower case do not matter.
    public static func edition(named name: String) -> FactorEdition? {
        all.first { $0.name.lowercased() == name.lowercased() }
    }

    /// The rows of a carrier that hold in a year, over all editions, the default edition's first.
    public static func rows(for carrier: Carrier, year: Int) -> [FactorRow] {
        all.flatMap { $0.rows(for: carrier, year: year) }
    }

    /// The row that a calculation takes when no edition is named: of the newest edition that is final for the year, else
    /// of the newest that has the year, else the last row of the newest that ends before it.
    ///
    /// - Parameter basis: nil for direct CO2 where there is such a row.
    /// - Returns: nil when no edition has one, also for carriers whose direct emissions are zero by definition.
    public static func defaultRow(for carrier: Carrier, year: Int, basis: FactorBasis? = nil) -> FactorRow? {
        let parts = try? FactorSelection.parts(carrier: carrier, edition: nil, basis: basis, period: .year(year))
        return parts?.first?.row
    }
}
