/// One recorded quantity of a carrier, as an activity line holds it.
public struct ActivityInput: Hashable, Sendable {
    /// How messages and the trace name the line, such as its record id.
    public var id: String
    /// The meter it was read from; nil when it has none.
    public var meter: String?
    /// The carrier.
    public var carrier: Carrier
    /// The quantity, not negative.
    public var quantity: Exact
    /// The unit of the quantity.
    public var unit: CarrierUnit
    /// The first day.
    public var first: CivilDate
    /// The last day, included.
    public var last: CivilDate
    /// Gross calorific value of a gas in kWh/m3, from the bill.
    public var brennwert: Exact?
    /// Conversion of a gas to the standard state, from the bill.
    public var zustandszahl: Exact?
    /// The part that counts, such as that of a leased building; nil for all of it.
    public var share: Exact?
    /// The partner of the network who supplies it; nil when it is none.
    public var supplier: String?
    /// The supplier's own factor; nil to use an edition's.
    public var factor: GivenFactor?
    /// The edition whose factor is to be used; nil for the inventory's.
    public var edition: String?
    /// Datengüte: `A` measured, `B` measured and extrapolated, `C` estimated, `D` default; nil when not stated.
    public var dataQuality: String?

    /// One recorded quantity of a carrier.
    public init(
        id: String, meter: String? = nil, carrier: Carrier, quantity: Exact, unit: CarrierUnit, first: CivilDate,
        last: CivilDate, brennwert: Exact? = nil, zustandszahl: Exact? = nil, share: Exact? = nil,
        supplier: String? = nil, factor: GivenFactor? = nil, edition: String? = nil, dataQuality: String? = nil
    ) {
        self.id = id
        self.meter = meter
        self.carrier = carrier
        self.quantity = quantity
        self.unit = unit
        self.first = first
        self.last = last
        self.brennwert = brennwert
        self.zustandszahl = zustandszahl
        self.share = share
        self.supplier = supplier
        self.factor = factor
        self.edition = edition
        self.dataQuality = dataQuality
    }
}

/// The sum of a meter's measured profile over some days.
public struct ProfileInput: Hashable, Sendable {
    /// How messages and the trace name the profile.
    public var id: String
    /// The meter, as activity lines name it.
    public var meter: String
    /// The meter's carrier.
    public var carrier: Carrier
    /// The energy measured, in `unit`.
    public var energy: Exact
    /// The unit of the energy.
    public var unit: CarrierUnit
    /// The first day.
    public var first: CivilDate
    /// The last day, included.
    public var last: CivilDate
    /// Intervals without a value: they are missing, not zero.
    public var missingCount: Int

    /// The sum of a meter's measured profile over some days.
    public init(
        id: String, meter: String, carrier: Carrier, energy: Exact, unit: CarrierUnit = .kilowattHour,
        first: CivilDate, last: CivilDate, missingCount: Int = 0
    ) {
        self.id = id
        self.meter = meter
        self.carrier = carrier
        self.energy = energy
        self.unit = unit
        self.first = first
        self.last = last
        self.missingCount = missingCount
    }
}

/// A quantity whose emissions are not in the balance, and why: a gap is shown, never taken as zero.
public struct InventoryGap: Hashable, Sendable {
    /// The line or profile.
    public let id: String
    /// The carrier.
    public let carrier: Carrier
    /// The notation key: `NE`, not estimated.
    public let notation: String
    /// Why.
    public let text: Label
}

/// A finding about one line of an inventory.
public struct InventoryWarning: Hashable, Sendable {
    /// The line or profile; nil when it concerns the whole inventory.
    public let id: String?
    /// The finding.
    public let warning: Warning
}

/// A greenhouse-gas balance on direct CO2: Scope 1, Scope 2 location-based and energy, with the way to every number.
public struct InventoryResult: Sendable {
    /// The first day of the period.
    public let first: CivilDate
    /// The last day of the period, included.
    public let last: CivilDate
    /// The calendar year in which the network counts the inventory.
    public let hubYear: Int
    /// Direct CO2 of fuels burnt here, in kg.
    public let scope1: Exact
    /// CO2 of bought electricity, heat, steam and cold by the mix of the grid, in kg.
    public let scope2LocationBased: Exact
    /// The part of Scope 2 that comes from partners of the network, in kg by supplier: to be taken off network totals.
    public let scope2BySupplier: [String: Exact]
    /// Biogenic CO2 in kg, outside the scopes.
    public let biogenic: Exact
    /// Energy consumed in kWh by carrier, Hi for fuels.
    public let energyByCarrier: [Carrier: Exact]
    /// Emissions in kg by carrier.
    public let emissionsByCarrier: [Carrier: Exact]
    /// Electricity exported, in kWh: neither consumed nor taken off.
    public let exported: Exact
    /// Energy consumed of renewable carriers, in kWh.
    public let renewableEnergy: Exact
    /// Energy-weighted data quality from 0 to 1; nil when no line states one.
    public let dataQualityIndex: Exact?
    /// The factor editions used, in order of their names.
    public let editions: [String]
    /// Quantities without emissions.
    public let gaps: [InventoryGap]
    /// What a reviewer will ask about.
    public let warnings: [InventoryWarning]
    /// Why the balance cannot be made; it must not be submitted while this is not empty.
    public let problems: [InventoryProblem]
    /// The calculation, line by line.
    public let trace: [Label]

    /// Energy consumed of all carriers, in kWh.
    public var energy: Exact { energyByCarrier.values.reduce(.zero, +) }
}

/// A mistake in one line of an inventory.
public struct InventoryProblem: Hashable, Sendable {
    /// The line or profile.
    public let id: String
    /// What is wrong.
    public let problem: CalculationProblem
}
