/// Appends CBOR items to an array of bytes, always in the shortest form.
struct CBORWriter {
    var bytes: [UInt8] = []

    init() {}

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// The first byte of an item and its argument.
    mutating func head(_ major: UInt8, _ argument: UInt64) {
        let type = major << 5
        if argument < 24 {
            bytes.append(type | UInt8(argument))
        } else if argument <= 0xff {
            bytes.append(type | 24)
            bytes.append(UInt8(argument))
        } else {
            let (info, width): (UInt8, Int) =
                argument <= 0xffff ? (25, 2) : argument <= 0xffff_ffff ? (26, 4) : (27, 8)
            bytes.append(type | info)
            for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: argument >> UInt64(shift)))
            }
        }
    }

    mutating func unsigned(_ value: UInt64) { head(0, value) }

    mutating func byteString(_ value: [UInt8]) {
        head(2, UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func hash(_ value: Hash) {
        head(2, 32)
        value.append(to: &bytes)
    }

    mutating func feed(_ value: FeedID) {
        head(2, UInt64(Limits.feedIDByteCount))
        value.append(to: &bytes)
    }

    mutating func text(_ value: String) {
        head(3, UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func array(_ count: Int) { head(4, UInt64(count)) }

    mutating func map(_ count: Int) { head(5, UInt64(count)) }

    mutating func boolean(_ value: Bool) { bytes.append(value ? 0xf5 : 0xf4) }

    mutating func null() { bytes.append(0xf6) }

    mutating func item(_ item: CBOR) {
        switch item {
        case .unsigned(let value): head(0, value)
        case .negative(let value): head(1, value)
        case .bytes(let value): byteString(value)
        case .text(let value): text(value)
        case .array(let items):
            head(4, UInt64(items.count))
            for item in items { self.item(item) }
        case .map(let pairs): self.pairs(pairs)
        case .tagged(let tag, let content):
            head(6, tag)
            self.item(content)
        case .boolean(let value): boolean(value)
        case .null: null()
        }
    }

    /// Writes pairs as they come while their keys ascend, and sorts them only when they do not.
    private mutating func pairs(_ pairs: [CBORPair]) {
        head(5, UInt64(pairs.count))
        let start = bytes.count
        var previous = start..<start
        for pair in pairs {
            let keyStart = bytes.count
            item(pair.key)
            let key = keyStart..<bytes.count
            guard previous.isEmpty || bytes.precedes(previous, key) else {
                bytes.removeSubrange(start...)
                return sorted(pairs)
            }
            previous = key
            item(pair.value)
        }
    }

    private mutating func sorted(_ pairs: [CBORPair]) {
        let encoded = pairs.map { (key: $0.key.encoded(), value: $0.value) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for (index, pair) in encoded.enumerated() {
            precondition(index == 0 || encoded[index - 1].key != pair.key, "a map must not have one key twice")
            bytes.append(contentsOf: pair.key)
            item(pair.value)
        }
    }
}

extension [UInt8] {
    /// Whether one range of these bytes comes before another in bytewise order.
    func precedes(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        for offset in 0..<Swift.min(left.count, right.count) {
            let (a, b) = (self[left.lowerBound + offset], self[right.lowerBound + offset])
            if a != b { return a < b }
        }
        return left.count < right.count
    }
}

extension CBOR {
    /// The only encoding of this item.
    ///
    /// - Precondition: No map has one key twice.
    public func encoded() -> [UInt8] {
        var writer = CBORWriter()
        writer.item(self)
        return writer.bytes
    }
}
