/// The name of a record: ten bytes computed from its company, its kind and its key, never drawn at random.
public struct RecordID: Hashable, Sendable {
    /// The bytes, always ten.
    public let bytes: [UInt8]

    /// The length in bytes: 80 bits, so that among 10⁹ records two share a name with a chance below 10⁻⁶.
    public static let byteCount = 10

    /// A name by its bytes; nil unless there are exactly ten.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Reads 16 characters of Crockford's base 32; nil for anything else.
    ///
    /// Upper case is accepted, `o` is read as 0, `i` and `l` as 1.
    public init?(text: String) {
        guard text.utf8.count == 16 else { return nil }
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bitCount = 0
        for character in text.utf8 {
            guard let value = Self.value(of: character) else { return nil }
            buffer = buffer << 5 | value
            bitCount += 5
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bitCount)))
                buffer &= (1 << UInt32(bitCount)) - 1
            }
        }
        self.bytes = bytes
    }

    /// The name as 16 lower-case characters of Crockford's base 32.
    public var text: String {
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bitCount = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bitCount += 8
            while bitCount >= 5 {
                bitCount -= 5
                result.append(Self.alphabet[Int(buffer >> UInt32(bitCount) & 31)])
            }
            buffer &= (1 << UInt32(bitCount)) - 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func value(of character: UInt8) -> UInt32? {
        let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(character) ? character | 0x20 : character
        switch lower {
        case UInt8(ascii: "o"): return 0
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        default: return alphabet.firstIndex(of: lower).map { UInt32($0) }
        }
    }
}

extension RecordID: Comparable {
    /// Orders names by their bytes.
    public static func < (left: RecordID, right: RecordID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension RecordID: CustomStringConvertible {
    /// The name as text.
    public var description: String { text }
}
