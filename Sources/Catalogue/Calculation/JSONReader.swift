/// Reads the fields of one JSON object and collects every mistake instead of stopping at the first.
struct JSONReader {
    /// What went wrong so far.
    var problems: [CalculationProblem] = []
    /// The object's members.
    let members: [JSON.Member]
    /// The path of the object, put before each field's name in messages.
    let prefix: String
    /// The line, from 1; nil outside lines.
    let line: Int?

    init(_ members: [JSON.Member], prefix: String = "", line: Int? = nil) {
        self.members = members
        self.prefix = prefix
        self.line = line
    }

    /// The value of a field; nil when it is missing or null.
    func value(_ name: String) -> JSON? {
        guard let value = members.first(where: { $0.name == name })?.value, value != .null else { return nil }
        return value
    }

    mutating func report(_ code: CalculationProblem.Code, _ field: String, de: String, en: String) {
        problems.append(CalculationProblem(code, field: prefix + field, de: de, en: en, line: line))
    }

    /// Refuses fields that are not known: a mistyped one would change the result silently.
    mutating func checkNames(_ known: [String]) {
        for member in members where !known.contains(member.name) {
            let nearest = Words.nearest(to: member.name, among: known.map { ($0, $0) }) ?? ""
            report(
                .unknownField, member.name, de: "Das Feld \(member.name) gibt es hier nicht; gemeint: \(nearest)?",
                en: "There is no field \(member.name) here; did you mean \(nearest)?")
        }
    }

    mutating func reportMissing(_ field: String, example: String) {
        report(
            .missingField, field, de: "\(field) fehlt; Beispiel: \(example)",
            en: "\(field) is missing; example: \(example)")
    }

    /// A field's text; nil when it is missing or no text.
    mutating func text(_ field: String) -> String? {
        guard let value = value(field) else { return nil }
        if let text = value.textValue, !text.isEmpty { return text }
        report(.badValue, field, de: "\(field) ist kein Text.", en: "\(field) is not a text.")
        return nil
    }

    /// A field's number, as decimal text or JSON number; nil when it is missing or none.
    mutating func number(_ field: String, allowsFraction: Bool = false) -> Exact? {
        guard let value = value(field) else { return nil }
        if let text = value.numberText, let number = Self.exact(text, allowsFraction: allowsFraction) { return number }
        let more = (de: allowsFraction ? " oder \"1/3\"" : "", en: allowsFraction ? " or \"1/3\"" : "")
        report(
            .badNumber, field, de: "\(field) ist keine Zahl mit Dezimalpunkt; Beispiel: \"1234.5\"\(more.de)",
            en: "\(field) is not a number with a decimal point; example: \"1234.5\"\(more.en)")
        return nil
    }

    /// A field's year; nil when it is missing or none.
    mutating func year(_ field: String) -> Int? {
        guard let value = value(field) else { return nil }
        if let year = Self.year(value) { return year }
        reportBadYear(field)
        return nil
    }

    mutating func reportBadYear(_ field: String) {
        report(
            .badDate, field, de: "\(field) ist kein Jahr von 1900 bis 2200; Beispiel: 2023",
            en: "\(field) is not a year from 1900 to 2200; example: 2023")
    }

    /// A year as whole number or as four digits.
    static func year(_ value: JSON) -> Int? {
        guard let text = value.numberText, text.utf8.count == 4, let year = Int(text), CivilDate.years.contains(year)
        else { return nil }
        return year
    }

    /// A field's day; nil when it is missing or none.
    mutating func day(_ field: String) -> CivilDate? {
        guard let value = value(field) else { return nil }
        if let date = value.textValue.flatMap(CivilDate.init(iso:)) { return date }
        report(
            .badDate, field, de: "\(field) ist kein Tag; Beispiel: \"2023-01-31\"",
            en: "\(field) is not a day; example: \"2023-01-31\"")
        return nil
    }

    /// An exact number from decimal text, from a JSON number with exponent or, where allowed, from `a/b`.
    static func exact(_ text: String, allowsFraction: Bool) -> Exact? {
        if allowsFraction, let fraction = Exact(fraction: text) { return fraction }
        if let decimal = Exact(decimal: text) { return decimal }
        let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
        guard parts.count == 2, let mantissa = Exact(decimal: String(parts[0])), let exponent = Int(parts[1]),
            abs(exponent) <= Int(Exact.maximumExponent)
        else { return nil }
        return mantissa.scaled(byPowerOfTen: exponent)
    }
}

extension JSON {
    /// Members for an exact number: decimal text; where its decimals never end, the rounding and `KEY_fraction`.
    static func members(_ name: String, _ value: Exact?) -> [Member] {
        guard let value else { return [Member(name, .null)] }
        if let text = value.decimalText { return [Member(name, .text(text))] }
        return [
            Member(name, .text(value.rounded(places: Trace.places))),
            Member(name + "_fraction", .text(value.fractionText)),
        ]
    }

    /// Warnings as the contract has them.
    static func warnings(_ warnings: [Warning], _ language: Language) -> JSON {
        .array(warnings.map { ["code": .text($0.code), "text": .text($0.text[language])] })
    }

    /// Problems as the contract has them.
    static func problems(_ problems: [CalculationProblem], _ language: Language) -> JSON {
        .array(
            problems.map { problem in
                [
                    "line": problem.line.map { .integer($0) } ?? .null, "code": .text(problem.code.rawValue),
                    "field": .text(orNull: problem.field), "text": .text(problem.text[language]),
                ]
            })
    }
}
