import Testing
import Wire

/// The examples of RFC 8949, Appendix A.
struct CBORVectorTests {
    struct Vector: CustomTestStringConvertible, Sendable {
        let hex: String
        let item: CBOR
        init(_ hex: String, _ item: CBOR) {
            self.hex = hex
            self.item = item
        }
        var testDescription: String { hex }
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let hex: String
        let code: WireError.Code
        init(_ hex: String, _ code: WireError.Code) {
            self.hex = hex
            self.code = code
        }
        var testDescription: String { "\(hex) \(code.rawValue)" }
    }

    static let oneToTwentyFive = CBOR.array((1...25).map { .unsigned($0) })

    static let vectors = [
        Vector("00", .unsigned(0)), Vector("01", .unsigned(1)), Vector("0a", .unsigned(10)),
        Vector("17", .unsigned(23)), Vector("1818", .unsigned(24)), Vector("1819", .unsigned(25)),
        Vector("1864", .unsigned(100)), Vector("1903e8", .unsigned(1000)),
        Vector("1a000f4240", .unsigned(1_000_000)), Vector("1b000000e8d4a51000", .unsigned(1_000_000_000_000)),
        Vector("1bffffffffffffffff", .unsigned(.max)),
        Vector("c249010000000000000000", .tagged(2, .bytes([1, 0, 0, 0, 0, 0, 0, 0, 0]))),
        Vector("3bffffffffffffffff", .negative(.max)),
        Vector("c349010000000000000000", .tagged(3, .bytes([1, 0, 0, 0, 0, 0, 0, 0, 0]))),
        Vector("20", .negative(0)), Vector("29", .negative(9)), Vector("3863", .negative(99)),
        Vector("3903e7", .negative(999)),
        Vector("f4", .boolean(false)), Vector("f5", .boolean(true)), Vector("f6", .null),
        Vector("c074323031332d30332d32315432303a30343a30305a", .tagged(0, .text("2013-03-21T20:04:00Z"))),
        Vector("c11a514b67b0", .tagged(1, .unsigned(1_363_896_240))),
        Vector("d74401020304", .tagged(23, .bytes([1, 2, 3, 4]))),
        Vector("d818456449455446", .tagged(24, .bytes([0x64, 0x49, 0x45, 0x54, 0x46]))),
        Vector("d82076687474703a2f2f7777772e6578616d706c652e636f6d", .tagged(32, .text("http://www.example.com"))),
        Vector("40", .bytes([])), Vector("4401020304", .bytes([1, 2, 3, 4])), Vector("60", .text("")),
        Vector("6161", .text("a")), Vector("6449455446", .text("IETF")), Vector("62225c", .text("\"\\")),
        Vector("62c3bc", .text("\u{fc}")), Vector("63e6b0b4", .text("\u{6c34}")),
        Vector("64f0908591", .text("\u{10151}")),
        Vector("80", .array([])), Vector("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
        Vector(
            "8301820203820405",
            .array([.unsigned(1), .array([.unsigned(2), .unsigned(3)]), .array([.unsigned(4), .unsigned(5)])])),
        Vector("98190102030405060708090a0b0c0d0e0f101112131415161718181819", oneToTwentyFive),
        Vector("a0", .map([])), Vector("a201020304", .map([1: .unsigned(2), 3: .unsigned(4)])),
        Vector(
            "a26161016162820203",
            .map([
                CBORPair(.text("a"), .unsigned(1)), CBORPair(.text("b"), .array([.unsigned(2), .unsigned(3)])),
            ])),
        Vector("826161a161626163", .array([.text("a"), .map([CBORPair(.text("b"), .text("c"))])])),
        Vector(
            "a56161614161626142616361436164614461656145",
            .map(zip(["a", "b", "c", "d", "e"], ["A", "B", "C", "D", "E"]).map { CBORPair(.text($0), .text($1)) })),
    ]

    static let refusals =
        [
            "f90000", "f98000", "f93c00", "fb3ff199999999999a", "f93e00", "f97bff", "fa47c35000", "fa7f7fffff",
            "fb7e37e43c8800759c", "f90001", "f90400", "f9c400", "fbc010666666666666", "f97c00", "f97e00", "f9fc00",
            "fa7f800000", "fa7fc00000", "faff800000", "fb7ff0000000000000", "fb7ff8000000000000",
            "fbfff0000000000000", "c1fb41d452d9ec200000",
        ].map { Refusal($0, .floatingPoint) }
        + ["f7", "f0", "f818", "f8ff"].map { Refusal($0, .simpleValue) }
        + [
            "5f42010243030405ff", "7f657374726561646d696e67ff", "9fff", "9f018202039f0405ffff",
            "9f01820203820405ff", "83018202039f0405ff", "83019f0203ff820405",
            "9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", "bf61610161629f0203ffff",
            "826161bf61626163ff", "bf6346756ef563416d7421ff",
        ].map { Refusal($0, .indefiniteLength) }

    @Test func `All 82 examples of the appendix are here`() {
        #expect(Self.vectors.count + Self.refusals.count == 82)
    }

    @Test(arguments: vectors)
    func `An example of the subset is read and written back byte for byte`(_ vector: Vector) throws {
        let item = try CBOR(parsing: bytes(vector.hex))
        #expect(item == vector.item)
        #expect(hexadecimal(vector.item.encoded()) == vector.hex)
    }

    @Test(arguments: vectors)
    func `Every strict prefix of an example is truncated`(_ vector: Vector) {
        let whole = bytes(vector.hex)
        for count in 0..<whole.count {
            #expect(failure { _ = try CBOR(parsing: Array(whole.prefix(count))) } == .truncated)
        }
    }

    @Test(arguments: vectors)
    func `A byte after an example is an error that names its offset`(_ vector: Vector) {
        let whole = bytes(vector.hex)
        #expect(throws: WireError(.trailingBytes, offset: whole.count)) { try CBOR(parsing: whole + [0]) }
    }

    @Test(arguments: refusals)
    func `An example outside of the subset is refused by name`(_ refusal: Refusal) {
        #expect(failure { _ = try CBOR(parsing: bytes(refusal.hex)) } == refusal.code)
    }
}
