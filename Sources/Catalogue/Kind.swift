public import Wire

/// Who may write records of a kind.
public enum Writer: String, Hashable, Sendable {
    /// A company's node.
    case company
    /// The city's office, at its hub.
    case office
    /// The hub's own process.
    case hub
}

/// A rule that a record's fields obey together.
public struct Rule: Sendable {
    /// The stable English code of a breach.
    public let code: String
    /// The rule, in a sentence.
    public let text: Label
    /// Whether a breach is a warning, with which the record is stored all the same.
    public let isWarning: Bool
    /// The field that a breach is reported at.
    public let field: String
    /// Whether the fields obey the rule.
    let isObeyed: @Sendable (Fields) -> Bool

    init(
        _ code: String, at field: String, warning isWarning: Bool = false, de: String, en: String,
        isObeyed: @escaping @Sendable (Fields) -> Bool
    ) {
        self.code = code
        self.field = field
        self.isWarning = isWarning
        text = Label(de: de, en: en)
        self.isObeyed = isObeyed
    }
}

/// What may be recorded: one declaration from which bytes, checks, JSON, command-line fields and labels follow.
public struct Kind: Sendable {
    /// The number in the entries; never used again for something else.
    public let number: UInt32
    /// The stable English name, UpperCamelCase.
    public let name: String
    /// The name that people read and may type.
    public let label: Label
    /// What it is for, in a sentence.
    public let help: Label
    /// Where its entries go unless the writer says otherwise.
    public let audience: Audience
    /// Who writes it.
    public let writer: Writer
    /// The fields whose values name a record; empty where the entry that created it does.
    public let key: [String]
    /// Whether there is one record of this kind a company, whose key is the empty list.
    public let isSingle: Bool
    /// Whether a company may keep it to itself and pass up only the yearly figures.
    public let isReading: Bool
    /// The fields, in the order in which people fill them in.
    public let fields: [FieldDefinition]
    /// The rules that fields obey together.
    public let rules: [Rule]

    private let fieldIndexes: [String: Int]
    private let fieldIndexesByNumber: [Int: Int]

    init(
        _ number: UInt32, _ name: String, de: String, en: String, help: Label, audience: Audience, writer: Writer,
        key: [String] = [], single: Bool = false, reading: Bool = false, fields: [FieldDefinition], rules: [Rule] = []
    ) {
        self.number = number
        self.name = name
        label = Label(de: de, en: en)
        self.help = help
        self.audience = audience
        self.writer = writer
        self.key = key
        isSingle = single
        isReading = reading
        self.fields = fields
        self.rules = rules
        fieldIndexes = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        fieldIndexesByNumber = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.number, $0) })
    }

    /// The field of a stable English name; nil when there is none.
    public func field(_ name: String) -> FieldDefinition? { fieldIndexes[name].map { fields[$0] } }

    /// The field of a number; nil when there is none.
    public func field(number: Int) -> FieldDefinition? { fieldIndexesByNumber[number].map { fields[$0] } }

    /// The field that a typed word means: its English name or its label in either language, in any case.
    ///
    /// - Throws: ``CatalogueError`` with code `unknownField` and the nearest field's name.
    public func field(named word: String) throws(CatalogueError) -> FieldDefinition {
        if let exact = field(word) { return exact }
        let plain = Words.plain(word)
        let match = fields.first { field in
            [field.name, field.label.de, field.label.en].contains { Words.plain($0) == plain }
        }
        if let match, !plain.isEmpty { return match }
        let candidates = fields.flatMap { field in
            [field.name, field.label.de, field.label.en].map { (text: $0, answer: field) }
        }
        let nearest = Words.nearest(to: word, among: candidates)
        throw CatalogueError(
            .unknownField, field: word, found: word, suggestion: nearest?.name,
            expected: Label(de: "ein Feld von \(label.de)", en: "a field of \(self.name)"),
            example: nearest.map { "\($0.name)=…" })
    }
}

extension Kind: Hashable {
    /// Whether two kinds are the same kind.
    public static func == (left: Kind, right: Kind) -> Bool { left.number == right.number }
    /// Hashes the number.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
