/// The moments at which the intervals of a table begin, from the clock times written in its rows.
struct IntervalStarts {
    /// A moment for each row; nil where the time did not exist or comes more often than the day has it.
    private(set) var starts: [Instant?] = []
    /// Findings about the days on which the clocks change.
    private(set) var warnings: [Warning] = []

    init(_ rows: [RowScanner.Row], position: IntervalCSV.LabelPosition, clock: IntervalCSV.Clock, interval: Int) {
        starts.reserveCapacity(rows.count)
        var days = DayMapper(position: position, clock: clock, interval: interval)
        var index = 0
        while index < rows.count {
            var end = index
            while end < rows.count, rows[end].day == rows[index].day { end += 1 }
            starts += days.starts(rows[index..<end])
            index = end
        }
        for day in days.shortAutumnDays.sorted() {
            let date = CivilDate(daysSince1970: day)
            warnings.append(
                Warning(
                    code: "repeatedHourMissing",
                    text: Label(
                        de: "\(date.germanText): die doppelte Stunde steht nur einmal da; die zweite bleibt leer.",
                        en: "\(date): the repeated hour is there once; the second one stays empty.")))
        }
    }
}

/// Maps the times of one day after another.
private struct DayMapper {
    let position: IntervalCSV.LabelPosition
    let clock: IntervalCSV.Clock
    let interval: Int
    private(set) var shortAutumnDays: Set<Int> = []

    init(position: IntervalCSV.LabelPosition, clock: IntervalCSV.Clock, interval: Int) {
        self.position = position
        self.clock = clock
        self.interval = interval
    }

    /// The moments of a run of rows of one day.
    mutating func starts(_ rows: ArraySlice<RowScanner.Row>) -> [Instant?] {
        guard let first = rows.first else { return [] }
        let date = CivilDate(daysSince1970: Int(first.day))
        let isAutumn = clock == .local && date == BerlinTime.autumnChange(of: date.year)
        // Two ways to write ends in autumn: as clock time at the end (02:00 twice) or as start plus interval (03:00 twice).
        let writesTrueEnds = position == .end && isAutumn && rows.count { $0.second == 7200 } > 1
        var seen: [Int32: Int] = [:]
        var previous: Int32 = -1
        var result: [Instant?] = []
        for row in rows {
            var second = Int(row.second)
            if position == .end, second == 0, Int(previous) + interval == 86_400 { second = 86_400 }
            previous = row.second
            let occurrence = seen[row.second, default: 0]
            seen[row.second] = occurrence + 1
            result.append(start(row, date, second, occurrence, writesTrueEnds))
        }
        let hour = position == .start || writesTrueEnds ? 7200..<10_800 : 7200 + interval..<10_800 + interval
        if isAutumn, rows.contains(where: { $0.instant == .min && hour.contains(Int($0.second)) }),
            seen.allSatisfy({ !hour.contains(Int($0.key)) || $0.value == 1 })
        {
            shortAutumnDays.insert(Int(first.day))
        }
        return result
    }

    private func start(
        _ row: RowScanner.Row, _ date: CivilDate, _ second: Int, _ occurrence: Int, _ writesTrueEnds: Bool
    ) -> Instant? {
        let shift = position == .end ? -Int64(interval) : 0
        if row.instant != .min { return Instant(secondsSince1970: row.instant + shift) }
        switch clock {
        case .utc: return Instant(date).adding(seconds: Int64(second) + shift)
        case .winter: return Instant(date).adding(seconds: Int64(second - BerlinTime.winterOffset) + shift)
        case .local: break
        }
        if position == .start { return pick(BerlinTime.instants(date, second: second), occurrence) }
        if writesTrueEnds || second < interval {
            return pick(BerlinTime.instants(date, second: second), occurrence)?.adding(seconds: shift)
        }
        let byStart = BerlinTime.instants(date, second: second - interval)
        // In spring a table may write the clock time at the end of 01:45, which is 03:00.
        if byStart.isEmpty {
            return pick(BerlinTime.instants(date, second: second), occurrence)?.adding(seconds: shift)
        }
        return pick(byStart, occurrence)
    }

    private func pick(_ instants: [Instant], _ occurrence: Int) -> Instant? {
        // The same line twice is the same interval twice; only the repeated hour moves on.
        instants.isEmpty ? nil : instants[min(occurrence, instants.count - 1)]
    }
}
