import Catalogue
import Figures
import Testing
import Wire

/// A small network in which a works dominates everything.
private struct SteelTown {
    var records: [CurrentRecord] = []
    private var maker = RecordMaker()

    /// - Parameter scope1: the Scope 1 of each partner in kg; the first is the works.
    init(scope1: [Int] = [8_000_000, 60_000, 40_000, 9_000], publicPart: Int = 0, waiver: Bool = false) {
        for (index, amount) in scope1.enumerated() {
            let partner = UInt32(index + 1)
            var values: [String: Value] = [
                "s1": .decimal(Exact(amount)), "s2lb": .decimal(Exact(amount / 2)),
                "energyByCarrier": .amounts(["NATGAS": Exact(amount * 5)]),
            ]
            if index == 0, publicPart > 0 { values["etsScope1"] = .decimal(Exact(publicPart)) }
            join(partner)
            report(partner, 2024, values)
        }
        if waiver { self.waive(1, ["emissions.s1", "emissions.s2lb", "energy"]) }
    }

    mutating func add(_ kind: Kind, _ owner: UInt32, _ values: [String: Value], siblings: Bool = false) -> CurrentRecord
    {
        let record = maker.make(kind, owner: owner, siblings: siblings, values)
        records.append(record)
        return record
    }

    mutating func join(_ partner: UInt32) {
        _ = add(.partner, partner, ["legalName": .text("Partner \(partner)")])
        _ = add(.membership, partner, ["signedOn": .date(day("2024-02-15"))])
    }

    mutating func report(_ partner: UInt32, _ year: Int, _ values: [String: Value], accept: Bool = true) {
        let fields = values.merging(["hubYear": .integer(Int64(year)), "basis": .code("direct_co2")]) { $1 }
        let inventory = add(.inventory, partner, fields)
        let statement: [String: Value] = ["inventory": .reference(inventory.id), "inventoryDot": inventory.version]
        _ = add(.submission, partner, statement)
        if accept { _ = add(.acceptance, partner, statement.merging(["acceptedOn": .date(day("2025-05-01"))]) { $1 }) }
    }

    mutating func sign(_ partner: UInt32, base: Int, percent: Int, from year: Int64 = 2024, to targetYear: Int64 = 2035)
    {
        let target = add(
            .target, partner,
            [
                "kind": .code("absolute"), "scopes": .list([.code("S1")]), "baseYear": .integer(year),
                "baseValue": .decimal(Exact(base)), "targetYear": .integer(targetYear),
                "reductionPercent": .decimal(Exact(percent)),
            ])
        let agreement = add(
            .agreement, partner, ["state": .code("company_signed"), "targets": .list([.reference(target.id)])])
        _ = add(
            .confirmation, partner, ["agreement": .reference(agreement.id), "agreementDot": agreement.version])
    }

    mutating func waive(_ partner: UInt32, _ figures: [String], until last: String? = nil) {
        var values: [String: Value] = [
            "figures": .list(figures.map { .code($0) }), "yearFrom": .integer(2019), "yearTo": .integer(2035),
            "waiver": .boolean(true), "validFrom": .date(day("2025-01-01")),
        ]
        if let last { values["validTo"] = .date(day(last)) }
        _ = add(.release, partner, values)
    }

    var contributions: [Contribution] { ModelTests.contributions(records) }

    func status(_ figure: Figure, _ year: Int? = 2024, on today: CivilDate? = nil) -> CellStatus? {
        FigureTable(contributions: contributions, on: today).cells(under: .standard)
            .first { $0.key.figure == figure && $0.key.year == year }?.status
    }
}

@Suite struct TableTests {
    @Test func `Without the works' waiver the totals that it dominates are withheld`() {
        let town = SteelTown()
        #expect(town.status(.scope1) == .withheld)
        #expect(town.status(.energy) == .withheld)
        #expect(town.status(.coverage) == .published)
    }

    @Test func `With its waiver the totals are published`() {
        let town = SteelTown(waiver: true)
        #expect(town.status(.scope1) == .published)
        #expect(town.status(.energy) == .published)
        #expect(town.status(.renewableShare) == .withheld)
    }

    @Test func `A waiver holds only on the days it names`() {
        var town = SteelTown()
        town.waive(1, ["emissions.s1"], until: "2025-12-31")
        #expect(town.status(.scope1, on: day("2024-12-31")) == .withheld)
        #expect(town.status(.scope1, on: day("2025-06-01")) == .published)
        #expect(town.status(.scope1, on: day("2026-01-01")) == .withheld)
        #expect(town.status(.scope1) == .withheld)
    }

    @Test func `A waiver does not help when the others are too few or one of them dominates`() {
        #expect(SteelTown(scope1: [8_000_000, 60_000, 40_000], waiver: true).status(.scope1) == .withheld)
        #expect(SteelTown(scope1: [8_000_000, 60_000, 40_000, 5_000], waiver: true).status(.scope1) == .withheld)
    }

    @Test func `Only the public part of emissions is taken out`() {
        #expect(SteelTown(publicPart: 8_000_000).status(.scope1) == .published)
        #expect(SteelTown(publicPart: 7_000_000).status(.scope1) == .withheld)
        #expect(SteelTown(publicPart: 8_000_000).status(.scope2LocationBased) == .withheld)
    }

    @Test func `Only what is submitted and accepted in its current version counts`() {
        var town = SteelTown()
        town.report(2, 2023, ["s1": .decimal(5)], accept: false)
        #expect(town.status(.scope1, 2023) == nil)
        let inventory = town.records.first { $0.kind == .inventory && $0.owner == 3 }
        town.records = town.records.map { $0.id == inventory?.id ? $0.rewritten(at: 5_000) : $0 }
        let contribution = Contribution(of: town.records, partner: 3)
        #expect(contribution.inventories.isEmpty)
    }

    @Test func `Inventories that count different emissions are never added`() {
        var town = SteelTown(scope1: [])
        for partner in 1...UInt32(6) {
            town.join(partner)
            town.report(partner, 2024, ["s1": .decimal(10)])
        }
        let mixed = town.records.map { record in
            guard record.kind == .inventory, record.owner > 3 else { return record }
            var fields = record.fields
            fields["basis"] = .code("co2e_upstream")
            return CurrentRecord(
                id: record.id, kind: record.kind, owner: record.owner, fields: fields, hasSiblings: false,
                leaf: record.leaf, dot: record.dot)
        }
        let cells = FigureTable(contributions: ModelTests.contributions(mixed)).cells(under: .standard)
            .filter { $0.key.figure == .scope1 }
        #expect(cells.map { $0.key["basis"] } == ["co2e_upstream", "direct_co2"])
        #expect(cells.map(\.amount) == [30, 30])
    }

    @Test func `Targets are shown by partner in percent and the path as a sum`() throws {
        var town = SteelTown(scope1: [100, 90, 80, 70])
        for (partner, base) in [(UInt32(1), 100), (2, 90), (3, 80), (4, 70)] {
            town.sign(partner, base: base, percent: 10 * Int(partner) + 10)
        }
        let table = FigureTable(contributions: town.contributions)
        let summary = NetworkSummary(cells: table.publicCells(under: .standard), contributions: table.contributions)
        #expect(summary.partners.map { $0.reductions.map(\.percent) } == [[20], [30], [40], [50]])
        let path = try #require(summary.paths.first)
        #expect(path.points.map(\.year) == Array(2024...2035))
        #expect(path.points.first?.target == 340 && path.points.first?.actual == 340)
        #expect(path.points.last?.target == 226)
        #expect(summary.activePartners == 4 && summary.signedPartners == 4)
        #expect(summary.newestYear == 2024 && summary.reportingPartners == 4)
    }

    @Test func `A single partner's knot ends the published path where it would show`() throws {
        var town = SteelTown(scope1: [100, 90, 80, 70, 60])
        for partner in 1...UInt32(4) { town.sign(partner, base: 110 - 10 * Int(partner), percent: 50) }
        town.sign(5, base: 60, percent: 50, to: 2030)
        let cells = FigureTable(contributions: town.contributions).publicCells(under: .standard)
            .filter { $0.key.figure == .targetPath && $0.status == .published }
        // All slopes together would show the fifth's when its own ends in 2030; the two ends of the path do not.
        #expect(cells.map(\.key.year) == [2024, 2035])
    }

    @Test func `Emissions against the path are withheld when the difference to the total shows one partner`() {
        var town = SteelTown(scope1: [100, 90, 80, 70, 60])
        for partner in 1...UInt32(4) { town.sign(partner, base: 100, percent: 50) }
        #expect(town.status(.scope1) == .published)
        #expect(town.status(.actualPath) == .withheld)
    }

    @Test func `As long as a partner of the path has not reported, its emissions are provisional`() {
        var town = SteelTown(scope1: [100, 90, 80, 70])
        for partner in 1...UInt32(4) { town.sign(partner, base: 100, percent: 50) }
        town.join(5)
        town.sign(5, base: 100, percent: 50)
        #expect(town.status(.actualPath) == .provisional)
    }

    @Test func `A row is read back as it was written and other bytes are refused`() throws {
        for seed in 0..<200 {
            for row in ModelTests.contributions(Scenario(seed: seed).records) {
                let bytes = row.cbor.encoded()
                #expect(try Contribution(cbor: CBOR(parsing: bytes)) == row)
            }
        }
        #expect(throws: FiguresError.self) { try Contribution(cbor: .array([.unsigned(99)])) }
        #expect(throws: FiguresError.self) { try Contribution(cbor: .null) }
    }

    @Test func `A cell is written as JSON with always the same names`() {
        let cell = Cell(
            key: CellKey(.energy, year: 2024, [Dimension("carrier", "NATGAS")]), amount: number("12.5"),
            contributors: 4,
            status: .published)
        #expect(
            cell.json.encoded
                == #"{"figure":"energy","year":2024,"dimensions":{"carrier":"NATGAS"},"value":"12.5","fraction":null,"#
                + #""unit":"kWh","contributors":4,"status":"published"}"#)
        let third = Cell(
            key: CellKey(.targetPath, year: 2030), amount: number("1/3"), contributors: 4, status: .published)
        #expect(third.valueText == nil && third.fractionText == "1/3")
    }

    @Test func `A published cell survives as a record`() throws {
        for seed in 0..<50 {
            let table = FigureTable(
                contributions: ModelTests.contributions(Scenario(seed: seed, partners: 4...12).records))
            for cell in table.publicCells(under: .standard) {
                let fields = cell.fields(edition: "2026-1", on: day("2026-03-01"), headsHash: Hash.sha256([]))
                let payload = try fields.payload(of: .publishedCell)
                let read = try #require(Cell(Fields(payload: payload, of: .publishedCell)))
                #expect(read.key == cell.key && read.amount == cell.amount && read.status == cell.status)
            }
        }
    }
}

@Suite struct EditionTests {
    private func edition(_ town: SteelTown, _ today: String, after earlier: [Edition] = []) -> Edition {
        Edition(
            of: FigureTable(contributions: town.contributions, on: day(today)), on: day(today),
            headsHash: Hash.sha256(Array(today.utf8)), under: .standard, earlier: earlier)
    }

    private func status(_ edition: Edition) -> CellStatus? { edition.cells.first { $0.key.figure == .scope1 }?.status }

    @Test func `One newcomer keeps a total withheld until enough have come`() {
        var town = SteelTown(scope1: [100, 90, 80, 70])
        let first = edition(town, "2026-03-01")
        #expect(status(first) == .published)
        town.join(5)
        town.report(5, 2024, ["s1": .decimal(60)])
        let second = edition(town, "2026-09-01", after: [first])
        #expect(status(second) == .withheld)
        for partner in 6...UInt32(7) {
            town.join(partner)
            town.report(partner, 2024, ["s1": .decimal(50)])
        }
        #expect(status(edition(town, "2027-03-01", after: [first, second])) == .published)
    }

    @Test func `A newcomer of zero changes the contributors too`() {
        var town = SteelTown(scope1: [100, 90, 80, 70])
        let first = edition(town, "2026-03-01")
        town.join(5)
        town.report(5, 2024, ["s1": .decimal(0)])
        #expect(status(edition(town, "2026-09-01", after: [first])) == .withheld)
    }

    @Test func `The same contributors may be published again with corrected amounts`() {
        let first = edition(SteelTown(scope1: [100, 90, 80, 70]), "2026-03-01")
        let second = edition(SteelTown(scope1: [100, 95, 80, 70]), "2026-09-01", after: [first])
        #expect(status(second) == .published)
        #expect(first.hash != second.hash)
    }

    @Test func `An edition is read back as it was written`() throws {
        for seed in 0..<50 {
            let table = FigureTable(
                contributions: ModelTests.contributions(Scenario(seed: seed, partners: 4...12).records))
            let written = Edition(
                of: table, on: day("2026-03-01"), headsHash: Hash.sha256([1]), under: .standard, earlier: [])
            let read = try Edition(cbor: CBOR(parsing: written.cbor.encoded()))
            #expect(read == written)
            #expect(read.hash == written.hash)
        }
    }
}
