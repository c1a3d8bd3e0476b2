/// Reading the numbers of one column of a table: the decimal mark is decided once, for all of them.
struct ColumnNumbers {
    /// A number as digits: `mantissa` × 10^−`places`.
    struct Number: Hashable {
        var mantissa: Int64
        var places: Int
    }

    /// What the marks of a column say about its decimal mark.
    enum Decision: Hashable {
        case mark(UInt8)
        /// Every number is whole; any mark does.
        case whole
        /// One mark, always before exactly three digits.
        case ambiguous
        /// Two numbers prove different marks.
        case contradictory
    }

    private static let comma = UInt8(ascii: ",")
    private static let point = UInt8(ascii: ".")
    private var proofs: [UInt8: Bool] = [comma: false, point: false]
    private var isSeen: [UInt8: Bool] = [comma: false, point: false]

    /// Takes one number's text into account.
    mutating func observe(_ text: [UInt8]) {
        let commas = text.count { $0 == Self.comma }
        let points = text.count { $0 == Self.point }
        if commas > 0, points > 0 {
            let last = text.last { $0 == Self.comma || $0 == Self.point } ?? Self.comma
            proofs[last] = true
            isSeen[Self.comma] = true
            isSeen[Self.point] = true
            return
        }
        guard commas + points > 0 else { return }
        let mark = commas > 0 ? Self.comma : Self.point
        isSeen[mark] = true
        if commas + points > 1 {
            proofs[mark == Self.comma ? Self.point : Self.comma] = true
        } else if !Self.canBeGroups(text, mark: mark) {
            proofs[mark] = true
        }
    }

    /// The decimal mark that all numbers together allow.
    ///
    /// - Parameter isGerman: dates are written d.m.y and columns are not separated by commas; a comma is then never a
    ///   thousands mark.
    func decision(isGerman: Bool) -> Decision {
        let isComma = proofs[Self.comma] == true
        let isPoint = proofs[Self.point] == true
        if isComma, isPoint { return .contradictory }
        if isComma { return .mark(Self.comma) }
        if isPoint { return .mark(Self.point) }
        switch (isSeen[Self.comma] == true, isSeen[Self.point] == true) {
        case (false, false): return .whole
        case (true, false) where isGerman: return .mark(Self.comma)
        default: return .ambiguous
        }
    }

    private static func canBeGroups(_ text: [UInt8], mark: UInt8) -> Bool {
        let digits = text.drop { !NumberText.isDigit($0) && $0 != mark }
        return NumberText.joiningGroups(
            Substring(String(decoding: digits, as: UTF8.self)), mark: mark == comma ? "," : ".") != nil
    }

    /// Reads a number with a decided mark; nil for anything else. The other mark, spaces and apostrophes may stand
    /// between groups of three digits.
    static func read(_ text: [UInt8], mark: UInt8) -> Number? {
        var digits = cleaned(text)
        var isNegative = false
        if digits.first == UInt8(ascii: "-") || digits.last == UInt8(ascii: "-") {
            isNegative = true
            digits.remove(at: digits.first == UInt8(ascii: "-") ? 0 : digits.count - 1)
        } else if digits.first == UInt8(ascii: "+") {
            digits.removeFirst()
        }
        let parts = digits.split(separator: mark, omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = ungrouped(parts[0]) else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty, whole.count + fraction.count <= 18,
            fraction.allSatisfy(NumberText.isDigit)
        else { return nil }
        var mantissa: Int64 = 0
        for digit in whole + fraction { mantissa = mantissa * 10 + Int64(digit - UInt8(ascii: "0")) }
        return Number(mantissa: isNegative ? -mantissa : mantissa, places: fraction.count)
    }

    /// The digits of a whole part without its marks between groups of three; nil for wrong groups.
    private static func ungrouped(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        if part.allSatisfy(NumberText.isDigit) { return Array(part) }
        guard let mark = part.first(where: { !NumberText.isDigit($0) }),
            [comma, point, UInt8(ascii: " "), UInt8(ascii: "'")].contains(mark)
        else { return nil }
        let groups = part.split(separator: mark, omittingEmptySubsequences: false)
        guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            groups.allSatisfy({ $0.allSatisfy(NumberText.isDigit) })
        else { return nil }
        return Array(groups.joined())
    }

    /// A number's bytes with the typographic minus, no-break spaces and apostrophes as plain ones.
    private static func cleaned(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text }
        let characters = TableLine.text(text).unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar {
            case "\u{2212}": "-"
            case "\u{A0}", "\u{202F}": " "
            case "\u{2019}": "'"
            default: scalar
            }
        }
        return Array(String(String.UnicodeScalarView(characters)).utf8)
    }

    /// Whether a text stands for a value that is missing, which is never zero.
    static func isGap(_ text: [UInt8]) -> Bool {
        if let first = text.first, NumberText.isDigit(first) { return false }
        return gapWords.contains(TableLine.text(text).lowercased())
    }

    private static let gapWords: Set<String> = [
        "", "-", "--", "#nv", "#n/a", "#wert!", "#value!", "n/a", "na", "nan", "null", "k.a.", "k. a.",
    ]
}
