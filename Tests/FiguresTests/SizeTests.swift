import Catalogue
import Figures
import Testing
import Wire

@Suite struct SizeTests {
    /// A fraction whose denominator no calculation makes.
    private let endless = Exact(fraction: "1/" + String(repeating: "9", count: 90) + "7")

    @Test func `Fractions without measure count as not stated`() throws {
        var maker = RecordMaker()
        let inventory = maker.make(
            .inventory, owner: 1,
            ["hubYear": .integer(2024), "s1": .decimal(try #require(endless)), "s2lb": .decimal(number("1/3"))])
        let statement: [String: Value] = ["inventory": .reference(inventory.id), "inventoryDot": inventory.version]
        let records = [
            inventory, maker.make(.submission, owner: 1, statement),
            maker.make(.acceptance, owner: 1, statement.merging(["acceptedOn": .date(day("2025-01-01"))]) { $1 }),
        ]
        let totals = Contribution(of: records, partner: 1).inventories[2024]
        #expect(totals?.emissions == ["S2LB": number("1/3")])
    }

    @Test func `A network of a thousand partners is computed and read back`() throws {
        var records: [CurrentRecord] = []
        for seed in 0..<150 {
            let offset = UInt32(seed * 7)
            for record in Scenario(seed: seed, partners: 7...7, conflicts: false).records {
                records.append(
                    CurrentRecord(
                        id: record.id, kind: record.kind, owner: record.owner + offset, fields: record.fields,
                        hasSiblings: false, leaf: record.leaf, dot: record.dot))
            }
        }
        let byOwner = Dictionary(grouping: records, by: \.owner)
        let contributions = byOwner.map { Contribution(of: $0.value, partner: $0.key) }
        let stored = try contributions.map { try Contribution(cbor: CBOR(parsing: $0.cbor.encoded())) }
        let table = FigureTable(contributions: stored)
        let edition = Edition(
            of: table, on: day("2026-03-01"), headsHash: Hash.sha256([]), under: .standard, earlier: [])
        // Compared outside the macro, which would describe both editions.
        let isEqual = try Edition(cbor: CBOR(parsing: edition.cbor.encoded())) == edition
        #expect(isEqual)
        #expect(contributions.count == 1050)
        #expect(edition.cells.contains { $0.key.figure == .scope1 && $0.status == .published })
    }
}
