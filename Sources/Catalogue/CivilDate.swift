/// A day of the Gregorian calendar, without a time or a place.
public struct CivilDate: Hashable, Sendable {
    /// The year, 1900 to 2200.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let day: Int

    /// The years that are read: wider than any record needs, narrow enough to catch a slip of the keyboard.
    public static let years = 1900...2200

    /// A day that exists; nil for 30 February, month 13 or a year outside ``years``.
    public init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month),
            (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2026-01-31`, two digits for month and day; nil for anything else.
    public init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.digits(bytes[0..<4]), let month = Self.digits(bytes[5..<7]),
            let day = Self.digits(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `31.1.2026` or `31.01.2026`; nil for anything else, also for a year of two digits.
    public init?(german text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
        guard parts.count == 3, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
            parts[2].count == 4, let day = Self.digits(parts[0][...]), let month = Self.digits(parts[1][...]),
            let year = Self.digits(parts[2][...])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day that lies `daysSince1970` days after 1 January 1970; a number may be negative.
    ///
    /// - Precondition: the year lies within ``years``; see ``isValid(daysSince1970:)``.
    public init(daysSince1970: Int) {
        precondition(Self.isValid(daysSince1970: daysSince1970), "date out of range")
        let shifted = daysSince1970 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Whether a number of days names a day within ``years``.
    public static func isValid(daysSince1970 days: Int) -> Bool { (-25_567...84_370).contains(days) }

    /// The days since 1 January 1970, negative before.
    public var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day `count` days later.
    ///
    /// - Precondition: the result lies within ``years``.
    public func adding(days count: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + count) }

    /// The first day of the month after this day's.
    ///
    /// - Precondition: the result lies within ``years``.
    public var firstOfNextMonth: CivilDate {
        let first = daysSince1970 - day + 1
        return CivilDate(daysSince1970: first + Self.dayCount(ofMonth: month, year: year))
    }

    /// The first day of this day's month.
    public var firstOfMonth: CivilDate { CivilDate(daysSince1970: daysSince1970 - day + 1) }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    public var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

    /// Whether a year has 366 days.
    public static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The number of days of a month of a year.
    public static func dayCount(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var result = 0
        for byte in bytes {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            result = result * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return bytes.isEmpty ? nil : result
    }
}

extension CivilDate: Comparable {
    /// Whether one day lies before the other.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: CustomStringConvertible {
    /// The day as `2026-01-31`.
    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    /// The day as `31.01.2026`.
    public var germanText: String { "\(padded(day, 2)).\(padded(month, 2)).\(padded(year, 4))" }
}

/// A number with leading zeros up to a width.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
