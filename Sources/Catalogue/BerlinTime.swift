/// Local time in Germany by the rule of Directive 2000/84/EC: UTC+1, and UTC+2 from the last Sunday of March,
/// 01:00 UTC, to the last Sunday of October, 01:00 UTC.
///
/// The rule holds since 1996; earlier years are computed by it too.
public enum BerlinTime {
    /// Winter time's offset to UTC, in seconds.
    public static let winterOffset = 3600
    /// Summer time's offset to UTC, in seconds.
    public static let summerOffset = 7200

    /// The last Sunday of March, when 02:00 becomes 03:00 and the day has 23 hours.
    public static func springChange(of year: Int) -> CivilDate { lastSunday(ofMonth: 3, year: year) }

    /// The last Sunday of October, when 03:00 becomes 02:00 and the day has 25 hours.
    public static func autumnChange(of year: Int) -> CivilDate { lastSunday(ofMonth: 10, year: year) }

    private static func lastSunday(ofMonth month: Int, year: Int) -> CivilDate {
        guard let last = CivilDate(year: year, month: month, day: 31) else {
            preconditionFailure("year out of range")
        }
        return last.adding(days: -(last.weekday % 7))
    }

    /// The offset to UTC in force at a moment, in seconds.
    public static func offset(at instant: Instant) -> Int {
        let year = instant.civil(offset: 0).date.year
        let start = Instant(springChange(of: year), hour: 1)
        let end = Instant(autumnChange(of: year), hour: 1)
        return instant >= start && instant < end ? summerOffset : winterOffset
    }

    /// The local day and second of the day at a moment.
    public static func local(_ instant: Instant) -> (date: CivilDate, second: Int) {
        instant.civil(offset: offset(at: instant))
    }

    /// The moment in local time with its offset, such as `2026-02-01T00:00:00+01:00`.
    public static func rfc3339(_ instant: Instant) -> String { instant.rfc3339(offset: offset(at: instant)) }

    /// The local midnight with which a day begins.
    public static func midnight(_ date: CivilDate) -> Instant {
        let isSummer = date > springChange(of: date.year) && date <= autumnChange(of: date.year)
        return Instant(date).adding(seconds: Int64(isSummer ? -summerOffset : -winterOffset))
    }

    /// The moments that a local clock time names: one, none in the hour left out in spring, two (summer time first)
    /// in the hour repeated in autumn.
    ///
    /// - Parameter second: 0 to 86,400; 86,400 is the midnight that ends the day.
    public static func instants(_ date: CivilDate, second: Int) -> [Instant] {
        let utc = Instant(date).adding(seconds: Int64(second))
        return [summerOffset, winterOffset]
            .map { (offset: $0, instant: utc.adding(seconds: Int64(-$0))) }
            .filter { offset(at: $0.instant) == $0.offset }
            .map(\.instant)
    }

    /// The length of a local day in seconds: 82,800 in spring's change, 90,000 in autumn's, else 86,400.
    public static func dayLength(_ date: CivilDate) -> Int {
        if date == springChange(of: date.year) { return 82_800 }
        return date == autumnChange(of: date.year) ? 90_000 : 86_400
    }
}
