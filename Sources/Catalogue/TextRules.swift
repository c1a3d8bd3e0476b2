/// Which characters a stored text may hold.
package enum TextRules {
    /// Whether a character is refused: it cannot be seen, or it changes how its neighbours are read.
    ///
    /// Refused are control characters (a line feed is allowed in texts of several lines), direction marks and
    /// overrides, line and paragraph separators, zero-width spaces, annotation and tag characters, noncharacters.
    package static func isForbidden(_ scalar: Unicode.Scalar, inLines: Bool) -> Bool {
        switch scalar.value {
        case 0x0A: !inLines
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xFFFD, 0xFDD0...0xFDEF, 0xE0000...0xE0FFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }

    /// Refuses a text that is empty, too long or holds a forbidden character.
    static func check(
        _ text: String, field: String, maximumCharacters: Int, inLines: Bool
    ) throws(CatalogueError) {
        guard !text.isEmpty else {
            throw CatalogueError(.emptyText, field: field, expected: Label(de: "ein Text", en: "a text"))
        }
        if let scalar = text.unicodeScalars.first(where: { isForbidden($0, inLines: inLines) }) {
            throw CatalogueError(
                .forbiddenCharacter, field: field, found: String(scalar),
                expected: Label(
                    de: "Text ohne Steuerzeichen und Richtungszeichen", en: "text without control and direction marks"))
        }
        guard text.utf8.count <= FieldType.maximumTextByteCount, text.count <= maximumCharacters else {
            let limit = "\(min(maximumCharacters, FieldType.maximumTextByteCount))"
            throw CatalogueError(
                .tooLong, field: field, found: text,
                expected: Label(de: "höchstens \(limit) Zeichen", en: "at most \(limit) characters"))
        }
    }
}
