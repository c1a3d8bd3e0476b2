/// The code lists that several kinds share.
public enum CodeLists {
    /// Energy carriers.
    public static let carriers = Carrier.allCases.map {
        CodeDefinition($0.rawValue, de: $0.label.de, en: $0.label.en)
    }

    /// Units in which the quantity of a carrier is given.
    public static let units = CarrierUnit.allCases.map { unit in
        let text = unit.rawValue.replacing("_", with: " ")
        let aliases = unit == .cubicMetre ? ["m³", "Nm3", "cbm"] : unit == .litre ? ["Liter", "litre"] : []
        return CodeDefinition(unit.rawValue, de: text, en: text, aliases: aliases)
    }

    /// Which emissions an inventory or a factor counts.
    public static let bases = FactorBasis.allCases.map {
        CodeDefinition($0.rawValue, de: $0.label.de, en: $0.label.en)
    }

    /// The scopes of the Greenhouse Gas Protocol.
    public static let scopes = [
        CodeDefinition("S1", de: "Scope 1", en: "Scope 1"),
        CodeDefinition("S2LB", de: "Scope 2 standortbezogen", en: "Scope 2 location-based"),
        CodeDefinition("S2MB", de: "Scope 2 marktbasiert", en: "Scope 2 market-based"),
        CodeDefinition("S3", de: "Scope 3", en: "Scope 3"),
    ]

    /// What a measure is about: the list of the efficiency networks with the pact's own themes.
    public static let measureCategories = [
        CodeDefinition("lighting", de: "Beleuchtung", en: "Lighting"),
        CodeDefinition(
            "heat", de: "Wärme/Prozesswärme", en: "Heat and process heat", aliases: ["Prozesswärme", "Wärme"]),
        CodeDefinition("processEngineering", de: "Prozesstechnik", en: "Process engineering"),
        CodeDefinition("compressedAir", de: "Druckluft", en: "Compressed air"),
        CodeDefinition(
            "cooling", de: "Kälte/Lüftung/Klima", en: "Cooling, ventilation, air conditioning",
            aliases: ["Kälte", "Lüftung", "Klimatisierung", "ventilation"]),
        CodeDefinition(
            "drives", de: "Pumpen/Antriebe", en: "Pumps and drives", aliases: ["Pumpen", "Antriebe", "pumps"]),
        CodeDefinition("buildingEnvelope", de: "Gebäudehülle", en: "Building envelope"),
        CodeDefinition("wasteHeat", de: "Abwärmenutzung", en: "Use of waste heat"),
        CodeDefinition(
            "ownRenewables", de: "Eigenerzeugung EE", en: "Own renewable generation",
            aliases: ["Photovoltaik", "photovoltaics", "PV"]),
        CodeDefinition(
            "greenPower", de: "Grünstrombezug/PPA", en: "Green power purchase or PPA", aliases: ["Grünstrom", "PPA"]),
        CodeDefinition(
            "fuelSwitch", de: "Energieträgerwechsel/Elektrifizierung", en: "Fuel switch and electrification",
            aliases: ["Elektrifizierung", "electrification"]),
        CodeDefinition("hydrogen", de: "Wasserstoff", en: "Hydrogen"),
        CodeDefinition("processChange", de: "Prozessumstellung", en: "Change of process"),
        CodeDefinition("carbonCapture", de: "CCU/CCS", en: "Carbon capture (CCU/CCS)", aliases: ["CCU", "CCS"]),
        CodeDefinition(
            "mobility", de: "Fuhrpark/Mobilität", en: "Fleet and mobility", aliases: ["Fuhrpark", "Mobilität", "fleet"]),
        CodeDefinition("logistics", de: "Logistik", en: "Logistics"),
        CodeDefinition(
            "resourceEfficiency", de: "Material-/Ressourceneffizienz", en: "Material and resource efficiency",
            aliases: ["Ressourceneffizienz", "Materialeffizienz"]),
        CodeDefinition("circularEconomy", de: "Kreislaufwirtschaft", en: "Circular economy"),
        CodeDefinition("waste", de: "Abfall", en: "Waste"),
        CodeDefinition("water", de: "Wasser", en: "Water"),
        CodeDefinition("energyManagement", de: "Energiemanagement", en: "Energy management"),
        CodeDefinition(
            "training", de: "Schulung/Verhalten", en: "Training and behaviour", aliases: ["Schulung", "Verhalten"]),
        CodeDefinition("supplyChain", de: "Lieferkette", en: "Supply chain"),
        CodeDefinition("heatProtection", de: "Hitzeschutz", en: "Protection against heat"),
        CodeDefinition(
            "heavyRain", de: "Starkregen/Hochwasser", en: "Heavy rain and floods",
            aliases: ["Starkregen", "Hochwasser", "flood"]),
        CodeDefinition(
            "drought", de: "Trockenheit/Niedrigwasser", en: "Drought and low water",
            aliases: ["Trockenheit", "Niedrigwasser", "low water"]),
        CodeDefinition("greening", de: "Begrünung", en: "Greening"),
        CodeDefinition("unsealing", de: "Entsiegelung", en: "Unsealing of surfaces"),
        CodeDefinition("crisisPreparedness", de: "Krisenvorsorge", en: "Crisis preparedness"),
        CodeDefinition("other", de: "Sonstiges", en: "Other"),
    ]

    /// How far a measure has come.
    public static let measureStates = [
        CodeDefinition("idea", de: "Idee", en: "Idea"),
        CodeDefinition("planned", de: "geplant", en: "Planned"),
        CodeDefinition("decided", de: "beschlossen", en: "Decided"),
        CodeDefinition("in_progress", de: "in Umsetzung", en: "In progress"),
        CodeDefinition("done", de: "umgesetzt", en: "Done"),
        CodeDefinition("stopped", de: "unterbrochen", en: "Stopped"),
        CodeDefinition("dropped", de: "aufgegeben", en: "Dropped"),
    ]

    /// Branches of business, coarse on purpose so that no table betrays a company.
    public static let sectorGroups = [
        CodeDefinition("metal", de: "Stahl/Metall", en: "Steel and metal", aliases: ["Stahl", "Metall", "steel"]),
        CodeDefinition(
            "chemistry", de: "Chemie/Baustoffe", en: "Chemicals and building materials",
            aliases: ["Chemie", "chemicals"]),
        CodeDefinition(
            "industry", de: "sonstiges Gewerbe/Industrie", en: "Other trade and industry",
            aliases: ["Industrie", "Gewerbe"]),
        CodeDefinition(
            "utilities", de: "Energie/Ver- und Entsorgung", en: "Energy and utilities",
            aliases: ["Energie", "Entsorgung", "energy"]),
        CodeDefinition(
            "logistics", de: "Logistik/Hafen", en: "Logistics and port", aliases: ["Logistik", "Hafen", "port"]),
        CodeDefinition(
            "services", de: "Handel/Dienstleistung", en: "Retail and services",
            aliases: ["Handel", "Dienstleistung", "retail"]),
        CodeDefinition(
            "realEstate", de: "Immobilien/Wohnen", en: "Real estate and housing",
            aliases: ["Immobilien", "Wohnen", "housing"]),
        CodeDefinition(
            "publicSector", de: "Öffentliche Hand/Wissenschaft/Gesundheit", en: "Public sector, science and health",
            aliases: ["Öffentliche Hand", "Wissenschaft", "Gesundheit", "science", "health"]),
    ]

    /// How well an activity is known.
    public static let dataQualities = [
        CodeDefinition("A", de: "A gemessen", en: "A measured", aliases: ["gemessen", "measured"]),
        CodeDefinition(
            "B", de: "B gemessen und hochgerechnet", en: "B measured and extrapolated",
            aliases: ["hochgerechnet", "extrapolated"]),
        CodeDefinition("C", de: "C geschätzt", en: "C estimated", aliases: ["geschätzt", "estimated"]),
        CodeDefinition("D", de: "D Vorgabewert", en: "D default value", aliases: ["Vorgabewert", "default"]),
    ]

    /// How a reading of a meter came about.
    public static let readingQualities = [
        CodeDefinition("measured", de: "gemessen", en: "measured"),
        CodeDefinition("substitute", de: "Ersatzwert", en: "substitute"),
        CodeDefinition("estimated", de: "geschätzt", en: "estimated"),
        CodeDefinition("provisional", de: "vorläufig", en: "provisional"),
        CodeDefinition("faulty", de: "gestört", en: "faulty"),
        CodeDefinition("missing", de: "fehlt", en: "missing"),
    ]

    /// How a saving was found.
    public static let savingMethods = [
        CodeDefinition("metered", de: "gemessen", en: "metered"),
        CodeDefinition("calculated", de: "berechnet", en: "calculated"),
        CodeDefinition("estimated", de: "geschätzt", en: "estimated"),
    ]

    /// The network's figures, by their stable names.
    public static let figures = [
        CodeDefinition("partners.active", de: "Klimapartner", en: "Climate partners"),
        CodeDefinition("partners.signed", de: "Klimapartner mit Vereinbarung", en: "Partners with an agreement"),
        CodeDefinition("coverage", de: "Anteil der Partner mit Bilanz", en: "Share of partners with an inventory"),
        CodeDefinition("emissions.s1", de: "Emissionen Scope 1", en: "Scope 1 emissions"),
        CodeDefinition(
            "emissions.s2lb", de: "Emissionen Scope 2, standortbezogen", en: "Scope 2 emissions, location-based"),
        CodeDefinition("energy", de: "Energieverbrauch nach Energieträger", en: "Energy by carrier"),
        CodeDefinition("energy.renewable_share", de: "Anteil erneuerbarer Energie", en: "Share of renewable energy"),
        CodeDefinition("energy.profile", de: "Energie aus Lastgängen", en: "Energy of load profiles"),
        CodeDefinition("path.target", de: "Zielpfad", en: "Target path"),
        CodeDefinition("path.actual", de: "Ist-Pfad", en: "Actual path"),
        CodeDefinition("measures.count", de: "Zahl der Maßnahmen", en: "Number of measures"),
        CodeDefinition("measures.expected", de: "erwartete Minderung", en: "Expected saving"),
        CodeDefinition("measures.realised", de: "erreichte Minderung", en: "Realised saving"),
    ]
}
