import Testing
import Wire

struct CBORTests {
    @Test(arguments: [
        ("1800", WireError.Code.notMinimal), ("1817", .notMinimal), ("1900ff", .notMinimal),
        ("1a0000ffff", .notMinimal), ("1b00000000ffffffff", .notMinimal), ("3817", .notMinimal),
        ("5803010203", .notMinimal), ("7900016f", .notMinimal), ("9800", .notMinimal), ("b800", .notMinimal),
        ("d80401", .notMinimal), ("1c", .malformed), ("1d", .malformed), ("1e", .malformed), ("1f", .malformed),
        ("df", .malformed), ("ff", .malformed), ("fc", .malformed), ("9f", .indefiniteLength),
        ("a201000100", .duplicateKey), ("a202000100", .unsortedMap), ("a220000000", .unsortedMap),
        ("a262616100616200", .unsortedMap), ("61ff", .invalidText), ("62c3c3", .invalidText),
        ("63eda080", .invalidText), ("62c0af", .invalidText), ("64f4908080", .invalidText), ("6180", .invalidText),
        ("0000", .trailingBytes), ("", .truncated), ("9bffffffffffffffff00", .truncated),
        ("bb7fffffffffffffff00", .truncated), ("5bffffffffffffffff", .truncated), ("7a80000000", .truncated),
        ("82", .truncated), ("8201", .truncated), ("a101", .truncated), ("f800", .simpleValue), ("e0", .simpleValue),
    ])
    func `Bytes outside of the format are refused by name`(_ hex: String, _ code: WireError.Code) {
        #expect(failure { _ = try CBOR(parsing: bytes(hex)) } == code)
    }

    @Test(arguments: [0, 1, 15, 16]) func `Nesting up to the limit is read`(_ depth: Int) throws {
        for initial: UInt8 in [0x81, 0xc1] {
            let encoded = [UInt8](repeating: initial, count: depth) + [0]
            #expect(try CBOR(parsing: encoded).encoded() == encoded)
        }
    }

    @Test(arguments: [17, 18, 100_000]) func `Nesting beyond the limit is refused`(_ depth: Int) {
        for initial: UInt8 in [0x81, 0xc1] {
            let encoded = [UInt8](repeating: initial, count: depth) + [0]
            #expect(throws: WireError(.tooDeep, offset: 16)) { try CBOR(parsing: encoded) }
        }
        let maps = [[UInt8]](repeating: [0xa1, 0x00], count: depth).joined() + [0]
        #expect(failure { _ = try CBOR(parsing: Array(maps)) } == .tooDeep)
    }

    @Test func `Maps are written in the order of their encoded keys`() throws {
        let shuffled: [CBORPair] = [
            CBORPair(.text("aa"), .null), CBORPair(.negative(0), .null), CBORPair(.unsigned(100), .null),
            CBORPair(.unsigned(10), .null), CBORPair(.boolean(false), .null), CBORPair(.array([.unsigned(1)]), .null),
        ]
        // The example of RFC 8949, section 4.2.1, without its shorter text.
        let sorted = "a60af61864f620f6626161f68101f6f4f6"
        #expect(hexadecimal(CBOR.map(shuffled).encoded()) == sorted)
        #expect(hexadecimal(CBOR.map(shuffled.reversed()).encoded()) == sorted)
        #expect(try CBOR(parsing: bytes(sorted)).encoded() == bytes(sorted))
    }

    @Test func `A map with one key twice is our own mistake and stops the program`() async {
        await #expect(processExitsWith: .failure) {
            _ = CBOR.map([CBORPair(.unsigned(1), .null), CBORPair(.unsigned(1), .null)]).encoded()
        }
    }

    @Test func `A map from integers puts negative keys last`() throws {
        let map = CBOR.map([-2: .unsigned(5), 300: .unsigned(4), -1: .unsigned(3), 0: .unsigned(2), 24: .unsigned(1)])
        #expect(map == (try CBOR(parsing: map.encoded())))
        #expect(map[-2] == .unsigned(5) && map[300] == .unsigned(4) && map[1] == nil)
        #expect(CBOR.null[0] == nil)
    }

    @Test(arguments: [Int64.min, -1_000, -1, 0, 1, 255, 65_536, Int64.max])
    func `A signed integer comes back`(_ integer: Int64) throws {
        #expect(CBOR(integer).integer == integer)
        #expect(try CBOR(parsing: CBOR(integer).encoded()).integer == integer)
    }

    @Test func `An integer beyond 64 bits with a sign is none`() {
        #expect(CBOR.unsigned(1 << 63).integer == nil && CBOR.negative(1 << 63).integer == nil)
        #expect(CBOR.unsigned(1 << 63).unsignedValue == 1 << 63 && CBOR.negative(0).unsignedValue == nil)
    }

    @Test func `Each accessor answers for its own type only`() {
        let items: [CBOR] = [.bytes([1]), .text("a"), .array([]), .map([]), .boolean(true), .null, .unsigned(1)]
        #expect(items.compactMap(\.bytesValue) == [[1]])
        #expect(items.compactMap(\.textValue) == ["a"])
        #expect(items.compactMap(\.arrayValue) == [[]])
        #expect(items.compactMap(\.mapValue) == [[]])
        #expect(items.compactMap(\.boolValue) == [true])
        #expect(items.filter(\.isNull) == [.null])
        #expect(items.compactMap(\.unsignedValue) == [1])
    }

    @Test func `A sequence is cut at its items and each is checked`() throws {
        let items = ["01", "820203", "a0", "6161"].map(bytes)
        #expect(try CBOR.parseSequence(Array(items.joined()), maximumCount: 4) == items)
        #expect(try CBOR.parseSequence([], maximumCount: 0) == [])
        #expect(failure { _ = try CBOR.parseSequence(Array(items.joined()), maximumCount: 3) } == .tooMany)
        #expect(failure { _ = try CBOR.parseSequence(bytes("011817"), maximumCount: 4) } == .notMinimal)
        #expect(failure { _ = try CBOR.parseSequence(bytes("0182"), maximumCount: 4) } == .truncated)
        #expect(failure { _ = try CBOR.parseSequence(bytes("0162c3c3"), maximumCount: 4) } == .invalidText)
        #expect(failure { _ = try CBOR.parseSequence(bytes("01a202000100"), maximumCount: 4) } == .unsortedMap)
    }

    @Test(arguments: UInt64(0)..<100) func `Random items come back byte for byte`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let item = Self.randomItem(depth: 0, using: &generator)
            let encoded = item.encoded()
            let parsed = try CBOR(parsing: encoded)
            #expect(parsed.encoded() == encoded)
            #expect(try CBOR.parseSequence(encoded + encoded, maximumCount: 2) == [encoded, encoded])
            #expect(try CBOR(parsing: parsed.encoded()) == parsed)
            let cut = Int.random(in: 0..<encoded.count, using: &generator)
            #expect(failure { _ = try CBOR(parsing: Array(encoded.prefix(cut))) } == .truncated)
        }
    }

    @Test(arguments: UInt64(0)..<50) func `Random bytes are read as canonical or refused`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let noise = generator.bytes(Int.random(in: 0...24, using: &generator))
            if let item = try? CBOR(parsing: noise) { #expect(item.encoded() == noise) }
        }
    }

    private static let letters: [Character] = ["a", "\u{fc}", "\u{20ac}", "\u{1f600}"]

    private static func randomItem(depth: Int, using generator: inout SeededGenerator) -> CBOR {
        let number = generator.next() >> UInt64.random(in: 0...63, using: &generator)
        let count = Int.random(in: 0...5, using: &generator)
        switch Int.random(in: 0...(depth < 6 ? 8 : 5), using: &generator) {
        case 0: return .unsigned(number)
        case 1: return .negative(number)
        case 2: return .bytes(generator.bytes(Int.random(in: 0...300, using: &generator)))
        case 3: return .text(String((0..<count).map { _ in letters[Int.random(in: 0..<4, using: &generator)] }))
        case 4: return .boolean(count > 2)
        case 5: return .null
        case 6: return .array((0..<count).map { _ in randomItem(depth: depth + 1, using: &generator) })
        case 7: return .tagged(number, randomItem(depth: depth + 1, using: &generator))
        default:
            var keys: Set<Int> = []
            for _ in 0..<count { keys.insert(Int.random(in: -300...300, using: &generator)) }
            return .map(
                keys.shuffled(using: &generator).map {
                    CBORPair(CBOR(Int64($0)), randomItem(depth: depth + 1, using: &generator))
                })
        }
    }
}
