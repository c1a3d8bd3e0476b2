extension Catalogue {
    /// Finds the record that a typed word names, by the kind's name and the word; nil when there is none.
    public typealias Resolver = (_ kind: String, _ word: String) -> RecordID?

    /// Reads a field's value as people type it on a command line or in a form.
    ///
    /// Numbers and dates follow the language; codes may be typed as code or as label of either language. Lists are
    /// separated by commas or semicolons. A unit behind a number is converted to the field's (`12,5 MWh`).
    ///
    /// - Parameter resolve: finds a record by another word than its name of 16 characters, a meter's number say.
    /// - Throws: ``CatalogueError`` naming the field, what was expected and an example.
    public static func parse(
        _ text: String, for field: FieldDefinition, language: Language,
        resolve: Resolver = { _, _ in nil }
    ) throws(CatalogueError) -> Value {
        do {
            let value = try parseValue(text, field.type, field, language, resolve)
            try Validation.check(value, field)
            return value
        } catch {
            throw error.withExample(of: field, language)
        }
    }

    /// Reads the fields of a record from pairs of a field's word and a value's text.
    ///
    /// - Throws: ``CatalogueError`` for the first pair that is wrong. Whether the record is complete is left to
    ///   ``validate(_:of:)``.
    public static func fields(
        from pairs: [(name: String, text: String)], of kind: Kind, language: Language,
        resolve: Resolver = { _, _ in nil }
    ) throws(CatalogueError) -> Fields {
        var fields = Fields()
        for pair in pairs {
            let field = try kind.field(named: pair.name)
            guard fields[field.name] == nil else {
                throw CatalogueError(
                    .repeatedField, field: field.name, expected: Label(de: "jedes Feld einmal", en: "every field once")
                ).withExample(of: field, language)
            }
            fields[field.name] = try parse(pair.text, for: field, language: language, resolve: resolve)
        }
        return fields
    }

    private static func parseValue(
        _ text: String, _ type: FieldType, _ field: FieldDefinition, _ language: Language, _ resolve: Resolver
    ) throws(CatalogueError) -> Value {
        let word = TextInput.trimmed(text)
        switch type {
        case .text: return .text(word)
        case .lines: return .text(lines(text))
        case .hexadecimal: return .text(word.lowercased())
        case .dot: return .text(word.lowercased())
        case .code: return .code(try code(word, field))
        case .integer: return try integer(word, field, language)
        case .decimal, .exact: return .decimal(try number(word, type, field, language))
        case .date: return .date(try date(word, field))
        case .instant: return .instant(try instant(word, field))
        case .dateOrInstant: return try dateOrInstant(word, field)
        case .boolean: return .boolean(try boolean(word, field))
        case .reference(let kind): return .reference(try reference(word, kind, field, resolve))
        case .list(let element): return try list(text, element, field, language, resolve)
        case .amounts: return try amounts(word, field, language)
        case .column, .quality:
            throw CatalogueError(
                .badFormat, field: field.name,
                expected: Label(de: "eine eingelesene Messreihe (pakt import)", en: "an imported series (pakt import)"))
        }
    }

    private static func lines(_ text: String) -> String {
        var result = ""
        for character in text { result.append(character == "\r\n" || character == "\r" ? "\n" : character) }
        while result.last == "\n" { result.removeLast() }
        return result
    }

    static func code(_ word: String, _ field: FieldDefinition) throws(CatalogueError) -> String {
        if let definition = field.code(for: word) { return definition.code }
        throw Validation.unknownCode(word, field)
    }

    private static func integer(
        _ word: String, _ field: FieldDefinition, _ language: Language
    ) throws(CatalogueError) -> Value {
        let value = try number(word, field.type, field, language)
        guard let integer = value.int64 else {
            throw CatalogueError(
                .badNumber, field: field.name, found: word,
                expected: Label(de: "eine ganze Zahl", en: "a whole number"),
                example: Validation.example(field, language))
        }
        return .integer(integer)
    }

    private static func number(
        _ word: String, _ type: FieldType, _ field: FieldDefinition, _ language: Language
    ) throws(CatalogueError) -> Exact {
        if case .exact = type, word.contains("/"), let fraction = Exact(fraction: word) { return fraction }
        let (digits, typedUnit) = Units.split(word)
        var exponent = 0
        if let typedUnit {
            guard let unit = field.unit, let power = Units.exponent(from: typedUnit, to: unit) else {
                let expected =
                    field.unit.map { Label(de: "Einheit \($0)", en: "unit \($0)") }
                    ?? Label(de: "eine Zahl ohne Einheit", en: "a number without a unit")
                throw CatalogueError(
                    .badUnit, field: field.name, found: word, expected: expected,
                    example: Validation.example(field, language))
            }
            exponent = power
        }
        switch NumberText.read(digits, language: language) {
        case .number(let number): return number.scaled(byPowerOfTen: exponent)
        case .ambiguous(let one, let other):
            let (first, second) = (one.description, other.description)
            let german = second.replacingPoint
            throw CatalogueError(
                .ambiguousNumber, field: field.name, found: word,
                expected: Label(de: "\(first) oder \(german)0", en: "\(first) or \(second)0"), example: first)
        case .notANumber:
            throw CatalogueError(
                .badNumber, field: field.name, found: word,
                expected: Label(de: "eine Zahl mit Dezimalkomma", en: "a number with a decimal point"),
                example: Validation.example(field, language))
        }
    }

    private static func date(_ word: String, _ field: FieldDefinition) throws(CatalogueError) -> CivilDate {
        if let date = CivilDate(iso: word) ?? CivilDate(german: word) { return date }
        throw CatalogueError(
            .badDate, field: field.name, found: word,
            expected: Label(de: "ein Datum JJJJ-MM-TT oder TT.MM.JJJJ", en: "a date YYYY-MM-DD or DD.MM.YYYY"),
            example: "2026-01-31")
    }

    private static func instant(_ word: String, _ field: FieldDefinition) throws(CatalogueError) -> Instant {
        if let instant = Instant(rfc3339: word), Instant.isValid(secondsSince1970: instant.secondsSince1970) {
            return instant
        }
        throw CatalogueError(
            .badInstant, field: field.name, found: word,
            expected: Label(de: "Datum und Uhrzeit mit Abstand zu UTC", en: "date and time with an offset to UTC"),
            example: "2026-01-31T23:15:00+01:00")
    }

    private static func dateOrInstant(_ word: String, _ field: FieldDefinition) throws(CatalogueError) -> Value {
        word.contains(where: { $0 == "T" || $0 == "t" || $0 == ":" })
            ? .instant(try instant(word, field)) : .date(try date(word, field))
    }

    private static func boolean(_ word: String, _ field: FieldDefinition) throws(CatalogueError) -> Bool {
        switch word.lowercased() {
        case "ja", "j", "yes", "y", "true", "wahr", "1": return true
        case "nein", "n", "no", "false", "falsch", "0": return false
        default:
            throw CatalogueError(
                .badBoolean, field: field.name, found: word, expected: Label(de: "ja oder nein", en: "yes or no"),
                example: "ja")
        }
    }

    static func reference(
        _ word: String, _ kind: String, _ field: FieldDefinition, _ resolve: Resolver
    ) throws(CatalogueError) -> RecordID {
        if let id = resolve(kind, word) ?? RecordID(text: word) { return id }
        let label = (try? Catalogue.kind(named: kind))?.label ?? Label(de: kind, en: kind)
        throw CatalogueError(
            .badReference, field: field.name, found: word,
            expected: Label(
                de: "die Kennung (16 Zeichen) oder der Name eines Eintrags „\(label.de)“",
                en: "the id (16 characters) or the name of a record \"\(label.en)\""),
            example: "0f3k9q2m7t1xw8ab")
    }

    private static func list(
        _ text: String, _ element: FieldType, _ field: FieldDefinition, _ language: Language, _ resolve: Resolver
    ) throws(CatalogueError) -> Value {
        let hasLines = text.contains(where: \.isNewline)
        let parts = text.split { hasLines ? $0.isNewline : $0 == "," || $0 == ";" }
        var values: [Value] = []
        for part in parts {
            let word = TextInput.trimmed(part)
            guard !word.isEmpty else { continue }
            values.append(try parseValue(word, element, field, language, resolve))
        }
        return .list(values)
    }

    private static func amounts(
        _ text: String, _ field: FieldDefinition, _ language: Language
    ) throws(CatalogueError) -> Value {
        var amounts: [String: Exact] = [:]
        for part in text.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else {
                throw CatalogueError(
                    .badFormat, field: field.name, found: String(part),
                    expected: Label(de: "WORT=ZAHL;WORT=ZAHL", en: "WORD=NUMBER;WORD=NUMBER"))
            }
            let word = try code(TextInput.trimmed(pair[0]), field)
            amounts[word] = try number(TextInput.trimmed(pair[1]), .exact, field, language)
        }
        return .amounts(amounts)
    }
}

extension String {
    fileprivate var replacingPoint: String { String(map { $0 == "." ? "," : $0 }) }
}
