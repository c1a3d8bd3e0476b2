/// Units that may be typed behind a number, as powers of ten of a field's own unit.
enum Units {
    private static let families: [[String: Int]] = [
        ["wh": -3, "kwh": 0, "mwh": 3, "gwh": 6],
        ["g": -3, "kg": 0, "t": 3, "kt": 6],
        ["eur": 0, "euro": 0, "€": 0, "teur": 3],
        ["%": 0, "prozent": 0, "percent": 0],
        ["a": 0, "jahr": 0, "jahre": 0, "year": 0, "years": 0],
        ["m3": 0, "m³": 0],
        ["m2": 0, "m²": 0],
        ["s": 0],
    ]

    /// The power of ten that takes a typed unit to a field's unit; nil when the unit does not belong there.
    static func exponent(from typed: String, to unit: String) -> Int? {
        let (from, to) = (plain(typed), plain(unit))
        for family in families {
            if let source = family[from], let target = family[to] { return source - target }
        }
        return from == to ? 0 : nil
    }

    /// Splits `12,5 MWh` into number and unit; the unit is nil when there is none.
    static func split(_ text: String) -> (number: String, unit: String?) {
        guard let start = text.firstIndex(where: { $0.isLetter || $0 == "%" || $0 == "€" }),
            start > text.startIndex
        else { return (text, nil) }
        return (TextInput.trimmed(text[..<start]), TextInput.trimmed(text[start...]))
    }

    private static func plain(_ unit: String) -> String {
        var text = unit.lowercased().filter { $0 != " " }
        for suffix in ["co2e", "co2", "/a", "co2e", "co2"] where text.hasSuffix(suffix) {
            text.removeLast(suffix.count)
        }
        return text
    }
}

/// Cleaning what people type.
enum TextInput {
    /// A text without the spaces, tabs and line ends around it.
    static func trimmed(_ text: some StringProtocol) -> String {
        var part = text[...]
        while let first = part.first, first.isWhitespace { part = part.dropFirst() }
        while let last = part.last, last.isWhitespace { part = part.dropLast() }
        return String(part)
    }
}
