/// The time a quantity belongs to.
public enum CalculationPeriod: Hashable, Sendable {
    /// A calendar year.
    case year(Int)
    /// From a first to a last day, both included.
    case days(first: CivilDate, last: CivilDate)

    /// The calendar years touched, with the days in each; a year stated as such counts as one part.
    public var years: [(year: Int, days: Int)] {
        switch self {
        case .year(let year): return [(year, 1)]
        case .days(let first, let last):
            return (first.year...max(first.year, last.year)).map { year in
                let from = year == first.year ? first.daysSince1970 : Self.dayNumber(year: year, month: 1, day: 1)
                let to = year == last.year ? last.daysSince1970 : Self.dayNumber(year: year, month: 12, day: 31)
                return (year, to - from + 1)
            }
        }
    }

    /// The calendar year with most days; in a tie the later one.
    public var hubYear: Int {
        let parts = years
        let most = parts.map(\.days).max() ?? 0
        return parts.last { $0.days == most }?.year ?? 0
    }

    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        guard let date = CivilDate(year: year, month: month, day: day) else { preconditionFailure("year out of range") }
        return date.daysSince1970
    }
}

/// A factor that the caller brings: a supplier's, or one from another table.
public enum GivenFactor: Hashable, Sendable {
    /// One number with its basis.
    case single(value: Exact, unit: FactorUnit, basis: FactorBasis)
    /// Masses of the gases; methane and nitrous oxide are weighted by a GWP edition.
    case gases(co2: Exact?, methane: Exact?, nitrousOxide: Exact?, unit: FactorUnit, potentials: String?)
}

/// One quantity of one carrier whose energy and emissions are asked for.
public struct CalculationLine: Hashable, Sendable {
    /// The carrier.
    public var carrier: Carrier
    /// The quantity, not negative.
    public var quantity: Exact
    /// The unit of the quantity.
    public var unit: CarrierUnit
    /// The time it belongs to.
    public var period: CalculationPeriod
    /// The edition whose factor is to be used; nil for the default.
    public var edition: String?
    /// The basis that is wanted; nil for direct CO2 where the edition has it.
    public var basis: FactorBasis?
    /// Gross calorific value of a gas in kWh/m3 (Brennwert), from the bill.
    public var brennwert: Exact?
    /// Conversion to the standard state (Zustandszahl), from the bill.
    public var zustandszahl: Exact?
    /// The part of the quantity that counts, above 0 and at most 1; nil for all of it.
    public var share: Exact?
    /// The partner who supplies the energy; nil when it is none of the network.
    public var supplier: String?
    /// The caller's own factor; nil to use an edition's.
    public var factor: GivenFactor?

    /// One quantity of one carrier.
    public init(
        carrier: Carrier, quantity: Exact, unit: CarrierUnit, period: CalculationPeriod, edition: String? = nil,
        basis: FactorBasis? = nil, brennwert: Exact? = nil, zustandszahl: Exact? = nil, share: Exact? = nil,
        supplier: String? = nil, factor: GivenFactor? = nil
    ) {
        self.carrier = carrier
        self.quantity = quantity
        self.unit = unit
        self.period = period
        self.edition = edition
        self.basis = basis
        self.brennwert = brennwert
        self.zustandszahl = zustandszahl
        self.share = share
        self.supplier = supplier
        self.factor = factor
    }
}
