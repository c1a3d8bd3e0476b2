/// Takes the lines of a table apart and keeps its rows until the end, when they can be judged together.
struct RowScanner {
    /// One row: a day, a time, and where its number's text lies.
    struct Row {
        var line: Int32
        var day: Int32
        /// The time as written, in seconds of the day.
        var second: Int32
        /// The end of the interval as written, in seconds of the day; −1 when only one time is given.
        var end: Int32
        /// The moment, where the row states an offset; else `Int64.min`.
        var instant: Int64
        var textStart: Int32
        var textCount: Int16
    }

    /// The most lines above the table.
    private static let maximumHeaderLineCount = 100
    /// The longest text of a number, in bytes.
    private static let maximumNumberByteCount = 64

    let options: IntervalCSV.Options
    private var statedSeparator: UInt8?
    private var before: [[UInt8]] = []
    private(set) var layout: TableLayout?
    private(set) var rows: [Row] = []
    private(set) var texts: [UInt8] = []
    private(set) var rejected: [CatalogueError] = []
    private(set) var rejectedCount = 0
    private var lastDate: (bytes: [UInt8], days: Int32)?

    init(options: IntervalCSV.Options) {
        self.options = options
    }

    /// Takes one line.
    mutating func scan(_ line: [UInt8], _ number: Int) throws(CatalogueError) {
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") })
        else { return }
        if let layout { return scanRow(line, number, layout) }
        if number == 1, line.count == 5, line.starts(with: "sep=".utf8) {
            statedSeparator = line[4]
            return
        }
        guard let separator = TableLayout.dataSeparator(line, stated: statedSeparator) else {
            before.append(line)
            guard before.count <= Self.maximumHeaderLineCount else {
                throw CatalogueError(
                    .noData,
                    expected: Label(
                        de: "Zeilen mit Tag, Uhrzeit und Wert", en: "rows of day, time and value"),
                    example: "01.01.2026;00:15;12,5", line: number)
            }
            return
        }
        let layout = try TableLayout(row: line, number: number, before: before, separator: separator, options: options)
        self.layout = layout
        scanRow(line, number, layout)
    }

    private mutating func scanRow(_ line: [UInt8], _ number: Int, _ layout: TableLayout) {
        let fields = TableLine.fields(line, separator: layout.separator)
        if fields == layout.header || isSum(fields) { return }
        if line.contains(0) {
            return reject(
                CatalogueError(
                    .forbiddenCharacter, found: "\u{0}",
                    expected: Label(de: "Text ohne Steuerzeichen", en: "text without control characters"),
                    line: number))
        }
        if layout.separator == UInt8(ascii: ","), !layout.header.isEmpty,
            TableLine.usedCount(fields) > layout.header.count
        {
            return reject(
                CatalogueError(
                    .ambiguousSeparator, found: TableLine.text(line),
                    expected: Label(de: "\(layout.header.count) Spalten", en: "\(layout.header.count) columns"),
                    line: number))
        }
        guard var row = time(fields, layout, number) else { return }
        guard fields.indices.contains(layout.valueColumn) else { return reject(missing(layout.valueColumn, number)) }
        let text = fields[layout.valueColumn]
        guard text.count <= Self.maximumNumberByteCount else {
            return reject(badNumber(text, number, layout.valueColumn))
        }
        row.textStart = Int32(texts.count)
        row.textCount = Int16(text.count)
        texts += text
        rows.append(row)
    }

    private func isSum(_ fields: [[UInt8]]) -> Bool {
        guard let first = fields.first(where: { !$0.isEmpty }) else { return false }
        return ["summe", "sum", "gesamt", "total"].contains(Words.plain(TableLine.text(first)))
    }

    private mutating func time(_ fields: [[UInt8]], _ layout: TableLayout, _ number: Int) -> Row? {
        guard fields.indices.contains(layout.dateColumn) else {
            reject(missing(layout.dateColumn, number))
            return nil
        }
        var row = Row(
            line: Int32(number), day: 0, second: 0, end: -1, instant: .min, textStart: 0, textCount: 0)
        let dateField = fields[layout.dateColumn]
        if let column = layout.timeColumn {
            guard fields.indices.contains(column) else {
                reject(missing(column, number))
                return nil
            }
            guard let days = days(dateField) else {
                reject(badDate(dateField, number, layout.dateColumn))
                return nil
            }
            row.day = days
            switch TableTime.cell(fields[column]) {
            case .time(let second): row.second = Int32(second)
            case .range(let start, let end): (row.second, row.end) = (Int32(start), Int32(end))
            default:
                reject(badTime(fields[column], number, column))
                return nil
            }
            if let endColumn = layout.endColumn, fields.indices.contains(endColumn),
                case .time(let end) = TableTime.cell(fields[endColumn])
            {
                row.end = Int32(end)
            }
            return row
        }
        switch TableTime.cell(dateField) {
        case .dateTime(let date, let second, _): (row.day, row.second) = (Int32(date.daysSince1970), Int32(second))
        case .instant(let instant):
            guard Instant.isValid(secondsSince1970: instant.secondsSince1970) else { fallthrough }
            let (date, second) = BerlinTime.local(instant)
            (row.day, row.second, row.instant) = (Int32(date.daysSince1970), Int32(second), instant.secondsSince1970)
        default:
            reject(badDate(dateField, number, layout.dateColumn))
            return nil
        }
        return row
    }

    private mutating func days(_ field: [UInt8]) -> Int32? {
        if let lastDate, lastDate.bytes == field { return lastDate.days }
        guard case .date(let date, _) = TableTime.cell(field) else { return nil }
        lastDate = (field, Int32(date.daysSince1970))
        return Int32(date.daysSince1970)
    }

    /// The text of a row's number.
    func text(_ row: Row) -> [UInt8] { Array(texts[Int(row.textStart)..<Int(row.textStart) + Int(row.textCount)]) }

    // MARK: Refused rows

    mutating func reject(_ error: CatalogueError) {
        rejectedCount += 1
        if rejected.count < IntervalCSV.maximumReasonCount { rejected.append(error) }
    }

    private func missing(_ column: Int, _ number: Int) -> CatalogueError {
        CatalogueError(
            .missingColumn, expected: Label(de: "Spalte \(column + 1)", en: "column \(column + 1)"), line: number,
            column: column + 1)
    }

    private func badDate(_ field: [UInt8], _ number: Int, _ column: Int) -> CatalogueError {
        CatalogueError(
            .badDate, found: TableLine.text(field),
            expected: Label(de: "TT.MM.JJJJ oder JJJJ-MM-TT", en: "DD.MM.YYYY or YYYY-MM-DD"),
            example: "31.01.2026", line: number, column: column + 1)
    }

    private func badTime(_ field: [UInt8], _ number: Int, _ column: Int) -> CatalogueError {
        CatalogueError(
            .badInstant, found: TableLine.text(field), expected: Label(de: "eine Uhrzeit", en: "a time of day"),
            example: "00:15", line: number, column: column + 1)
    }

    func badNumber(_ text: [UInt8], _ number: Int, _ column: Int) -> CatalogueError {
        CatalogueError(
            .badNumber, found: TableLine.text(text), expected: Label(de: "eine Zahl", en: "a number"), example: "12,5",
            line: number, column: column + 1)
    }
}
