/// An energy carrier by its stable code, such as `NATGAS`.
public enum Carrier: String, Hashable, Sendable, CaseIterable {
    case gridElectricity = "ELEC_GRID"
    case photovoltaics = "ELEC_PV_SELF"
    case wind = "ELEC_WIND_SELF"
    case ownCogeneration = "ELEC_CHP_SELF"
    case electricityExport = "ELEC_EXPORT"
    case naturalGas = "NATGAS"
    case biomethane = "BIOMETHANE"
    case liquefiedGas = "LPG"
    case lightHeatingOil = "HEATOIL_EL"
    case heavyHeatingOil = "HEATOIL_S"
    case diesel = "DIESEL"
    case petrol = "PETROL"
    case compressedGas = "CNG"
    case hydrotreatedOil = "HVO"
    case biodiesel = "BIODIESEL"
    case kerosene = "KEROSENE"
    case hardCoal = "HARDCOAL"
    case cokingCoal = "COKING_COAL"
    case coke = "COKE"
    case lignite = "LIGNITE"
    case ligniteBriquettes = "LIGNITE_BRIQ"
    case petroleumCoke = "PETCOKE"
    case blastFurnaceGas = "BFG"
    case cokeOvenGas = "COG"
    case converterGas = "BOFG"
    case greenHydrogen = "H2_GREEN"
    case otherHydrogen = "H2_OTHER"
    case districtHeat = "DISTRICT_HEAT"
    case steam = "STEAM"
    case districtCooling = "DISTRICT_COOL"
    case wasteHeat = "WASTE_HEAT"
    case wood = "WOOD"
    case pellets = "PELLETS"
    case biogas = "BIOGAS"
    case sewageGas = "SEWAGE_GAS"
    case landfillGas = "LANDFILL_GAS"
    case fossilWaste = "WASTE_FOSSIL"
    case biogenicWaste = "WASTE_BIO"
    case solarThermal = "SOLAR_THERMAL"
    case ambientHeat = "AMBIENT_HEAT"
    case other = "OTHER"
}

/// What a carrier is physically: it decides which units it may be given in and what they mean.
public enum CarrierForm: Hashable, Sendable {
    /// Energy units alone.
    case electricity
    /// Heat, steam and cold: energy units alone.
    case heat
    /// Gas as it comes from the grid, billed in kWh Hs: a plain kWh is ambiguous and refused.
    case gridGas
    /// Biogas, sewage gas and landfill gas: a plain kWh is Hi; cubic metres need Brennwert and Zustandszahl.
    case ownGas
    /// Gases of a steel works: cubic metres go through the edition's density.
    case processGas
    /// Hydrogen: its Hi/Hs ratio is not that of natural gas, so Hs and cubic metres are refused.
    case hydrogen
    /// Litres and cubic metres go through the edition's density.
    case liquid
    /// Mass or energy.
    case solid
    /// Anything, with a factor given for it.
    case other
}

/// The scope in which the emissions of a carrier are reported.
public enum CarrierScope: String, Hashable, Sendable {
    /// Burnt here: Scope 1.
    case direct
    /// Bought electricity, heat, steam and cold: Scope 2.
    case purchased
    /// Neither: energy made here without combustion, or energy whose fuel is counted already.
    case none
}

extension Carrier {
    /// What the carrier is physically.
    public var form: CarrierForm {
        switch self {
        case .gridElectricity, .photovoltaics, .wind, .ownCogeneration, .electricityExport: .electricity
        case .districtHeat, .steam, .districtCooling, .wasteHeat, .solarThermal, .ambientHeat: .heat
        case .naturalGas, .biomethane, .compressedGas: .gridGas
        case .biogas, .sewageGas, .landfillGas: .ownGas
        case .blastFurnaceGas, .cokeOvenGas, .converterGas: .processGas
        case .greenHydrogen, .otherHydrogen: .hydrogen
        case .liquefiedGas, .lightHeatingOil, .heavyHeatingOil, .diesel, .petrol, .hydrotreatedOil, .biodiesel,
            .kerosene:
            .liquid
        case .hardCoal, .cokingCoal, .coke, .lignite, .ligniteBriquettes, .petroleumCoke, .wood, .pellets,
            .fossilWaste, .biogenicWaste:
            .solid
        case .other: .other
        }
    }

    /// The scope in which its emissions are reported.
    public var scope: CarrierScope {
        switch self {
        case .gridElectricity, .districtHeat, .steam, .districtCooling: .purchased
        case .photovoltaics, .wind, .ownCogeneration, .electricityExport, .wasteHeat, .solarThermal, .ambientHeat: .none
        default: .direct
        }
    }

    /// Whether its carbon is of biological origin: the CO2 of burning it is reported apart, outside the scopes.
    public var isBiogenic: Bool {
        switch self {
        case .biomethane, .hydrotreatedOil, .biodiesel, .wood, .pellets, .biogas, .sewageGas, .landfillGas,
            .biogenicWaste:
            true
        default: false
        }
    }

    /// Whether its energy counts as renewable.
    ///
    /// Electricity from the grid does not, whatever its mix: location-based figures know no contracts.
    public var isRenewable: Bool {
        if isBiogenic { return true }
        switch self {
        case .photovoltaics, .wind, .solarThermal, .ambientHeat, .greenHydrogen: return true
        default: return false
        }
    }

    /// Whether its energy is part of the energy consumed.
    ///
    /// Exports are not consumption, and the electricity of an own cogeneration plant is the energy of a fuel
    /// that is counted already.
    public var countsAsConsumption: Bool { self != .electricityExport && self != .ownCogeneration }

    /// Whether using it sets no CO2 free on the spot, so that its direct factor is zero without any table.
    public var isFreeOfDirectEmissions: Bool {
        switch self {
        case .photovoltaics, .wind, .ownCogeneration, .electricityExport, .wasteHeat, .solarThermal, .ambientHeat,
            .greenHydrogen, .otherHydrogen:
            true
        default: isBiogenic
        }
    }

    /// The units in which its quantity may be given (rule E2), without those that leave Hi or Hs open (rule E3).
    public var units: [CarrierUnit] {
        let plain: [CarrierUnit] = [.kilowattHour, .megawattHour, .gigajoule, .terajoule]
        let net: [CarrierUnit] = [.kilowattHourNet, .megawattHourNet]
        let gross: [CarrierUnit] = [.kilowattHourGross, .megawattHourGross]
        let mass: [CarrierUnit] = [.kilogram, .tonne]
        return switch form {
        case .electricity, .heat: plain
        case .gridGas: gross + net + [.gigajoule, .terajoule, .cubicMetre] + mass
        case .ownGas: plain + net + gross + [.cubicMetre] + mass
        case .processGas: plain + net + [.cubicMetre] + mass
        case .hydrogen, .solid: plain + net + mass
        case .liquid: plain + net + [.litre, .cubicMetre] + mass
        case .other: CarrierUnit.allCases
        }
    }

    /// The carrier's name in both languages.
    public var label: Label {
        let names = Self.names[self] ?? ("", "")
        return Label(de: names.0, en: names.1)
    }

    private static let names: [Carrier: (String, String)] = [
        .gridElectricity: ("Strom aus dem Netz", "Electricity from the grid"),
        .photovoltaics: ("Eigenstrom Photovoltaik", "Own electricity, photovoltaics"),
        .wind: ("Eigenstrom Wind", "Own electricity, wind"),
        .ownCogeneration: ("Eigenstrom KWK", "Own electricity, cogeneration"),
        .electricityExport: ("Stromeinspeisung", "Electricity exported"),
        .naturalGas: ("Erdgas", "Natural gas"),
        .biomethane: ("Biomethan", "Biomethane"),
        .liquefiedGas: ("Flüssiggas", "Liquefied petroleum gas"),
        .lightHeatingOil: ("Heizöl EL", "Light heating oil"),
        .heavyHeatingOil: ("Heizöl S", "Heavy heating oil"),
        .diesel: ("Diesel", "Diesel"),
        .petrol: ("Ottokraftstoff", "Petrol"),
        .compressedGas: ("Erdgas als Kraftstoff (CNG)", "Compressed natural gas"),
        .hydrotreatedOil: ("HVO", "Hydrotreated vegetable oil"),
        .biodiesel: ("Biodiesel", "Biodiesel"),
        .kerosene: ("Kerosin", "Kerosene"),
        .hardCoal: ("Steinkohle", "Hard coal"),
        .cokingCoal: ("Kokskohle", "Coking coal"),
        .coke: ("Koks", "Coke"),
        .lignite: ("Braunkohle", "Lignite"),
        .ligniteBriquettes: ("Braunkohlenbriketts", "Lignite briquettes"),
        .petroleumCoke: ("Petrolkoks", "Petroleum coke"),
        .blastFurnaceGas: ("Gichtgas (Hochofengas)", "Blast furnace gas"),
        .cokeOvenGas: ("Kokereigas", "Coke oven gas"),
        .converterGas: ("Konvertergas", "Converter gas"),
        .greenHydrogen: ("Wasserstoff, grün", "Hydrogen, green"),
        .otherHydrogen: ("Wasserstoff, anderer", "Hydrogen, other"),
        .districtHeat: ("Fernwärme", "District heat"),
        .steam: ("Dampf", "Steam"),
        .districtCooling: ("Fernkälte", "District cooling"),
        .wasteHeat: ("Abwärme", "Waste heat"),
        .wood: ("Holz", "Wood"),
        .pellets: ("Pellets", "Pellets"),
        .biogas: ("Biogas", "Biogas"),
        .sewageGas: ("Klärgas", "Sewage gas"),
        .landfillGas: ("Deponiegas", "Landfill gas"),
        .fossilWaste: ("Abfall, fossiler Anteil", "Waste, fossil part"),
        .biogenicWaste: ("Abfall, biogener Anteil", "Waste, biogenic part"),
        .solarThermal: ("Solarthermie", "Solar heat"),
        .ambientHeat: ("Umweltwärme", "Ambient heat"),
        .other: ("Sonstiges", "Other"),
    ]
}
