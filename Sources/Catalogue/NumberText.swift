/// Reading a single number as people type it, never guessing.
enum NumberText {
    enum Reading: Hashable {
        case number(Exact)
        /// The two numbers that the text may mean.
        case ambiguous(Exact, Exact)
        case notANumber
    }

    /// Reads a number in a language's writing, or canonical where the language leaves no doubt.
    ///
    /// German takes `1.234,5` and `12,5`, English `1,234.5` and `12.5`; both take `1 234`, and a decimal point where
    /// it cannot be a thousands mark (`12.5`, `0.125`). One group of three digits behind one foreign mark is
    /// ambiguous (`1.234` in German, `1,234` in English).
    ///
    /// - Parameter language: nil takes canonical text only.
    static func read(_ text: String, language: Language?) -> Reading {
        guard text.utf8.count <= Exact.maximumTextLength else { return .notANumber }
        guard let language else { return Exact(decimal: text).map { .number($0) } ?? .notANumber }
        var digits = Substring(text)
        var isNegative = false
        if let sign = digits.first, "+-\u{2212}".contains(sign) {
            isNegative = sign != "+"
            digits.removeFirst()
        }
        guard let core = joiningSpacedGroups(digits), let first = core.utf8.first, isDigit(first) else {
            return .notANumber
        }
        let reading = readUnsigned(core, language)
        guard isNegative else { return reading }
        switch reading {
        case .number(let number): return .number(-number)
        case .ambiguous(let one, let other): return .ambiguous(-one, -other)
        case .notANumber: return .notANumber
        }
    }

    private static func readUnsigned(_ text: String, _ language: Language) -> Reading {
        let decimalMark: Character = language == .de ? "," : "."
        let groupMark: Character = language == .de ? "." : ","
        let hasDecimalMark = text.contains(decimalMark)
        let groupCount = text.count { $0 == groupMark }
        if hasDecimalMark {
            let parts = text.split(separator: decimalMark, omittingEmptySubsequences: false)
            guard parts.count == 2, let whole = joiningGroups(parts[0], mark: groupMark) else { return .notANumber }
            return number("\(whole).\(parts[1])")
        }
        guard groupCount > 0 else { return number(text) }
        let grouped = joiningGroups(Substring(text), mark: groupMark)
        guard groupCount == 1 else { return grouped.map(number) ?? .notANumber }
        let asDecimal = Exact(decimal: text.replacing(groupMark, with: "."))
        if let grouped, let asGroups = Exact(decimal: grouped), let asDecimal {
            return .ambiguous(asGroups, asDecimal)
        }
        // A decimal point is canonical and stands in both languages; a decimal comma only in German.
        return language == .de ? asDecimal.map { .number($0) } ?? .notANumber : .notANumber
    }

    private static func number(_ text: String) -> Reading { Exact(decimal: text).map { .number($0) } ?? .notANumber }

    /// Digits in groups of three behind a first group of one to three without a leading zero; nil for other groups.
    static func joiningGroups(_ text: Substring, mark: Character) -> String? {
        let groups = text.split(separator: mark, omittingEmptySubsequences: false)
        guard groups.count > 1 else { return String(text) }
        guard let first = groups.first, (1...3).contains(first.utf8.count), first.first != "0",
            groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            groups.allSatisfy({ $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        return groups.joined()
    }

    /// Joins groups of three digits that spaces (plain, no-break or narrow) separate; nil for other spaces.
    private static func joiningSpacedGroups(_ text: Substring) -> String? {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" }
        guard text.contains(where: isSpace) else { return String(text) }
        let groups = text.split(omittingEmptySubsequences: false, whereSeparator: isSpace)
        guard let first = groups.first, let last = groups.last, (1...3).contains(first.utf8.count),
            first.utf8.allSatisfy(isDigit), first.first != "0",
            groups.dropFirst().dropLast().allSatisfy({ $0.utf8.count == 3 && $0.utf8.allSatisfy(isDigit) }),
            last.utf8.count >= 3, last.utf8.prefix(3).allSatisfy(isDigit),
            last.utf8.count == 3 || !isDigit(Array(last.utf8)[3])
        else { return nil }
        return groups.joined()
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension String {
    fileprivate func replacing(_ mark: Character, with other: Character) -> String {
        String(map { $0 == mark ? other : $0 })
    }
}
