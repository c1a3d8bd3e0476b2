extension Calculation {
    /// The most lines of one calculation: more belong into an import.
    public static let maximumLineCount = 100_000

    /// Calculates what a JSON text asks for; a text that is no JSON becomes an entry of `errors`.
    public static func run(bytes: [UInt8], language: Language = .en) -> JSON {
        do {
            return run(json: try JSON(parsing: bytes), language: language)
        } catch {
            let problem = CalculationProblem(.badJSON, field: nil, de: error.text(.de), en: error.text(.en))
            return output(CalculationResult(lines: [], sum: nil, problems: [problem]), lines: [], language)
        }
    }

    /// Calculates what a JSON object asks for: `{lines:[…]}` to `{lines:[…],sum:{…},errors:[…]}`.
    ///
    /// The answer has one object a line, in order; a line that failed has nulls and an entry in `errors`, which
    /// counts lines from 1. An empty `errors` means success.
    public static func run(json: JSON, language: Language = .en) -> JSON {
        var reader = JSONReader(json.objectValue ?? [])
        reader.checkNames(["lines", "schema", "version"])
        let elements = reader.value("lines")?.arrayValue
        if elements == nil {
            reader.report(
                .badJSON, "lines", de: "Erwartet wird {\"lines\":[…]} mit einer Liste von Zeilen.",
                en: "Expected is {\"lines\":[…]} with a list of lines.")
        }
        if elements?.count ?? 0 > maximumLineCount {
            reader.report(
                .outOfRange, "lines", de: "Höchstens \(maximumLineCount) Zeilen.",
                en: "At most \(maximumLineCount) lines.")
        }
        guard let elements, reader.problems.isEmpty else {
            return output(CalculationResult(lines: [], sum: nil, problems: reader.problems), lines: [], language)
        }
        var lines: [CalculationLine?] = []
        var results: [LineResult?] = []
        var problems: [CalculationProblem] = []
        for (index, element) in elements.enumerated() {
            let (line, mistakes) = read(element, number: index + 1)
            problems += mistakes
            lines.append(line)
            results.append(line.flatMap { attempt($0, number: index + 1, &problems) })
        }
        let answer = total(carriers: lines.map(\.?.carrier), results: results, problems: problems)
        return output(answer, lines: lines, language)
    }

    static let lineFields = [
        "carrier", "quantity", "unit", "year", "period", "edition", "basis", "brennwert", "zustandszahl", "share",
        "supplierPartnerId", "factor",
    ]
    /// Fields that are read over, so that a caller may name its lines.
    static let memoFields = ["id", "name", "comment", "note", "site", "meter", "source"]

    /// Reads one line; nil with at least one problem when it cannot be read.
    static func read(_ element: JSON, number: Int) -> (line: CalculationLine?, problems: [CalculationProblem]) {
        guard let members = element.objectValue else {
            let problem = CalculationProblem(
                .badJSON, field: nil, de: "Eine Zeile ist ein Objekt {…}.", en: "A line is an object {…}.", line: number
            )
            return (nil, [problem])
        }
        var reader = JSONReader(members, line: number)
        reader.checkNames(lineFields + memoFields)
        let carrier = reader.carrier()
        let quantity = reader.number("quantity")
        if reader.value("quantity") == nil { reader.reportMissing("quantity", example: "\"1234.5\"") }
        let unit = reader.unit(carrier)
        let period = reader.period()
        let edition = reader.text("edition")
        let basis = reader.basis("basis")
        let brennwert = reader.number("brennwert")
        let zustandszahl = reader.number("zustandszahl")
        let share = reader.number("share", allowsFraction: true)
        let factor = reader.factor(lineBasis: basis)
        guard reader.problems.isEmpty, let carrier, let quantity, let unit, let period else {
            return (nil, reader.problems)
        }
        let line = CalculationLine(
            carrier: carrier, quantity: quantity, unit: unit, period: period, edition: edition, basis: basis,
            brennwert: brennwert, zustandszahl: zustandszahl, share: share,
            supplier: reader.value("supplierPartnerId")?.numberText, factor: factor)
        return (line, [])
    }
}

// MARK: - Fields of a line

extension JSONReader {
    fileprivate mutating func carrier() -> Carrier? {
        guard value("carrier") != nil else {
            reportMissing("carrier", example: "\"NATGAS\"")
            return nil
        }
        guard let text = text("carrier") else { return nil }
        let words = Carrier.allCases.flatMap { [($0.rawValue, $0), ($0.label.de, $0), ($0.label.en, $0)] }
        let plain = Words.plain(text)
        if let match = words.first(where: { Words.plain($0.0) == plain }) { return match.1 }
        let nearest = Words.nearest(to: text, among: words.map { ($0.0, $0.1.rawValue) }) ?? ""
        report(
            .unknownCode, "carrier", de: "Diesen Energieträger gibt es nicht; gemeint: \(nearest)?",
            en: "There is no such carrier; did you mean \(nearest)?")
        return nil
    }

    fileprivate mutating func unit(_ carrier: Carrier?) -> CarrierUnit? {
        guard value("unit") != nil else {
            reportMissing("unit", example: "\"kWh\"")
            return nil
        }
        guard let text = text("unit") else { return nil }
        if let unit = CarrierUnit(text: text) { return unit }
        let allowed = (carrier?.units ?? CarrierUnit.allCases).map(\.rawValue)
            .joined(separator: ", ")
        report(
            .unknownCode, "unit", de: "Diese Einheit gibt es nicht; möglich: \(allowed).",
            en: "There is no such unit; possible: \(allowed).")
        return nil
    }

    fileprivate mutating func period() -> CalculationPeriod? {
        let hasYear = value("year") != nil
        guard let period = value("period") else {
            guard hasYear else {
                reportMissing("year", example: "2023")
                return nil
            }
            return year("year").map { .year($0) }
        }
        guard !hasYear else {
            report(
                .conflict, "period", de: "Entweder year oder period, nicht beides.",
                en: "Either year or period, not both.")
            return nil
        }
        guard let members = period.objectValue else {
            report(
                .badValue, "period", de: "period ist {\"start\":\"2023-01-01\",\"end\":\"2023-12-31\"}.",
                en: "period is {\"start\":\"2023-01-01\",\"end\":\"2023-12-31\"}.")
            return nil
        }
        var inner = JSONReader(members, prefix: prefix + "period.", line: line)
        inner.checkNames(["start", "end"])
        let first = inner.day("start")
        let last = inner.day("end")
        if inner.value("start") == nil { inner.reportMissing("start", example: "\"2023-01-01\"") }
        if inner.value("end") == nil { inner.reportMissing("end", example: "\"2023-12-31\"") }
        problems += inner.problems
        guard let first, let last, inner.problems.isEmpty else { return nil }
        guard last >= first else {
            report(
                .outOfRange, "period", de: "Das Ende liegt vor dem Anfang.", en: "The end lies before the start.")
            return nil
        }
        return .days(first: first, last: last)
    }

    fileprivate mutating func basis(_ field: String) -> FactorBasis? {
        guard let text = text(field) else { return nil }
        if let basis = FactorBasis(text: text) { return basis }
        let names = FactorBasis.allCases.map(\.rawValue).joined(separator: ", ")
        report(
            .unknownCode, field, de: "Diese basis gibt es nicht; möglich: \(names).",
            en: "There is no such basis; possible: \(names).")
        return nil
    }

    fileprivate mutating func factor(lineBasis: FactorBasis?) -> GivenFactor? {
        guard let value = value("factor") else { return nil }
        guard let members = value.objectValue else {
            let example = "{\"value\":\"0.05\",\"unit\":\"kg/kWh\",\"basis\":\"direct_co2\"}"
            report(.badValue, "factor", de: "factor ist \(example).", en: "factor is \(example).")
            return nil
        }
        var inner = JSONReader(members, prefix: prefix + "factor.", line: line)
        inner.checkNames(["value", "unit", "basis", "co2", "ch4", "n2o", "gwp"])
        let factor = inner.givenFactor(lineBasis: lineBasis)
        problems += inner.problems
        return inner.problems.isEmpty ? factor : nil
    }

    private mutating func givenFactor(lineBasis: FactorBasis?) -> GivenFactor? {
        let stated = basis("basis")
        let unit = text("unit").flatMap { text -> FactorUnit? in
            let unit = FactorUnit(text: text)
            if unit == nil {
                report(
                    .unknownCode, "unit", de: "Die Einheit eines Faktors ist Masse je Menge; Beispiel: kg/kWh",
                    en: "The unit of a factor is mass per quantity; example: kg/kWh")
            }
            return unit
        }
        if value("unit") == nil { reportMissing("unit", example: "\"kg/kWh\"") }
        let single = number("value")
        let gases = (number("co2"), number("ch4"), number("n2o"))
        let hasGases = value("co2") != nil || value("ch4") != nil || value("n2o") != nil
        if value("value") != nil && hasGases {
            report(
                .conflict, "value", de: "Entweder value oder einzelne Gase (co2, ch4, n2o), nicht beides.",
                en: "Either value or single gases (co2, ch4, n2o), not both.")
        } else if value("value") == nil && !hasGases {
            reportMissing("value", example: "\"0.05\"")
        } else if value("value") != nil && value("basis") == nil && lineBasis == nil {
            reportMissing("basis", example: "\"direct_co2\"")
        }
        let potentials = text("gwp")
        guard problems.isEmpty, let unit else { return nil }
        if let single, let basis = stated ?? lineBasis { return .single(value: single, unit: unit, basis: basis) }
        return .gases(co2: gases.0, methane: gases.1, nitrousOxide: gases.2, unit: unit, potentials: potentials)
    }
}

// MARK: - The answer

extension Calculation {
    private static func output(_ result: CalculationResult, lines: [CalculationLine?], _ language: Language) -> JSON {
        let objects = result.lines.enumerated().map { index, line in
            output(line, line: lines[index], number: index + 1, language)
        }
        let sum: JSON =
            result.sum.map { sum in
                .object(
                    JSON.members("energy_kwh", sum.energy) + JSON.members("co2_kg", sum.emissions)
                        + JSON.members("biogenic_co2_kg", sum.biogenic)
                        + [JSON.Member("basis", .text(orNull: sum.basis?.rawValue))])
            } ?? .null
        return ["lines": .array(objects), "sum": sum, "errors": JSON.problems(result.problems, language)]
    }

    private static func output(_ result: LineResult?, line: CalculationLine?, number: Int, _ language: Language) -> JSON
    {
        var members = [JSON.Member("line", .integer(number))]
        members.append(JSON.Member("carrier", .text(orNull: line?.carrier.rawValue)))
        members += JSON.members("energy_kwh", result?.energy)
        members.append(JSON.Member("energy_basis", .text(orNull: result?.energyBasis.rawValue)))
        members += JSON.members("co2_kg", result?.emissions)
        members += JSON.members("biogenic_co2_kg", result?.biogenic)
        members.append(JSON.Member("basis", .text(orNull: result?.basis.rawValue)))
        members.append(JSON.Member("hub_year", line.map { .integer($0.period.hubYear) } ?? .null))
        if let supplier = line?.supplier { members.append(JSON.Member("supplierPartnerId", .text(supplier))) }
        members.append(JSON.Member("factor", result.map { output($0.factor) } ?? .null))
        members.append(JSON.Member("steps", .array((result?.steps ?? []).map { .text($0[language]) })))
        members.append(JSON.Member("warnings", JSON.warnings(result?.warnings ?? [], language)))
        return .object(members)
    }

    private static func output(_ factor: AppliedFactor) -> JSON {
        var members = [
            JSON.Member("edition", .text(orNull: factor.edition)), JSON.Member("row", .text(factor.row)),
        ]
        members += JSON.members("value", factor.value)
        members.append(JSON.Member("unit", .text(factor.unit)))
        if let row = factor.rows.first {
            let statuses = factor.rows.map(\.status)
            let status = statuses.first { $0 == .estimated } ?? statuses.first { $0 == .provisional } ?? .final
            members += [
                JSON.Member("column", .text(row.column)), JSON.Member("status", .text(status.rawValue)),
                JSON.Member("grade", .text(row.grade.rawValue)),
                JSON.Member("source", .text("\(row.source.title), \(row.source.table), \(row.source.address)")),
            ]
        }
        return .object(members)
    }
}
