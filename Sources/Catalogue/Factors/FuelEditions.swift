/// Fuels by law (EBeV 2030), by the IPCC and by the funding office BAFA, and the warming potentials of the IPCC.
extension FactorEdition {
    /// A row of a fuel table before it is bound to its edition.
    struct Fuel {
        var carrier: Carrier
        var value: String
        var density: (value: String, unit: String)?
        var netCalorificValue: String?
        var grade: FactorGrade = .b
        var basis: FactorBasis = .directCO2
        var suffix = ""
        var isBiogenic = false
        var isForBalances = true
        var note: Label?
    }

    static func rows(
        edition: String, column: String, unit text: String, source: FactorSource, fuels: [Fuel]
    ) -> [FactorRow] {
        guard let unit = FactorUnit(text: text) else { preconditionFailure("a known unit") }
        return fuels.map { fuel in
            FactorRow(
                edition: edition, id: fuel.carrier.rawValue + fuel.suffix, carrier: fuel.carrier, year: nil,
                column: column, basis: fuel.basis, value: Exact(table: fuel.value), unit: unit,
                calorificBasis: fuel.carrier.form == .heat || fuel.carrier.form == .electricity ? .none : .net,
                status: .final, grade: fuel.grade, source: source,
                density: fuel.density.map { Density(value: Exact(table: $0.value), unit: $0.unit) },
                netCalorificValue: fuel.netCalorificValue.map { Exact(table: $0) }, isBiogenic: fuel.isBiogenic,
                isForBalances: fuel.isForBalances, note: fuel.note)
        }
    }

    static let fuels2030 = FactorEdition(
        name: "EBeV-2030",
        label: Label(
            de: "Emissionsberichterstattungsverordnung 2030", en: "Emission Reporting Ordinance 2030 (Germany)"),
        publisher: "Bundesrepublik Deutschland", published: 2022, isForFunding: false,
        rows: rows(
            edition: "EBeV-2030", column: "heizwertbezogener Emissionsfaktor", unit: "t/GJ",
            source: FactorSource(
                title: "Emissionsberichterstattungsverordnung 2030 (EBeV 2030), BGBl. I 2022 S. 2868",
                table: "Anlage 2 Teil 4", address: "https://www.gesetze-im-internet.de/ebev_2030/anlage_2.html"),
            fuels: [
                Fuel(carrier: .naturalGas, value: "0.0558"),
                Fuel(carrier: .lightHeatingOil, value: "0.0740", density: ("0.845", "kg/l"), netCalorificValue: "42.8"),
                Fuel(
                    carrier: .diesel, value: "0.0740", density: ("0.845", "kg/l"), netCalorificValue: "42.8", grade: .c),
                Fuel(carrier: .heavyHeatingOil, value: "0.0797"),
                Fuel(carrier: .liquefiedGas, value: "0.0655", netCalorificValue: "46.0"),
                Fuel(
                    carrier: .biodiesel, value: "0.0740",
                    note: Label(
                        de: "Ohne Nachhaltigkeitsnachweis zählt Biodiesel wie fossiler Kraftstoff (§ 8); mit Nachweis "
                            + "steht er in IPCC-2006 als biogene Nebenangabe.",
                        en: "Without a proof of sustainability biodiesel counts as fossil fuel (section 8); with one, "
                            + "IPCC-2006 has it as a biogenic memo.")),
            ]),
        potentials: [])

    private static let potentialSource = (ar5: "GWP-AR5", ar6: "GWP-AR6")

    static let warmingAR5 = FactorEdition(
        name: potentialSource.ar5,
        label: Label(
            de: "Treibhauspotenziale, 5. Sachstandsbericht des IPCC", en: "Warming potentials, IPCC Fifth Assessment"),
        publisher: "IPCC", published: 2013, isForFunding: false, rows: [],
        potentials: [
            WarmingPotential(gas: "CO2", value: 1, grade: .b), WarmingPotential(gas: "CH4", value: 28, grade: .b),
            WarmingPotential(gas: "N2O", value: 265, grade: .b),
        ])

    /// Methane's value is that of fossil methane.
    static let warmingAR6 = FactorEdition(
        name: potentialSource.ar6,
        label: Label(
            de: "Treibhauspotenziale, 6. Sachstandsbericht des IPCC", en: "Warming potentials, IPCC Sixth Assessment"),
        publisher: "IPCC", published: 2021, isForFunding: false, rows: [],
        potentials: [
            WarmingPotential(gas: "CO2", value: 1, grade: .b),
            WarmingPotential(gas: "CH4", value: Exact(table: "29.8"), grade: .b),
            WarmingPotential(gas: "N2O", value: 273, grade: .b),
        ])
}

// MARK: - IPCC

extension FactorEdition {
    static let ipcc2006 = FactorEdition(
        name: "IPCC-2006",
        label: Label(de: "IPCC-Leitlinien 2006, Standardwerte", en: "IPCC Guidelines 2006, default values"),
        publisher: "IPCC", published: 2006, isForFunding: false,
        rows: rows(
            edition: "IPCC-2006", column: "effective CO2 emission factor", unit: "t/TJ",
            source: FactorSource(
                title: "2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 2 Energy; densities: "
                    + "EFRAG VSME template 1.3.0, Fuel Conversion Parameters",
                table: "tables 1.2 and 1.4", address: "https://www.ipcc-nggip.iges.or.jp/public/2006gl/vol2.html"),
            fuels: ipccFuels),
        potentials: [])

    private static let ipccFuels: [Fuel] = [
        Fuel(carrier: .blastFurnaceGas, value: "260", density: ("1.25", "kg/m3"), netCalorificValue: "2.47"),
        Fuel(carrier: .converterGas, value: "182", density: ("1.33", "kg/m3"), netCalorificValue: "7.06"),
        Fuel(carrier: .cokeOvenGas, value: "44.4", density: ("0.475", "kg/m3"), netCalorificValue: "38.7"),
        Fuel(carrier: .cokingCoal, value: "94.6", netCalorificValue: "28.2"),
        Fuel(carrier: .coke, value: "107", netCalorificValue: "28.2"),
        Fuel(carrier: .hardCoal, value: "94.6", netCalorificValue: "25.8"),
        Fuel(carrier: .lignite, value: "101", netCalorificValue: "11.9"),
        Fuel(carrier: .petroleumCoke, value: "97.5", netCalorificValue: "32.5"),
        Fuel(carrier: .naturalGas, value: "56.1", density: ("0.7", "kg/m3"), netCalorificValue: "48.0"),
        Fuel(carrier: .compressedGas, value: "56.1", density: ("0.7", "kg/m3"), netCalorificValue: "48.0"),
        Fuel(carrier: .diesel, value: "74.1", density: ("0.84", "kg/l"), netCalorificValue: "43.0"),
        Fuel(carrier: .lightHeatingOil, value: "74.1", density: ("0.84", "kg/l"), netCalorificValue: "43.0"),
        Fuel(carrier: .heavyHeatingOil, value: "77.4", density: ("0.94", "kg/l"), netCalorificValue: "40.4"),
        Fuel(carrier: .petrol, value: "69.3", density: ("0.74", "kg/l"), netCalorificValue: "44.3"),
        Fuel(carrier: .liquefiedGas, value: "63.1", density: ("0.54", "kg/l"), netCalorificValue: "47.3"),
        Fuel(carrier: .kerosene, value: "71.9", density: ("0.80", "kg/l"), netCalorificValue: "43.8"),
        Fuel(carrier: .fossilWaste, value: "91.7", netCalorificValue: "10.0"),
        Fuel(carrier: .wood, value: "112", netCalorificValue: "15.6", isBiogenic: true),
        Fuel(
            carrier: .biodiesel, value: "70.8", density: ("0.85", "kg/l"), netCalorificValue: "27.0", isBiogenic: true),
    ]
}

// MARK: - BAFA

extension FactorEdition {
    /// Values for funding decisions (energy and resource efficiency, EEW). Only rows that two transcriptions confirm.
    static let funding = FactorEdition(
        name: "BAFA-EEW",
        label: Label(
            de: "BAFA-Informationsblatt CO2-Faktoren (EEW)", en: "BAFA information sheet CO2 factors (EEW)"),
        publisher: "Bundesamt für Wirtschaft und Ausfuhrkontrolle", published: 2026, isForFunding: true,
        rows: rows(
            edition: "BAFA-EEW", column: "CO2-Faktor", unit: "g/kWh",
            source: FactorSource(
                title: "BAFA: Informationsblatt CO2-Faktoren, Energie- und Ressourceneffizienz in der Wirtschaft, "
                    + "versions 1.1 (2021) to 3.4 (2026)",
                table: "CO2-Faktoren", address: "https://www.bafa.de/"),
            fuels: [
                Fuel(carrier: .naturalGas, value: "201"),
                Fuel(carrier: .lightHeatingOil, value: "266"),
                Fuel(carrier: .heavyHeatingOil, value: "288"),
                Fuel(carrier: .districtHeat, value: "280", basis: .equivalentsWithUpstream),
                Fuel(carrier: .biogas, value: "152", basis: .equivalentsWithUpstream),
                Fuel(carrier: .pellets, value: "36", basis: .equivalentsWithUpstream),
                Fuel(carrier: .wood, value: "27", basis: .equivalentsWithUpstream),
                Fuel(
                    carrier: .gridElectricity, value: "435", basis: .equivalentsWithUpstream,
                    suffix: "-efficiency-measure", isForBalances: false,
                    note: Label(
                        de: "Nur für Förderanträge zu Effizienzmaßnahmen, nie als Netzfaktor einer Bilanz.",
                        en: "For funding applications on efficiency measures only, never the grid factor of a balance.")
                ),
            ]),
        potentials: [])
}
