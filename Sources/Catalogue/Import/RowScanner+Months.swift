extension RowScanner {
    /// Judges all rows together and turns them into months.
    mutating func finish() throws(CatalogueError) -> IntervalCSV.Result {
        guard let layout, !rows.isEmpty else { throw noData() }
        let mark = try decimalMark(layout)
        let interval = try intervalSeconds()
        let position = try labelPosition(layout, interval)
        let clock = try clock(position, interval)
        var result = IntervalCSV.Result()
        let starts = IntervalStarts(rows, position: position, clock: clock, interval: interval)
        var months = MonthBuilder(interval: interval, unit: layout.unit)
        for index in rows.indices {
            take(index, starts, mark: mark, layout, &months, &result)
        }
        guard result.acceptedCount > result.gapCount else { throw noData() }
        result.months = try months.finish()
        result.rejected = rejected.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        result.rejectedCount = rejectedCount
        result.rowCount = result.acceptedCount + rejectedCount
        result.warnings = starts.warnings
        result.recognised = [
            "separator": layout.separator == 0x09 ? "tab" : String(UnicodeScalar(layout.separator)),
            "decimal": String(UnicodeScalar(mark)), "unit": layout.unit.rawValue, "clock": clock.rawValue,
            "label": position.rawValue, "interval": interval == 900 ? "PT15M" : "PT60M",
        ]
        return result
    }

    private mutating func take(
        _ index: Int, _ starts: IntervalStarts, mark: UInt8, _ layout: TableLayout, _ months: inout MonthBuilder,
        _ result: inout IntervalCSV.Result
    ) {
        let row = rows[index]
        guard let start = starts.starts[index] else {
            return reject(
                CatalogueError(
                    .noSuchTime, found: written(row),
                    expected: Label(de: "eine Uhrzeit des Tages", en: "a time of that day"), line: Int(row.line)))
        }
        let text = text(row)
        if ColumnNumbers.isGap(text) {
            result.acceptedCount += 1
            result.gapCount += 1
            return
        }
        guard let number = ColumnNumbers.read(text, mark: mark), let value = months.energy(number) else {
            return reject(badNumber(text, Int(row.line), layout.valueColumn))
        }
        switch months.put(value, at: start) {
        case .taken, .same: result.acceptedCount += 1
        case .different:
            reject(
                CatalogueError(
                    .repeatedTime, found: written(row) + " " + TableLine.text(text),
                    expected: Label(de: "ein Wert je Messperiode", en: "one value an interval"), line: Int(row.line)))
        case .offGrid:
            reject(
                CatalogueError(
                    .badInterval, found: written(row),
                    expected: Label(de: "Zeiten im Raster der Messperiode", en: "times on the grid of the interval"),
                    line: Int(row.line)))
        }
    }

    private func written(_ row: Row) -> String {
        let second = Int(row.second)
        return "\(CivilDate(daysSince1970: Int(row.day))) \(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2))"
    }

    private func noData() -> CatalogueError {
        if let first = rejected.first { return first }
        return CatalogueError(
            .noData, expected: Label(de: "Zeilen mit Tag, Uhrzeit und Wert", en: "rows of day, time and value"),
            example: "01.01.2026;00:15;12,5")
    }

    // MARK: Decisions about the whole column

    private func decimalMark(_ layout: TableLayout) throws(CatalogueError) -> UInt8 {
        if let mark = options.decimalMark?.asciiValue { return mark }
        var numbers = ColumnNumbers()
        var example: Row?
        for row in rows {
            let text = text(row)
            if example == nil, text.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }) {
                example = row
            }
            numbers.observe(text)
        }
        let isGerman = layout.isGerman && layout.separator != UInt8(ascii: ",")
        switch numbers.decision(isGerman: isGerman) {
        case .mark(let mark): return mark
        case .whole: return UInt8(ascii: ",")
        case .ambiguous, .contradictory:
            let found = example.map { TableLine.text(text($0)) } ?? ""
            let plain = String(found.filter { $0 != "." && $0 != "," })
            throw CatalogueError(
                .ambiguousNumber, found: found,
                expected: Label(
                    de: "eindeutiges Dezimalzeichen; ist „\(found)“ \(plain) oder ein Bruchteil? --decimal entscheidet",
                    en: "one clear decimal mark; is \"\(found)\" \(plain) or a fraction? --decimal decides"),
                example: "--decimal ,", line: example.map { Int($0.line) }, column: layout.valueColumn + 1)
        }
    }

    /// The most frequent distance of neighbouring times.
    private func intervalSeconds() throws(CatalogueError) -> Int {
        var counts: [Int: Int] = [:]
        for (row, next) in zip(rows, rows.dropFirst()) where row.day == next.day {
            counts[Int(next.second - row.second), default: 0] += 1
        }
        for row in rows where row.end >= 0 {
            counts[Int(row.end == 0 ? 86_400 : row.end) - Int(row.second), default: 0] += 1
        }
        let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        guard best == 900 || best == 3600 else {
            throw CatalogueError(
                .badInterval, found: best > 0 ? "\(best) s" : nil,
                expected: Label(de: "Viertelstunden oder Stunden", en: "quarters of an hour or hours"),
                line: Int(rows[0].line))
        }
        return best
    }

    private func labelPosition(
        _ layout: TableLayout, _ interval: Int
    ) throws(CatalogueError) -> IntervalCSV.LabelPosition {
        if let position = options.labelPosition { return position }
        if rows[0].end >= 0 { return .start }
        if rows.contains(where: { $0.second == 86_400 }) { return .end }
        let first = Int(rows[0].second)
        let last = Int(rows[rows.count - 1].second)
        if first == 0, last != 0 { return .start }
        if first == interval, last == 0 { return .end }
        if let stated = layout.labelPosition { return stated }
        throw CatalogueError(
            .ambiguousLabel, found: "\(written(rows[0])) … \(written(rows[rows.count - 1]))",
            expected: Label(
                de: "ganze Tage von 00:00 an (Anfang) oder bis 24:00 (Ende); --time start oder --time end entscheidet",
                en: "whole days from 00:00 (start) or until 24:00 (end); --time start or --time end decides"),
            example: "--time start", line: Int(rows[0].line))
    }

    /// German local time, unless the hour that spring leaves out is there.
    private func clock(
        _ position: IntervalCSV.LabelPosition, _ interval: Int
    ) throws(CatalogueError) -> IntervalCSV.Clock {
        if let clock = options.clock { return clock }
        let leftOut = rows.first { row in
            guard row.instant == .min, isLeftOut(Int(row.second), position, interval) else { return false }
            let date = CivilDate(daysSince1970: Int(row.day))
            return date == BerlinTime.springChange(of: date.year)
        }
        guard let leftOut else { return .local }
        throw CatalogueError(
            .ambiguousClock, found: written(leftOut),
            expected: Label(
                de: "Ortszeit ohne die ausgelassene Stunde; --time winter (UTC+1) oder --time utc entscheidet",
                en: "local time without the hour left out; --time winter (UTC+1) or --time utc decides"),
            example: "--time winter", line: Int(leftOut.line))
    }

    /// Whether a time of spring's change day proves a clock that does not change.
    ///
    /// 02:00 as an end is the hour before, and 03:00 as an end may be either; all other ends inside are proof. Of hours
    /// no single end is proof: then both 02:00 and 03:00 are there.
    private func isLeftOut(_ second: Int, _ position: IntervalCSV.LabelPosition, _ interval: Int) -> Bool {
        guard position == .end else { return (7200..<10_800).contains(second) }
        guard interval == 3600 else { return second > 7200 && second < 10_800 }
        guard second == 10_800, let day = rows.first(where: { isSpring($0.day) && $0.second == 10_800 })?.day else {
            return false
        }
        return rows.contains { $0.day == day && $0.second == 7200 }
    }

    private func isSpring(_ day: Int32) -> Bool {
        let date = CivilDate(daysSince1970: Int(day))
        return date == BerlinTime.springChange(of: date.year)
    }
}
