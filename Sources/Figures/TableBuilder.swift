import Catalogue

/// Builds the tables of all figures from the contributions.
struct TableBuilder {
    let contributions: [Contribution]
    let day: CivilDate?
    let goalYear: Int

    func tables(reporting extraYears: [Int]) -> [Table] {
        let reportYears = Set(
            contributions.flatMap { $0.inventories.keys } + contributions.flatMap { $0.meteredEnergy.keys }
        )
        .union(extraYears).sorted()
        var tables = participation()
        for year in reportYears {
            tables.append(coverage(year))
            tables.append(emissions(.scope1, "S1", year))
            tables.append(emissions(.scope2LocationBased, "S2LB", year))
            tables.append(energy(year))
            tables.append(renewableShare(year))
            tables.append(meteredEnergy(year))
        }
        let paths = PathBuilder(self)
        tables += paths.targetTables(reporting: extraYears)
        tables += paths.actualTables(reportYears)
        return tables + measures()
    }

    // MARK: Participation

    private func participation() -> [Table] {
        let active = contributions.count(where: \.isActive)
        let signed = contributions.count(where: \.isSigned)
        return [
            Table(
                figure: .activePartners, year: nil, rule: .open,
                cells: [CellSource(CellKey(.activePartners), amount: Exact(active), shares: [], contributors: active)],
                isUndecided: isUndecided(.membership)),
            Table(
                figure: .signedPartners, year: nil, rule: .open,
                cells: [CellSource(CellKey(.signedPartners), amount: Exact(signed), shares: [], contributors: signed)],
                isUndecided: isUndecided(.membership, .agreement)),
        ]
    }

    private func coverage(_ year: Int) -> Table {
        let active = contributions.filter(\.isActive)
        let reporting = active.count { $0.inventories[year] != nil }
        let source = CellSource(
            CellKey(.coverage, year: year), amount: Exact(reporting) / Exact(active.count), shares: [],
            contributors: reporting)
        return Table(
            figure: .coverage, year: year, rule: .open, cells: [source],
            isUndecided: isUndecided(.membership, .inventory(year)))
    }

    func isUndecided(_ parts: UndecidedPart...) -> Bool {
        contributions.contains { contribution in parts.contains { contribution.undecided.contains($0) } }
    }

    /// Whether one of those who contribute may turn out to belong to another holding.
    func isUndecidedHolding(_ shares: [Share]) -> Bool {
        let partners = Set(shares.map(\.partner))
        return contributions.contains { $0.undecided.contains(.identity) && partners.contains($0.partner) }
    }

    // MARK: Inventories

    func share(
        _ contribution: Contribution, _ amount: Exact, of figure: Figure, _ year: Int?, publicAmount: Exact = 0
    ) -> Share {
        Share(
            partner: contribution.partner, holding: contribution.holding, amount: amount, publicAmount: publicAmount,
            isWaived: contribution.waivers.contains { $0.covers(figure, year: year, on: day) })
    }

    /// One cell; where inventories count different emissions (direct CO2, equivalents, with upstream), one for each
    /// basis, since such amounts are never added.
    private func emissions(_ figure: Figure, _ scope: String, _ year: Int) -> Table {
        var byBasis: [String: [Share]] = [:]
        for contribution in contributions {
            guard let totals = contribution.inventories[year], let amount = totals.emissions[scope] else { continue }
            let known = scope == "S1" ? totals.publicScope1 : 0
            byBasis[totals.basis, default: []].append(
                share(contribution, amount, of: figure, year, publicAmount: known))
        }
        let cells = byBasis.keys.sorted().map { basis in
            let dimensions = byBasis.count == 1 ? [] : [Dimension("basis", basis)]
            return CellSource(CellKey(figure, year: year, dimensions), sumOf: byBasis[basis] ?? [])
        }
        return Table(
            figure: figure, year: year, scopes: [scope], rule: .guarded,
            cells: cells.isEmpty ? [CellSource(CellKey(figure, year: year), sumOf: [])] : cells,
            isUndecided: isUndecided(.inventory(year)) || isUndecidedHolding(cells.flatMap(\.shares)))
    }

    private func energy(_ year: Int) -> Table {
        let key = CellKey(.energy, year: year)
        var byCarrier: [String: [Share]] = [:]
        for contribution in contributions {
            // A carrier with an amount of zero is one that is not used.
            for (carrier, amount) in contribution.inventories[year]?.energy ?? [:] where !amount.isZero {
                byCarrier[carrier, default: []].append(share(contribution, amount, of: .energy, year))
            }
        }
        let cells = byCarrier.keys.sorted().map { carrier in
            CellSource(
                CellKey(.energy, year: year, [Dimension("carrier", carrier)]), sumOf: byCarrier[carrier] ?? [])
        }
        let all = byCarrier.values.flatMap(\.self)
        return Table(
            figure: .energy, year: year, rule: .guarded, cells: cells.isEmpty ? [CellSource(key, sumOf: [])] : cells,
            isUndecided: isUndecided(.inventory(year)) || isUndecidedHolding(all))
    }

    /// All energy consumed, its renewable and its other part, then what of the first two the carriers do not explain:
    /// all that the share tells, alone or beside the carriers.
    private func consumption(_ figure: Figure, _ year: Int) -> [[Share]] {
        var forms = [[Share]](repeating: [], count: 5)
        for contribution in contributions {
            guard let totals = contribution.inventories[year], let all = totals.consumedEnergy,
                let renewable = totals.renewableEnergy
            else { continue }
            let carriers = InventoryTotals.sum(totals.energy, where: \.countsAsConsumption)
            let amounts = [
                all, renewable, all - renewable, all - carriers, renewable - InventoryTotals.renewable(totals.energy),
            ]
            for (index, amount) in amounts.enumerated() {
                forms[index].append(share(contribution, amount, of: figure, year))
            }
        }
        return forms
    }

    private func renewableShare(_ year: Int) -> Table {
        let forms = consumption(.renewableShare, year)
        let total = forms[0].reduce(0) { $0 + $1.amount }
        let renewable = forms[1].reduce(0) { $0 + $1.amount }
        let source = CellSource(
            CellKey(.renewableShare, year: year), amount: renewable / total, shares: forms[0],
            contributors: forms[0].count)
        return Table(
            figure: .renewableShare, year: year, rule: .guarded, cells: [source], forms: forms, ownFormCount: 3,
            isUndecided: isUndecided(.inventory(year)) || isUndecidedHolding(forms[0]))
    }

    private func meteredEnergy(_ year: Int) -> Table {
        let shares = contributions.compactMap { contribution -> Share? in
            let metered = contribution.meteredEnergy[year] ?? [:]
            if metered.isEmpty { return nil }
            return share(contribution, metered.values.reduce(0, +), of: .meteredEnergy, year)
        }
        return Table(
            figure: .meteredEnergy, year: year, rule: .guarded,
            cells: [CellSource(CellKey(.meteredEnergy, year: year), sumOf: shares)], forms: differences(year),
            isUndecided: isUndecided(.meteredEnergy(year)) || isUndecidedHolding(shares))
    }

    /// By carrier, the energy that inventories state and meters have not measured, or the other way round: inventories
    /// rest on meters, so that both figures together show those who have none.
    private func differences(_ year: Int) -> [[Share]] {
        let carriers = Set(contributions.flatMap { ($0.meteredEnergy[year] ?? [:]).keys })
        let shares = contributions.map { contribution in
            let amounts = contribution.inventories[year]?.energy.filter { carriers.contains($0.key) } ?? [:]
            let stated = share(contribution, amounts.values.reduce(0, +), of: .energy, year)
            let sum = (contribution.meteredEnergy[year] ?? [:]).values.reduce(0, +)
            let metered = share(contribution, sum, of: .meteredEnergy, year)
            // Who accepts that one of both figures betrays it has nothing to lose by their difference but what the
            // other holds.
            return Share(
                partner: contribution.partner, holding: contribution.holding, amount: stated.amount - metered.amount,
                guarded: stated.guarded - metered.guarded, isOpen: stated.isOpen || metered.isOpen)
        }
        return [shares]
    }

    // MARK: Measures

    private func measures() -> [Table] {
        var groups: [MeasureGroup: [(contribution: Contribution, count: Int)]] = [:]
        for contribution in contributions {
            for (group, totals) in contribution.measures {
                groups[group, default: []].append((contribution, totals.count))
            }
        }
        let counts = groups.keys.sorted().map { group in
            let shares = (groups[group] ?? []).map { share($0.contribution, Exact($0.count), of: .measureCount, nil) }
            return CellSource(CellKey(.measureCount, group.dimensions), sumOf: shares)
        }
        let isUndecided = isUndecided(.measures)
        let margins = ["category", "state"].flatMap { name in sums(counts, by: name) } + sums(counts, by: nil)
        return [
            Table(
                figure: .measureCount, year: nil, rule: .counts,
                cells: counts.isEmpty ? [CellSource(CellKey(.measureCount), sumOf: [])] : counts,
                isUndecided: isUndecided, margins: margins),
            savings(.expectedSaving, \.expected, isUndecided), savings(.realisedSaving, \.realised, isUndecided),
        ]
    }

    /// The counts summed by one dimension, or all of them; a partner's groups are added to one contribution.
    private func sums(_ counts: [CellSource], by name: String?) -> [CellSource] {
        let groups = Dictionary(grouping: counts) { count in name.flatMap { count.key[$0] } ?? "" }
        return groups.keys.sorted().map { code in
            let shares = combine((groups[code] ?? []).map { (1, $0.shares) })
            return CellSource(CellKey(.measureCount, name.map { [Dimension($0, code)] } ?? []), sumOf: shares)
        }
    }

    private func savings(_ figure: Figure, _ saving: KeyPath<MeasureTotals, Exact?>, _ isUndecided: Bool) -> Table {
        let shares = contributions.compactMap { contribution -> Share? in
            let amounts = contribution.measures.filter { !MeasureGroup.endedStates.contains($0.key.state) }
                .compactMap { $0.value[keyPath: saving] }
            return amounts.isEmpty ? nil : share(contribution, amounts.reduce(0, +), of: figure, nil)
        }
        return Table(
            figure: figure, year: nil, rule: .guarded, cells: [CellSource(CellKey(figure), sumOf: shares)],
            isUndecided: isUndecided || isUndecidedHolding(shares))
    }
}

extension MeasureGroup {
    /// The dimensions of a cell of measures.
    var dimensions: [Dimension] {
        [Dimension("category", category), Dimension("state", state), Dimension("theme", theme)]
    }
}
