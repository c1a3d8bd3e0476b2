import Catalogue
import Wire

/// A random network: the current records of a few partners, as they may be after any history.
struct Scenario {
    private(set) var records: [CurrentRecord] = []
    private var generator: SeededGenerator
    private var maker = RecordMaker()
    private let hasConflicts: Bool
    /// Whether partners do what most partners of a real network do: the same base and target years, no holdings.
    private let isRegular: Bool

    static let years = 2019...2022
    static let carriers = ["ELEC_GRID", "NATGAS", "ELEC_PV_SELF", "WOOD", "ELEC_EXPORT", "UNHEARD_OF"]

    init(seed: Int, partners: ClosedRange<Int> = 1...7, conflicts: Bool = true) {
        generator = SeededGenerator(seed: seed)
        hasConflicts = conflicts
        isRegular = generator.chance(40)
        for partner in 1...UInt32(generator.int(partners)) { add(partner) }
        records.shuffle(using: &generator)
    }

    private mutating func siblings() -> Bool { hasConflicts && generator.chance(3) }

    private mutating func amount(_ limit: Int = 100_000) -> Value {
        generator.chance(10)
            ? .decimal(0) : .decimal(Exact(mantissa: Int64(generator.int(0...limit)), exponent: -generator.int(0...2)))
    }

    @discardableResult
    private mutating func add(
        _ kind: Kind, _ owner: UInt32, _ values: [String: Value], percent: Int = 100
    ) -> CurrentRecord? {
        guard generator.chance(percent) else { return nil }
        let record = maker.make(kind, owner: owner, siblings: siblings(), values)
        records.append(record)
        return record
    }

    private mutating func add(_ partner: UInt32) {
        var values: [String: Value] = ["legalName": .text("Partner \(partner)")]
        if generator.chance(isRegular ? 5 : 30) {
            values["holdingId"] = .text(generator.chance(50) ? "Group A" : " group  a")
        }
        if generator.chance(10) { values["isInitiator"] = .boolean(true) }
        add(.partner, partner, values, percent: 95)
        var membership: [String: Value] = ["mouVersion": .text("1"), "signedOn": .date(day("2024-02-15"))]
        if generator.chance(10) { membership["leftOn"] = .date(day("2025-01-01")) }
        add(.membership, partner, membership, percent: 95)
        addTargets(partner)
        for year in Self.years where generator.chance(isRegular ? 98 : 80) { addInventory(partner, year) }
        if generator.chance(10) { addInventory(partner, 2020) }
        for _ in 0..<generator.int(0...4) { addMeasure(partner) }
        for _ in 0..<generator.int(0...2) { addMeter(partner) }
        if generator.chance(20) { addRelease(partner) }
    }

    private mutating func addTargets(_ partner: UInt32) {
        var targets: [Value] = []
        for _ in 0..<(isRegular ? 1 : generator.int(0...3)) {
            let scopes =
                isRegular
                ? ["S1", "S2LB"]
                : [["S1"], ["S1", "S2LB"], ["S2LB", "S1"], ["S2MB"]].randomElement(using: &generator) ?? []
            let base = 2019 + (isRegular ? 0 : generator.int(0...1))
            var values: [String: Value] = [
                "kind": .code(generator.chance(90) ? "absolute" : "intensity"),
                "scopes": .list(scopes.map { .code($0) }), "baseYear": .integer(Int64(base)),
                "targetYear": .integer(isRegular || generator.chance(80) ? 2035 : 2030),
            ]
            if generator.chance(90) { values["baseValue"] = amount() }
            if generator.chance(50) {
                values["reductionPercent"] = .decimal(Exact(generator.int(1...100)))
            } else {
                values["targetValue"] = amount(1000)
            }
            if !isRegular && generator.chance(20) {
                values["milestoneYears"] = .list([.integer(2028)])
                values["milestoneValues"] = .list([amount()])
            }
            if let target = add(.target, partner, values), generator.chance(70) {
                targets.append(.reference(target.id))
            }
        }
        guard generator.chance(85) else { return }
        var values: [String: Value] = ["state": .code(generator.chance(95) ? "company_signed" : "ended")]
        if !targets.isEmpty { values["targets"] = .list(targets) }
        guard let agreement = add(.agreement, partner, values) else { return }
        let named =
            generator.chance(90) ? agreement.version : .text("00112233445566778899aabbccddeeff/0000000000000001/5")
        add(.confirmation, partner, ["agreement": .reference(agreement.id), "agreementDot": named], percent: 90)
    }

    private mutating func addInventory(_ partner: UInt32, _ year: Int) {
        var values: [String: Value] = [
            "hubYear": .integer(Int64(year)), "kind": .code("capture"),
            "basis": .code(generator.chance(97) ? "direct_co2" : "co2e"),
        ]
        if generator.chance(95) { values["s1"] = amount() }
        if generator.chance(95) { values["s2lb"] = amount() }
        if generator.chance(20) { values["s2mb"] = amount() }
        if generator.chance(20) { values["etsScope1"] = amount(1000) }
        var energy: [String: Exact] = [:]
        for carrier in Self.carriers where generator.chance(50) { energy[carrier] = amount().exact }
        if generator.chance(95) { values["energyByCarrier"] = .amounts(energy) }
        if generator.chance(30) { values["totalKwh"] = amount() }
        if generator.chance(30) { values["renewableKwh"] = amount(1000) }
        guard let inventory = add(.inventory, partner, values) else { return }
        let statement: [String: Value] = ["inventory": .reference(inventory.id), "inventoryDot": inventory.version]
        add(.submission, partner, statement, percent: 95)
        let accepted = day("2025-0\(generator.int(1...3))-01")
        let acceptance = statement.merging(["acceptedOn": .date(accepted)]) { $1 }
        add(.acceptance, partner, acceptance, percent: 93)
        // Now and then the company went on writing, so that the current version is not the accepted one.
        if generator.chance(4) {
            records = records.map { $0.id == inventory.id ? $0.rewritten(at: 99_999) : $0 }
        }
    }

    private mutating func addMeasure(_ partner: UInt32) {
        var values: [String: Value] = [
            "title": .text("M"), "category": .code(generator.chance(50) ? "lighting" : "heat"),
            "theme": .code(generator.chance(70) ? "protection" : "both"),
        ]
        if generator.chance(70) { values["expectedSavingKgCo2e"] = amount() }
        guard let measure = add(.measure, partner, values) else { return }
        for _ in 0..<generator.int(0...3) {
            let state = ["planned", "in_progress", "done", "dropped"].randomElement(using: &generator) ?? "done"
            var progress: [String: Value] = [
                "measure": .reference(measure.id), "date": .date(day("2025-0\(generator.int(1...9))-01")),
                "state": .code(state),
            ]
            if generator.chance(60) { progress["realisedSavingKgCo2e"] = amount() }
            add(.measureProgress, partner, progress)
        }
    }

    private mutating func addMeter(_ partner: UInt32) {
        var values: [String: Value] = [
            "name": .text("Z"), "carrier": .code(generator.chance(70) ? "ELEC_GRID" : "NATGAS"),
        ]
        if generator.chance(10) { values["direction"] = .code("feedIn") }
        let meter = maker.make(.meter, owner: partner, siblings: siblings(), values)
        if generator.chance(95) { records.append(meter) }
        for month in 1...2 where generator.chance(70) {
            let year = generator.int(2019...2020)
            guard let first = CivilDate(year: year, month: month, day: 1) else { continue }
            let count = CivilDate.dayCount(ofMonth: month, year: year) * 24
            let series = (0..<count).map { _ in generator.chance(2) ? nil : Int64(generator.int(0...500)) }
            guard let column = Column(scale: generator.int(0...2), values: series) else { continue }
            add(
                .meterProfile, partner,
                [
                    "meter": .reference(meter.id), "start": .instant(BerlinTime.midnight(first)),
                    "interval": .code("PT60M"), "unit": .code("kWh"), "values": .column(column),
                ])
        }
    }

    private mutating func addRelease(_ partner: UInt32) {
        var values: [String: Value] = [
            "figures": .list([.code("emissions.s1"), .code("energy")]), "yearFrom": .integer(2019),
            "yearTo": .integer(2021), "waiver": .boolean(generator.chance(80)), "validFrom": .date(day("2024-01-01")),
        ]
        if generator.chance(30) { values["validTo"] = .date(day("2024-12-31")) }
        add(.release, partner, values)
    }
}
