public import Wire

/// A series of decimal numbers with gaps, as one value of a record: the readings of a meter's month.
///
/// Every number is a 64-bit integer times 10^−``scale``; a gap is nil, never zero.
public struct Column: Hashable, Sendable {
    /// The number of decimal places that all numbers share, 0 to 9.
    public let scale: Int
    /// The numbers in units of 10^−``scale``.
    public let values: [Int64?]

    /// The most numbers in one column: a month of quarter hours has 2,980, and 4,096 is the next power of two.
    public static let maximumCount = 4096
    /// The largest magnitude of a number in a column; differences of two and their coding then fit 64 bits.
    public static let maximumMagnitude: Int64 = 1_000_000_000_000_000_000
    /// The most decimal places.
    public static let maximumScale = 9

    /// A series; its scale is reduced as far as no digit is lost.
    ///
    /// - Returns: nil when a limit of this type is passed.
    public init?(scale: Int, values: [Int64?]) {
        guard (0...Self.maximumScale).contains(scale), values.count <= Self.maximumCount,
            values.allSatisfy({ ($0 ?? 0).magnitude <= UInt64(Self.maximumMagnitude) })
        else { return nil }
        var scale = scale
        var values = values
        while scale > 0, values.allSatisfy({ ($0 ?? 0) % 10 == 0 }) {
            scale -= 1
            values = values.map { $0.map { $0 / 10 } }
        }
        self.scale = scale
        self.values = values
    }

    /// A series of exact numbers; nil where one has no decimal form within the limits of this type.
    public init?(_ numbers: [Exact?]) {
        var scale = 0
        var parts: [(mantissa: Int64, exponent: Int)?] = []
        for number in numbers {
            guard let number else {
                parts.append(nil)
                continue
            }
            guard let decimal = number.decimalParts, let mantissa = Int64(exactly: decimal.mantissa) else { return nil }
            parts.append((mantissa, decimal.exponent))
            scale = max(scale, -decimal.exponent)
        }
        guard scale <= Self.maximumScale else { return nil }
        var values: [Int64?] = []
        for part in parts {
            guard let part else {
                values.append(nil)
                continue
            }
            var value = part.mantissa
            for _ in 0..<min(part.exponent + scale, 20) {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                value = product
            }
            guard part.exponent + scale <= 20 || value == 0 else { return nil }
            values.append(value)
        }
        self.init(scale: scale, values: values)
    }

    /// The number at a position; nil for a gap.
    public subscript(index: Int) -> Exact? { values[index].map { Exact(mantissa: $0, exponent: -scale) } }

    /// The number of positions, gaps included.
    public var count: Int { values.count }

    /// The number of gaps.
    public var gapCount: Int { values.count { $0 == nil } }

    /// The sum of all numbers, gaps left out.
    public var sum: Exact {
        // 4,096 numbers of at most 10^18 can pass 64 bits; two words never.
        var total: Int128 = 0
        for value in values { total += Int128(value ?? 0) }
        return Exact(wide: total).scaled(byPowerOfTen: -scale)
    }

    /// The numbers as canonical decimal text, nil for a gap.
    public var texts: [String?] { values.map { $0.map { Self.text($0, scale: scale) } } }

    private static func text(_ value: Int64, scale: Int) -> String {
        guard scale > 0 else { return String(value) }
        var digits = Array(String(value.magnitude).utf8)
        if digits.count <= scale {
            digits.insert(contentsOf: Array(repeating: 48, count: scale + 1 - digits.count), at: 0)
        }
        digits.insert(UInt8(ascii: "."), at: digits.count - scale)
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.last == UInt8(ascii: ".") { digits.removeLast() }
        return (value < 0 ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }
}

// MARK: - Bytes

extension Column {
    /// The column as stored: [scale, step, count, bytes].
    ///
    /// Every number is a multiple of `step`, their greatest common divisor (1 when all are zero). The bytes hold
    /// one LEB128 varint a position: 0 for a gap, else 1 + zigzag(difference to the number before, in steps).
    public var cbor: CBOR {
        let step = values.reduce(into: Int64(0)) { $0 = Self.greatestCommonDivisor($0, ($1 ?? 0)) }
        let divisor = max(step, 1)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(values.count * 2)
        var previous: Int64 = 0
        for value in values {
            guard let value else {
                bytes.append(0)
                continue
            }
            let number = value / divisor
            let difference = number - previous
            Self.append(UInt64(bitPattern: difference << 1 ^ difference >> 63) + 1, to: &bytes)
            previous = number
        }
        return .array([CBOR(Int64(scale)), CBOR(divisor), CBOR(Int64(values.count)), .bytes(bytes)])
    }

    /// Reads what ``cbor`` writes; nil for anything else, also for another form of the same numbers.
    public init?(cbor: CBOR) {
        guard let parts = cbor.arrayValue, parts.count == 4, let scale = parts[0].integer, let step = parts[1].integer,
            let count = parts[2].integer, let bytes = parts[3].bytesValue,
            (0...Int64(Self.maximumScale)).contains(scale), step > 0, step <= Self.maximumMagnitude,
            (0...Int64(Self.maximumCount)).contains(count), bytes.count >= Int(count), bytes.count <= Int(count) * 10
        else { return nil }
        var values: [Int64?] = []
        values.reserveCapacity(Int(count))
        var offset = 0
        var previous: Int64 = 0
        for _ in 0..<count {
            guard let code = Self.varint(bytes, at: &offset) else { return nil }
            guard code > 0 else {
                values.append(nil)
                continue
            }
            let zigzag = code - 1
            let difference = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
            let (number, overflow) = previous.addingReportingOverflow(difference)
            let (value, tooLarge) = number.multipliedReportingOverflow(by: step)
            guard !overflow, !tooLarge, value.magnitude <= UInt64(Self.maximumMagnitude) else { return nil }
            values.append(value)
            previous = number
        }
        guard offset == bytes.count, let column = Column(scale: Int(scale), values: values), column.cbor == cbor
        else { return nil }
        self = column
    }

    private static func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        var (large, small) = (left.magnitude, right.magnitude)
        while small > 0 { (large, small) = (small, large % small) }
        return Int64(large)
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func varint(_ bytes: [UInt8], at offset: inout Int) -> UInt64? {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 56, by: 7) {
            guard offset < bytes.count else { return nil }
            let byte = bytes[offset]
            offset += 1
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return byte == 0 && shift > 0 ? nil : result }
        }
        return nil
    }
}

/// How a run of consecutive readings came about.
public struct QualityRun: Hashable, Sendable {
    /// A code of ``CodeLists/readingQualities``.
    public let code: String
    /// The number of readings, at least 1.
    public let count: Int

    /// A run of readings of one quality.
    public init(code: String, count: Int) {
        self.code = code
        self.count = count
    }
}
