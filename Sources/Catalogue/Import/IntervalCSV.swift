/// Reads a table of one meter's values, interval by interval, as grid operators and suppliers send it.
///
/// Feed the file's bytes in any pieces to ``append(_:)`` and call ``finish()``. Separator, encoding, decimal mark,
/// unit, interval and the place of the time labels are recognised from the whole file; what can be read in two ways
/// is refused, and the error says which option decides. The same bytes always give the same months.
public struct IntervalCSV {
    /// A clock that times follow.
    public enum Clock: String, Hashable, Sendable, CaseIterable {
        /// German local time with both changes.
        case local
        /// UTC+1 all year.
        case winter
        /// UTC.
        case utc
    }

    /// Which end of its interval a time names.
    public enum LabelPosition: String, Hashable, Sendable, CaseIterable {
        /// The start.
        case start
        /// The end.
        case end
    }

    /// A unit of the values.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Mean power in kW.
        case kilowatt = "kW"
        /// Energy in kWh.
        case kilowattHour = "kWh"
        /// Mean power in MW.
        case megawatt = "MW"
        /// Energy in MWh.
        case megawattHour = "MWh"
        /// Energy in Wh.
        case wattHour = "Wh"

        var isPower: Bool { self == .kilowatt || self == .megawatt }
        var powerOfTen: Int { self == .wattHour ? -3 : self == .megawatt || self == .megawattHour ? 3 : 0 }
    }

    /// What a person decides where the file leaves it open; nil is recognised.
    public struct Options: Hashable, Sendable {
        /// The decimal mark, `,` or `.`.
        public var decimalMark: Character?
        /// The unit of the values.
        public var unit: Unit?
        /// The clock of the times.
        public var clock: Clock?
        /// Which end of its interval a time names.
        public var labelPosition: LabelPosition?
        /// The heading of the column to read.
        public var column: String?

        /// Nothing decided, or what is given.
        public init(
            decimalMark: Character? = nil, unit: Unit? = nil, clock: Clock? = nil,
            labelPosition: LabelPosition? = nil, column: String? = nil
        ) {
            self.decimalMark = decimalMark
            self.unit = unit
            self.clock = clock
            self.labelPosition = labelPosition
            self.column = column
        }
    }

    /// What was read.
    public struct Result: Hashable, Sendable {
        /// One profile a calendar month, in order; the months that have a value.
        public var months: [MeterMonth] = []
        /// The rows that hold a value or a gap, counted.
        public var rowCount = 0
        /// The rows taken, gaps included.
        public var acceptedCount = 0
        /// The rows refused.
        public var rejectedCount = 0
        /// The rows taken whose value is missing.
        public var gapCount = 0
        /// Why rows were refused, the first ``IntervalCSV/maximumReasonCount``.
        public var rejected: [CatalogueError] = []
        /// Findings that a person should read.
        public var warnings: [Warning] = []
        /// What was recognised: separator, decimal mark, unit, clock, label position, interval.
        public var recognised: [String: String] = [:]
        /// The sum of all values in kWh.
        public var sum: Exact { months.reduce(.zero) { $0 + $1.values.sum } }
    }

    /// The largest file in bytes: a year of quarter hours has 1 MB, so this is decades of one meter.
    public static let maximumByteCount = 64 << 20
    /// The most reasons for refused rows that are kept; further ones are only counted.
    public static let maximumReasonCount = 1000

    let options: Options
    private var lines = LineReader()
    private var byteCount = 0
    private var opening: [UInt8] = []
    private var isOpened = false
    private var scanner: RowScanner

    /// A reader for one file.
    public init(options: Options = Options()) {
        self.options = options
        scanner = RowScanner(options: options)
    }

    /// Takes more bytes of the file, cut anywhere.
    ///
    /// - Throws: ``CatalogueError`` when the file is none of the tables that are read; the reader is then of no use.
    public mutating func append(_ bytes: [UInt8]) throws(CatalogueError) {
        byteCount += bytes.count
        guard byteCount <= Self.maximumByteCount else {
            let limit = "\(Self.maximumByteCount >> 20) MiB"
            throw CatalogueError(.badFile, expected: Label(de: "höchstens \(limit)", en: "at most \(limit)"))
        }
        guard !isOpened else { return try scan(bytes) }
        opening += bytes
        if opening.count >= 16 { try open() }
    }

    /// Ends the file and turns its rows into months.
    ///
    /// - Throws: ``CatalogueError`` when the file is empty, unreadable or can be read in two ways.
    public mutating func finish() throws(CatalogueError) -> Result {
        if !isOpened { try open() }
        var scanner = scanner
        try lines.finish { (line, number) throws(CatalogueError) in try scanner.scan(line, number) }
        return try scanner.finish()
    }

    private mutating func open() throws(CatalogueError) {
        isOpened = true
        try FileShape.refuseDisguised(opening)
        let bytes = opening.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(opening.dropFirst(3)) : opening
        opening = []
        try scan(bytes)
    }

    private mutating func scan(_ bytes: [UInt8]) throws(CatalogueError) {
        var scanner = scanner
        self.scanner = RowScanner(options: options)
        try lines.append(bytes) { (line, number) throws(CatalogueError) in try scanner.scan(line, number) }
        self.scanner = scanner
    }

    /// Reads a whole file at once.
    public static func read(_ bytes: [UInt8], options: Options = Options()) throws(CatalogueError) -> Result {
        var reader = IntervalCSV(options: options)
        try reader.append(bytes)
        return try reader.finish()
    }
}

/// Files that are no table although they may be named so.
enum FileShape {
    private static let signatures: [(bytes: [UInt8], de: String, en: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "eine Excel- oder ZIP-Datei", "an Excel or ZIP file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "eine alte Excel-Datei", "an old Excel file"),
        ([0x1F, 0x8B], "eine gepackte Datei (gzip)", "a packed file (gzip)"),
        (Array("%PDF".utf8), "eine PDF-Datei", "a PDF file"),
        (Array("UNA".utf8), "eine EDIFACT-Datei (MSCONS)", "an EDIFACT file (MSCONS)"),
        (Array("UNB+".utf8), "eine EDIFACT-Datei (MSCONS)", "an EDIFACT file (MSCONS)"),
        ([0xFF, 0xFE], "eine Datei in UTF-16", "a file in UTF-16"),
        ([0xFE, 0xFF], "eine Datei in UTF-16", "a file in UTF-16"),
    ]

    /// Refuses files whose first bytes betray another format, and empty ones.
    static func refuseDisguised(_ opening: [UInt8]) throws(CatalogueError) {
        let isEmpty =
            opening.allSatisfy { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) } && opening.count < 16
        if isEmpty {
            throw CatalogueError(
                .badFile, found: "0 B", expected: Label(de: "eine Tabelle mit Werten", en: "a table of values"))
        }
        var found = signatures.first { opening.starts(with: $0.bytes) }.map { Label(de: $0.de, en: $0.en) }
        let start = String(decoding: opening.prefix(16), as: UTF8.self).lowercased()
        if TextInput.trimmed(start).hasPrefix("<") {
            found = Label(de: "eine HTML- oder XML-Datei", en: "an HTML or XML file")
        }
        if let found {
            throw CatalogueError(
                .badFile, found: found.en,
                expected: Label(
                    de: "eine CSV-Datei, nicht \(found.de) (in Excel: Speichern unter, CSV UTF-8)",
                    en: "a CSV file, not \(found.en) (in Excel: save as CSV UTF-8)"))
        }
    }
}
