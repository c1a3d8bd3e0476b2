/// What is wrong with an input, in words that say where, what was expected and what would do.
public struct CatalogueError: Error, Hashable, Sendable {
    /// The stable name of a mistake.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// No kind has this name.
        case unknownKind
        /// The kind has no field of this name.
        case unknownField
        /// The field's code list has no such word.
        case unknownCode
        /// A required field is missing.
        case missingField
        /// A field is given twice.
        case repeatedField
        /// The text is empty.
        case emptyText
        /// The text holds a control character, a direction mark or another character that cannot be seen.
        case forbiddenCharacter
        /// The text is too long.
        case tooLong
        /// There are too many values.
        case tooMany
        /// The text is no number.
        case badNumber
        /// The number can be read in two ways.
        case ambiguousNumber
        /// The unit does not belong to the field.
        case badUnit
        /// The number is outside its bounds.
        case outOfRange
        /// The text is no date.
        case badDate
        /// The text is no moment with an offset.
        case badInstant
        /// The text is neither yes nor no.
        case badBoolean
        /// The text names no record.
        case badReference
        /// The text is not of the form that the field needs.
        case badFormat
        /// The stored value is not of the field's type.
        case badValue
        /// The fields break a rule together.
        case ruleBroken
        /// The bytes are no record.
        case badPayload
        /// The text is no JSON.
        case badJSON
        /// The file is not what it should be: another format, empty, too large or cut.
        case badFile
        /// The file holds no row that can be read.
        case noData
        /// The file's separators can be read in two ways.
        case ambiguousSeparator
        /// It is not clear which column holds the values.
        case ambiguousColumn
        /// No unit is stated.
        case missingUnit
        /// It is not clear whether times name the start or the end of an interval.
        case ambiguousLabel
        /// It is not clear which clock the times follow.
        case ambiguousClock
        /// The values do not come in quarters of an hour or hours.
        case badInterval
        /// The row lacks a column.
        case missingColumn
        /// The local time did not exist that day.
        case noSuchTime
        /// The interval has a value already.
        case repeatedTime
    }

    /// The stable name of the mistake.
    public let code: Code
    /// The field's English name, or the rule's code where fields break a rule; nil when no field is concerned.
    public var field: String?
    /// What was found, shortened and with invisible characters spelled out; nil when there is nothing to show.
    public let found: String?
    /// The nearest right word; nil when there is none.
    public let suggestion: String?
    /// What was expected.
    public let expected: Label
    /// An input that would do; nil when there is none.
    public internal(set) var example: String?
    /// The broken rule's code; nil for other mistakes.
    public let rule: String?
    /// The line of the file, from 1; nil outside an import.
    public var line: Int?
    /// The column of the file, from 1; nil when no column is concerned.
    public var column: Int?

    /// Whether an option or an answer decides, rather than another input.
    public var needsDecision: Bool {
        switch code {
        case .ambiguousNumber, .ambiguousSeparator, .ambiguousColumn, .missingUnit, .ambiguousLabel, .ambiguousClock:
            true
        default: false
        }
    }

    /// A mistake in an input.
    public init(
        _ code: Code, field: String? = nil, found: String? = nil, suggestion: String? = nil, expected: Label,
        example: String? = nil, rule: String? = nil, line: Int? = nil, column: Int? = nil
    ) {
        self.code = code
        self.field = field
        self.found = found.map(Self.shown)
        self.suggestion = suggestion
        self.expected = expected
        self.example = example
        self.rule = rule
        self.line = line
        self.column = column
    }

    /// The longest part of an input that a message repeats, in characters.
    static let maximumShownLength = 60

    private static func shown(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(maximumShownLength) {
            if TextRules.isForbidden(scalar, inLines: false) {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return text.unicodeScalars.count > maximumShownLength ? result + "…" : result
    }

    /// The message for people, one line.
    public func text(_ language: Language) -> String {
        var parts: [String] = []
        if let line { parts.append(language == .de ? "Zeile \(line)" : "line \(line)") }
        if let column { parts.append(language == .de ? "Spalte \(column)" : "column \(column)") }
        if let field, code != .unknownField { parts.append(field) }
        parts.append(headline[language])
        var message = parts.joined(separator: ": ")
        if code == .ruleBroken {
            message += ": " + expected[language]
        } else {
            if let found { message += language == .de ? " („\(found)“)" : " (\"\(found)\")" }
            message += (language == .de ? "; erwartet: " : "; expected: ") + expected[language]
        }
        if let suggestion { message += language == .de ? "; gemeint: \(suggestion)?" : "; did you mean \(suggestion)?" }
        if let example { message += (language == .de ? "; Beispiel: " : "; example: ") + example }
        return message
    }

    private var headline: Label {
        switch code {
        case .unknownKind: Label(de: "unbekannte Art", en: "unknown kind")
        case .unknownField: Label(de: "unbekanntes Feld", en: "unknown field")
        case .unknownCode: Label(de: "unbekanntes Wort der Liste", en: "not a word of the list")
        case .missingField: Label(de: "Pflichtfeld fehlt", en: "required field is missing")
        case .repeatedField: Label(de: "Feld doppelt angegeben", en: "field given twice")
        case .emptyText: Label(de: "leer", en: "empty")
        case .forbiddenCharacter: Label(de: "unzulässiges Steuerzeichen", en: "control character not allowed")
        case .tooLong: Label(de: "zu lang", en: "too long")
        case .tooMany: Label(de: "zu viele Werte", en: "too many values")
        case .badNumber: Label(de: "keine Zahl", en: "not a number")
        case .ambiguousNumber: Label(de: "Zahl ist mehrdeutig", en: "number is ambiguous")
        case .badUnit: Label(de: "falsche Einheit", en: "wrong unit")
        case .outOfRange: Label(de: "außerhalb der Grenzen", en: "out of range")
        case .badDate: Label(de: "kein Datum", en: "not a date")
        case .badInstant: Label(de: "kein Zeitpunkt", en: "not a moment")
        case .badBoolean: Label(de: "weder ja noch nein", en: "neither yes nor no")
        case .badReference: Label(de: "kein solcher Eintrag", en: "no such record")
        case .badFormat: Label(de: "falsche Form", en: "wrong form")
        case .badValue: Label(de: "gespeicherter Wert passt nicht zum Feld", en: "stored value does not fit the field")
        case .ruleBroken: Label(de: "Regel verletzt", en: "rule broken")
        case .badPayload: Label(de: "kein lesbarer Eintrag", en: "not a readable record")
        case .badJSON: Label(de: "kein gültiges JSON", en: "not valid JSON")
        case .badFile: Label(de: "Datei nicht lesbar", en: "file cannot be read")
        case .noData: Label(de: "keine lesbaren Werte", en: "no readable values")
        case .ambiguousSeparator: Label(de: "Trennzeichen mehrdeutig", en: "separator is ambiguous")
        case .ambiguousColumn: Label(de: "mehrere Wertspalten", en: "several columns of values")
        case .missingUnit: Label(de: "Einheit fehlt", en: "unit is missing")
        case .ambiguousLabel: Label(de: "Zeit am Anfang oder am Ende?", en: "times at start or end?")
        case .ambiguousClock: Label(de: "welche Uhr?", en: "which clock?")
        case .badInterval: Label(de: "Messperiode passt nicht", en: "interval does not fit")
        case .missingColumn: Label(de: "Spalte fehlt", en: "column is missing")
        case .noSuchTime: Label(de: "diese Uhrzeit gab es nicht", en: "no such time that day")
        case .repeatedTime: Label(de: "Messperiode schon belegt", en: "interval has a value already")
        }
    }
}

extension CatalogueError: CustomStringConvertible {
    /// The English message.
    public var description: String { text(.en) }
}

/// A finding with which a record is stored all the same.
public struct Warning: Hashable, Sendable {
    /// The stable English code.
    public let code: String
    /// The finding, in a sentence.
    public let text: Label
    /// The field it concerns; nil when it concerns the record.
    public let field: String?

    /// A finding with which a record is stored all the same.
    public init(code: String, text: Label, field: String? = nil) {
        self.code = code
        self.text = text
        self.field = field
    }
}

extension CatalogueError {
    /// The error with an input of the field's that would do, where it has none yet.
    func withExample(of field: FieldDefinition, _ language: Language) -> CatalogueError {
        guard example == nil else { return self }
        var error = self
        error.example = Validation.example(field, language).map { "\(field.name)=\($0)" }
        return error
    }
}
