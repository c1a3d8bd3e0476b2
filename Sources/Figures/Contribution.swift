public import Catalogue
import Wire

/// Everything that one partner adds to the network's figures: a pure function of that partner's current records.
///
/// The hub stores one row per partner and recomputes only the row whose records changed.
public struct Contribution: Hashable, Sendable {
    /// The partner's number.
    public let partner: UInt32
    /// The legal name; empty while the partner has not recorded it.
    public internal(set) var name = ""
    /// The holding that the partner belongs to, or the partner itself.
    public internal(set) var holding: Holding
    /// Whether the partner is one of those who founded the network.
    public internal(set) var isInitiator = false
    /// Whether a membership is in force: recorded and not left.
    public internal(set) var isActive = false
    /// Whether memberships are recorded and all of them were left.
    public internal(set) var hasLeft = false
    /// Whether the office has confirmed the very version of an agreement that is current, and the partner has not left.
    public internal(set) var isSigned = false
    /// The accepted inventories by hub year.
    public internal(set) var inventories: [Int: InventoryTotals] = [:]
    /// The signed targets, one for each set of scopes; empty unless ``isSigned``.
    public internal(set) var targets: [SignedTarget] = []
    /// The measures by category, state and theme.
    public internal(set) var measures: [MeasureGroup: MeasureTotals] = [:]
    /// What the meter profiles measured, in kWh, by local calendar year and carrier.
    public internal(set) var meteredEnergy: [Int: [String: Exact]] = [:]
    /// The waivers of protection that the partner has signed.
    public internal(set) var waivers: [Waiver] = []
    /// The parts that may still change because a record exists in two concurrent versions.
    public internal(set) var undecided: Set<UndecidedPart> = []

    /// A partner without any records.
    public init(partner: UInt32) {
        self.partner = partner
        holding = Self.ownHolding(of: partner)
    }

    /// The paths of those signed targets that state a base value.
    public var paths: [SignedPath] { targets.compactMap(\.path) }

    static func ownHolding(of partner: UInt32) -> Holding { Holding("partner:\(partner)") }
}

/// The totals of one accepted inventory; nil or a missing code means not stated, which is not zero.
public struct InventoryTotals: Hashable, Sendable {
    /// Which emissions are counted, as the code of a ``FactorBasis``; sums never mix two of them.
    public var basis = FactorBasis.directCO2.rawValue
    /// Emissions in kg by scope code S1, S2LB, S2MB.
    public var emissions: [String: Exact] = [:]
    /// The part of Scope 1 that is public as verified EU-ETS emissions, in kg.
    public var publicScope1: Exact = 0
    /// Energy in kWh by carrier code.
    public var energy: [String: Exact] = [:]
    /// All energy consumed, in kWh: as stated, else the sum of the carriers.
    public var consumedEnergy: Exact?
    /// The renewable part of it, in kWh: as stated, else the sum of the renewable carriers.
    public var renewableEnergy: Exact?

    /// Totals without any amount.
    public init() {}

    /// Reads an Inventory record.
    init(_ fields: Fields) {
        func stated(_ name: String) -> Exact? { fields.exact(name).flatMap { Self.isBounded($0) ? $0 : nil } }
        basis = fields.text("basis") ?? basis
        for (field, scope) in [("s1", "S1"), ("s2lb", "S2LB"), ("s2mb", "S2MB")] { emissions[scope] = stated(field) }
        publicScope1 = stated("etsScope1") ?? 0
        energy = fields.amounts("energyByCarrier").filter { Self.isBounded($0.value) }
        let isDivided = !energy.isEmpty
        consumedEnergy = stated("totalKwh") ?? (isDivided ? Self.sum(energy, where: \.countsAsConsumption) : nil)
        renewableEnergy = stated("renewableKwh") ?? (isDivided ? Self.renewable(energy) : nil)
    }

    /// The longest numerator of an amount, in bytes: far above any emission in any unit.
    private static let maximumNumeratorByteCount = 24

    /// Whether an amount is a decimal, or a fraction with a 64-bit denominator.
    ///
    /// Others count as not stated: no calculation makes them, and a sum over partners with fractions as long as a
    /// record may hold would outgrow what can be stored.
    private static func isBounded(_ amount: Exact) -> Bool {
        guard case .tagged(30, let fraction) = amount.rationalCBOR, let parts = fraction.arrayValue, parts.count == 2
        else { return true }
        guard case .unsigned = parts[1] else { return amount.decimalText != nil }
        if case .tagged(_, let bytes) = parts[0] { return bytes.bytesValue?.count ?? 0 <= maximumNumeratorByteCount }
        return true
    }

    /// The renewable energy consumed among amounts by carrier.
    static func renewable(_ energy: [String: Exact]) -> Exact {
        sum(energy) { $0.countsAsConsumption && $0.isRenewable }
    }

    /// The sum of some carriers; one that this program does not know counts as `OTHER`.
    static func sum(_ energy: [String: Exact], where isIncluded: (Carrier) -> Bool) -> Exact {
        energy.reduce(into: Exact(0)) { total, entry in
            if isIncluded(Carrier(rawValue: entry.key) ?? .other) { total += entry.value }
        }
    }
}

/// The properties by which measures are counted.
public struct MeasureGroup: Hashable, Sendable {
    /// The category's code.
    public let category: String
    /// The state of the newest progress, or `planned`.
    public let state: String
    /// The theme's code.
    public let theme: String

    /// A category, a state and a theme.
    public init(category: String, state: String, theme: String) {
        self.category = category
        self.state = state
        self.theme = theme
    }
}

extension MeasureGroup: Comparable {
    /// Orders by category, state and theme.
    public static func < (left: MeasureGroup, right: MeasureGroup) -> Bool {
        (left.category, left.state, left.theme) < (right.category, right.state, right.theme)
    }
}

/// The measures of one group.
public struct MeasureTotals: Hashable, Sendable {
    /// Their number.
    public var count = 0
    /// The expected saving in kg a year; nil when no measure states one.
    public var expected: Exact?
    /// The realised saving in kg a year; nil when no progress states one.
    public var realised: Exact?

    /// No measures.
    public init() {}
}

/// A partner's signed consent that totals may betray its own amount.
public struct Waiver: Hashable, Sendable {
    /// The figures, by their stable names; empty for all of them.
    public var figures: [String]
    /// The hub years; for figures without a year only the figure counts.
    public var years: ClosedRange<Int>
    /// The first day on which it holds; nil for always.
    public var validFrom: CivilDate?
    /// The last day on which it holds; nil for ever.
    public var validTo: CivilDate?

    /// A waiver.
    public init(figures: [String], years: ClosedRange<Int>, validFrom: CivilDate? = nil, validTo: CivilDate? = nil) {
        self.figures = figures
        self.years = years
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// The years of a waiver that names none.
    public static let allYears = 0...9999

    func covers(_ figure: Figure, year: Int?, on day: CivilDate?) -> Bool {
        if let year, !years.contains(year) { return false }
        guard figures.isEmpty || figures.contains(figure.rawValue) else { return false }
        // Without a day nothing that ends may be relied on.
        guard let day else { return validTo == nil }
        return (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }
}

/// A part of a contribution that may still change.
public enum UndecidedPart: Hashable, Sendable {
    /// All of it: the partner's own record, which says to which holding it belongs.
    case identity
    /// Membership.
    case membership
    /// Agreement in force, signed targets.
    case agreement
    /// The measures.
    case measures
    /// The accepted inventory of a year.
    case inventory(Int)
    /// The meter profiles of a year.
    case meteredEnergy(Int)
}
