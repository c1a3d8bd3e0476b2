/// Making a greenhouse-gas balance from recorded quantities: a pure function of its input.
public enum Inventories {
    /// Makes the balance of a period from activity lines and meter profiles.
    ///
    /// What lies outside the period is left out. What crosses its edge counts by days, with a warning. The factor is
    /// direct CO2 throughout; a quantity without such a factor becomes a gap with notation NE. A meter that has
    /// both a profile and an activity line for the same days is refused as counted twice.
    ///
    /// - Parameters:
    ///   - editions: the pinned edition of a carrier; others take the default.
    ///   - last: the last day, included.
    /// - Complexity: linear in the lines, quadratic only among quantities of one meter.
    public static func make(
        activityLines: [ActivityInput], profiles: [ProfileInput], first: CivilDate, last: CivilDate,
        editions: [Carrier: String] = [:]
    ) -> InventoryResult {
        var maker = InventoryMaker(first: first, last: last, editions: editions)
        let lines = activityLines.filter { $0.last >= first && $0.first <= last }
        let sums = profiles.filter { $0.last >= first && $0.first <= last }
        maker.checkDoubleCounting(lines, sums)
        for line in lines { maker.add(line) }
        for profile in sums {
            maker.noteMissing(profile)
            maker.add(
                ActivityInput(
                    id: profile.id, meter: profile.meter, carrier: profile.carrier, quantity: profile.energy,
                    unit: profile.unit, first: profile.first, last: profile.last, dataQuality: "A"))
        }
        maker.checkCarbon()
        return maker.result
    }
}

/// Adds up one inventory.
struct InventoryMaker {
    private let first: CivilDate
    private let last: CivilDate
    private let pinned: [Carrier: String]
    private var scope1 = Exact.zero
    private var scope2 = Exact.zero
    private var bySupplier: [String: Exact] = [:]
    private var biogenic = Exact.zero
    private var energy: [Carrier: Exact] = [:]
    private var emissions: [Carrier: Exact] = [:]
    private var exported = Exact.zero
    private var qualityWeighted = Exact.zero
    private var qualityEnergy = Exact.zero
    private var editions: Set<String> = []
    private var gaps: [InventoryGap] = []
    private var warnings: [InventoryWarning] = []
    private var problems: [InventoryProblem] = []
    private var trace: [Label] = []

    init(first: CivilDate, last: CivilDate, editions: [Carrier: String]) {
        self.first = first
        self.last = last
        pinned = editions
    }

    /// Weights of the data quality classes.
    static let qualityWeights: [String: Exact] = [
        "A": 1, "B": Exact(table: "0.5"), "C": Exact(table: "0.25"), "D": 0,
    ]

    /// The finished balance.
    var result: InventoryResult {
        let consumed = energy.filter { $0.key.countsAsConsumption }
        return InventoryResult(
            first: first, last: last, hubYear: CalculationPeriod.days(first: first, last: last).hubYear, scope1: scope1,
            scope2LocationBased: scope2, scope2BySupplier: bySupplier, biogenic: biogenic, energyByCarrier: consumed,
            emissionsByCarrier: emissions, exported: exported,
            renewableEnergy: consumed.filter { $0.key.isRenewable }.values.reduce(.zero, +),
            dataQualityIndex: qualityWeighted / qualityEnergy, editions: editions.sorted(), gaps: gaps,
            warnings: warnings, problems: problems, trace: trace)
    }

    /// Adds one quantity, cut to the period.
    mutating func add(_ input: ActivityInput) {
        guard let line = cut(input) else { return }
        let header = "\(input.id): \(line.carrier.rawValue) \(Trace.show(line.quantity)) \(line.unit.rawValue)"
        trace.append(Label(de: header, en: header))
        do {
            let result = try Calculation.result(of: line)
            trace += result.steps
            warnings += result.warnings.map { InventoryWarning(id: input.id, warning: $0) }
            if let edition = result.factor.edition { editions.insert(edition) }
            count(result.energy, of: line.carrier, quality: input.dataQuality)
            if result.basis == .directCO2 {
                count(result, of: line)
            } else {
                addGap(input, wrongBasis(result.basis))
            }
        } catch  where error.code == .factorMissing {
            countEnergyAlone(line, input)
            addGap(input, error.text)
        } catch {
            problems.append(InventoryProblem(id: input.id, problem: error))
        }
    }

    private mutating func count(_ result: LineResult, of line: CalculationLine) {
        emissions[line.carrier, default: .zero] += result.emissions
        biogenic += result.biogenic ?? .zero
        switch line.carrier.scope {
        case .direct: scope1 += result.emissions
        case .purchased:
            scope2 += result.emissions
            if let supplier = line.supplier { bySupplier[supplier, default: .zero] += result.emissions }
        case .none: break
        }
    }

    private mutating func count(_ amount: Exact?, of carrier: Carrier, quality: String?) {
        guard let amount else { return }
        if carrier == .electricityExport { exported += amount }
        energy[carrier, default: .zero] += amount
        if carrier.countsAsConsumption, let weight = quality.flatMap({ Self.qualityWeights[$0] }) {
            qualityWeighted += weight * amount
            qualityEnergy += amount
        }
    }

    private mutating func countEnergyAlone(_ line: CalculationLine, _ input: ActivityInput) {
        do {
            var steps = Trace()
            let amount = try Calculation.energy(of: line, trace: &steps)
            trace += steps.steps
            count(amount, of: line.carrier, quality: input.dataQuality)
        } catch {
            problems.append(InventoryProblem(id: input.id, problem: error))
        }
    }

    private mutating func addGap(_ input: ActivityInput, _ text: Label) {
        gaps.append(InventoryGap(id: input.id, carrier: input.carrier, notation: "NE", text: text))
        let warning = Warning(
            code: "NE",
            text: Label(
                de: "Emissionen von \(input.carrier.label.de) nicht ermittelt (NE): \(text.de)",
                en: "Emissions of \(input.carrier.label.en) not estimated (NE): \(text.en)"))
        warnings.append(InventoryWarning(id: input.id, warning: warning))
        trace.append(warning.text)
    }

    private func wrongBasis(_ basis: FactorBasis) -> Label {
        Label(
            de: "Der Faktor zählt \(basis.label.de); die Bilanz zählt direktes CO2.",
            en: "The factor counts \(basis.label.en); the balance counts direct CO2.")
    }

    /// The line with its period cut to the inventory's, its quantity by days.
    private mutating func cut(_ input: ActivityInput) -> CalculationLine? {
        guard input.last >= input.first else {
            let problem = CalculationProblem(
                .outOfRange, field: "periodEnd", de: "Das Ende liegt vor dem Anfang.",
                en: "The end lies before the start.")
            problems.append(InventoryProblem(id: input.id, problem: problem))
            return nil
        }
        let from = max(first, input.first)
        let to = min(last, input.last)
        var quantity = input.quantity
        if from != input.first || to != input.last {
            let part = to.daysSince1970 - from.daysSince1970 + 1
            let whole = input.last.daysSince1970 - input.first.daysSince1970 + 1
            quantity = (quantity * Exact(part) / Exact(whole)) ?? quantity
            let warning = Warning(
                code: "byDays",
                text: Label(
                    de:
                        "\(input.first) bis \(input.last) reicht über den Bilanzzeitraum hinaus: \(part)/\(whole) "
                        + "der Tage zählen.",
                    en:
                        "\(input.first) to \(input.last) passes the inventory's period: \(part)/\(whole) of the "
                        + "days count."
                ))
            warnings.append(InventoryWarning(id: input.id, warning: warning))
        }
        return CalculationLine(
            carrier: input.carrier, quantity: quantity, unit: input.unit, period: .days(first: from, last: to),
            edition: input.edition ?? pinned[input.carrier], basis: input.factor == nil ? .directCO2 : nil,
            brennwert: input.brennwert,
            zustandszahl: input.zustandszahl, share: input.share, supplier: input.supplier, factor: input.factor)
    }
}

// MARK: - Checks over several lines

extension InventoryMaker {
    /// Refuses a meter whose profile and activity line tell the same days, and asks about lines that overlap.
    mutating func checkDoubleCounting(_ lines: [ActivityInput], _ profiles: [ProfileInput]) {
        let byMeter = Dictionary(grouping: lines.filter { $0.meter != nil }) { $0.meter ?? "" }
        for profile in profiles {
            guard
                let line = byMeter[profile.meter]?.first(where: {
                    overlap($0.first, $0.last, profile.first, profile.last)
                })
            else { continue }
            let problem = CalculationProblem(
                .doubleCounting, field: "meter",
                de:
                    "Der Zähler \(profile.meter) hat für dieselben Tage einen Lastgang und die Zeile \(line.id): "
                    + "löschen "
                    + "Sie eines von beiden.",
                en:
                    "The meter \(profile.meter) has a profile and the line \(line.id) for the same days: delete "
                    + "one of them."
            )
            problems.append(InventoryProblem(id: profile.id, problem: problem))
        }
        for (meter, group) in byMeter.sorted(by: { $0.key < $1.key }) where group.count > 1 {
            let sorted = group.sorted { ($0.first, $0.last, $0.id) < ($1.first, $1.last, $1.id) }
            for (left, right) in zip(sorted, sorted.dropFirst())
            where left.carrier == right.carrier && overlap(left.first, left.last, right.first, right.last) {
                let warning = Warning(
                    code: "overlap",
                    text: Label(
                        de: "Der Zähler \(meter) hat zwei Zeilen für dieselben Tage (auch \(left.id)).",
                        en: "The meter \(meter) has two lines for the same days (also \(left.id))."))
                warnings.append(InventoryWarning(id: right.id, warning: warning))
            }
        }
    }

    private func overlap(_ first: CivilDate, _ last: CivilDate, _ otherFirst: CivilDate, _ otherLast: CivilDate) -> Bool
    {
        max(first, otherFirst) <= min(last, otherLast)
    }

    /// Says when a profile has holes.
    mutating func noteMissing(_ profile: ProfileInput) {
        guard profile.missingCount > 0 else { return }
        let warning = Warning(
            code: "profileIncomplete",
            text: Label(
                de: "Dem Lastgang fehlen \(profile.missingCount) Werte; sie sind nicht ergänzt.",
                en: "The profile lacks \(profile.missingCount) values; they are not filled in."))
        warnings.append(InventoryWarning(id: profile.id, warning: warning))
    }

    /// Asks when coke or coal and the gases made from them are both counted: it is the same carbon.
    mutating func checkCarbon() {
        let solids: [Carrier] = [.coke, .cokingCoal]
        let gases: [Carrier] = [.blastFurnaceGas, .cokeOvenGas, .converterGas]
        guard solids.contains(where: { energy[$0] != nil }), gases.contains(where: { energy[$0] != nil }) else {
            return
        }
        let warning = Warning(
            code: "carbonTwice",
            text: Label(
                de:
                    "Koks oder Kokskohle und Kuppelgase stehen beide in der Bilanz: derselbe Kohlenstoff zählt "
                    + "doppelt, wenn "
                    + "die Gase daraus stammen.",
                en: "Coke or coking coal and process gases are both in the balance: the same carbon counts twice where "
                    + "the gases come from it."))
        warnings.append(InventoryWarning(id: nil, warning: warning))
    }
}
