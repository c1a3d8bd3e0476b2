/// What a field may hold.
public indirect enum FieldType: Hashable, Sendable {
    /// One line of text, at most so many characters.
    case text(maximum: Int)
    /// Text of several lines, at most 4,096 bytes.
    case lines
    /// A fixed number of bytes, written as lower-case hexadecimal text.
    case hexadecimal(byteCount: Int)
    /// The name of an entry as text: `<feed hex>/<epoch hex>/<sequence>`.
    case dot
    /// One word of the field's code list.
    case code
    /// A whole number within bounds.
    case integer(ClosedRange<Int64>)
    /// A decimal number within bounds; nil is unbounded.
    case decimal(minimum: Exact?, maximum: Exact?)
    /// Any exact number, also one whose decimals never end.
    case exact
    /// A day.
    case date
    /// A moment.
    case instant
    /// A day or a moment; where it ends a period, a day is included in it and a moment is not.
    case dateOrInstant
    /// Yes or no.
    case boolean
    /// Another record of the named kind.
    case reference(to: String)
    /// Several values of one type.
    case list(FieldType)
    /// Exact numbers by a code of the field's code list.
    case amounts
    /// A series of readings.
    case column
    /// The quality of a series, run by run.
    case quality

    /// The most values in one list: more belongs into records of their own.
    public static let maximumListCount = 1024
    /// The longest text in bytes.
    public static let maximumTextByteCount = 4096
    /// The longest name in characters.
    public static let maximumNameLength = 200

    /// A name: one line of at most 200 characters.
    public static let name = FieldType.text(maximum: maximumNameLength)
    /// A decimal number that is not negative.
    public static let quantity = FieldType.decimal(minimum: 0, maximum: nil)
    /// A decimal number from 0 to 100.
    public static let percent = FieldType.decimal(minimum: 0, maximum: 100)
    /// A calendar year.
    public static let year = FieldType.integer(1900...2200)

    /// The type's stable English name, as `pakt kinds --json` shows it.
    public var name: String {
        switch self {
        case .text, .lines: "text"
        case .hexadecimal: "hex"
        case .dot: "dot"
        case .code: "code"
        case .integer: "integer"
        case .decimal: "decimal"
        case .exact: "exact"
        case .date: "date"
        case .instant: "instant"
        case .dateOrInstant: "date or instant"
        case .boolean: "boolean"
        case .reference: "reference"
        case .list(let element): "list of \(element.name)"
        case .amounts: "amounts"
        case .column: "column"
        case .quality: "quality"
        }
    }
}

/// One word of a code list.
public struct CodeDefinition: Hashable, Sendable {
    /// The stable English code, as stored.
    public let code: String
    /// The word that people read and may type.
    public let label: Label
    /// Other words that are understood when typed.
    public let aliases: [String]

    /// One word of a code list.
    public init(_ code: String, de: String, en: String, aliases: [String] = []) {
        self.code = code
        label = Label(de: de, en: en)
        self.aliases = aliases
    }
}

/// Who may see a field, when nothing else was released.
public enum Visibility: String, Hashable, Sendable, Comparable, CaseIterable {
    /// The company's own nodes.
    case company
    /// The company and the city's office.
    case office
    /// All partners.
    case partners
    /// Everyone.
    case everyone

    /// Whether one level is narrower than the other.
    public static func < (left: Visibility, right: Visibility) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// One field of a kind: its number in the bytes, its names for people, what it may hold.
public struct FieldDefinition: Hashable, Sendable {
    /// The number in the stored map, from 1; never used again for something else.
    public let number: Int
    /// The stable English name, lowerCamelCase.
    public let name: String
    /// The name that people read and may type.
    public let label: Label
    /// What to enter, in a sentence.
    public let help: Label
    /// What it may hold.
    public let type: FieldType
    /// The unit of a number; nil when it has none.
    public let unit: String?
    /// Whether a record without it is refused.
    public let isRequired: Bool
    /// The code list, for codes, lists of codes and amounts; else empty.
    public let codes: [CodeDefinition]
    /// Who may see it without a release.
    public let visibility: Visibility

    /// One field of a kind.
    public init(
        _ number: Int, _ name: String, _ type: FieldType, de: String, en: String, help: Label, unit: String? = nil,
        required: Bool = false, codes: [CodeDefinition] = [], seenBy visibility: Visibility = .office
    ) {
        self.number = number
        self.name = name
        self.type = type
        label = Label(de: de, en: en)
        self.help = help
        self.unit = unit
        isRequired = required
        self.codes = codes
        self.visibility = visibility
    }

    /// Whether a reference or a list of references, and to which kind; else nil.
    public var referencedKind: String? {
        switch type {
        case .reference(let kind), .list(.reference(let kind)): kind
        default: nil
        }
    }

    /// The code that a typed word means: a code, a label of either language or an alias, in any case; else nil.
    public func code(for word: String) -> CodeDefinition? {
        let plain = Words.plain(word)
        return codes.first { definition in
            definition.code == word || Words.plain(definition.code) == plain
                || Words.plain(definition.label.de) == plain || Words.plain(definition.label.en) == plain
                || definition.aliases.contains { Words.plain($0) == plain }
        }
    }
}

extension FieldDefinition {
    /// The field that names the version of a record that is meant.
    static func version(_ number: Int, _ name: String) -> FieldDefinition {
        FieldDefinition(
            number, name, .dot, de: "Fassung", en: "Version",
            help: Label(de: "Welche Fassung gemeint ist.", en: "Which version is meant."), required: true)
    }
}
