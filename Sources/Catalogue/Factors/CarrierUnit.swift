/// A unit in which the quantity of a carrier is given.
public enum CarrierUnit: String, Hashable, Sendable, CaseIterable {
    case kilowattHour = "kWh"
    case megawattHour = "MWh"
    case gigajoule = "GJ"
    case terajoule = "TJ"
    case kilowattHourGross = "kWh_Hs"
    case kilowattHourNet = "kWh_Hi"
    case megawattHourGross = "MWh_Hs"
    case megawattHourNet = "MWh_Hi"
    case cubicMetre = "m3"
    case litre = "l"
    case kilogram = "kg"
    case tonne = "t"

    /// What a unit measures.
    public enum Dimension: Hashable, Sendable {
        /// Energy: of a fuel its net calorific value (Hi); in kWh.
        case energy
        /// Energy as gross calorific value (Hs); in kWh.
        case grossEnergy
        /// Volume; in cubic metres.
        case volume
        /// Mass; in kilograms.
        case mass
    }

    /// What the unit measures.
    public var dimension: Dimension {
        switch self {
        case .kilowattHour, .megawattHour, .gigajoule, .terajoule, .kilowattHourNet, .megawattHourNet: .energy
        case .kilowattHourGross, .megawattHourGross: .grossEnergy
        case .cubicMetre, .litre: .volume
        case .kilogram, .tonne: .mass
        }
    }

    /// How many kWh, m3 or kg the unit is, exactly: 1 GJ is 2500/9 kWh.
    public var scale: Exact {
        switch self {
        case .kilowattHour, .kilowattHourGross, .kilowattHourNet, .cubicMetre, .kilogram: 1
        case .megawattHour, .megawattHourGross, .megawattHourNet, .tonne: 1000
        case .gigajoule: Exact(tableFraction: "2500/9")
        case .terajoule: Exact(tableFraction: "2500000/9")
        case .litre: Exact(table: "0.001")
        }
    }

    /// Whether the unit itself says which calorific value is meant.
    public var statesCalorificValue: Bool {
        switch self {
        case .kilowattHourGross, .kilowattHourNet, .megawattHourGross, .megawattHourNet: true
        default: false
        }
    }

    /// Reads a unit; `m³`, `Liter`-like spellings and a space instead of the underscore are understood.
    public init?(text: String) {
        if let exact = CarrierUnit(rawValue: text) {
            self = exact
            return
        }
        let plain = text.lowercased().filter { !" _()".contains($0) }
        guard let unit = Self.spellings[plain] else { return nil }
        self = unit
    }

    private static let spellings: [String: CarrierUnit] = {
        var result: [String: CarrierUnit] = [
            "m³": .cubicMetre, "nm3": .cubicMetre, "nm³": .cubicMetre, "cbm": .cubicMetre, "liter": .litre,
            "litre": .litre,
            "tonne": .tonne, "tonnen": .tonne,
        ]
        for unit in allCases { result[unit.rawValue.lowercased().filter { $0 != "_" }] = unit }
        return result
    }()
}

/// A mass of CO2 per unit of a carrier, such as `t/GJ`.
public struct FactorUnit: Hashable, Sendable {
    /// The mass above the line, as kilograms: 0.001 for g, 1 for kg, 1000 for t.
    public let kilograms: Exact
    /// The unit below the line.
    public let per: CarrierUnit
    /// The unit as it was written.
    public let text: String

    /// Reads `kg/kWh`, `g CO2e/kWh`, `t/TJ`, `kg/kWh_Hs`; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let unit = CarrierUnit(text: String(parts[1]).trimmed) else { return nil }
        let mass = String(parts[0]).trimmed.lowercased().filter { !" -_".contains($0) }
        let gases = ["", "co2", "co2e", "co2eq", "co₂", "co₂e", "co₂eq", "ch4", "n2o"]
        let scales: [(String, Exact)] = [("kg", 1), ("g", Exact(table: "0.001")), ("t", 1000)]
        guard
            let scale = scales.first(where: {
                mass.hasPrefix($0.0) && gases.contains(String(mass.dropFirst($0.0.count)))
            })
        else { return nil }
        kilograms = scale.1
        per = unit
        self.text = text
    }

    /// A value in this unit as kilograms per kWh, m3 or kg.
    public func canonical(_ value: Exact) -> Exact {
        guard let quotient = value * kilograms / per.scale else { preconditionFailure("a unit has a size") }
        return quotient
    }
}

extension Exact {
    /// A number of a table in the source.
    init(table text: String) {
        guard let value = Exact(decimal: text) else { preconditionFailure("not a number: \(text)") }
        self = value
    }

    /// A fraction of a table in the source.
    init(tableFraction text: String) {
        guard let value = Exact(fraction: text) else { preconditionFailure("not a fraction: \(text)") }
        self = value
    }
}

extension String {
    /// The text without spaces at either end.
    var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else {
            return ""
        }
        return String(self[first...last])
    }
}
