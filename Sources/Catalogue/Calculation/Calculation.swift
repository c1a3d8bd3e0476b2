/// Energy and emissions of quantities, in exact numbers and with every step: nothing is stored, nothing rounded.
public enum Calculation {
    /// Calculates lines and, where all have one basis, their sum.
    public static func calculate(_ lines: [CalculationLine]) -> CalculationResult {
        var problems: [CalculationProblem] = []
        let results = lines.enumerated().map { attempt($1, number: $0 + 1, &problems) }
        return total(carriers: lines.map(\.carrier), results: results, problems: problems)
    }

    /// One line's result; nil when it failed, its problem then noted under the line's number.
    static func attempt(
        _ line: CalculationLine, number: Int, _ problems: inout [CalculationProblem]
    ) -> LineResult? {
        do {
            return try result(of: line)
        } catch {
            var problem = error
            problem.line = number
            problems.append(problem)
            return nil
        }
    }

    /// Adds up results; the sum is nil when one is missing or the bases differ.
    static func total(
        carriers: [Carrier?], results: [LineResult?], problems: [CalculationProblem]
    ) -> CalculationResult {
        var problems = problems
        let present = results.compactMap { $0 }
        let bases = FactorBasis.allCases.filter { basis in present.contains { $0.basis == basis } }
        if bases.count > 1 {
            let names = bases.map(\.rawValue).joined(separator: ", ")
            problems.append(
                CalculationProblem(
                    .mixedBasis, field: "basis",
                    de:
                        "Zeilen verschiedener basis werden nicht addiert: \(names). Wählen Sie eine einheitliche "
                        + "basis.",
                    en: "Lines of different basis are not added: \(names). Choose one basis for all of them."))
        }
        guard present.count == results.count, bases.count <= 1 else {
            return CalculationResult(lines: results, sum: nil, problems: problems)
        }
        var energy: Exact? = .zero
        var emissions = Exact.zero
        var biogenic = Exact.zero
        for (carrier, line) in zip(carriers, present) {
            if carrier?.countsAsConsumption ?? true {
                energy = energy.flatMap { sum in line.energy.map { sum + $0 } }
            }
            emissions += line.emissions
            biogenic += line.biogenic ?? .zero
        }
        let sum = CalculationResult.Sum(energy: energy, emissions: emissions, biogenic: biogenic, basis: bases.first)
        return CalculationResult(lines: results, sum: sum, problems: problems)
    }

    /// Calculates one line.
    ///
    /// - Throws: ``CalculationProblem`` naming the field that would help.
    public static func result(of line: CalculationLine) throws(CalculationProblem) -> LineResult {
        try checkBounds(line)
        guard let given = line.factor else { return try resultFromTable(line) }
        return try resultFromGiven(line, given)
    }

    /// The energy of a line in kWh without any emission factor; nil when the calorific value is not known.
    static func energy(
        of line: CalculationLine, trace: inout Trace
    ) throws(CalculationProblem) -> Exact? {
        try checkBounds(line)
        return try Amounts.of(line, row: conversionRow(line, per: nil), trace: &trace).energy
    }

    private static func checkBounds(_ line: CalculationLine) throws(CalculationProblem) {
        if line.quantity.isNegative {
            throw CalculationProblem(
                .outOfRange, field: "quantity",
                de: "Eine Menge ist nie negativ; Einspeisung ist ein eigener Träger "
                    + "(ELEC_EXPORT).",
                en: "A quantity is never negative; exports are a carrier of their own (ELEC_EXPORT).")
        }
        for (field, value) in [("brennwert", line.brennwert), ("zustandszahl", line.zustandszahl)] {
            if let value, value <= 0 {
                throw CalculationProblem(
                    .outOfRange, field: field, de: "\(field) muss größer als 0 sein.", en: "\(field) must be above 0.")
            }
        }
        if let share = line.share, share <= 0 || share > 1 {
            throw CalculationProblem(
                .outOfRange, field: "share", de: "Der Anteil liegt über 0 und ist höchstens 1.",
                en: "The share is above 0 and at most 1.")
        }
        if case .days(let first, let last) = line.period, last < first {
            throw CalculationProblem(
                .outOfRange, field: "period", de: "Das Ende liegt vor dem Anfang.", en: "The end lies before the start."
            )
        }
    }

    /// The row whose density and calorific value serve a line with a factor of its own: the default edition's, else
    /// the first that has the numbers.
    static func conversionRow(_ line: CalculationLine, per unit: CarrierUnit?) throws(CalculationProblem) -> FactorRow?
    {
        let editions = try FactorSelection.editions(named: line.edition)
        let rows = editions.flatMap { $0.balanceRows(for: line.carrier) }.filter { $0.netCalorificValue != nil }
        let needsDensity = line.unit.dimension == .volume || unit?.dimension == .volume
        return needsDensity ? rows.first { $0.density != nil } : rows.first
    }

    /// What a reviewer will ask about the line itself.
    static func warnings(for line: CalculationLine, energy: Exact?) -> [Warning] {
        var result: [Warning] = []
        let parts = line.period.years
        if let last = parts.last, last.year != line.period.hubYear {
            result.append(
                Warning(
                    code: "W9",
                    text: Label(
                        de:
                            "Der Zeitraum endet \(last.year), zählt aber zum Jahr \(line.period.hubYear) (meiste "
                            + "Tage).",
                        en: "The period ends in \(last.year) but counts for \(line.period.hubYear) (most days).")))
        }
        if line.carrier.form == .gridGas && (line.unit == .gigajoule || line.unit == .terajoule) {
            result.append(
                Warning(
                    code: "netAssumed",
                    text: Label(
                        de: "\(line.unit.rawValue) gilt als Heizwert (Hi), wie in den Faktortabellen.",
                        en: "\(line.unit.rawValue) is taken as net calorific value (Hi), as in the factor tables.")))
        }
        if energy == nil {
            result.append(
                Warning(
                    code: "energyUnknown",
                    text: Label(
                        de: "Die Energie ist nicht bestimmbar: kein Heizwert in der Ausgabe.",
                        en: "The energy is not known: the edition gives no calorific value.")))
        }
        let usesBill = line.unit.dimension == .volume && (line.carrier.form == .gridGas || line.carrier.form == .ownGas)
        if !usesBill && (line.brennwert != nil || line.zustandszahl != nil) {
            result.append(
                Warning(
                    code: "notUsed",
                    text: Label(
                        de: "Brennwert und Zustandszahl werden nur bei Gas in m3 verwendet.",
                        en: "Brennwert and Zustandszahl are used for gas in m3 only.")))
        }
        return result
    }

    static func energyBasis(_ carrier: Carrier, energy: Exact?) -> CalorificBasis {
        switch carrier.form {
        case .electricity, .heat, .other: .none
        default: energy == nil ? .none : .net
        }
    }
}

// MARK: - Factors of an edition

extension Calculation {
    private static func resultFromTable(_ line: CalculationLine) throws(CalculationProblem) -> LineResult {
        try Amounts.checkUnit(line)
        let parts = try FactorSelection.parts(
            carrier: line.carrier, edition: line.edition, basis: line.basis, period: line.period)
        guard let first = parts.first else { return try resultFromDefinition(line) }
        var trace = Trace()
        let amounts = try Amounts.of(line, row: first.row, trace: &trace)
        let value = weightedValue(parts, &trace)
        let unit = first.row.unit
        guard let amount = amounts.amount(in: unit.per, carrier: line.carrier) else {
            throw conversionMissing(line, row: first.row)
        }
        let mass = multiply(amount, value, unit, basis: first.row.basis, &trace)
        var emissions = mass
        if first.row.isBiogenic {
            emissions = .zero
            trace.add(
                de:
                    "Biogenes CO2 steht außerhalb der Scopes: 0 kg in der Bilanz, \(Trace.show(mass)) kg als "
                    + "Nebenangabe.",
                en: "Biogenic CO2 stands outside the scopes: 0 kg in the balance, \(Trace.show(mass)) kg as a memo.")
        }
        var warnings = FactorSelection.warnings(for: parts) + warnings(for: line, energy: amounts.energy)
        if let note = first.row.note { warnings.append(Warning(code: "factorNote", text: note)) }
        var rows: [FactorRow] = []
        for part in parts where !rows.contains(part.row) { rows.append(part.row) }
        return LineResult(
            energy: amounts.energy, energyBasis: energyBasis(line.carrier, energy: amounts.energy),
            emissions: emissions,
            biogenic: first.row.isBiogenic ? mass : nil, basis: first.row.basis, hubYear: line.period.hubYear,
            factor: AppliedFactor(
                edition: first.row.edition, row: rows.map(\.id).joined(separator: "+"), value: value, unit: unit.text,
                rows: rows),
            steps: trace.steps, warnings: warnings)
    }

    /// The factor of the period: that of its year, or the mean of its years' weighted by days.
    private static func weightedValue(_ parts: [FactorSelection.Part], _ trace: inout Trace) -> Exact {
        let days = parts.reduce(0) { $0 + $1.days }
        guard let first = parts.first, parts.contains(where: { $0.row.value != first.row.value }) else {
            return parts.first?.row.value ?? .zero
        }
        let total = parts.reduce(Exact.zero) { $0 + $1.row.value * Exact($1.days) }
        guard let mean = total / Exact(days) else { preconditionFailure("a period has days") }
        let terms = parts.map { "\($0.days)/\(days) × \($0.row.value) (\($0.year))" }.joined(separator: " + ")
        trace.add("\(terms) = \(Trace.show(mean)) \(first.row.unit.text)")
        return mean
    }

    static func multiply(
        _ amount: Exact, _ value: Exact, _ unit: FactorUnit, basis: FactorBasis, _ trace: inout Trace
    ) -> Exact {
        let mass = amount * value * unit.kilograms
        let name = basis == .directCO2 ? "CO2" : "CO2e"
        let scale = unit.kilograms == 1 ? "" : " × \(unit.kilograms)"
        trace.add(
            "\(Trace.show(amount)) \(unit.per.rawValue) × \(Trace.show(value)) \(unit.text)\(scale) = "
                + "\(Trace.show(mass)) kg "
                + name)
        return mass
    }

    /// A carrier whose use sets no CO2 free here, or only biogenic CO2 for which no table has a number.
    private static func resultFromDefinition(_ line: CalculationLine) throws(CalculationProblem) -> LineResult {
        var trace = Trace()
        let energy = try energy(of: line, trace: &trace)
        var warnings = warnings(for: line, energy: energy)
        if line.carrier.isBiogenic {
            trace.add(
                de: "\(line.carrier.label.de): biogenes CO2 steht außerhalb der Scopes = 0 kg CO2 in der Bilanz",
                en: "\(line.carrier.label.en): biogenic CO2 stands outside the scopes = 0 kg CO2 in the balance")
            warnings.append(
                Warning(
                    code: "biogenicUnknown",
                    text: Label(
                        de: "Das biogene CO2 (Nebenangabe) ist mangels Faktor nicht ermittelt (NE).",
                        en: "The biogenic CO2 (memo) is not estimated (NE): there is no factor.")))
        } else if line.carrier == .ownCogeneration {
            trace.add(
                de: "Eigenstrom KWK: die Emissionen stehen beim Brennstoff = 0 kg CO2",
                en: "Own cogeneration: the emissions are counted with its fuel = 0 kg CO2")
        } else {
            trace.add(
                de: "\(line.carrier.label.de): setzt vor Ort kein CO2 frei = 0 kg CO2",
                en: "\(line.carrier.label.en): sets no CO2 free on the spot = 0 kg CO2")
        }
        return LineResult(
            energy: energy, energyBasis: energyBasis(line.carrier, energy: energy), emissions: .zero, biogenic: nil,
            basis: .directCO2, hubYear: line.period.hubYear,
            factor: AppliedFactor(edition: nil, row: "definition", value: .zero, unit: "kg/kWh", rows: []),
            steps: trace.steps, warnings: warnings)
    }

    private static func conversionMissing(_ line: CalculationLine, row: FactorRow?) -> CalculationProblem {
        let others = FactorEdition.all.filter { edition in
            edition.rows.contains { other in
                other.carrier == line.carrier && other.isForBalances && other.netCalorificValue != nil
                    && (line.unit.dimension == .mass || other.density != nil)
            }
        }.map(\.name)
        let name = row?.edition ?? line.edition ?? ""
        let adviceDe =
            others.isEmpty
            ? "geben Sie Energie an (kWh)."
            : "geben Sie Energie an (kWh) oder die Ausgabe "
                + "\(others.joined(separator: ", "))."
        let adviceEn =
            others.isEmpty
            ? "give energy (kWh)."
            : "give energy (kWh) or the edition "
                + "\(others.joined(separator: ", "))."
        return CalculationProblem(
            .conversionMissing, field: "unit",
            de:
                "\(name) nennt für \(line.carrier.rawValue) keinen Weg von \(line.unit.rawValue) zum Faktor: "
                + "\(adviceDe)",
            en: "\(name) has no way from \(line.unit.rawValue) to the factor of \(line.carrier.rawValue): \(adviceEn)")
    }
}
