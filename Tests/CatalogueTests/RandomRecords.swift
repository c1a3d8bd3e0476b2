import Catalogue
import Wire

/// Pseudo-random numbers that a seed repeats (SplitMix64).
struct RandomRecords: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) }
    }

    /// A decimal number of up to 15 digits and 6 places.
    mutating func decimal() -> Exact {
        Exact(mantissa: .random(in: 0...999_999_999_999_999, using: &self), exponent: .random(in: -6...3, using: &self))
    }

    /// A value that fits a field.
    mutating func value(_ field: FieldDefinition) -> Value { value(field.type, field) }

    private mutating func value(_ type: FieldType, _ field: FieldDefinition) -> Value {
        switch type {
        case .text(let maximum): return .text(text(1...maximum))
        case .lines: return .text(text(1...80) + "\n" + text(1...80))
        case .hexadecimal(let count):
            return .text(bytes(count).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        case .dot: return .text(String(repeating: "a", count: 32) + "/" + String(next(), radix: 16) + "/\(next())")
        case .code: return .code(field.codes.randomElement(using: &self)?.code ?? "")
        case .integer(let bounds): return .integer(.random(in: bounds, using: &self))
        case .decimal(_, let maximum):
            let number = decimal()
            return .decimal(maximum.map { number <= $0 ? number : $0 } ?? number)
        case .exact: return .decimal(exact())
        case .date: return .date(CivilDate(daysSince1970: .random(in: -10_000...60_000, using: &self)))
        case .instant: return .instant(Instant(secondsSince1970: .random(in: 0...4_000_000_000, using: &self)))
        case .dateOrInstant: return value(Bool.random(using: &self) ? .date : .instant, field)
        case .boolean: return .boolean(.random(using: &self))
        case .reference:
            guard let id = RecordID(bytes(10)) else { preconditionFailure("ten bytes") }
            return .reference(id)
        case .list(let element):
            if case .code = element {
                return .list(
                    field.codes.shuffled(using: &self).prefix(.random(in: 1...3, using: &self)).map { .code($0.code) })
            }
            return .list((0..<Int.random(in: 1...5, using: &self)).map { _ in value(element, field) })
        case .amounts:
            let codes = field.codes.shuffled(using: &self).prefix(4)
            return .amounts(Dictionary(uniqueKeysWithValues: codes.map { ($0.code, exact()) }))
        case .column: return .column(column())
        case .quality:
            return .quality(field.codes.map { QualityRun(code: $0.code, count: .random(in: 1...500, using: &self)) })
        }
    }

    private mutating func exact() -> Exact { (decimal() / Exact(Int.random(in: 1...999, using: &self))) ?? .zero }

    mutating func column() -> Column {
        let values: [Int64?] = (0..<Int.random(in: 0...300, using: &self)).map { _ in
            Bool.random(using: &self) ? nil : .random(in: -1_000_000...1_000_000_000_000, using: &self)
        }
        guard let column = Column(scale: .random(in: 0...9, using: &self), values: values) else {
            preconditionFailure("within limits")
        }
        return column
    }

    private mutating func text(_ counts: ClosedRange<Int>) -> String {
        let letters = Array("abcXYZ äöüß€0189,.;=\"'\\{}[]<>&/-_")
        let middle = (0..<Int.random(in: counts, using: &self)).compactMap { _ in letters.randomElement(using: &self) }
        return "x" + String(middle.dropFirst().dropLast()) + (middle.count > 1 ? "y" : "")
    }

    /// Fields of a kind: the required ones and some of the others.
    mutating func fields(_ kind: Kind) -> Fields {
        var fields = Fields()
        for field in kind.fields where field.isRequired || Bool.random(using: &self) {
            fields[field.name] = value(field)
        }
        return fields
    }
}
