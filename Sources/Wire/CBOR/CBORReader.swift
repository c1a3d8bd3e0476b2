/// Reads CBOR items from bytes, refusing everything that is not in its shortest form.
///
/// One pass, no allocation unless the item is kept. Counts are compared with the bytes that remain before memory
/// is reserved, and the nesting is bounded, so hostile bytes cost no more than honest ones.
struct CBORReader {
    let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    var isAtEnd: Bool { offset == bytes.count }

    private var remaining: Int { bytes.count - offset }

    func requireEnd() throws(WireError) {
        guard isAtEnd else { throw WireError(.trailingBytes, offset: offset) }
    }

    /// The major type of the next item, or `nil` at the end.
    var nextMajor: UInt8? { offset < bytes.count ? bytes[offset] >> 5 : nil }

    /// Reads the initial byte of an item of major type 0 to 6 and its argument.
    mutating func readHead() throws(WireError) -> (major: UInt8, argument: UInt64) {
        guard offset < bytes.count else { throw WireError(.truncated, offset: offset) }
        let initial = bytes[offset]
        let major = initial >> 5
        let info = initial & 0x1f
        if info < 24 {
            offset += 1
            return (major, UInt64(info))
        }
        guard info < 28 else {
            let isOpen = info == 31 && (2...5).contains(major)
            throw WireError(isOpen ? .indefiniteLength : .malformed, offset: offset)
        }
        let width = 1 << Int(info - 24)
        guard remaining > width else { throw WireError(.truncated, offset: bytes.count) }
        var argument: UInt64 = 0
        for index in offset + 1...offset + width { argument = argument << 8 | UInt64(bytes[index]) }
        let least: UInt64 = width == 1 ? 24 : 1 << UInt64(width * 4)
        guard argument >= least else { throw WireError(.notMinimal, offset: offset) }
        offset += width + 1
        return (major, argument)
    }

    /// Reads the head of an item that must be of one major type.
    private mutating func readArgument(_ wanted: UInt8, _ context: String) throws(WireError) -> UInt64 {
        let start = offset
        guard let major = nextMajor else { throw WireError(.truncated, offset: offset, context: context) }
        guard major == wanted else { throw WireError(.wrongType, offset: start, context: context) }
        return try readHead().argument
    }

    mutating func readUnsigned(_ context: String) throws(WireError) -> UInt64 {
        try readArgument(0, context)
    }

    /// Reads the head of an array; its elements follow. Each needs a byte at least.
    mutating func readArrayCount(_ context: String) throws(WireError) -> Int {
        try checkedCount(readArgument(4, context), bytesEach: 1)
    }

    /// Reads the head of a map; its pairs follow. Each needs two bytes at least.
    mutating func readMapCount(_ context: String) throws(WireError) -> Int {
        try checkedCount(readArgument(5, context), bytesEach: 2)
    }

    mutating func readBytes(_ context: String) throws(WireError) -> [UInt8] {
        let range = try content(readArgument(2, context))
        return Array(bytes[range])
    }

    /// Reads the next item.
    ///
    /// - Parameter nesting: How many arrays, maps and tags enclose it.
    mutating func readItem(nesting: Int = 0) throws(WireError) -> CBOR {
        let start = offset
        if nextMajor == 7 { return try readSimple() }
        let (major, argument) = try readHead()
        switch major {
        case 0: return .unsigned(argument)
        case 1: return .negative(argument)
        case 2: return .bytes(Array(bytes[try content(argument)]))
        case 3: return .text(try readText(content(argument)))
        default: break
        }
        guard nesting < Limits.maximumNesting else { throw WireError(.tooDeep, offset: start) }
        switch major {
        case 4: return .array(try readArray(checkedCount(argument, bytesEach: 1), nesting: nesting + 1))
        case 5: return .map(try readMap(checkedCount(argument, bytesEach: 2), nesting: nesting + 1))
        default: return .tagged(argument, try readItem(nesting: nesting + 1))
        }
    }

    private mutating func readSimple() throws(WireError) -> CBOR {
        let info = bytes[offset] & 0x1f
        switch info {
        case 20, 21:
            offset += 1
            return .boolean(info == 21)
        case 22:
            offset += 1
            return .null
        case 25, 26, 27: throw WireError(.floatingPoint, offset: offset)
        case 28...31: throw WireError(.malformed, offset: offset)
        default: throw WireError(.simpleValue, offset: offset)
        }
    }

    private mutating func content(_ count: UInt64) throws(WireError) -> Range<Int> {
        guard count <= UInt64(remaining) else { throw WireError(.truncated, offset: bytes.count) }
        let range = offset..<offset + Int(count)
        offset = range.upperBound
        return range
    }

    private func checkedCount(_ count: UInt64, bytesEach: Int) throws(WireError) -> Int {
        guard count <= UInt64(remaining / bytesEach) else { throw WireError(.truncated, offset: bytes.count) }
        return Int(count)
    }

    private func readText(_ range: Range<Int>) throws(WireError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw WireError(.invalidText, offset: range.lowerBound)
        }
        return text
    }

    /// The most elements to make room for before they are there: an array that only claims to be long stays small.
    private static let maximumReservedCount = 256

    private mutating func readArray(_ count: Int, nesting: Int) throws(WireError) -> [CBOR] {
        var items: [CBOR] = []
        items.reserveCapacity(min(count, Self.maximumReservedCount))
        for _ in 0..<count { items.append(try readItem(nesting: nesting)) }
        return items
    }

    private mutating func readMap(_ count: Int, nesting: Int) throws(WireError) -> [CBORPair] {
        var pairs: [CBORPair] = []
        pairs.reserveCapacity(min(count, Self.maximumReservedCount))
        var previous = offset..<offset
        for _ in 0..<count {
            let start = offset
            let key = try readItem(nesting: nesting)
            try checkOrder(&previous, start..<offset)
            pairs.append(CBORPair(key, try readItem(nesting: nesting)))
        }
        return pairs
    }

    /// Demands that a map's key comes after the one before it.
    func checkOrder(_ previous: inout Range<Int>, _ key: Range<Int>) throws(WireError) {
        // Only the place before the first key is empty.
        if !previous.isEmpty && !bytes.precedes(previous, key) {
            let isDuplicate = bytes[previous].elementsEqual(bytes[key])
            throw WireError(isDuplicate ? .duplicateKey : .unsortedMap, offset: key.lowerBound)
        }
        previous = key
    }
}

/// Checking without keeping: what entries go through by the hundred thousand, so nothing is built.
extension CBORReader {
    /// Checks the next item as reading it would, and gives the range of its bytes.
    mutating func skipItem(nesting: Int) throws(WireError) -> Range<Int> {
        let start = offset
        try skip(nesting: nesting)
        return start..<offset
    }

    private mutating func skip(nesting: Int) throws(WireError) {
        let start = offset
        if nextMajor == 7 {
            _ = try readSimple()
            return
        }
        let (major, argument) = try readHead()
        switch major {
        case 0, 1: return
        case 2:
            _ = try content(argument)
            return
        case 3: return try skipText(content(argument))
        default: break
        }
        guard nesting < Limits.maximumNesting else { throw WireError(.tooDeep, offset: start) }
        switch major {
        case 4:
            for _ in 0..<(try checkedCount(argument, bytesEach: 1)) { try skip(nesting: nesting + 1) }
        case 5:
            var previous = offset..<offset
            for _ in 0..<(try checkedCount(argument, bytesEach: 2)) {
                let keyStart = offset
                try skip(nesting: nesting + 1)
                try checkOrder(&previous, keyStart..<offset)
                try skip(nesting: nesting + 1)
            }
        default: try skip(nesting: nesting + 1)
        }
    }

    private func skipText(_ range: Range<Int>) throws(WireError) {
        for index in range where bytes[index] >= 0x80 {
            // The first byte that is not ASCII: the whole text has to be looked at as UTF-8.
            _ = try readText(range)
            return
        }
    }
}
