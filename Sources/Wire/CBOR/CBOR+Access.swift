/// What an item is, or `nil` when it is something else.
extension CBOR {
    /// The whole number, or `nil` when this is none or it does not fit 64 bits with a sign.
    public var integer: Int64? {
        switch self {
        case .unsigned(let value): Int64(exactly: value)
        case .negative(let value): value <= UInt64(Int64.max) ? -1 - Int64(value) : nil
        default: nil
        }
    }

    /// The whole number from 0, or `nil`.
    public var unsignedValue: UInt64? {
        if case .unsigned(let value) = self { value } else { nil }
    }

    /// The byte string, or `nil`.
    public var bytesValue: [UInt8]? {
        if case .bytes(let value) = self { value } else { nil }
    }

    /// The text, or `nil`.
    public var textValue: String? {
        if case .text(let value) = self { value } else { nil }
    }

    /// The elements of the array, or `nil`.
    public var arrayValue: [CBOR]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The pairs of the map, or `nil`.
    public var mapValue: [CBORPair]? {
        if case .map(let value) = self { value } else { nil }
    }

    /// The truth value, or `nil`.
    public var boolValue: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// Whether this is null.
    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The value under an integer key of a map, or `nil` when there is none or this is no map.
    ///
    /// - Complexity: O(*n*); maps here are short.
    public subscript(key: Int) -> CBOR? {
        guard case .map(let pairs) = self else { return nil }
        let wanted = CBOR(Int64(key))
        for pair in pairs where pair.key == wanted { return pair.value }
        return nil
    }
}
