import Mustache

/// Turns any text into text that is safe inside an HTML element and inside a quoted HTML attribute.
///
/// It works on Unicode scalars, not on characters: a quotation mark followed by a combining mark is one `Character`
/// that equals no quotation mark, and would otherwise pass. Characters that steer or hide text (bidirectional
/// controls, zero-width characters, other controls) are shown as `\u{202e}`.
package enum SafeText {
    /// The text with markup characters as entities and steering characters made visible.
    package static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where isSteering(scalar): result += visible(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a scalar would change how other text is shown, or would not be seen at all.
    package static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: true
        case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16))}"
    }

    /// A link that may be put into `href`: `http:`, `https:` or `mailto:` and no space, control or quotation mark.
    ///
    /// - Returns: nil for everything else, `javascript:` included; the text is then shown without a link.
    package static func link(_ text: String) -> String? {
        let lowered = text.lowercased()
        let schemes = ["http://", "https://", "mailto:"]
        guard let scheme = schemes.first(where: lowered.hasPrefix), text.utf8.count > scheme.utf8.count,
            text.utf8.count <= maximumLinkByteCount
        else { return nil }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && !isSteering(scalar) && !"\"'<>\\`{}|^".unicodeScalars.contains(scalar)
        }
        return isPlain ? text : nil
    }

    /// The longest link that is made clickable, in bytes: what browsers and mail programs handle everywhere.
    package static let maximumLinkByteCount = 2000
}

/// The escaping that every template names in its first line, in place of the template engine's own.
struct PageContentType: MustacheContentType {
    /// The name that templates use.
    static let name = "PAGE"

    func escapeText(_ text: String) -> String { SafeText.escaped(text) }
}
