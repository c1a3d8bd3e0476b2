import Catalogue
import Testing

struct TimeTests {
    @Test func `Every day from 1900 to 2200 is reached by counting`() throws {
        var count = -25_567
        for year in CivilDate.years {
            for month in 1...12 {
                for day in 1...CivilDate.dayCount(ofMonth: month, year: year) {
                    let date = try #require(CivilDate(year: year, month: month, day: day))
                    guard date.daysSince1970 == count, CivilDate(daysSince1970: count) == date else {
                        Issue.record("\(date)")
                        return
                    }
                    count += 1
                }
            }
        }
        #expect(count == 84_371)
        #expect(!CivilDate.isValid(daysSince1970: count) && CivilDate.isValid(daysSince1970: count - 1))
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20260101", "2026-01-01T", "1899-12-31", "",
    ])
    func `A day that does not exist or is written otherwise is refused`(_ text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(arguments: [("1.2.2026", "2026-02-01"), ("31.12.1999", "1999-12-31"), ("29.02.2024", "2024-02-29")])
    func `German days are read`(_ pair: (String, String)) {
        #expect(CivilDate(german: pair.0)?.description == pair.1)
    }

    @Test(arguments: ["29.2.2026", "1.2.26", "32.1.2026", "1.2", "1.2.2026.", "a.b.2026", "01. Feb"])
    func `Other German days are refused`(_ text: String) {
        #expect(CivilDate(german: text) == nil)
    }

    @Test func `Weekdays are those of the calendar`() {
        #expect(CivilDate(iso: "1970-01-01")?.weekday == 4)
        #expect(CivilDate(iso: "2026-11-22")?.weekday == 7)
        #expect(CivilDate(iso: "1900-01-01")?.weekday == 1)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-02-01T00:15:00+01:00", 1_769_901_300),
        ("1969-12-31T23:59:59Z", -1), ("2026-02-01T00:15:00-05:30", 1_769_924_700),
    ])
    func `Moments are read with their offset`(_ vector: (String, Int64)) throws {
        let instant = try #require(Instant(rfc3339: vector.0))
        #expect(instant.secondsSince1970 == vector.1)
        #expect(Instant(rfc3339: instant.rfc3339) == instant)
    }

    @Test(arguments: [
        "2026-02-01T00:15:00", "2026-02-01 00:15:00Z", "2026-02-01T24:00:00Z", "2026-02-01T00:60:00Z",
        "2026-02-01T00:15:00.5Z", "2026-02-01T00:15Z", "2026-02-30T00:15:00Z", "2026-02-01T00:15:00+0100",
    ])
    func `Moments without an offset or written otherwise are refused`(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [
        (2019, "2019-03-31", "2019-10-27"), (2020, "2020-03-29", "2020-10-25"), (2026, "2026-03-29", "2026-10-25"),
        (2035, "2035-03-25", "2035-10-28"),
    ])
    func `The clocks change on the last Sundays of March and October`(_ vector: (Int, String, String)) {
        #expect(BerlinTime.springChange(of: vector.0).description == vector.1)
        #expect(BerlinTime.autumnChange(of: vector.0).description == vector.2)
    }

    @Test func `Days have 23, 24 or 25 hours and midnights follow each other`() throws {
        var date = try #require(CivilDate(iso: "2019-01-01"))
        var lengths: [Int: Int] = [:]
        for _ in 0..<(365 * 8) {
            let next = date.adding(days: 1)
            let length = BerlinTime.dayLength(date)
            let start = BerlinTime.midnight(date)
            #expect(BerlinTime.midnight(next).secondsSince1970 - start.secondsSince1970 == Int64(length))
            #expect(BerlinTime.local(start).date == date && BerlinTime.local(start).second == 0)
            lengths[length, default: 0] += 1
            date = next
        }
        #expect(lengths[82_800] == 8 && lengths[90_000] == 8)
    }

    @Test func `The hour left out names no moment, the repeated hour two`() throws {
        let spring = try #require(CivilDate(iso: "2019-03-31"))
        #expect(BerlinTime.instants(spring, second: 2 * 3600 + 900).isEmpty)
        #expect(BerlinTime.instants(spring, second: 3 * 3600).map(\.rfc3339) == ["2019-03-31T01:00:00Z"])
        let autumn = try #require(CivilDate(iso: "2019-10-27"))
        #expect(
            BerlinTime.instants(autumn, second: 2 * 3600).map(BerlinTime.rfc3339)
                == ["2019-10-27T02:00:00+02:00", "2019-10-27T02:00:00+01:00"])
        #expect(BerlinTime.instants(autumn, second: 3 * 3600).count == 1)
        #expect(BerlinTime.instants(autumn, second: 86_400) == [BerlinTime.midnight(autumn.adding(days: 1))])
    }

    @Test(arguments: [
        ("2024-01-01", "2024-12-31", 2024), ("2023-10-01", "2024-09-30", 2024), ("2024-07-01", "2025-06-30", 2024),
        ("2023-07-01", "2024-06-30", 2023), ("2022-07-02", "2023-07-01", 2022), ("2025-07-02", "2026-07-02", 2026),
    ])
    func `The hub year has most days of the period`(_ vector: (String, String, Int)) throws {
        let start = try #require(CivilDate(iso: vector.0))
        let end = try #require(CivilDate(iso: vector.1))
        var counts: [Int: Int] = [:]
        var day = start
        while day <= end {
            counts[day.year, default: 0] += 1
            day = day.adding(days: 1)
        }
        let naive = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
        #expect(CivilDate.hubYear(from: start, through: end) == naive)
    }
}
