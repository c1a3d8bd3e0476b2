import Catalogue

/// Builds the tables of the signed target paths and of the emissions that belong to them.
///
/// Target and actual emissions are summed over the same partners: those with a signed target for exactly these scopes
/// whose base year has come.
struct PathBuilder {
    private struct Member {
        let contribution: Contribution
        let scopes: [String]
        let path: SignedPath
    }

    private let builder: TableBuilder
    private let byScopes: [String: [Member]]

    init(_ builder: TableBuilder) {
        self.builder = builder
        var byScopes: [String: [Member]] = [:]
        for contribution in builder.contributions where contribution.isSigned {
            for target in contribution.targets {
                guard let path = target.path else { continue }
                let member = Member(contribution: contribution, scopes: target.scopes, path: path)
                byScopes[target.scopeText, default: []].append(member)
            }
        }
        self.byScopes = byScopes
    }

    private func key(_ figure: Figure, _ year: Int, _ scopes: String) -> CellKey {
        CellKey(figure, year: year, [Dimension("scopes", scopes)])
    }

    func targetTables(reporting extraYears: [Int]) -> [Table] {
        var covered: Set<Int> = []
        var tables = byScopes.keys.sorted().compactMap { scopes -> Table? in
            guard let members = byScopes[scopes], let first = members.map(\.path.baseYear).min(),
                let last = members.map(\.path.targetYear).max()
            else { return nil }
            let years = first...max(last, builder.goalYear)
            covered.formUnion(years)
            return target(scopes, members, years)
        }
        for year in extraYears where !covered.contains(year) {
            tables.append(empty(.targetPath, year))
        }
        return tables
    }

    private func target(
        _ scopes: String, _ members: [Member], _ years: ClosedRange<Int>
    ) -> Table {
        let cells = years.map { year in
            let shares = members.compactMap { member in
                member.path.value(in: year).map { builder.share(member.contribution, $0, of: .targetPath, year) }
            }
            return CellSource(key(.targetPath, year, scopes), sumOf: shares)
        }
        let shares = cells.flatMap(\.shares)
        return Table(
            figure: .targetPath, year: nil, scopes: members[0].scopes, rule: .series, cells: cells,
            isUndecided: builder.isUndecided(.agreement, .membership) || builder.isUndecidedHolding(shares),
            baseYears: Set(members.map(\.path.baseYear)), goalYear: builder.goalYear)
    }

    func actualTables(_ years: [Int]) -> [Table] {
        years.flatMap { year in
            let tables = byScopes.keys.sorted().compactMap { actual($0, year) }
            return tables.isEmpty ? [empty(.actualPath, year)] : tables
        }
    }

    private func actual(_ scopes: String, _ year: Int) -> Table? {
        let members = (byScopes[scopes] ?? []).filter { $0.path.baseYear <= year }
        if members.isEmpty { return nil }
        let shares = members.compactMap { member -> Share? in
            guard let totals = member.contribution.inventories[year] else { return nil }
            let amounts = member.scopes.compactMap { totals.emissions[$0] }
            // A scope that is not stated is not zero: such an inventory does not cover the target.
            guard amounts.count == member.scopes.count else { return nil }
            return builder.share(
                member.contribution, amounts.reduce(0, +), of: .actualPath, year,
                publicAmount: member.scopes.contains("S1") ? totals.publicScope1 : 0)
        }
        // As long as a partner of the path is missing, the sum cannot be compared with the path.
        let isIncomplete = shares.count < members.count
        // Nor can a sum of direct CO2 and of equivalents.
        let bases = Set(members.compactMap { $0.contribution.inventories[year]?.basis })
        return Table(
            figure: .actualPath, year: year, scopes: members[0].scopes, rule: .guarded,
            cells: [CellSource(key(.actualPath, year, scopes), sumOf: shares)],
            isUndecided: isIncomplete || bases.count > 1
                || builder.isUndecided(.agreement, .membership, .inventory(year))
                || builder.isUndecidedHolding(shares))
    }

    private func empty(_ figure: Figure, _ year: Int) -> Table {
        Table(figure: figure, year: year, rule: .guarded, cells: [CellSource(CellKey(figure, year: year), sumOf: [])])
    }
}
