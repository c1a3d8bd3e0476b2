import Catalogue
import Figures
import Testing
import Wire

@Suite struct ModelTests {
    static let years = 2019...2035

    static func contributions(_ records: [CurrentRecord]) -> [Contribution] {
        Set(records.map(\.owner)).map { Contribution(of: records, partner: $0) }
    }

    /// Cells with data as the naive model names them.
    static func numbers(_ cells: [Cell]) -> [String: NaiveModel.Number] {
        var result: [String: NaiveModel.Number] = [:]
        for cell in cells where cell.status != .noData {
            let dimensions = cell.key.dimensions.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
            let name = "\(cell.key.figure.rawValue) \(cell.key.year.map(String.init) ?? "-") \(dimensions)"
            result[name] = NaiveModel.Number(
                amount: cell.amount, contributors: cell.contributors, isProvisional: cell.status == .provisional)
        }
        return result
    }

    @Test("The fold and a naive recomputation agree", arguments: 0..<40)
    func agrees(block: Int) {
        for seed in block * 30..<block * 30 + 30 {
            let scenario = Scenario(seed: seed)
            let table = FigureTable(contributions: Self.contributions(scenario.records), years: Array(Self.years))
            let folded = Self.numbers(table.cells(under: .standard))
            let naive = NaiveModel(records: scenario.records).numbers(years: Self.years)
            let differing = Set(folded.keys).union(naive.keys).filter { folded[$0] != naive[$0] }.sorted()
            #expect(differing.isEmpty, "seed \(seed): \(differing.map { ($0, folded[$0], naive[$0]) })")
        }
    }

    @Test("Rows updated one by one equal rows built at once, byte for byte", arguments: 0..<40)
    func updates(block: Int) throws {
        for seed in block * 5..<block * 5 + 5 {
            var generator = SeededGenerator(seed: seed)
            let scenario = Scenario(seed: seed)
            var present: [CurrentRecord] = []
            var rows: [UInt32: [UInt8]] = [:]
            for record in scenario.records {
                present.append(record)
                var touched: Set<UInt32> = [record.owner]
                // Now and then a record is deleted, and later written again.
                if generator.chance(10), let index = present.indices.randomElement(using: &generator) {
                    touched.insert(present.remove(at: index).owner)
                }
                for partner in touched {
                    let row = Contribution(of: present.filter { $0.owner == partner }, partner: partner)
                    rows[partner] = row.cbor.encoded()
                }
            }
            let stored = try rows.values.map { try Contribution(cbor: CBOR(parsing: $0)) }
            let rebuilt = Set(scenario.records.map(\.owner)).map {
                Contribution(of: present.shuffled(using: &generator), partner: $0)
            }
            for row in rebuilt { #expect(rows[row.partner] == row.cbor.encoded(), "seed \(seed)") }
            let first = FigureTable(contributions: stored.shuffled(using: &generator)).cells(under: .standard)
            let second = FigureTable(contributions: rebuilt).cells(under: .standard)
            #expect(first.map { $0.cbor.encoded() } == second.map { $0.cbor.encoded() }, "seed \(seed)")
        }
    }

    @Test("What is asked for does not change what may be said", arguments: 0..<10)
    func yearsDoNotMatter(block: Int) {
        for seed in block * 10..<block * 10 + 10 { checkYears(seed) }
    }

    private func checkYears(_ seed: Int) {
        let contributions = Self.contributions(Scenario(seed: seed, partners: 3...9, conflicts: false).records)
        let all = FigureTable(contributions: contributions).cells(under: .standard)
        for year in 2019...2035 {
            let some = FigureTable(contributions: contributions, years: [year]).cells(under: .standard)
            let kept = all.filter { $0.key.year == nil || $0.key.year == year }
            let keptKeys = Set(kept.map(\.key))
            #expect(some.filter { keptKeys.contains($0.key) } == kept)
            // Asking for a year without data adds only that there is none, and that nobody has reported.
            let added = some.filter { !keptKeys.contains($0.key) }
            #expect(added.allSatisfy { $0.status == .noData || ($0.key.figure == .coverage && $0.contributors == 0) })
        }
    }
}
