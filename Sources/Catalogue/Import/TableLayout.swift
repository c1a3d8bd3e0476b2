/// Which columns of a table hold day, time and values.
struct TableLayout {
    var separator: UInt8
    var dateColumn: Int
    /// The column of the time; nil when it stands with the day.
    var timeColumn: Int?
    /// The column of the interval's end, beside its start; nil when there is none.
    var endColumn: Int?
    var valueColumn: Int
    var unit: IntervalCSV.Unit
    /// Whether days are written d.m.y.
    var isGerman: Bool
    /// What the heading says about the place of the time; nil when nothing.
    var labelPosition: IntervalCSV.LabelPosition?
    /// The heading, to be skipped where it comes again.
    var header: [[UInt8]]

    /// The separators that are tried, in this order.
    private static let separators: [UInt8] = [UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"), UInt8(ascii: ",")]

    /// Whether a line holds a day, by the first separator that shows one.
    static func dataSeparator(_ line: [UInt8], stated: UInt8?) -> UInt8? {
        (stated.map { [$0] } ?? separators).first { separator in
            let fields = TableLine.fields(line, separator: separator)
            return fields.count > 1 && fields.contains { hasDate($0) }
        }
    }

    private static func hasDate(_ field: [UInt8]) -> Bool {
        switch TableTime.cell(field) {
        case .date, .dateTime, .instant: true
        default: false
        }
    }

    /// Recognises the columns from the first row of data and the lines before it.
    ///
    /// - Throws: ``CatalogueError`` when a column is missing or several may be meant.
    init(
        row: [UInt8], number: Int, before lines: [[UInt8]], separator: UInt8, options: IntervalCSV.Options
    ) throws(CatalogueError) {
        let fields = TableLine.fields(row, separator: separator)
        let tables = lines.map { TableLine.fields($0, separator: separator) }.filter { TableLine.usedCount($0) > 0 }
        let header = tables.last { TableLine.usedCount($0) > 1 } ?? []
        guard separator != UInt8(ascii: ",") || header.isEmpty || TableLine.usedCount(fields) <= header.count else {
            throw CatalogueError(
                .ambiguousSeparator, found: TableLine.text(row),
                expected: Label(
                    de: "so viele Spalten wie in der Kopfzeile; Komma trennt Spalten und Nachkommastellen",
                    en: "as many columns as headings; the comma separates both columns and decimals"), line: number)
        }
        self.separator = separator
        self.header = header
        var columns = TimeColumns(fields)
        guard let date = columns.date else {
            throw CatalogueError(
                .missingColumn, expected: Label(de: "eine Spalte mit dem Tag", en: "a column of days"), line: number)
        }
        guard columns.isJoined || columns.time != nil else {
            throw CatalogueError(
                .missingColumn, expected: Label(de: "eine Spalte mit der Uhrzeit", en: "a column of times"),
                example: "01.01.2026;00:15;12,5", line: number)
        }
        dateColumn = date
        timeColumn = columns.isJoined ? nil : columns.time
        endColumn = columns.isJoined ? nil : columns.end
        isGerman = columns.isGerman
        labelPosition = Self.labelPosition(header, columns: [timeColumn ?? date])
        columns.taken.insert(date)
        let heading = header.map { TableLine.text($0) }
        let candidates = fields.indices.filter { !columns.taken.contains($0) }
        let value = try Self.valueColumn(candidates, fields, heading, options, line: number)
        valueColumn = value
        let stated = options.unit ?? Self.unit(heading.indices.contains(value) ? heading[value] : "")
        guard let unit = stated ?? Self.unitBefore(tables) else {
            throw CatalogueError(
                .missingUnit,
                expected: Label(
                    de: "kW oder kWh in der Kopfzeile, oder --unit", en: "kW or kWh in the heading, or --unit"),
                example: "--unit kWh", line: number)
        }
        self.unit = unit
    }

    /// The columns of a row that speak of time.
    private struct TimeColumns {
        var date: Int?
        var time: Int?
        var end: Int?
        var isJoined = false
        var isGerman = false
        var taken: Set<Int> = []

        init(_ fields: [[UInt8]]) {
            for (index, field) in fields.enumerated() {
                switch TableTime.cell(field) {
                case .date(_, let german) where date == nil: (date, isGerman) = (index, german)
                case .dateTime(_, _, let german) where date == nil: (date, isJoined, isGerman) = (index, true, german)
                case .instant where date == nil: (date, isJoined) = (index, true)
                case .time where time == nil, .range where time == nil: time = index
                case .time where end == nil: end = index
                case .other: continue
                default: break
                }
                taken.insert(index)
            }
        }
    }

    private static func valueColumn(
        _ candidates: [Int], _ fields: [[UInt8]], _ heading: [String], _ options: IntervalCSV.Options, line: Int
    ) throws(CatalogueError) -> Int {
        func title(_ index: Int) -> String { heading.indices.contains(index) ? heading[index] : "\(index + 1)" }
        if let wanted = options.column {
            if let match = candidates.first(where: { Words.plain(title($0)) == Words.plain(wanted) }) { return match }
            let titles = candidates.map(title).joined(separator: ", ")
            throw CatalogueError(.ambiguousColumn, found: wanted, expected: Label(de: titles, en: titles), line: line)
        }
        let withUnit = candidates.filter { unit(title($0)) != nil }
        let numeric = candidates.filter { index in
            fields[index].contains(where: NumberText.isDigit) || ColumnNumbers.isGap(fields[index])
        }
        let chosen = withUnit.isEmpty ? numeric : withUnit
        guard let only = chosen.first else {
            throw CatalogueError(
                .missingColumn, expected: Label(de: "eine Spalte mit Werten", en: "a column of values"), line: line)
        }
        guard chosen.count == 1 else {
            let titles = chosen.map(title).joined(separator: ", ")
            throw CatalogueError(
                .ambiguousColumn, found: titles, expected: Label(de: "eine Wertspalte", en: "one column of values"),
                example: "--meter \"\(title(only))=…\"", line: line)
        }
        return only
    }

    /// The unit that a heading names as a word of its own; nil when it names none or two.
    static func unit(_ heading: String) -> IntervalCSV.Unit? {
        let words = heading.split { !$0.isLetter }.map { $0.lowercased() }
        let units = IntervalCSV.Unit.allCases.filter { words.contains($0.rawValue.lowercased()) }
        return units.count == 1 ? units.first : nil
    }

    /// The unit of a line such as `Einheit;kWh` above the table; nil when there is none or two.
    private static func unitBefore(_ tables: [[[UInt8]]]) -> IntervalCSV.Unit? {
        let units = Set(tables.dropLast().joined().compactMap { unit(TableLine.text($0)) })
        return units.count == 1 ? units.first : nil
    }

    private static func labelPosition(_ header: [[UInt8]], columns: [Int]) -> IntervalCSV.LabelPosition? {
        for column in columns where header.indices.contains(column) {
            let words = TableLine.text(header[column]).lowercased().split { !$0.isLetter }
            if words.contains(where: { ["von", "ab", "beginn", "start", "from", "anfang"].contains($0) }) {
                return .start
            }
            if words.contains(where: { ["bis", "ende", "end", "to", "until"].contains($0) }) { return .end }
        }
        return nil
    }
}
