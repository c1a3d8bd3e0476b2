import Catalogue
import Testing

/// Balances made from recorded quantities.
struct CalculationTestsInventory {
    private func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? CivilDate(daysSince1970: 0) }
    private func number(_ text: String) -> Exact { Exact(decimal: text) ?? -1 }

    private func activity(
        _ id: String, _ carrier: Carrier, _ quantity: String, _ unit: CarrierUnit, meter: String? = nil,
        first: String = "2023-01-01", last: String = "2023-12-31", supplier: String? = nil, factor: GivenFactor? = nil,
        quality: String? = nil
    ) -> ActivityInput {
        ActivityInput(
            id: id, meter: meter, carrier: carrier, quantity: number(quantity), unit: unit, first: day(first),
            last: day(last), supplier: supplier, factor: factor, dataQuality: quality)
    }

    private func make(_ lines: [ActivityInput], _ profiles: [ProfileInput] = []) -> InventoryResult {
        Inventories.make(
            activityLines: lines, profiles: profiles, first: day("2023-01-01"), last: day("2023-12-31"))
    }

    @Test func `Fuels are Scope 1, bought electricity Scope 2, own sun neither`() {
        let result = make([
            activity("gas", .naturalGas, "100000", .kilowattHourGross),
            activity("car", .diesel, "9000", .litre),
            activity("power", .gridElectricity, "200000", .kilowattHour),
            activity("sun", .photovoltaics, "10000", .kilowattHour),
            activity("out", .electricityExport, "4000", .kilowattHour),
        ])
        #expect(result.problems.isEmpty && result.gaps.isEmpty && result.warnings.isEmpty)
        // 18,139.464 kg of gas and 9,000 × 2.676284 = 24,086.556 kg of diesel.
        #expect(result.scope1 == number("42226.02"))
        #expect(result.scope2LocationBased == number("75800"))
        #expect(result.energyByCarrier[.naturalGas] == 90300 && result.energyByCarrier[.diesel] == 90415)
        #expect(result.energy == 390_715 && result.renewableEnergy == 10000 && result.exported == 4000)
        #expect(result.energyByCarrier[.electricityExport] == nil)
        #expect(result.editions == ["EBeV-2030", "UBA-CC-16-2026"] && result.hubYear == 2023)
        #expect(result.trace.contains { $0.en == "90300 kWh Hi × 0.903" } == false)
        #expect(result.trace.contains { $0.en == "325.08 GJ × 0.0558 t/GJ × 1000 = 18139.464 kg CO2" })
    }

    @Test func `Heat without a direct factor is a gap with notation, its energy counts`() throws {
        let result = make([
            activity("heat", .districtHeat, "50", .megawattHour),
            activity("power", .gridElectricity, "1000", .kilowattHour),
        ])
        let gap = try #require(result.gaps.first)
        #expect(gap.notation == "NE" && gap.carrier == .districtHeat && result.problems.isEmpty)
        #expect(result.scope2LocationBased == 379 && result.energyByCarrier[.districtHeat] == 50000)
        #expect(result.warnings.map(\.warning.code) == ["NE"])
    }

    @Test func `The supplier's direct factor closes the gap, another basis does not`() throws {
        let unit = try #require(FactorUnit(text: "g/kWh"))
        let direct = GivenFactor.single(value: 70, unit: unit, basis: .directCO2)
        let upstream = GivenFactor.single(value: 280, unit: unit, basis: .equivalentsWithUpstream)
        let closed = make([activity("heat", .districtHeat, "50", .megawattHour, supplier: "7", factor: direct)])
        #expect(closed.gaps.isEmpty && closed.scope2LocationBased == 3500 && closed.scope2BySupplier == ["7": 3500])
        let open = make([activity("heat", .districtHeat, "50", .megawattHour, factor: upstream)])
        #expect(open.gaps.count == 1 && open.scope2LocationBased == 0)
    }

    @Test func `A meter's profile and its activity line for the same days are refused`() {
        let profile = ProfileInput(
            id: "profile", meter: "M1", carrier: .gridElectricity, energy: 1000, first: day("2023-01-01"),
            last: day("2023-06-30"))
        let clash = make([activity("bill", .gridElectricity, "900", .kilowattHour, meter: "M1")], [profile])
        #expect(clash.problems.map(\.problem.code) == [.doubleCounting])
        let second = activity(
            "bill", .gridElectricity, "900", .kilowattHour, meter: "M1", first: "2023-07-01", last: "2023-12-31")
        let fine = make([second, activity("b", .gridElectricity, "1", .kilowattHour, meter: "M2")], [profile])
        #expect(fine.problems.isEmpty && fine.energy == 1901)
    }

    @Test func `Holes in a profile and overlapping lines are asked about`() {
        let profile = ProfileInput(
            id: "profile", meter: "M1", carrier: .gridElectricity, energy: 1000, first: day("2023-01-01"),
            last: day("2023-12-31"), missingCount: 3)
        let lines = [
            activity("a", .naturalGas, "1", .kilowattHourNet, meter: "G", first: "2023-01-01", last: "2023-12-31"),
            activity("b", .naturalGas, "1", .kilowattHourNet, meter: "G", first: "2023-12-31", last: "2023-12-31"),
        ]
        #expect(make(lines, [profile]).warnings.map(\.warning.code) == ["overlap", "profileIncomplete"])
    }

    @Test func `A bill across the turn of the year counts by days`() {
        let result = make([
            activity("bill", .gridElectricity, "365", .kilowattHour, first: "2022-07-02", last: "2023-07-01"),
            activity("old", .gridElectricity, "365", .kilowattHour, first: "2022-01-01", last: "2022-12-31"),
        ])
        // 182 of 365 days lie in 2023.
        #expect(result.energy == 182 && result.scope2LocationBased == number("68.978"))
        #expect(result.warnings.map(\.warning.code) == ["byDays"])
    }

    @Test func `Coke beside its gases is asked about`() {
        let result = make([
            activity("coke", .coke, "10", .tonne), activity("gas", .blastFurnaceGas, "1000", .cubicMetre),
        ])
        #expect(result.warnings.map(\.warning.code) == ["carbonTwice"])
    }

    @Test func `Wood is renewable energy and a memo`() {
        let result = make([activity("wood", .wood, "10", .tonne), activity("pellets", .pellets, "5", .megawattHour)])
        #expect(result.scope1 == 0 && result.biogenic == 17472 && result.gaps.isEmpty)
        #expect(result.renewableEnergy == result.energy && result.warnings.map(\.warning.code) == ["biogenicUnknown"])
    }

    @Test func `A mistake in a line is named and nothing is guessed`() {
        let result = make([
            activity("gas", .naturalGas, "100", .cubicMetre), activity("x", .diesel, "1", .kilowattHourGross),
        ])
        #expect(result.problems.map(\.id) == ["gas", "x"])
        #expect(result.problems.map(\.problem.field) == ["zustandszahl", "unit"])
    }

    @Test func `A pinned edition stays when a newer one is shipped`() {
        let line = activity("power", .gridElectricity, "1000", .kilowattHour)
        let pinned = Inventories.make(
            activityLines: [line], profiles: [], first: day("2023-01-01"), last: day("2023-12-31"),
            editions: [.gridElectricity: "UBA-CC-13-2025"])
        #expect(pinned.scope2LocationBased == 386 && pinned.editions == ["UBA-CC-13-2025"])
        #expect(pinned.warnings.map(\.warning.code) == ["W4"])
    }

    @Test func `Data quality is weighted by energy`() {
        let result = make([
            activity("a", .gridElectricity, "300", .kilowattHour, quality: "A"),
            activity("c", .gridElectricity, "100", .kilowattHour, quality: "C"),
        ])
        #expect(result.dataQualityIndex == number("0.8125") && make([]).dataQualityIndex == nil)
    }

    @Test func `The order of the lines changes no number`() {
        let lines = [
            activity("a", .naturalGas, "12345.678", .kilowattHourGross), activity("b", .diesel, "77.7", .litre),
            activity("c", .cokeOvenGas, "1", .cubicMetre), activity("d", .gridElectricity, "5", .gigajoule),
        ]
        let forward = make(lines)
        let backward = make(lines.reversed())
        #expect(forward.scope1 == backward.scope1 && forward.scope2LocationBased == backward.scope2LocationBased)
        #expect(forward.energyByCarrier == backward.energyByCarrier)
    }
}
