import Catalogue
import Testing

/// The shipped factor editions.
struct FactorTests {
    private func number(_ text: String) -> Exact { Exact(decimal: text) ?? -1 }

    @Test func `The editions that scripts name are there`() {
        let names = FactorEdition.all.map(\.name)
        #expect(
            names == [
                "UBA-CC-16-2026", "UBA-CC-13-2025", "EBeV-2030", "IPCC-2006", "BAFA-EEW", "GWP-AR6", "GWP-AR5",
            ])
        #expect(FactorEdition.edition(named: "uba-cc-16-2026")?.name == "UBA-CC-16-2026")
        #expect(FactorEdition.edition(named: "UBA") == nil)
    }

    @Test func `Every row names its edition, source, column and grade and is the only one of its name`() {
        for edition in FactorEdition.all {
            #expect(Set(edition.rows.map(\.id)).count == edition.rows.count, "\(edition.name)")
            for row in edition.rows {
                #expect(row.edition == edition.name)
                #expect(
                    !row.source.title.isEmpty && !row.source.table.isEmpty && row.source.address.hasPrefix("https://"))
                #expect(!row.column.isEmpty && row.value > 0)
            }
        }
    }

    @Test(arguments: [
        (1990, "764", "765"), (2007, "627", "626"), (2008, "583", "582"), (2013, "573", "572"), (2015, "530", "529"),
        (2018, "474", "473"), (2020, "365", "365"), (2022, "433", "433"), (2023, "386", "379"), (2024, "363", "353"),
    ])
    func `The two electricity editions differ where the agency revised them`(
        year: Int, older: String, newer: String
    ) throws {
        for (name, value) in [("UBA-CC-13-2025", older), ("UBA-CC-16-2026", newer)] {
            let edition = try #require(FactorEdition.edition(named: name))
            let row = try #require(edition.rows(for: .gridElectricity, year: year).first { $0.basis == .directCO2 })
            #expect(row.value == number(value) && row.unit.text == "g/kWh")
        }
    }

    @Test func `Provisional and estimated electricity factors say so`() throws {
        func status(_ name: String, _ year: Int) -> FactorStatus? {
            FactorEdition.edition(named: name)?.rows(for: .gridElectricity, year: year).first?.status
        }
        #expect(status("UBA-CC-13-2025", 2022) == .final && status("UBA-CC-13-2025", 2023) == .provisional)
        #expect(status("UBA-CC-13-2025", 2024) == .estimated && status("UBA-CC-16-2026", 2023) == .final)
        #expect(status("UBA-CC-16-2026", 2024) == .provisional && status("UBA-CC-16-2026", 2025) == .estimated)
        #expect(status("UBA-CC-16-2026", 1995) == nil)
    }

    @Test func `Columns with and without the upstream chain are rows of their own`() throws {
        let edition = try #require(FactorEdition.edition(named: "UBA-CC-16-2026"))
        let rows = edition.rows(for: .gridElectricity, year: 2023)
        #expect(rows.map(\.basis) == [.directCO2, .equivalentsWithoutUpstream, .equivalentsWithUpstream])
        #expect(rows.map(\.value) == [379, 387, 442])
        #expect(Set(rows.map(\.column)).count == 3)
    }

    @Test(arguments: [
        (Carrier.blastFurnaceGas, "642.2", "0.936"), (.converterGas, "1284.92", "0.6552"),
        (.cokeOvenGas, "1718.28", "0.15984"), (.cokingCoal, "2667.72", "0.34056"), (.coke, "3017.4", "0.3852"),
        (.hardCoal, "2440.68", "0.34056"), (.lignite, "1201.9", "0.3636"), (.petroleumCoke, "3168.75", "0.351"),
        (.naturalGas, "2692.8", "0.20196"), (.diesel, "3186.3", "0.26676"), (.heavyHeatingOil, "3126.96", "0.27864"),
        (.petrol, "3069.99", "0.24948"), (.liquefiedGas, "2984.63", "0.22716"), (.kerosene, "3149.22", "0.25884"),
        (.fossilWaste, "917", "0.33012"), (.wood, "1747.2", "0.4032"), (.biodiesel, "1911.6", "0.25488"),
    ])
    func `Calorific value times factor gives the published mass per tonne and per MWh`(
        carrier: Carrier, perTonne: String, perMegawattHour: String
    ) throws {
        let edition = try #require(FactorEdition.edition(named: "IPCC-2006"))
        let row = try #require(edition.rows(for: carrier, year: 2023).first)
        let calorific = try #require(row.netCalorificValue)
        #expect(row.value * calorific == number(perTonne))
        #expect(row.value * number("0.0036") == number(perMegawattHour))
    }

    @Test func `Values for funding never stand in a balance of electricity`() throws {
        let edition = try #require(FactorEdition.edition(named: "BAFA-EEW"))
        let row = try #require(edition.rows.first { $0.carrier == .gridElectricity })
        #expect(!row.isForBalances && edition.isForFunding)
    }

    @Test func `Warming potentials are those of the two assessment reports`() {
        let ar5 = FactorEdition.edition(named: "GWP-AR5")
        let ar6 = FactorEdition.edition(named: "GWP-AR6")
        #expect(ar5?.potential(of: "CH4")?.value == 28 && ar5?.potential(of: "N2O")?.value == 265)
        #expect(ar6?.potential(of: "CH4")?.value == number("29.8") && ar6?.potential(of: "N2O")?.value == 273)
        #expect(ar5?.potential(of: "SF6") == nil)
    }

    @Test func `Every carrier has a name in both languages and units to give it in`() {
        for carrier in Carrier.allCases {
            #expect(!carrier.label.de.isEmpty && !carrier.label.en.isEmpty)
        }
        #expect(Carrier.allCases.count == 41)
        #expect(Set(Carrier.allCases.map(\.rawValue)).count == Carrier.allCases.count)
    }

    @Test(arguments: [
        ("direct_co2", FactorBasis.directCO2), ("direct CO2", .directCO2), ("direktes CO₂", .directCO2),
        ("CO2", .directCO2),
        ("co2e", .equivalentsWithoutUpstream), ("CO2e without upstream", .equivalentsWithoutUpstream),
        ("THG ohne Vorketten", .equivalentsWithoutUpstream), ("co2e_upstream", .equivalentsWithUpstream),
        ("CO2e incl. upstream", .equivalentsWithUpstream), ("THG mit Vorketten", .equivalentsWithUpstream),
        ("upstream", .equivalentsWithUpstream),
    ])
    func `A basis is understood in the words of the tables`(text: String, basis: FactorBasis) {
        #expect(FactorBasis(text: text) == basis)
    }

    @Test func `A word that is no basis is none`() {
        for text in ["", "banana", "with", "co", "kg"] { #expect(FactorBasis(text: text) == nil, "\(text)") }
    }

    @Test func `A factor's unit is mass per unit of the carrier`() {
        for text in ["kg/kWh", "g CO2e/kWh", "t/TJ", "kg/kWh_Hs", "kg CO2/m³", "kgCO2eq/l", "t/t"] {
            #expect(FactorUnit(text: text) != nil, "\(text)")
        }
        for text in ["kWh/kg", "kg", "kg/", "/kWh", "lb/kWh", "kg/kWh/a", "kgx/kWh", ""] {
            #expect(FactorUnit(text: text) == nil, "\(text)")
        }
        #expect(FactorUnit(text: "t/TJ")?.canonical(1000) == Exact(fraction: "3600/1000"))
    }

    @Test(arguments: [
        (Carrier.gridElectricity, 2023, "UBA-CC-16-2026"), (.gridElectricity, 2024, "UBA-CC-16-2026"),
        (.gridElectricity, 1995, "UBA-CC-13-2025"), (.gridElectricity, 2027, "UBA-CC-16-2026"),
        (.naturalGas, 2023, "EBeV-2030"), (.diesel, 2023, "EBeV-2030"), (.petrol, 2023, "IPCC-2006"),
        (.wood, 2023, "IPCC-2006"), (.districtHeat, 2023, "BAFA-EEW"),
    ])
    func `The newest final edition is the default, that for funding the last resort`(
        carrier: Carrier, year: Int, edition: String
    ) {
        #expect(FactorEdition.defaultRow(for: carrier, year: year)?.edition == edition)
    }

    @Test func `Where no edition has a row there is no default`() {
        #expect(FactorEdition.defaultRow(for: .steam, year: 2023) == nil)
        #expect(FactorEdition.defaultRow(for: .districtHeat, year: 2023, basis: .directCO2) == nil)
        #expect(FactorEdition.defaultRow(for: .gridElectricity, year: 1989) == nil)
    }
}
