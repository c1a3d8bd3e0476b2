public import BigInt
public import Wire

/// An exact rational number: every quantity, factor and figure is one, so that no sum depends on its order.
///
/// The fraction is kept reduced with a positive denominator; two equal numbers are always the same bytes.
public struct Exact: Hashable, Sendable {
    /// The reduced numerator; carries the sign.
    public let numerator: BigInt
    /// The reduced denominator, always positive.
    public let denominator: BigInt

    /// Zero.
    public static let zero = Exact(0)
    /// One.
    public static let one = Exact(1)

    /// The longest decimal text that is read, in characters: far above any quantity, below what costs time.
    public static let maximumTextLength = 120
    /// The largest decimal exponent, up or down, that is read from bytes or text.
    public static let maximumExponent: Int64 = 64

    /// A whole number.
    public init(_ integer: Int64) {
        numerator = BigInt(integer)
        denominator = 1
    }

    /// A whole number.
    public init(_ integer: Int) {
        self.init(Int64(integer))
    }

    /// A whole number of any size.
    public init(_ integer: BigInt) {
        numerator = integer
        denominator = 1
    }

    init(wide integer: Int128) {
        numerator = BigInt(integer)
        denominator = 1
    }

    /// A fraction, reduced here; nil when the denominator is zero.
    public init?(numerator: BigInt, denominator: BigInt) {
        guard !denominator.isZero else { return nil }
        self.init(reducing: numerator, by: denominator)
    }

    /// A decimal number: `mantissa` × 10^`exponent`.
    ///
    /// - Precondition: the exponent lies within ±``maximumExponent``.
    public init(mantissa: Int64, exponent: Int) {
        precondition(exponent.magnitude <= UInt(Self.maximumExponent), "decimal exponent out of range")
        self.init(scaling: BigInt(mantissa), exponent: exponent)
    }

    init(scaling mantissa: BigInt, exponent: Int) {
        self.init(
            reducing: exponent > 0 ? mantissa * Self.powerOfTen(exponent) : mantissa,
            by: exponent < 0 ? Self.powerOfTen(-exponent) : 1)
    }

    private init(reducing numerator: BigInt, by denominator: BigInt) {
        if denominator == 1 {
            self.numerator = numerator
            self.denominator = 1
            return
        }
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator.sign == .minus ? -1 : 1
        self.numerator = divisor == 1 ? numerator * sign : numerator / divisor * sign
        self.denominator = divisor == 1 ? denominator * sign : denominator / divisor * sign
    }

    /// Reads canonical decimal text such as `-1234.5`; nil for anything else.
    ///
    /// Digits with at most one point, digits on both sides of it, an optional minus sign; no exponent, no
    /// separators, no spaces. At most ``maximumTextLength`` characters.
    public init?(decimal text: String) {
        var digits: [UInt8] = []
        var places: Int?
        var isNegative = false
        guard !text.isEmpty, text.utf8.count <= Self.maximumTextLength else { return nil }
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: ".") where places == nil && !digits.isEmpty: places = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte)
                if let count = places { places = count + 1 }
            default: return nil
            }
        }
        guard !digits.isEmpty, places != 0, (places ?? 0) <= Int(Self.maximumExponent) else { return nil }
        let magnitude = Self.integer(digits: digits)
        self.init(scaling: isNegative ? -magnitude : magnitude, exponent: -(places ?? 0))
    }

    /// Reads `a/b` or canonical decimal text; nil for anything else, also for a zero denominator.
    public init?(fraction text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let top = Exact(decimal: String(first)) else { return nil }
        guard parts.count == 2 else {
            self = top
            return
        }
        guard let bottom = Exact(decimal: String(parts[1])), let quotient = top / bottom else { return nil }
        self = quotient
    }

    private static func integer(digits: [UInt8]) -> BigInt {
        var result = BigInt(0)
        var start = 0
        while start < digits.count {
            let part = digits[start..<min(start + 18, digits.count)]
            let value = part.reduce(into: Int64(0)) { $0 = $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
            result = result * powerOfTen(part.count) + BigInt(value)
            start += 18
        }
        return result
    }

    static func powerOfTen(_ exponent: Int) -> BigInt {
        smallPowers.indices.contains(exponent) ? smallPowers[exponent] : BigInt(10).power(exponent)
    }

    private static let smallPowers: [BigInt] = (0...38).map { BigInt(10).power($0) }
}

extension Exact {
    /// Whether the number is zero.
    public var isZero: Bool { numerator.isZero }
    /// Whether the number is below zero.
    public var isNegative: Bool { numerator.sign == .minus && !numerator.isZero }
    /// Whether the number is whole.
    public var isInteger: Bool { denominator == 1 }
    /// The number as a 64-bit integer; nil when it is not whole or too large.
    public var int64: Int64? { isInteger ? Int64(exactly: numerator) : nil }
    /// The number without its sign.
    public var magnitude: Exact { isNegative ? -self : self }

    /// The sum.
    public static func + (left: Exact, right: Exact) -> Exact {
        if left.denominator == right.denominator {
            return Exact(reducing: left.numerator + right.numerator, by: left.denominator)
        }
        let top = left.numerator * right.denominator + right.numerator * left.denominator
        return Exact(reducing: top, by: left.denominator * right.denominator)
    }

    /// The difference.
    public static func - (left: Exact, right: Exact) -> Exact { left + (-right) }

    /// The number with the other sign.
    public static prefix func - (value: Exact) -> Exact {
        Exact(reducing: -value.numerator, by: value.denominator)
    }

    /// The product.
    public static func * (left: Exact, right: Exact) -> Exact {
        Exact(reducing: left.numerator * right.numerator, by: left.denominator * right.denominator)
    }

    /// The quotient; nil when the divisor is zero.
    public static func / (left: Exact, right: Exact) -> Exact? {
        Exact(numerator: left.numerator * right.denominator, denominator: left.denominator * right.numerator)
    }

    /// Adds to a number in place.
    public static func += (left: inout Exact, right: Exact) { left = left + right }
    /// Subtracts from a number in place.
    public static func -= (left: inout Exact, right: Exact) { left = left - right }
    /// Multiplies a number in place.
    public static func *= (left: inout Exact, right: Exact) { left = left * right }

    /// The number times a power of ten.
    ///
    /// - Precondition: the exponent lies within ±``maximumExponent``.
    public func scaled(byPowerOfTen exponent: Int) -> Exact { self * Exact(mantissa: 1, exponent: exponent) }
}

extension Exact: Comparable {
    /// Whether one number is below the other, decided exactly.
    public static func < (left: Exact, right: Exact) -> Bool {
        left.denominator == right.denominator
            ? left.numerator < right.numerator
            : left.numerator * right.denominator < right.numerator * left.denominator
    }
}

extension Exact: ExpressibleByIntegerLiteral {
    /// A whole number written in the source.
    public init(integerLiteral value: Int64) { self.init(value) }
}

// MARK: - Text

extension Exact: CustomStringConvertible {
    /// The number as mantissa and exponent without trailing zeros; nil when its decimals never end.
    public var decimalParts: (mantissa: BigInt, exponent: Int)? {
        guard !isZero else { return (0, 0) }
        if isInteger {
            var mantissa = numerator
            var exponent = 0
            while true {
                let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: 10)
                guard remainder.isZero else { return (mantissa, exponent) }
                mantissa = quotient
                exponent += 1
            }
        }
        var rest = denominator
        var twos = 0
        var fives = 0
        while true {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 2)
            guard remainder.isZero else { break }
            rest = quotient
            twos += 1
        }
        while true {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
            guard remainder.isZero else { break }
            rest = quotient
            fives += 1
        }
        guard rest == 1 else { return nil }
        let places = max(twos, fives)
        return (numerator * (Self.powerOfTen(places) / denominator), -places)
    }

    /// Canonical decimal text with a point and no trailing zeros, such as `1234.5`; nil when its decimals never end.
    public var decimalText: String? {
        guard let parts = decimalParts else { return nil }
        if parts.exponent >= 0 { return String(numerator) }
        return Self.text(parts.mantissa, places: -parts.exponent)
    }

    /// The number as `a/b`, reduced; a whole number is written `a/1`.
    public var fractionText: String { "\(numerator)/\(denominator)" }

    /// The number rounded half-up (halves away from zero) to `places` decimals, as text with exactly that many.
    ///
    /// - Precondition: `places` is 0 to 64.
    public func rounded(places: Int) -> String {
        Self.text(roundedMantissa(places: places), places: places)
    }

    /// The number rounded half-up (halves away from zero) to `places` decimals, as a number.
    ///
    /// - Precondition: `places` is 0 to 64.
    public func rounding(places: Int) -> Exact {
        Exact(scaling: roundedMantissa(places: places), exponent: -places)
    }

    private func roundedMantissa(places: Int) -> BigInt {
        precondition((0...Int(Self.maximumExponent)).contains(places), "places out of range")
        let (quotient, remainder) = (numerator.magnitude * Self.powerOfTen(places).magnitude)
            .quotientAndRemainder(dividingBy: denominator.magnitude)
        let magnitude = remainder * 2 >= denominator.magnitude ? quotient + 1 : quotient
        return isNegative ? -BigInt(magnitude) : BigInt(magnitude)
    }

    private static func text(_ mantissa: BigInt, places: Int) -> String {
        guard places > 0 else { return String(mantissa) }
        var digits = String(mantissa.magnitude)
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits
        }
        let point = digits.index(digits.endIndex, offsetBy: -places)
        return (mantissa.sign == .minus ? "-" : "") + digits[..<point] + "." + digits[point...]
    }

    /// The decimal text, or the fraction when its decimals never end.
    public var description: String { decimalText ?? fractionText }
}

// MARK: - Bytes

extension Exact {
    /// A decimal of RFC 8949 section 3.4.4 as stored: tag 4, [exponent, mantissa], 64-bit mantissa without
    /// trailing zeros; nil when the number does not have that form.
    public var cbor: CBOR? {
        guard let parts = decimalParts, let mantissa = Int64(exactly: parts.mantissa),
            Int64(parts.exponent.magnitude) <= Self.maximumExponent
        else { return nil }
        return .tagged(4, .array([CBOR(Int64(parts.exponent)), CBOR(mantissa)]))
    }

    /// Reads tag 4 as ``cbor`` writes it; nil for anything else, also for trailing zeros in the mantissa.
    public init?(cbor: CBOR) {
        guard case .tagged(4, let content) = cbor, let pair = content.arrayValue, pair.count == 2,
            let exponent = pair[0].integer, let mantissa = pair[1].integer,
            (-Self.maximumExponent...Self.maximumExponent).contains(exponent),
            mantissa == 0 ? exponent == 0 : mantissa % 10 != 0
        else { return nil }
        self.init(mantissa: mantissa, exponent: Int(exponent))
    }

    /// Any exact number as bytes: tag 4 where the decimal form of ``cbor`` exists, else tag 30 [numerator,
    /// denominator] with integers or bignums (tags 2 and 3).
    public var rationalCBOR: CBOR {
        cbor ?? .tagged(30, .array([Self.integerCBOR(numerator), Self.integerCBOR(denominator)]))
    }

    /// The longest bignum that is read, in bytes: 1,024 bits, far above any sum of a network.
    static let maximumBignumByteCount = 128

    /// Reads what ``rationalCBOR`` writes; nil for anything else, also for another form of the same number.
    public init?(rationalCBOR item: CBOR) {
        if let decimal = Exact(cbor: item) {
            self = decimal
            return
        }
        guard case .tagged(30, let content) = item, let pair = content.arrayValue, pair.count == 2,
            let top = Self.integer(cbor: pair[0]), let bottom = Self.integer(cbor: pair[1]), bottom > 0
        else { return nil }
        self.init(reducing: top, by: bottom)
        guard rationalCBOR == item else { return nil }
    }

    private static func integerCBOR(_ value: BigInt) -> CBOR {
        let isNegative = value.sign == .minus
        let magnitude = isNegative ? value.magnitude - 1 : value.magnitude
        if let small = UInt64(exactly: magnitude) { return isNegative ? .negative(small) : .unsigned(small) }
        var bytes: [UInt8] = []
        var rest = magnitude
        while !rest.isZero {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 256)
            bytes.append(UInt8(exactly: remainder) ?? 0)
            rest = quotient
        }
        return .tagged(isNegative ? 3 : 2, .bytes(bytes.reversed()))
    }

    private static func integer(cbor: CBOR) -> BigInt? {
        switch cbor {
        case .unsigned(let value): return BigInt(value)
        case .negative(let value): return -1 - BigInt(value)
        case .tagged(let tag, let content) where tag == 2 || tag == 3:
            guard let bytes = content.bytesValue, bytes.count <= maximumBignumByteCount, bytes.count > 8, bytes[0] != 0
            else { return nil }
            let magnitude = bytes.reduce(into: BigInt(0)) { $0 = $0 * 256 + BigInt($1) }
            return tag == 2 ? magnitude : -1 - magnitude
        default: return nil
        }
    }
}
