import Catalogue
import Testing

struct IntervalCSVTests {
    /// A file of whole days: the value of a row is its number from 1.
    static func file(
        _ days: [String], header: String = "Datum;Uhrzeit;Wert [kWh]", step: Int = 15,
        row: (String, String, Int) -> String = { "\($0);\($1);\($2)" },
        times: (CivilDate) -> [Int]? = { _ in nil }
    ) -> String {
        var lines = header.isEmpty ? [] : [header]
        var count = 0
        for day in days {
            guard let date = CivilDate(iso: day) else { preconditionFailure("a day") }
            for minute in times(date) ?? Array(stride(from: 0, to: 1440, by: step)) {
                count += 1
                lines.append(row(date.germanText, clock(minute), count))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func clock(_ minute: Int) -> String {
        let hour = minute / 60
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
    }

    static func read(
        _ text: String, _ options: IntervalCSV.Options = .init()
    ) throws(CatalogueError) -> IntervalCSV.Result {
        try IntervalCSV.read(Array(text.utf8), options: options)
    }

    /// The values of a day in order, as text.
    static func values(_ result: IntervalCSV.Result, _ day: String) -> [String?] {
        guard let date = CivilDate(iso: day) else { return [] }
        let start = BerlinTime.midnight(date)
        guard let month = result.months.first(where: { BerlinTime.local($0.start).date == date.firstOfMonth }) else {
            return []
        }
        let first = Int(start.secondsSince1970 - month.start.secondsSince1970) / month.intervalSeconds
        return Array(month.values.texts[first..<first + BerlinTime.dayLength(date) / month.intervalSeconds])
    }

    private let normalDay = "2019-02-05"

    @Test(arguments: [
        ("Datum;Uhrzeit;Wert [kWh]", ";"), ("Datum\tUhrzeit\tWert [kWh]", "\t"), ("Datum,Uhrzeit,Wert (kWh)", ","),
        ("\"Datum\";\"Uhrzeit\";\"Verbrauch in kWh\"", ";"), ("Zeile davor;x\nDatum;Zeit;Arbeit kWh", ";"),
    ])
    func `Separators and headings are recognised`(_ pair: (String, String)) throws {
        let text = Self.file([normalDay], header: pair.0) { [$0, $1, "\($2)"].joined(separator: pair.1) }
        let result = try Self.read(text)
        #expect(result.rowCount == 96 && result.acceptedCount == 96 && result.rejectedCount == 0)
        #expect(Self.values(result, normalDay) == (1...96).map { "\($0)" })
        #expect(result.months.count == 1 && result.months[0].intervalSeconds == 900)
        #expect(result.months[0].start == BerlinTime.midnight(CivilDate(iso: "2019-02-01")!))
    }

    @Test func `The same file cut anywhere, with any line ends and encoding, gives the same bytes`() throws {
        let header = "Datum;Uhrzeit;Zähler [kW]"
        let text = Self.file(["2019-03-30", "2019-03-31", "2019-04-01"], header: header) { day, time, count in
            day == "31.03.2019" && time.hasPrefix("02") ? "" : "\(day);\(time);\(count),5"
        }
        let whole = try Self.read(text)
        #expect(whole.months.count == 2)
        var bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        for seed in 0..<20 as Range<UInt64> {
            var generator = RandomRecords(seed: seed)
            var reader = IntervalCSV()
            var offset = 0
            while offset < bytes.count {
                let end = min(bytes.count, offset + Int.random(in: 1...40, using: &generator))
                try reader.append(Array(bytes[offset..<end]))
                offset = end
            }
            #expect(try reader.finish() == whole, "seed \(seed)")
        }
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        #expect(try IntervalCSV.read(latin) == whole)
        #expect(try Self.read(text.replacing("\n", with: "\r")) == whole)
        #expect(try Self.read("sep=;\n" + text).months == whole.months)
    }

    @Test func `Power becomes energy of the interval, exactly`() throws {
        let text = Self.file([normalDay], header: "Datum;Uhrzeit;Leistung [kW]") { "\($0);\($1);\($2),1" }
        let result = try Self.read(text)
        #expect(Self.values(result, normalDay).prefix(3) == ["0.275", "0.525", "0.775"])
        let hourly = Self.file([normalDay], header: "Datum;Uhrzeit;Leistung [MW]", step: 60) { "\($0);\($1);\($2),1" }
        let hours = try Self.read(hourly)
        #expect(Self.values(hours, normalDay).prefix(2) == ["1100", "2100"] && hours.months[0].intervalSeconds == 3600)
        let small = Self.file([normalDay], header: "Datum;Uhrzeit;Wh")
        #expect(Self.values(try Self.read(small), normalDay).prefix(1) == ["0.001"])
    }

    @Test(arguments: [
        ("1.194,0", "1194"), ("12,5", "12.5"), ("-3,25", "-3.25"), ("\u{2212}3,25", "-3.25"), ("3,25-", "-3.25"),
        ("1 194,5", "1194.5"), ("1\u{A0}194,5", "1194.5"), ("1.234.567,25", "1234567.25"), ("0,000", "0"),
    ])
    func `Numbers of a column with decimal comma are read`(_ pair: (String, String)) throws {
        let text = Self.file([normalDay]) { "\($0);\($1);\($2 == 7 ? pair.0 : "0,5")" }
        #expect(Self.values(try Self.read(text), normalDay)[6] == pair.1)
    }

    @Test func `A decimal point is proved by a number that cannot be grouped`() throws {
        let text = Self.file([normalDay]) { "\($0);\($1);\($2 == 9 ? "12.5" : "1.234")" }
        #expect(Self.values(try Self.read(text), normalDay)[0] == "1.234")
        let grouped = Self.file([normalDay]) { "\($0);\($1);\($2 == 9 ? "1.234.567" : "1.234")" }
        #expect(Self.values(try Self.read(grouped), normalDay)[0] == "1234")
        let swiss = Self.file([normalDay]) { "\($0);\($1);\($2 == 9 ? "1'234.50" : "2.5")" }
        #expect(Self.values(try Self.read(swiss), normalDay)[8] == "1234.5")
    }

    @Test func `A column of one mark before three digits is refused, and an option decides`() throws {
        let text = Self.file([normalDay]) { day, time, _ in "\(day);\(time);1.234" }
        let error = try #require(throws: CatalogueError.self) { try Self.read(text) }
        #expect(error.code == .ambiguousNumber && error.needsDecision && error.line == 2 && error.column == 3)
        #expect(error.text(.de).contains("--decimal"))
        #expect(Self.values(try Self.read(text, .init(decimalMark: ",")), normalDay)[0] == "1234")
        #expect(Self.values(try Self.read(text, .init(decimalMark: ".")), normalDay)[0] == "1.234")
        let both = Self.file([normalDay]) { "\($0);\($1);\($2 == 1 ? "1,5" : $2 == 2 ? "1.5" : "1")" }
        #expect(throws: CatalogueError.self) { try Self.read(both) }
    }

    @Test func `A missing unit is asked for`() throws {
        let text = Self.file([normalDay], header: "Datum;Uhrzeit;Wert")
        let error = try #require(throws: CatalogueError.self) { try Self.read(text) }
        #expect(error.code == .missingUnit && error.needsDecision)
        #expect(try Self.read(text, .init(unit: .kilowattHour)).acceptedCount == 96)
        #expect(try Self.read("Kunde;Werk\nEinheit;kWh\n" + text).acceptedCount == 96)
    }

    @Test func `Several columns of values are refused, and a heading decides`() throws {
        let text = Self.file([normalDay], header: "Datum;Uhrzeit;Halle 1 [kWh];Halle 2 [kWh]") { "\($0);\($1);\($2);7" }
        let error = try #require(throws: CatalogueError.self) { try Self.read(text) }
        #expect(error.code == .ambiguousColumn)
        #expect(Self.values(try Self.read(text, .init(column: "Halle 2 [kWh]")), normalDay)[5] == "7")
        #expect(throws: CatalogueError.self) { try Self.read(text, .init(column: "Halle 3")) }
    }

    @Test func `Day and time may stand together, in German or ISO, with an offset`() throws {
        for form in 0..<3 {
            let text = Self.file([normalDay], header: "Zeit;kWh") { day, time, count in
                let iso = CivilDate(german: day)!.description
                return [(day + " " + time), "\(iso) \(time):00", "\(iso)T\(time):00+01:00"][form] + ";\(count)"
            }
            #expect(Self.values(try Self.read(text), normalDay) == (1...96).map { "\($0)" }, "form \(form)")
        }
    }

    @Test func `Labels at the end of an interval are recognised`() throws {
        for form in 0..<3 {
            var lines = ["Datum;Uhrzeit;kWh"]
            for minute in stride(from: 15, through: 1440, by: 15) {
                let day = minute == 1440 && form == 1 ? "06.02.2019" : "05.02.2019"
                let time = minute == 1440 ? (form == 0 ? "24:00" : "00:00") : Self.clock(minute)
                lines.append("\(day);\(time);\(minute / 15)")
            }
            let result = try Self.read(lines.joined(separator: "\n"))
            #expect(Self.values(result, normalDay) == (1...96).map { "\($0)" }, "form \(form)")
            #expect(result.recognised["label"] == "end")
        }
        let ranges = Self.file([normalDay], header: "Datum;Zeit;kWh") { day, time, count in
            "\(day);\(time) - \(Self.clock((count * 15) % 1440));\(count)"
        }
        #expect(Self.values(try Self.read(ranges), normalDay) == (1...96).map { "\($0)" })
    }

    @Test func `Unclear labels are refused, and an option decides`() throws {
        let text = Self.file([normalDay]) { $2 < 20 || $2 > 60 ? "" : "\($0);\($1);\($2)" }
        let error = try #require(throws: CatalogueError.self) { try Self.read(text) }
        #expect(error.code == .ambiguousLabel && error.needsDecision)
        #expect(Self.values(try Self.read(text, .init(labelPosition: .start)), normalDay)[19] == "20")
        #expect(Self.values(try Self.read(text, .init(labelPosition: .end)), normalDay)[18] == "20")
    }

    /// The start times of a day's intervals in minutes of the local clock.
    static func starts(_ date: CivilDate, paired: Bool = false) -> [Int] {
        let all = Array(stride(from: 0, to: 1440, by: 15))
        if date == BerlinTime.springChange(of: date.year) { return all.filter { !(120..<180).contains($0) } }
        guard date == BerlinTime.autumnChange(of: date.year) else { return all }
        let hour = [120, 135, 150, 165]
        return all.filter { $0 < 120 } + (paired ? hour.flatMap { [$0, $0] } : hour + hour) + all.filter { $0 >= 180 }
    }

    @Test(arguments: [false, true])
    func `The days of the clock change have 92 and 100 values`(paired: Bool) throws {
        let days = ["2019-03-30", "2019-03-31", "2019-04-01", "2019-10-26", "2019-10-27", "2019-10-28"]
        let text = Self.file(days, times: { Self.starts($0, paired: paired) })
        let result = try Self.read(text)
        #expect(result.acceptedCount == 4 * 96 + 92 + 100 && result.rejectedCount == 0 && result.warnings.isEmpty)
        #expect(Self.values(result, "2019-03-31").count == 92 && Self.values(result, "2019-10-27").count == 100)
        #expect(Self.values(result, "2019-03-31") == (97...188).map { "\($0)" })
        if !paired { #expect(Self.values(result, "2019-10-27") == (381...480).map { "\($0)" }) }
        let october = try #require(result.months.last)
        #expect(october.values.count == 31 * 96 + 4)
        #expect(try #require(result.months.first).values.count == 31 * 96 - 4)
    }

    @Test func `End labels on the days of the clock change, written either way`() throws {
        let spring = try #require(CivilDate(iso: "2019-03-31"))
        let autumn = try #require(CivilDate(iso: "2019-10-27"))
        let plain = [spring, autumn].map { Self.starts($0).map { $0 + 15 } }
        let trueEnds = [
            plain[0].map { $0 == 120 ? 180 : $0 },
            Array(stride(from: 15, through: 165, by: 15)) + Array(stride(from: 120, through: 1440, by: 15)),
        ]
        for ends in [plain, trueEnds] {
            let text = Self.file(["2019-03-31", "2019-10-27"], times: { $0 == spring ? ends[0] : ends[1] })
            let result = try Self.read(text)
            #expect(result.rejectedCount == 0)
            #expect(Self.values(result, "2019-03-31") == (1...92).map { "\($0)" })
            #expect(Self.values(result, "2019-10-27") == (93...192).map { "\($0)" })
        }
    }

    @Test func `A clock without summer time is refused, and an option decides`() throws {
        let days = ["2019-03-30", "2019-03-31", "2019-04-01"]
        let text = Self.file(days)
        let error = try #require(throws: CatalogueError.self) { try Self.read(text) }
        #expect(error.code == .ambiguousClock && error.needsDecision && error.text(.en).contains("--time"))
        let winter = try Self.read(text, .init(clock: .winter))
        #expect(winter.acceptedCount == 288 && winter.rejectedCount == 0)
        #expect(Self.values(winter, "2019-04-01")[4] == "193", "01:00 local is 00:00 in winter time")
        let hourly = Self.file(days, step: 60)
        #expect(throws: CatalogueError.self) { try Self.read(hourly) }
        let ends = Self.file(days, step: 60, times: { _ in Array(stride(from: 60, through: 1440, by: 60)) })
        #expect(throws: CatalogueError.self) { try Self.read(ends) }
        #expect(try Self.read(text, .init(clock: .utc)).acceptedCount == 288)
    }

    @Test func `A repeated hour that is there once is reported and leaves a gap`() throws {
        let text = Self.file(["2019-10-26", "2019-10-27", "2019-10-28"])
        let result = try Self.read(text)
        #expect(result.warnings.map(\.code) == ["repeatedHourMissing"])
        #expect(Self.values(result, "2019-10-27")[12] == nil && Self.values(result, "2019-10-27")[8] != nil)
        #expect(result.acceptedCount == 288)
    }

    @Test func `Gaps are missing values, never zero, and repeated lines count once`() throws {
        let gaps = ["", "-", "#NV", "n/a", "k.A.", "0"]
        let text = Self.file([normalDay]) { "\($0);\($1);\($2 <= gaps.count ? gaps[$2 - 1] : "5")" }
        let result = try Self.read(text + "05.02.2019;12:00;5\n")
        #expect(Self.values(result, normalDay).prefix(7) == [nil, nil, nil, nil, nil, "0", "5"])
        #expect(result.gapCount == 5 && result.rowCount == 97 && result.rejectedCount == 0)
        #expect(result.sum == 450)
    }

    @Test func `Bad rows are refused with line, column and reason, and the others taken`() throws {
        let lines = [
            "05.02.2019;12:00;7", "05.02.2019;xx;5", "32.02.2019;00:15;5", "05.02.2019;00:20;5", "06.02.2019;00:00;=A1",
            "06.02.2019;00:15", "06.02.2019;00:15;1.2.3",
        ]
        let text =
            Self.file([normalDay]) { day, time, _ in "\(day);\(time);5" } + lines.joined(separator: "\n")
            + "\nSumme;;480\n"
        let result = try Self.read(text)
        #expect(result.acceptedCount == 96 && result.rejectedCount == 7 && result.rowCount == 103)
        #expect(
            result.rejected.map(\.code)
                == [.repeatedTime, .badInstant, .badDate, .badInterval, .badNumber, .missingColumn, .badNumber])
        #expect(result.rejected.map(\.line) == Array(98...104))
        #expect(result.rejected[2].column == 1 && result.rejected[1].column == 2 && result.rejected[4].column == 3)
    }

    @Test(arguments: [
        ("", "badFile"), ("\n\n", "badFile"), ("PK\u{3}\u{4}xxxxxxxxxxxxxxxx", "badFile"),
        ("%PDF-1.7 xxxxxxxxxxxxxx", "badFile"),
        ("<html><body>xxxxxxxxxx", "badFile"), ("UNA:+,? 'UNB+UNOC:3", "badFile"), ("Datum;Uhrzeit;kWh\n", "noData"),
        ("just some words without any table at all", "noData"),
        ("Datum;kWh\n01.01.2019;5\n02.01.2019;6\n", "missingColumn"),
        ("Datum,Uhrzeit,kWh\n01.02.2026,00:15,12,5\n", "ambiguousSeparator"),
        ("Datum;Uhrzeit;kWh\n01.02.2026;00:00;5\n01.02.2026;00:07;5\n", "badInterval"),
        ("Datum;Uhrzeit;kWh\n01.02.2026;00:00;x\n01.02.2026;00:15;y\n", "badNumber"),
    ])
    func `Files that are no table of intervals are refused by name`(_ pair: (String, String)) throws {
        let error = try #require(throws: CatalogueError.self) { try Self.read(pair.0) }
        #expect(error.code.rawValue == pair.1, "\(error)")
    }

    @Test func `Endless lines and binary noise are refused, never crash`() throws {
        #expect(throws: CatalogueError.self) {
            try IntervalCSV.read(Array(repeating: UInt8(ascii: "a"), count: 100_000))
        }
        let text = Array(Self.file([normalDay]).utf8)
        for seed in 0..<60 as Range<UInt64> {
            var generator = RandomRecords(seed: seed)
            var bytes = text
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator)
            }
            if let result = try? IntervalCSV.read(bytes) {
                #expect(result.rowCount == result.acceptedCount + result.rejectedCount)
            }
            _ = try? IntervalCSV.read(generator.bytes(500))
            _ = try? IntervalCSV.read(Array(text.prefix(Int.random(in: 0...text.count, using: &generator))))
        }
    }
}

extension String {
    fileprivate func replacing(_ mark: Character, with other: String) -> String {
        map { $0 == mark ? other : String($0) }.joined()
    }
}
