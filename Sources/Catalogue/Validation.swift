/// The checks of one value against its field, and of a record against its kind.
enum Validation {
    /// Refuses a value that does not fit its field.
    static func check(_ value: Value, _ field: FieldDefinition) throws(CatalogueError) {
        try check(value, field.type, field)
    }

    private static func check(
        _ value: Value, _ type: FieldType, _ field: FieldDefinition
    ) throws(CatalogueError) {
        switch (type, value) {
        case (.text(let maximum), .text(let text)):
            try TextRules.check(text, field: field.name, maximumCharacters: maximum, inLines: false)
        case (.lines, .text(let text)):
            let limit = FieldType.maximumTextByteCount
            try TextRules.check(text, field: field.name, maximumCharacters: limit, inLines: true)
        case (.hexadecimal(let byteCount), .text(let text)): try checkHexadecimal(text, byteCount, field)
        case (.dot, .text(let text)): try checkDot(text, field)
        case (.code, .code(let code)): try checkCode(code, field)
        case (.integer(let bounds), .integer(let integer)):
            if !bounds.contains(integer) {
                throw outOfRange("\(integer)", "\(bounds.lowerBound)…\(bounds.upperBound)", field)
            }
        case (.decimal(let minimum, let maximum), .decimal(let number)):
            try checkDecimal(number, minimum, maximum, field)
        case (.list(let element), .list(let values)): try checkList(values, element, field)
        case (.amounts, .amounts(let amounts)):
            guard amounts.count <= FieldType.maximumListCount else { throw tooMany(field) }
            for code in amounts.keys.sorted() { try checkCode(code, field) }
        case (.quality, .quality(let runs)):
            for run in runs { try checkCode(run.code, field) }
        case (.exact, .decimal), (.date, .date), (.instant, .instant), (.dateOrInstant, .date),
            (.dateOrInstant, .instant), (.boolean, .boolean), (.reference, .reference), (.column, .column):
            return
        default:
            throw CatalogueError(
                .badValue, field: field.name, expected: Label(de: "Typ \(type.name)", en: "type \(type.name)"))
        }
    }

    private static func checkCode(_ code: String, _ field: FieldDefinition) throws(CatalogueError) {
        guard field.codes.contains(where: { $0.code == code }) else { throw unknownCode(code, field) }
    }

    private static func checkList(
        _ values: [Value], _ element: FieldType, _ field: FieldDefinition
    ) throws(CatalogueError) {
        guard values.count <= FieldType.maximumListCount else { throw tooMany(field) }
        guard !values.isEmpty else { throw missing(field) }
        for value in values { try check(value, element, field) }
        guard element != .code || Set(values).count == values.count else {
            throw CatalogueError(
                .badFormat, field: field.name, expected: Label(de: "jedes Wort einmal", en: "every word once"))
        }
    }

    private static func checkDecimal(
        _ number: Exact, _ minimum: Exact?, _ maximum: Exact?, _ field: FieldDefinition
    ) throws(CatalogueError) {
        guard number.cbor != nil else {
            throw outOfRange("\(number)", "at most 18 digits", field)
        }
        if let minimum, number < minimum { throw outOfRange("\(number)", "≥ \(minimum)", field) }
        if let maximum, number > maximum { throw outOfRange("\(number)", "≤ \(maximum)", field) }
    }

    private static func checkHexadecimal(
        _ text: String, _ byteCount: Int, _ field: FieldDefinition
    ) throws(CatalogueError) {
        guard text.utf8.count == byteCount * 2, text.utf8.allSatisfy(isHexadecimal) else {
            let count = "\(byteCount * 2)"
            throw CatalogueError(
                .badFormat, field: field.name, found: text,
                expected: Label(de: "\(count) Hexadezimalziffern", en: "\(count) hexadecimal digits"))
        }
    }

    private static func checkDot(_ text: String, _ field: FieldDefinition) throws(CatalogueError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 32, parts[0].allSatisfy(isHexadecimal),
            (1...16).contains(parts[1].count), parts[1].allSatisfy(isHexadecimal),
            (1...20).contains(parts[2].count), parts[2].allSatisfy(NumberText.isDigit)
        else {
            throw CatalogueError(
                .badFormat, field: field.name, found: text,
                expected: Label(
                    de: "der Name einer Fassung, FEED/ABSCHNITT/NUMMER", en: "the name of a version, FEED/EPOCH/NUMBER")
            )
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        NumberText.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    // MARK: Errors

    static func missing(_ field: FieldDefinition) -> CatalogueError {
        CatalogueError(
            .missingField, field: field.name, expected: field.label,
            example: example(field, .de).map { "\(field.name)=\($0)" })
    }

    private static func tooMany(_ field: FieldDefinition) -> CatalogueError {
        let limit = "\(FieldType.maximumListCount)"
        return CatalogueError(
            .tooMany, field: field.name, expected: Label(de: "höchstens \(limit) Werte", en: "at most \(limit) values"))
    }

    private static func outOfRange(_ found: String, _ bounds: String, _ field: FieldDefinition) -> CatalogueError {
        CatalogueError(.outOfRange, field: field.name, found: found, expected: Label(de: bounds, en: bounds))
    }

    static func unknownCode(_ word: String, _ field: FieldDefinition) -> CatalogueError {
        let candidates = field.codes.flatMap { definition in
            ([definition.code, definition.label.de, definition.label.en] + definition.aliases)
                .map { (text: $0, answer: definition) }
        }
        let nearest = Words.nearest(to: word, among: candidates)
        let shown = field.codes.prefix(12)
        let rest = field.codes.count > shown.count ? ", …" : ""
        return CatalogueError(
            .unknownCode, field: field.name, found: word, suggestion: nearest?.code,
            expected: Label(
                de: shown.map(\.label.de).joined(separator: ", ") + rest,
                en: shown.map(\.code).joined(separator: ", ") + rest),
            example: nearest?.code)
    }

    /// A text that would do for a field, in a language's writing; nil where there is no short one.
    static func example(_ field: FieldDefinition, _ language: Language) -> String? {
        switch field.type {
        case .text: language == .de ? field.label.de : field.label.en
        case .code: field.codes.first?.code
        case .integer(let bounds): bounds == 1900...2200 ? "2035" : "\(max(bounds.lowerBound, 1))"
        case .decimal, .exact: language == .de ? "12,5" : "12.5"
        case .date, .dateOrInstant: "2026-01-31"
        case .instant: "2026-01-31T23:15:00+01:00"
        case .boolean: language == .de ? "ja" : "yes"
        case .list(.code): field.codes.prefix(2).map(\.code).joined(separator: ",")
        default: nil
        }
    }
}

extension Catalogue {
    /// Checks a record as a whole: required fields, every value, and the rules of its kind.
    ///
    /// - Returns: findings with which the record is stored all the same.
    /// - Throws: ``CatalogueError`` for the first mistake.
    public static func validate(_ fields: Fields, of kind: Kind) throws(CatalogueError) -> [Warning] {
        let findings = findings(fields, of: kind)
        if let error = findings.errors.first { throw error }
        return findings.warnings
    }

    /// All that is wrong or remarkable about a record; what a fold keeps beside it.
    public static func findings(_ fields: Fields, of kind: Kind) -> (errors: [CatalogueError], warnings: [Warning]) {
        var errors: [CatalogueError] = []
        var warnings: [Warning] = []
        for name in fields.names where kind.field(name) == nil {
            do { _ = try kind.field(named: name) } catch { errors.append(error) }
        }
        for field in kind.fields {
            guard let value = fields[field.name] else {
                if field.isRequired { errors.append(Validation.missing(field)) }
                continue
            }
            do { try Validation.check(value, field) } catch { errors.append(error) }
        }
        for rule in kind.rules where !rule.isObeyed(fields) {
            if rule.isWarning {
                warnings.append(Warning(code: rule.code, text: rule.text, field: rule.field))
            } else {
                errors.append(CatalogueError(.ruleBroken, field: rule.field, expected: rule.text, rule: rule.code))
            }
        }
        if fields.needsNewerProgram {
            let text = Label(
                de: "mit einem neueren Programm geschrieben; wird gezeigt, aber nicht gezählt",
                en: "written by a newer program; shown but not counted")
            warnings.append(Warning(code: "newerProgram", text: text))
        }
        return (errors, warnings)
    }
}
