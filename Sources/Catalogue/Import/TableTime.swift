/// Days and times as tables write them.
enum TableTime {
    /// What a cell of a table says about time.
    enum Cell: Hashable {
        case date(CivilDate, isGerman: Bool)
        /// Seconds of the day, 0 to 86,400.
        case time(Int)
        case range(Int, Int)
        case dateTime(CivilDate, Int, isGerman: Bool)
        case instant(Instant)
        case other
    }

    /// Reads a cell.
    static func cell(_ bytes: [UInt8]) -> Cell {
        guard let first = bytes.first, NumberText.isDigit(first), bytes.count <= 40 else { return .other }
        let text = String(decoding: bytes, as: UTF8.self)
        if let date = date(text) { return .date(date.0, isGerman: date.isGerman) }
        if let second = time(text) { return .time(second) }
        if let range = range(text) { return range }
        if let instant = Instant(rfc3339: text) { return .instant(instant) }
        let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
        if parts.count == 2, let date = date(String(parts[0])), let second = time(TextInput.trimmed(parts[1])) {
            return .dateTime(date.0, second, isGerman: date.isGerman)
        }
        return .other
    }

    private static func date(_ text: String) -> (CivilDate, isGerman: Bool)? {
        if let date = CivilDate(german: text) { return (date, true) }
        return CivilDate(iso: text).map { ($0, false) }
    }

    /// Reads `0:15`, `00:15` or `00:15:00`, also `24:00`; nil for anything else.
    static func time(_ text: String) -> Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
        guard (2...3).contains(parts.count), (1...2).contains(parts[0].count),
            parts.dropFirst().allSatisfy({ $0.count == 2 })
        else { return nil }
        let numbers = parts.compactMap { CivilDate.digits($0[...]) }
        guard numbers.count == parts.count, numbers[1] < 60, numbers.count == 2 || numbers[2] < 60 else { return nil }
        let second = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return second <= 86_400 ? second : nil
    }

    private static func range(_ text: String) -> Cell? {
        let parts = text.split { $0 == "-" || $0 == "–" }.map { TextInput.trimmed($0) }
        guard parts.count == 2, let start = time(parts[0]), let end = time(parts[1]) else { return nil }
        return .range(start, end)
    }
}
