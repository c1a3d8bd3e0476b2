/// A JSON value that is written in the order it was made, so that regenerated files differ only where they must.
indirect enum JSON {
    case text(String)
    case number(UInt64)
    case boolean(Bool)
    case null
    case list([JSON])
    case object([(String, JSON)])

    static func hex(_ bytes: [UInt8]) -> JSON { .text(bytes.hex) }

    static func texts(_ texts: [String]) -> JSON { .list(texts.map { .text($0) }) }

    /// The text, objects one line for each key down to the elements of the list of vectors.
    func written(indentation: Int = 0) -> String {
        let inner = String(repeating: " ", count: (indentation + 1) * 2)
        let outer = String(repeating: " ", count: indentation * 2)
        switch self {
        case .text(let text): return "\"\(Self.escaped(text))\""
        case .number(let number): return String(number)
        case .boolean(let value): return String(value)
        case .null: return "null"
        case .list(let items):
            if items.isEmpty { return "[]" }
            let lines = items.map { inner + $0.written(indentation: indentation + 1) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
        case .object(let pairs):
            let lines = pairs.map { "\(inner)\"\($0.0)\": " + $0.1.written(indentation: indentation + 1) }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1f}", "\u{7f}"...:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension [UInt8] {
    /// Two lower-case hexadecimal digits for each byte.
    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// The bytes of hexadecimal digits.
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        precondition(digits.count == hex.count && digits.count % 2 == 0, "not hexadecimal: \(hex)")
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
