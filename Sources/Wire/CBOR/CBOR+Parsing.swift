extension CBOR {
    /// Reads exactly one item.
    ///
    /// - Throws: ``WireError`` when the bytes are not CBOR, not in the only allowed form, or more than one item.
    /// - Complexity: O(*n*), nesting at most ``Limits/maximumNesting``.
    public init(parsing bytes: [UInt8]) throws(WireError) {
        var reader = CBORReader(bytes)
        let item = try reader.readItem()
        try reader.requireEnd()
        self = item
    }

    /// Cuts a CBOR sequence (RFC 8742) into the bytes of its items, each checked as ``init(parsing:)`` would.
    ///
    /// - Throws: ``WireError``, `tooMany` when there are more than `maximumCount` items.
    public static func parseSequence(_ bytes: [UInt8], maximumCount: Int) throws(WireError) -> [[UInt8]] {
        var reader = CBORReader(bytes)
        var items: [[UInt8]] = []
        while !reader.isAtEnd {
            guard items.count < maximumCount else { throw WireError(.tooMany, offset: reader.offset) }
            let range = try reader.skipItem(nesting: 0)
            items.append(Array(bytes[range]))
        }
        return items
    }
}
