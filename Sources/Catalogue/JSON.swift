/// A JSON value whose numbers keep every digit and whose objects keep their order.
public indirect enum JSON: Hashable, Sendable {
    /// An object; names are in order and different.
    case object([Member])
    /// An array.
    case array([JSON])
    /// A string.
    case text(String)
    /// A whole number of 64 bits.
    case integer(Int64)
    /// Any other number, as it was written.
    case number(String)
    /// True or false.
    case boolean(Bool)
    /// Null.
    case null

    /// One name and value of an object.
    public struct Member: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value.
        public var value: JSON

        /// One name and value of an object.
        public init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    /// Null.
    public init(nilLiteral: ()) { self = .null }
    /// An array.
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// An object in the order written.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension JSON {
    /// A string, or null.
    public static func text(orNull text: String?) -> JSON { text.map { .text($0) } ?? .null }

    /// A whole number.
    public static func integer(_ value: Int) -> JSON { .integer(Int64(value)) }

    /// The value of a name; nil for a missing name or no object.
    public subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The elements of an array; nil for other values.
    public var arrayValue: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    /// The members of an object; nil for other values.
    public var objectValue: [Member]? { if case .object(let members) = self { members } else { nil } }
    /// The text of a string; nil for other values.
    public var textValue: String? { if case .text(let text) = self { text } else { nil } }
    /// The whole number; nil for other values.
    public var integerValue: Int64? { if case .integer(let integer) = self { integer } else { nil } }
    /// True or false; nil for other values.
    public var booleanValue: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

    /// The digits of a number or the text of a string; nil for other values.
    public var numberText: String? {
        switch self {
        case .integer(let integer): String(integer)
        case .number(let text), .text(let text): text
        default: nil
        }
    }

    /// The value on one line, without spaces.
    public var encoded: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value on one line as UTF-8 bytes.
    public var encodedBytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let integer): bytes += String(integer).utf8
        case .number(let text): bytes += text.utf8
        case .text(let text): Self.write(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x00..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                bytes += "\\u00".utf8
                if digits.utf8.count == 1 { bytes.append(UInt8(ascii: "0")) }
                bytes += digits.utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
