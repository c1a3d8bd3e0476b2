extension TargetPath {
    /// The most years, knots or actual values of one question.
    public static let maximumYearCount = 1000

    /// Answers what a JSON text asks for; a text that is no JSON becomes an entry of `errors`.
    public static func run(bytes: [UInt8], language: Language = .en) -> JSON {
        do {
            return run(json: try JSON(parsing: bytes), language: language)
        } catch {
            let problem = CalculationProblem(.badJSON, field: nil, de: error.text(.de), en: error.text(.en))
            return ["path": [], "points": [], "errors": JSON.problems([problem], language)]
        }
    }

    /// Answers `{knots|aca, years, actual}` with `{path, points, errors}`; without `years` every year from the base to
    /// the target is listed. An empty `errors` means success.
    public static func run(json: JSON, language: Language = .en) -> JSON {
        var reader = JSONReader(json.objectValue ?? [])
        if json.objectValue == nil {
            reader.report(.badJSON, "knots", de: "Erwartet wird ein Objekt {…}.", en: "Expected is an object {…}.")
        }
        reader.checkNames(["knots", "aca", "years", "actual", "schema", "version"])
        let path = reader.problems.isEmpty ? reader.path() : nil
        let years = reader.years()
        let actual = reader.values("actual")
        if Set(actual.map(\.year)).count < actual.count {
            reader.report(
                .duplicate, "actual", de: "Für ein Jahr stehen zwei Werte da.", en: "There are two values for one year."
            )
        }
        if actual.contains(where: { $0.value.isNegative }) {
            reader.report(
                .outOfRange, "actual", de: "Ein Wert ist nie negativ.", en: "A value is never negative.")
        }
        guard let path, reader.problems.isEmpty else {
            return ["path": [], "points": [], "errors": JSON.problems(reader.problems, language)]
        }
        let listed = years ?? Array(path.base.year...(path.target?.year ?? path.base.year))
        return [
            "path": .array(
                listed.map { year in
                    .object([JSON.Member("year", .integer(year))] + JSON.members("value", path.value(in: year)))
                }),
            "points": .array(actual.map { output(path.point(year: $0.year, actual: $0.value)) }),
            "errors": [],
        ]
    }

    private static func output(_ point: Point) -> JSON {
        var members = [JSON.Member("year", .integer(point.year))]
        members += JSON.members("actual", point.actual)
        members += JSON.members("gap", point.gap)
        members += JSON.members("progress_percent", point.progressPercent)
        members.append(JSON.Member("status", .text(orNull: point.status?.rawValue)))
        return .object(members)
    }
}

extension JSONReader {
    fileprivate mutating func path() -> TargetPath? {
        let contraction = value("aca")
        guard value("knots") == nil || contraction == nil else {
            report(.conflict, "aca", de: "Entweder knots oder aca, nicht beides.", en: "Either knots or aca, not both.")
            return nil
        }
        guard value("knots") != nil || contraction != nil else {
            reportMissing("knots", example: "[{\"year\":2019,\"value\":\"1000\"},{\"year\":2035,\"value\":\"400\"}]")
            return nil
        }
        do {
            if let contraction { return try self.contraction(contraction) }
            let knots = values("knots")
            return problems.isEmpty ? try TargetPath(knots: knots) : nil
        } catch {
            problems.append(error)
            return nil
        }
    }

    private mutating func contraction(_ json: JSON) throws(CalculationProblem) -> TargetPath? {
        var inner = JSONReader(json.objectValue ?? [], prefix: "aca.")
        inner.checkNames(["base_year", "base", "rate_percent", "target_year"])
        let year = inner.year("base_year")
        let base = inner.number("base")
        let rate = inner.number("rate_percent")
        let targetYear = inner.year("target_year")
        if inner.value("base_year") == nil { inner.reportMissing("base_year", example: "2019") }
        if inner.value("base") == nil { inner.reportMissing("base", example: "\"1000\"") }
        if inner.value("rate_percent") == nil { inner.reportMissing("rate_percent", example: "\"4.2\"") }
        problems += inner.problems
        guard inner.problems.isEmpty, let year, let base, let rate else { return nil }
        return try TargetPath(base: .init(year: year, value: base), ratePercent: rate, targetYear: targetYear)
    }

    /// A list of years and values; empty when the field is missing.
    fileprivate mutating func values(_ field: String) -> [TargetPath.Knot] {
        guard let elements = list(field) else { return [] }
        var result: [TargetPath.Knot] = []
        for (index, element) in elements.enumerated() {
            var inner = JSONReader(element.objectValue ?? [], prefix: "\(field)[\(index)].")
            inner.checkNames(["year", "value"])
            let year = inner.year("year")
            let value = inner.number("value")
            if inner.value("year") == nil { inner.reportMissing("year", example: "2023") }
            if inner.value("value") == nil { inner.reportMissing("value", example: "\"1000\"") }
            problems += inner.problems
            if let year, let value { result.append(.init(year: year, value: value)) }
        }
        return result
    }

    fileprivate mutating func years() -> [Int]? {
        guard let elements = list("years") else { return nil }
        var result: [Int] = []
        for element in elements {
            guard let year = Self.year(element) else {
                reportBadYear("years")
                return nil
            }
            result.append(year)
        }
        return result
    }

    private mutating func list(_ field: String) -> [JSON]? {
        guard let value = value(field) else { return nil }
        guard let elements = value.arrayValue, elements.count <= TargetPath.maximumYearCount else {
            report(
                .badValue, field, de: "\(field) ist eine Liste mit höchstens \(TargetPath.maximumYearCount) Einträgen.",
                en: "\(field) is a list of at most \(TargetPath.maximumYearCount) elements.")
            return nil
        }
        return elements
    }
}
