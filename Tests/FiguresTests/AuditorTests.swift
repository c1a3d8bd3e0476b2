import Catalogue
import Figures
import Testing

/// An outsider who knows every public cell, every public or released amount and how cells are made of amounts, and
/// solves for what is not said.
private struct Auditor {
    private var rows: [[Exact]] = []
    private var columns: [String: Int] = [:]

    /// Learns that some unknown amounts, by name and factor, sum up to a published number.
    mutating func learn(_ terms: [String: Exact]) {
        for name in terms.keys.sorted() where columns[name] == nil { columns[name] = columns.count }
        var row = [Exact](repeating: 0, count: columns.count)
        for (name, factor) in terms { if let index = columns[name] { row[index] = factor } }
        rows.append(row)
    }

    /// The combinations of unknown amounts that the published numbers determine, as reduced rows.
    private func reduced() -> [[Exact]] {
        var rows = rows.map { $0 + [Exact](repeating: 0, count: columns.count - $0.count) }
        var rank = 0
        for column in 0..<columns.count {
            guard let pivot = (rank..<rows.count).first(where: { !rows[$0][column].isZero }) else { continue }
            rows.swapAt(rank, pivot)
            guard let inverse = Exact(1) / rows[rank][column] else { continue }
            rows[rank] = rows[rank].map { $0 * inverse }
            for other in rows.indices where other != rank && !rows[other][column].isZero {
                let factor = rows[other][column]
                rows[other] = zip(rows[other], rows[rank]).map { $0 - factor * $1 }
            }
            rank += 1
            if rank == rows.count { break }
        }
        return Array(rows.prefix(rank))
    }

    /// The holdings whose unknown amounts alone make up a combination that is determined. Names begin with the
    /// holding and a bar.
    func determined() -> [String] {
        let names = columns.sorted { $0.value < $1.value }.map { $0.key.prefix { $0 != "|" } }
        return reduced().compactMap { row in
            let used = Set(row.indices.filter { !row[$0].isZero }.map { names[$0] })
            return used.count == 1 ? used.first.map(String.init) : nil
        }
    }
}

@Suite struct AuditorTests {
    /// Teaches the auditor what a published cell of the inventories or paths is made of.
    private func learn(_ cell: Cell, _ contributions: [Contribution], _ auditor: inout Auditor) {
        guard let year = cell.key.year else { return }
        var terms: [String: Exact] = [:]
        // Where inventories count different emissions, each basis has a cell.
        let basis = cell.key["basis"]
        func add(_ contribution: Contribution, _ name: String, _ figure: String) {
            let isReleased = contribution.waivers.contains {
                $0.figures.contains(figure) && $0.years.contains(year) && $0.validTo == nil
            }
            // Whose Scope 1 is public altogether has nothing to hide.
            let isPublic =
                name == "S1"
                && contribution.inventories[year].map { $0.publicScope1 >= $0.emissions["S1"] ?? 0 } == true
            if !isReleased && !isPublic { terms["\(contribution.holding.key)|\(contribution.partner) \(name)"] = 1 }
        }
        for contribution in contributions {
            let totals = contribution.inventories[year]
            if let basis, totals?.basis != basis { continue }
            switch cell.key.figure {
            case .scope1:
                if let amount = totals?.emissions["S1"], !amount.isZero { add(contribution, "S1", "emissions.s1") }
            case .scope2LocationBased:
                if let amount = totals?.emissions["S2LB"], !amount.isZero {
                    add(contribution, "S2LB", "emissions.s2lb")
                }
            case .energy:
                let carrier = cell.key["carrier"] ?? ""
                if let amount = totals?.energy[carrier], !amount.isZero { add(contribution, carrier, "energy") }
            case .actualPath:
                guard let target = contribution.targets.first(where: { $0.scopeText == cell.key["scopes"] }),
                    let path = target.path, path.baseYear <= year
                else { continue }
                for scope in target.scopes where totals?.emissions[scope]?.isZero == false {
                    add(contribution, scope, "path.actual")
                }
            default: break
            }
        }
        if !terms.isEmpty { auditor.learn(terms) }
    }

    @Test("No published table lets linear algebra find one holding's amount", arguments: 0..<20)
    func nobodyIsFound(block: Int) {
        for seed in block * 20..<block * 20 + 20 {
            let records = Scenario(seed: seed, partners: 4...12, conflicts: false).records
            let contributions = ModelTests.contributions(records)
            let cells = FigureTable(contributions: contributions).publicCells(under: .standard)
            for year in Scenario.years {
                var auditor = Auditor()
                for cell in cells where cell.status == .published && cell.key.year == year {
                    learn(cell, contributions, &auditor)
                }
                #expect(auditor.determined() == [], "seed \(seed), \(year)")
            }
        }
    }

    @Test("A published path never shows one partner's slope or base", arguments: 0..<20)
    func pathsHideSlopes(block: Int) {
        for seed in block * 20..<block * 20 + 20 {
            let contributions = ModelTests.contributions(
                Scenario(seed: seed, partners: 4...14, conflicts: false).records)
            let cells = FigureTable(contributions: contributions).publicCells(under: .standard)
            for scopes in ["S1", "S1,S2LB", "S2MB"] {
                // Every partner's path is a sum of known shapes (one for each knot) times unknown knot values.
                var auditor = Auditor()
                let years = cells.filter {
                    $0.key.figure == .targetPath && $0.status == .published && $0.key["scopes"] == scopes
                }.compactMap(\.key.year)
                for year in years {
                    var terms: [String: Exact] = [:]
                    for contribution in contributions {
                        let target = contribution.targets.first { $0.scopeText == scopes }
                        guard let path = target?.path, path.baseYear <= year else { continue }
                        for (name, factor) in shape(path, year) {
                            terms["\(contribution.holding.key)|\(contribution.partner) \(name)"] = factor
                        }
                    }
                    auditor.learn(terms)
                }
                #expect(auditor.determined() == [], "seed \(seed), \(scopes)")
            }
        }
    }

    /// How much each knot of a path adds to its value in a year.
    private func shape(_ path: SignedPath, _ year: Int) -> [String: Exact] {
        var result: [String: Exact] = [:]
        for (index, knot) in path.knots.enumerated() {
            let knots = path.knots.enumerated().map { TargetPath.Knot(year: $1.year, value: $0 == index ? 1 : 0) }
            if let factor = SignedPath(knots: knots)?.value(in: year), !factor.isZero {
                result["\(knot.year)"] = factor
            }
        }
        return result
    }

    @Test func `Withheld public cells carry neither value nor contributors nor carriers`() {
        for seed in 0..<100 {
            let contributions = ModelTests.contributions(Scenario(seed: seed).records)
            for cell in FigureTable(contributions: contributions).publicCells(under: .standard)
            where cell.status != .published {
                #expect(cell.amount == nil && cell.contributors == 0 && cell.key["carrier"] == nil)
                #expect(cell.key["category"] == nil && cell.key["state"] == nil)
            }
        }
    }

    @Test func `The random networks publish and withhold every figure somewhere`() {
        var seen: [Figure: Set<CellStatus>] = [:]
        for seed in 0..<400 {
            let contributions = ModelTests.contributions(Scenario(seed: seed, partners: 4...12).records)
            for cell in FigureTable(contributions: contributions).publicCells(under: .standard) {
                seen[cell.key.figure, default: []].insert(cell.status)
            }
        }
        for figure in Figure.allCases {
            #expect(seen[figure]?.contains(.published) == true, "\(figure.rawValue)")
            #expect(seen[figure]?.contains(.provisional) == true, "\(figure.rawValue)")
        }
        for figure in Figure.allCases where ![.activePartners, .signedPartners, .coverage].contains(figure) {
            #expect(seen[figure]?.contains(.withheld) == true, "\(figure.rawValue)")
        }
    }
}
