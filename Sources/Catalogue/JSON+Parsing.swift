extension JSON {
    /// The deepest nesting that is read: records need four.
    public static let maximumDepth = 32

    /// Reads exactly one value of RFC 8259.
    ///
    /// Stricter than the RFC: UTF-8 without a byte order mark, no name twice in an object, no lone surrogate, nesting
    /// at most ``maximumDepth``.
    ///
    /// - Throws: ``CatalogueError`` with code `badJSON` and the offset of the first bad byte.
    public init(parsing bytes: [UInt8]) throws(CatalogueError) {
        var parser = JSONParser(bytes: bytes)
        self = try parser.document()
    }

    /// Reads exactly one value of RFC 8259 from text.
    public init(parsing text: String) throws(CatalogueError) {
        try self.init(parsing: Array(text.utf8))
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func failure(_ expected: String) -> CatalogueError {
        CatalogueError(.badJSON, found: "byte \(offset)", expected: Label(de: expected, en: expected))
    }

    mutating func document() throws(CatalogueError) -> JSON {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard offset == bytes.count else { throw failure("the end") }
        return value
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func value(depth: Int) throws(CatalogueError) -> JSON {
        guard depth < JSON.maximumDepth else { throw failure("less nesting") }
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(CatalogueError) -> JSON {
        guard bytes[offset...].starts(with: word.utf8) else { throw failure("a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(CatalogueError) -> JSON {
        var members: [JSON.Member] = []
        var names: Set<String> = []
        offset += 1
        skipSpace()
        if next == UInt8(ascii: "}") {
            offset += 1
            return .object([])
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw failure("a name") }
            let name = try string()
            guard names.insert(name).inserted else { throw failure("every name once") }
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw failure("':'") }
            offset += 1
            skipSpace()
            members.append(JSON.Member(name, try value(depth: depth + 1)))
            skipSpace()
            guard let byte = next, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else {
                throw failure("',' or '}'")
            }
            offset += 1
            if byte == UInt8(ascii: "}") { return .object(members) }
        }
    }

    private mutating func array(depth: Int) throws(CatalogueError) -> JSON {
        var elements: [JSON] = []
        offset += 1
        skipSpace()
        if next == UInt8(ascii: "]") {
            offset += 1
            return .array([])
        }
        while true {
            skipSpace()
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard let byte = next, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") else {
                throw failure("',' or ']'")
            }
            offset += 1
            if byte == UInt8(ascii: "]") { return .array(elements) }
        }
    }

    private mutating func number() throws(CatalogueError) -> JSON {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let wholeStart = offset
        let wholeCount = skipDigits()
        guard wholeCount > 0 else { throw failure("a value") }
        guard wholeCount == 1 || bytes[wholeStart] != UInt8(ascii: "0") else { throw failure("no leading zero") }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            guard skipDigits() > 0 else { throw failure("a digit") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            guard skipDigits() > 0 else { throw failure("a digit") }
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, text != "-0", let integer = Int64(text) { return .integer(integer) }
        return .number(text)
    }

    private mutating func skipDigits() -> Int {
        let start = offset
        while let byte = next, NumberText.isDigit(byte) { offset += 1 }
        return offset - start
    }

    private mutating func string() throws(CatalogueError) -> String {
        offset += 1
        var result: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: result, as: UTF8.self) else { throw failure("UTF-8") }
                offset += 1
                return text
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(into: &result)
            case 0x00..<0x20: throw failure("an escaped control character")
            default:
                result.append(byte)
                offset += 1
            }
        }
        throw failure("'\"'")
    }

    private mutating func escape(into result: inout [UInt8]) throws(CatalogueError) {
        guard let byte = next else { throw failure("an escape") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try hexadecimal())
            if (0xD800..<0xDC00).contains(code) {
                guard next == UInt8(ascii: "\\"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "u")
                else { throw failure("a second surrogate") }
                offset += 2
                let low = UInt32(try hexadecimal())
                guard (0xDC00..<0xE000).contains(low) else { throw failure("a second surrogate") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure("a character") }
            result += String(Character(scalar)).utf8
        default: throw failure("an escape")
        }
    }

    private mutating func hexadecimal() throws(CatalogueError) -> UInt16 {
        guard offset + 4 <= bytes.count else { throw failure("four hexadecimal digits") }
        var result: UInt16 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("four hexadecimal digits")
            }
            result = result << 4 | UInt16(digit)
        }
        offset += 4
        return result
    }
}
