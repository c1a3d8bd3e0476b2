import ArgumentParser
import Catalogue
import CommandLineKit
import PaktStore

struct Import: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in a file: JSON lines for any kind, or interval values (CSV) as meter profiles.",
        usage: "pakt import FILE --as KIND [--meter ID] [--audience own|city] [--dry-run]")
    @Argument(help: "The file; - is standard input.") var file: String
    @Option(name: .customLong("as"), help: "The kind of the records.") var kind: String
    @Option(help: "The meter of the values, by name or id.") var meter: [String] = []
    @Option(help: "own keeps the records in the company, city sends them to the city.") var audience: String?
    @Option(help: "The decimal mark where the file leaves it open: comma or point.") var decimal: String?
    @Option(help: "The unit where the file does not say: kW, kWh, MW, MWh, W or Wh.") var unit: String?
    @Option(help: "The clock of the times where the file leaves it open.") var time: String?
    @Flag(help: "Only say what would happen.") var dryRun = false
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let kind = try Catalogue.kind(named: kind)
        let node = try openStore()
        let start = try Files.bytes(file)
        let isJSON = start.first { ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains($0) } == UInt8(ascii: "{")
        let counts: ImportCounts
        if kind.number == Kind.meterProfile.number && !isJSON {
            counts = try profileImport(node).run(start, output)
        } else {
            counts = try LineImport(node: node, kind: kind, audience: audience, isDryRun: dryRun).run(start)
            try counts.refuseIfUnreadable(file)
        }
        if file != "-", !dryRun { try counts.writeReasons(beside: file, output.language) }
        try counts.report(output, file: file, isDryRun: dryRun)
    }

    private func profileImport(_ node: Node) throws -> ProfileImport {
        var intervalOptions = IntervalCSV.Options()
        switch decimal {
        case nil: break
        case "comma", ",": intervalOptions.decimalMark = ","
        case "point", ".": intervalOptions.decimalMark = "."
        case let other?: throw Self.unknownOption("--decimal", other, "comma, point")
        }
        if let unit {
            guard let known = IntervalCSV.Unit(rawValue: unit) else {
                throw Self.unknownOption(
                    "--unit", unit, IntervalCSV.Unit.allCases.map(\.rawValue).joined(separator: ", "))
            }
            intervalOptions.unit = known
        }
        if let time {
            guard let known = IntervalCSV.Clock(rawValue: time) else {
                throw Self.unknownOption(
                    "--time", time, IntervalCSV.Clock.allCases.map(\.rawValue).joined(separator: ", "))
            }
            intervalOptions.clock = known
        }
        guard !meter.isEmpty else {
            throw Failure(
                .invalidInput, "meterMissing", de: "Für welchen Zähler? Bitte --meter angeben.",
                en: "For which meter? Please give --meter.")
        }
        return ProfileImport(
            node: node, meters: meter, audience: audience, intervalOptions: intervalOptions, isDryRun: dryRun)
    }

    private static func unknownOption(_ name: String, _ found: String, _ known: String) -> Failure {
        Failure(
            .invalidInput, "unknownOption", de: "\(name) \(found) gibt es nicht; möglich: \(known).",
            en: "\(name) \(found) is not known; there are: \(known).")
    }
}

/// What became of a file's rows.
struct ImportCounts {
    var rows = 0
    var accepted = 0
    var rejected = 0
    var unchanged = 0
    var records = 0
    var reasons: [(line: Int?, error: CatalogueError, text: String?)] = []
    var warnings: [Warning] = []
    var recognised: [String: String] = [:]

    /// Writes the rejected lines, each under its reason, to be corrected and imported again; lines with `#` are skipped.
    func writeReasons(beside file: String, _ language: Language) throws {
        guard !reasons.isEmpty else { return }
        var text = ""
        for reason in reasons {
            text += "# " + (reason.line.map { "\($0): " } ?? "") + Output.escaped(reason.error.text(language)) + "\n"
            if let line = reason.text { text += line + "\n" }
        }
        try Files.write(Array(text.utf8), to: file + ".rejected")
    }

    /// A file without a single line that is JSON is no file of JSON lines.
    func refuseIfUnreadable(_ file: String) throws {
        guard rows == rejected, reasons.allSatisfy({ $0.error.code == .badJSON }) else { return }
        throw Failure(
            .invalidInput, "unreadableFile", de: "\(file) enthält keine JSON-Zeilen, zum Beispiel {\"name\":\"Werk\"}.",
            en: "\(file) holds no JSON lines, for example {\"name\":\"Plant\"}.")
    }

    func report(_ output: Output, file: String, isDryRun: Bool) throws {
        output.json([
            "schema": "pakt.import", "version": 1, "rows": .integer(rows), "accepted": .integer(accepted),
            "rejected": .integer(rejected), "unchanged": .integer(unchanged), "records": .integer(records),
            "dry_run": .boolean(isDryRun),
            "recognised": .object(recognised.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .text($0.value)) }),
            "reasons": .array(
                reasons.prefix(100).map {
                    [
                        "line": $0.line.map { .integer($0) } ?? .null, "code": .text($0.error.code.rawValue),
                        "text": .text($0.error.text(output.language)),
                    ]
                }),
            "warnings": .array(warnings.map { ["code": .text($0.code), "text": .text($0.text[output.language])] }),
        ])
        output.text(
            de:
                "\(rows) Zeilen gelesen: \(accepted) übernommen, \(unchanged) unverändert, \(rejected) abgelehnt; \(records) Aufzeichnungen geschrieben.",
            en:
                "\(rows) rows read: \(accepted) accepted, \(unchanged) unchanged, \(rejected) rejected; \(records) records written."
        )
        for warning in warnings { output.say(de: "Hinweis: \(warning.text.de)", en: "Note: \(warning.text.en)") }
        for reason in reasons.prefix(20) {
            let place = reason.line.map { "\(file):\($0)" } ?? file
            output.say(de: "\(place): \(reason.error.text(.de))", en: "\(place): \(reason.error.text(.en))")
        }
        if rejected > 0 { throw ExitCode(ExitStatus.partial.rawValue) }
    }
}

/// JSON lines of one kind.
struct LineImport {
    let node: Node
    let kind: Kind
    let audience: String?
    let isDryRun: Bool

    /// Records of one transaction: few enough to be quick, many enough to share a commit.
    static let batchCount = 2000

    func run(_ bytes: [UInt8]) throws -> ImportCounts {
        guard kind.writer == .company else {
            throw Failure(
                .notAllowed, "writerNotAllowed", de: "\(kind.label.de) schreibt die Geschäftsstelle.",
                en: "The city's office writes \(kind.label.en) records.")
        }
        var counts = ImportCounts()
        let bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
        let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated().filter { line in
            line.element.contains { $0 != 0x20 && $0 != 0x0d && $0 != 0x09 } && line.element.first != UInt8(ascii: "#")
        }
        for start in stride(from: 0, to: lines.count, by: Self.batchCount) {
            let batch = lines[start..<min(start + Self.batchCount, lines.count)]
            try node.replica.write { transaction in
                let audience = try node.audience(of: kind, asked: audience, transaction)
                for (number, line) in batch {
                    counts.rows += 1
                    do {
                        let fields = try fields(Array(line), transaction)
                        guard !isDryRun else {
                            counts.accepted += 1
                            continue
                        }
                        let appended = try transaction.append(Draft(kind: kind, fields: fields, audience: audience))
                        counts.accepted += 1
                        if appended.dot == nil { counts.unchanged += 1 } else { counts.records += 1 }
                    } catch let error as CatalogueError {
                        counts.rejected += 1
                        counts.reasons.append((number + 1, error, String(decoding: line, as: UTF8.self)))
                    }
                }
            }
        }
        return counts
    }

    private func fields(_ line: [UInt8], _ snapshot: StoreSnapshot) throws -> Fields {
        var json = try JSON(parsing: line)
        if let inner = json["fields"], inner.objectValue != nil { json = inner }
        let fields = try Fields(json: json, of: kind, resolve: node.resolver(snapshot))
        _ = try Catalogue.validate(fields, of: kind)
        return fields
    }
}

/// Interval values of meters, as one record for each meter and month.
struct ProfileImport {
    let node: Node
    /// `NAME`, or `COLUMN=NAME` for each column.
    let meters: [String]
    let audience: String?
    let intervalOptions: IntervalCSV.Options
    let isDryRun: Bool

    func run(_ bytes: [UInt8], _ output: Output) throws -> ImportCounts {
        var counts = ImportCounts()
        for meter in meters {
            var options = intervalOptions
            var name = meter
            if let mark = meter.lastIndex(of: "="), try find(meter) == nil {
                options.column = String(meter[..<mark])
                name = String(meter[meter.index(after: mark)...])
            }
            guard let id = try find(name) else {
                throw Failure(
                    .invalidInput, "unknownMeter",
                    de:
                        "Den Zähler „\(name)“ gibt es nicht. Anlegen: pakt add Meter name=\"\(name)\" carrier=ELEC_GRID unit=kWh",
                    en:
                        "There is no meter \"\(name)\". Add it: pakt add Meter name=\"\(name)\" carrier=ELEC_GRID unit=kWh"
                )
            }
            try add(IntervalCSV.read(bytes, options: options), to: id, &counts)
        }
        return counts
    }

    private func find(_ name: String) throws -> RecordID? {
        try node.replica.read { node.resolver($0)("Meter", name) }
    }

    private func add(_ result: IntervalCSV.Result, to meter: RecordID, _ counts: inout ImportCounts) throws {
        counts.rows += result.rowCount
        counts.accepted += result.acceptedCount
        counts.rejected += result.rejectedCount
        counts.reasons += result.rejected.map { ($0.line, $0, nil) }
        counts.warnings += result.warnings
        counts.recognised.merge(result.recognised) { $1 }
        for month in result.months { try add(month, to: meter, &counts) }
    }

    /// One month is one record: values of the file lie over those that were there.
    private func add(_ month: MeterMonth, to meter: RecordID, _ counts: inout ImportCounts) throws {
        let kind = Kind.meterProfile
        try node.replica.write { transaction in
            let key = try Catalogue.keyBytes(month.fields(meter: meter), of: kind) ?? []
            let id = Catalogue.recordID(companyID: node.replica.identity.companyID, kind: kind.number, key: key)
            let older = try transaction.record(id).flatMap { $0.isDeleted ? nil : MeterMonth($0.fields) }
            guard let merged = older.map({ $0.overlaid(with: month) }) ?? month else {
                throw Failure(
                    .invalidInput, "otherInterval",
                    de: "Für diesen Monat sind schon Werte mit einer anderen Messperiode da.",
                    en: "This month already holds values of another interval.")
            }
            let changed = merged.changedValueCount(from: older)
            counts.unchanged += month.values.count - month.values.gapCount - changed
            guard changed > 0, !isDryRun else { return }
            let appended = try transaction.append(
                Draft(
                    kind: kind, fields: merged.fields(meter: meter),
                    audience: try node.audience(of: kind, asked: audience, transaction)))
            if appended.dot != nil { counts.records += 1 }
        }
    }
}
