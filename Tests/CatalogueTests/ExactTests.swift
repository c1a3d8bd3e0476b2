import BigInt
import Catalogue
import Testing
import Wire

struct ExactTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("1234.5", "1234.5"), ("0001.500", "1.5"), ("-0.001", "-0.001"),
        ("123456789012345678901234567890.123", "123456789012345678901234567890.123"), ("1000", "1000"),
    ])
    func `Canonical decimal text is read and written without trailing zeros`(_ pair: (String, String)) throws {
        let number = try #require(Exact(decimal: pair.0))
        #expect(number.decimalText == pair.1)
        #expect(number.description == pair.1)
    }

    @Test(arguments: ["", "-", ".5", "5.", "1,5", "1e3", " 1", "1 ", "--1", "1.2.3", "0x10", "١", "1/2", "+1"])
    func `Anything but canonical decimal text is refused`(_ text: String) {
        #expect(Exact(decimal: text) == nil)
    }

    @Test func `Arithmetic is exact where binary fractions are not`() throws {
        let tenth = try #require(Exact(decimal: "0.1"))
        let sum = (0..<10).reduce(Exact.zero) { total, _ in total + tenth }
        #expect(sum == 1)
        let quotient = Exact(1) / 3
        let third = try #require(quotient)
        #expect(third + third + third == 1)
        #expect(third.decimalText == nil && third.fractionText == "1/3" && third.description == "1/3")
        #expect(Exact(1) / 0 == nil)
        #expect(third * 3 - 1 == .zero && -third < third && third < tenth * 4)
    }

    @Test(arguments: [
        ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("2.4999", 0, "2"), ("0.005", 2, "0.01"), ("1", 3, "1.000"),
        ("1/3", 4, "0.3333"), ("2/3", 4, "0.6667"), ("-1/3", 0, "0"), ("999.999", 2, "1000.00"),
    ])
    func `Rounding is half up, away from zero`(_ vector: (String, Int, String)) throws {
        let number = try #require(Exact(fraction: vector.0))
        #expect(number.rounded(places: vector.1) == vector.2)
    }

    @Test(arguments: [
        ("0", [0xc4, 0x82, 0x00, 0x00]), ("1000", [0xc4, 0x82, 0x03, 0x01]), ("-1.5", [0xc4, 0x82, 0x20, 0x2e]),
        ("273.15", [0xc4, 0x82, 0x21, 0x19, 0x6a, 0xb3]),
    ])
    func `A decimal is tag 4 without trailing zeros`(_ vector: (String, [UInt8])) throws {
        let number = try #require(Exact(decimal: vector.0))
        #expect(number.cbor?.encoded() == vector.1)
        #expect(Exact(cbor: try CBOR(parsing: vector.1)) == number)
    }

    @Test func `Another form of the same number is refused`() throws {
        let forms: [CBOR] = [
            .tagged(4, .array([.unsigned(0), .unsigned(10)])), .tagged(4, .array([.unsigned(1), .unsigned(0)])),
            .tagged(4, .array([.unsigned(65), .unsigned(1)])), .tagged(4, .array([.unsigned(0)])), .unsigned(1),
            .tagged(30, .array([.unsigned(2), .unsigned(6)])), .tagged(30, .array([.unsigned(1), .unsigned(2)])),
            .tagged(30, .array([.unsigned(1), .unsigned(0)])), .tagged(30, .array([.unsigned(1), .negative(2)])),
            .tagged(30, .array([.tagged(2, .bytes([1])), .unsigned(3)])),
        ]
        for form in forms { #expect(Exact(rationalCBOR: form) == nil, "\(form)") }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `Sums do not depend on their order, and every number survives its bytes`(seed: UInt64) throws {
        var generator = RandomRecords(seed: seed)
        let numbers = (0..<20).map { _ in
            (generator.decimal() - generator.decimal()) / Exact(Int.random(in: 1...1000, using: &generator)) ?? .zero
        }
        let sum = numbers.reduce(Exact.zero, +)
        #expect(numbers.shuffled(using: &generator).reduce(Exact.zero, +) == sum)
        let large = numbers.reduce(Exact.one) { $0 * ($1.isZero ? 1 : $1) }
        for number in numbers + [sum] where number.numerator.magnitude.bitWidth < 900 {
            let bytes = number.rationalCBOR.encoded()
            #expect(Exact(rationalCBOR: try CBOR(parsing: bytes)) == number)
            #expect(Exact(fraction: number.fractionText) == number || number.fractionText.count > 120)
        }
        #expect(large / large == 1)
    }

    @Test func `Comparing agrees with subtracting`() {
        var generator = RandomRecords(seed: 7)
        for _ in 0..<500 {
            let left = generator.decimal() / Exact(Int.random(in: 1...99, using: &generator)) ?? .zero
            let right = generator.decimal() / Exact(Int.random(in: 1...99, using: &generator)) ?? .zero
            #expect((left < right) == (left - right).isNegative)
            #expect(left + right - right == left)
        }
    }
}
