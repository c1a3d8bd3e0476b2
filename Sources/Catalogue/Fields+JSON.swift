extension Value {
    /// The value as JSON: quantities as exact decimal text, whole numbers as integers, gaps of a series as null.
    ///
    /// A number whose decimals never end is its fraction; see ``Fields/json(of:)``, which adds its rounding.
    public var json: JSON {
        switch self {
        case .text(let text), .code(let text): .text(text)
        case .integer(let integer): .integer(integer)
        case .decimal(let number): .text(number.description)
        case .date(let date): .text(date.description)
        case .instant(let instant): .text(BerlinTime.rfc3339(instant))
        case .boolean(let flag): .boolean(flag)
        case .reference(let id): .text(id.text)
        case .list(let values): .array(values.map(\.json))
        case .amounts(let amounts):
            .object(amounts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .text($0.value.description)) })
        case .column(let column): .array(column.texts.map { .text(orNull: $0) })
        case .quality(let runs): .array(runs.map { ["code": .text($0.code), "count": .integer($0.count)] })
        case .opaque: .null
        }
    }

    /// The value for people, in a language: decimal comma and German dates, labels of codes.
    public func text(_ language: Language, field: FieldDefinition) -> String {
        switch self {
        case .code(let code): return field.codes.first { $0.code == code }?.label[language] ?? code
        case .decimal(let number):
            let text = number.decimalText ?? number.rounded(places: Fields.roundingPlaces)
            return language == .de ? String(text.map { $0 == "." ? "," : $0 }) : text
        case .date(let date): return language == .de ? date.germanText : date.description
        case .boolean(let flag):
            return language == .de ? (flag ? "ja" : "nein") : (flag ? "yes" : "no")
        case .list(let values): return values.map { $0.text(language, field: field) }.joined(separator: ", ")
        case .column(let column): return "\(column.count)"
        case .opaque: return "?"
        default: return json.textValue ?? json.encoded
        }
    }
}

extension Fields {
    /// The decimal places of a rounding shown beside an exact fraction.
    public static let roundingPlaces = 6

    /// The fields as a JSON object in the kind's order.
    ///
    /// A number whose decimals never end is rounded half-up to ``roundingPlaces`` under its name and exact as `a/b`
    /// under `NAME_fraction`.
    public func json(of kind: Kind) -> JSON {
        var members: [JSON.Member] = []
        for field in kind.fields {
            guard let value = values[field.name] else { continue }
            if case .decimal(let number) = value, number.decimalText == nil {
                members.append(JSON.Member(field.name, .text(number.rounded(places: Self.roundingPlaces))))
                members.append(JSON.Member(field.name + Self.fractionSuffix, .text(number.fractionText)))
            } else {
                members.append(JSON.Member(field.name, value.json))
            }
        }
        return .object(members)
    }

    private static let fractionSuffix = "_fraction"

    /// Reads the fields of one record from a JSON object, as ``json(of:)`` writes it.
    ///
    /// Names may be labels of either language. Numbers are canonical, as JSON numbers or as text; dates are ISO or
    /// German; codes are codes or labels; null is a field left out.
    ///
    /// - Throws: ``CatalogueError`` for the first field that is wrong. Whether the record is complete is left to
    ///   ``Catalogue/validate(_:of:)``.
    public init(
        json: JSON, of kind: Kind, resolve: Catalogue.Resolver = { _, _ in nil }
    ) throws(CatalogueError) {
        guard case .object(let members) = json else {
            throw CatalogueError(
                .badJSON, expected: Label(de: "ein Objekt mit Feldern", en: "an object of fields"),
                example: "{\"\(kind.fields.first?.name ?? "name")\":\"…\"}")
        }
        self.init()
        for member in members where member.value != .null {
            if let field = Self.fractionField(member.name, kind) {
                values[field.name] = try JSONReading.value(member.value, field, resolve)
                continue
            }
            let field = try kind.field(named: member.name)
            let exactName = field.name + Self.fractionSuffix
            if json[exactName] != nil { continue }
            guard values[field.name] == nil else {
                throw CatalogueError(
                    .repeatedField, field: field.name, expected: Label(de: "jedes Feld einmal", en: "every field once"))
            }
            values[field.name] = try JSONReading.value(member.value, field, resolve)
        }
    }

    private static func fractionField(_ name: String, _ kind: Kind) -> FieldDefinition? {
        guard name.hasSuffix(fractionSuffix), let field = kind.field(String(name.dropLast(fractionSuffix.count))),
            field.type == .exact
        else { return nil }
        return field
    }
}

/// Reading a field's value from JSON.
private enum JSONReading {
    static func value(
        _ json: JSON, _ field: FieldDefinition, _ resolve: Catalogue.Resolver
    ) throws(CatalogueError) -> Value {
        let value = try value(json, field.type, field, resolve)
        try Validation.check(value, field)
        return value
    }

    private static func value(
        _ json: JSON, _ type: FieldType, _ field: FieldDefinition, _ resolve: Catalogue.Resolver
    ) throws(CatalogueError) -> Value {
        switch type {
        case .list(let element):
            guard let elements = json.arrayValue else { return try text(json, field, resolve) }
            var values: [Value] = []
            for json in elements { values.append(try value(json, element, field, resolve)) }
            return .list(values)
        case .amounts: return try amounts(json, field)
        case .column: return try column(json, field)
        case .quality: return try quality(json, field)
        case .integer, .decimal, .exact: return try number(json, type, field)
        case .boolean:
            if let flag = json.booleanValue { return .boolean(flag) }
            return try text(json, field, resolve)
        case .text, .lines:
            guard let text = json.textValue else { throw wrongForm(json, field, "text") }
            return .text(text)
        case .reference(let kind):
            guard let word = json.textValue else { throw wrongForm(json, field, "text") }
            return .reference(try Catalogue.reference(word, kind, field, resolve))
        case .code:
            guard let word = json.textValue else { throw wrongForm(json, field, "text") }
            return .code(try Catalogue.code(word, field))
        default: return try text(json, field, resolve)
        }
    }

    private static func text(
        _ json: JSON, _ field: FieldDefinition, _ resolve: Catalogue.Resolver
    ) throws(CatalogueError) -> Value {
        guard let text = json.textValue else { throw wrongForm(json, field, field.type.name) }
        return try Catalogue.parse(text, for: field, language: .en, resolve: resolve)
    }

    private static func number(
        _ json: JSON, _ type: FieldType, _ field: FieldDefinition
    ) throws(CatalogueError) -> Value {
        let text = json.numberText ?? ""
        let isFraction = type == .exact && text.contains("/")
        guard let number = isFraction ? Exact(fraction: text) : Exact(decimal: text) else {
            throw CatalogueError(
                .badNumber, field: field.name, found: json.encoded,
                expected: Label(de: "eine Zahl mit Dezimalpunkt", en: "a number with a decimal point"),
                example: Validation.example(field, .en))
        }
        guard case .integer = type else { return .decimal(number) }
        guard let integer = number.int64 else { throw wrongForm(json, field, "integer") }
        return .integer(integer)
    }

    private static func amounts(_ json: JSON, _ field: FieldDefinition) throws(CatalogueError) -> Value {
        guard let members = json.objectValue else { throw wrongForm(json, field, "object") }
        var amounts: [String: Exact] = [:]
        for member in members {
            let code = try Catalogue.code(member.name, field)
            guard case .decimal(let amount) = try number(member.value, .exact, field) else { continue }
            amounts[code] = amount
        }
        return .amounts(amounts)
    }

    private static func column(_ json: JSON, _ field: FieldDefinition) throws(CatalogueError) -> Value {
        guard let elements = json.arrayValue else { throw wrongForm(json, field, "array") }
        var numbers: [Exact?] = []
        for element in elements {
            if element == .null {
                numbers.append(nil)
            } else if case .decimal(let number) = try number(element, .exact, field) {
                numbers.append(number)
            }
        }
        guard let column = Column(numbers) else {
            throw CatalogueError(
                .outOfRange, field: field.name,
                expected: Label(
                    de: "höchstens \(Column.maximumCount) Werte mit höchstens \(Column.maximumScale) Nachkommastellen",
                    en: "at most \(Column.maximumCount) values of at most \(Column.maximumScale) decimal places"))
        }
        return .column(column)
    }

    private static func quality(_ json: JSON, _ field: FieldDefinition) throws(CatalogueError) -> Value {
        guard let elements = json.arrayValue else { throw wrongForm(json, field, "array") }
        var runs: [QualityRun] = []
        for element in elements {
            guard let code = element["code"]?.textValue, let count = element["count"]?.integerValue,
                (1...Int64(Column.maximumCount)).contains(count)
            else { throw wrongForm(element, field, "{\"code\":…,\"count\":…}") }
            runs.append(QualityRun(code: try Catalogue.code(code, field), count: Int(count)))
        }
        return .quality(runs)
    }

    private static func wrongForm(_ json: JSON, _ field: FieldDefinition, _ expected: String) -> CatalogueError {
        CatalogueError(
            .badFormat, field: field.name, found: json.encoded,
            expected: Label(de: "JSON: \(expected)", en: "JSON: \(expected)"),
            example: Validation.example(field, .en))
    }
}
