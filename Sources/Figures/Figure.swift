public import Catalogue

/// A figure of the network: the closed list that the hub computes, in the order in which it is shown.
public enum Figure: String, CaseIterable, Hashable, Sendable {
    /// Partners whose membership is in force.
    case activePartners = "partners.active"
    /// Partners whose agreement the office has confirmed.
    case signedPartners = "partners.signed"
    /// Active partners with an accepted inventory of the year, as a part of all active partners.
    case coverage
    /// Direct emissions of the accepted inventories.
    case scope1 = "emissions.s1"
    /// Location-based emissions of purchased energy of the accepted inventories.
    case scope2LocationBased = "emissions.s2lb"
    /// Energy of the accepted inventories by carrier.
    case energy
    /// Renewable energy as a part of all energy of the accepted inventories.
    case renewableShare = "energy.renewable_share"
    /// Energy that the meter profiles measured in the year.
    case meteredEnergy = "energy.profile"
    /// Emissions that the signed targets allow in the year.
    case targetPath = "path.target"
    /// Emissions in the year of the partners and scopes that the signed targets cover.
    case actualPath = "path.actual"
    /// Number of measures by category, state and theme.
    case measureCount = "measures.count"
    /// Yearly saving that the measures are expected to bring.
    case expectedSaving = "measures.expected"
    /// Yearly saving that the measures have brought.
    case realisedSaving = "measures.realised"

    /// The unit of the figure's values; `1` for numbers of things and for parts of a whole.
    public var unit: String {
        switch self {
        case .activePartners, .signedPartners, .coverage, .renewableShare, .measureCount: "1"
        case .scope1, .scope2LocationBased, .targetPath, .actualPath: "kg"
        case .energy, .meteredEnergy: "kWh"
        case .expectedSaving, .realisedSaving: "kg/a"
        }
    }

    /// Whether the figure belongs to a year; the others describe the network as it stands.
    public var isYearly: Bool {
        switch self {
        case .activePartners, .signedPartners, .measureCount, .expectedSaving, .realisedSaving: false
        default: true
        }
    }

    /// Whether the figure is a part of a whole and written as a fraction.
    public var isFraction: Bool { self == .coverage || self == .renewableShare }

    /// The figure's name as people read it.
    public var label: Label {
        switch self {
        case .activePartners: Label(de: "Aktive Klimapartner", en: "Active climate partners")
        case .signedPartners: Label(de: "Klimaschutzvereinbarungen in Kraft", en: "Agreements in force")
        case .coverage:
            Label(de: "Anteil der Partner mit angenommener Bilanz", en: "Partners with an accepted inventory")
        case .scope1: Label(de: "Emissionen Scope 1", en: "Scope 1 emissions")
        case .scope2LocationBased:
            Label(de: "Emissionen Scope 2 (standortbezogen)", en: "Scope 2 emissions (location-based)")
        case .energy: Label(de: "Energieverbrauch nach Energieträger", en: "Energy by carrier")
        case .renewableShare: Label(de: "Anteil erneuerbarer Energie", en: "Renewable share of energy")
        case .meteredEnergy: Label(de: "Gemessene Lastgänge", en: "Metered energy")
        case .targetPath: Label(de: "Zielpfad", en: "Target path")
        case .actualPath: Label(de: "Emissionen auf dem Zielpfad", en: "Emissions against the path")
        case .measureCount: Label(de: "Maßnahmen", en: "Measures")
        case .expectedSaving: Label(de: "Erwartete Einsparung der Maßnahmen", en: "Expected saving of measures")
        case .realisedSaving: Label(de: "Erreichte Einsparung der Maßnahmen", en: "Realised saving of measures")
        }
    }

    var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

extension Figure: Comparable {
    /// Whether one figure is shown before the other.
    public static func < (left: Figure, right: Figure) -> Bool { left.rank < right.rank }
}
