import Foundation
import Testing

@Suite(.serialized) struct ImportTests {
    /// A real series and its sum, as the files' description gives it.
    struct Series: Sendable, CustomTestStringConvertible {
        let file: String
        let kilowattHours: String
        var testDescription: String { file }

        static let all = [
            Series(file: "lastgang-2019-gas.csv", kilowattHours: "44305225.5"),
            Series(file: "lastgang-2019-hard-coal.csv", kilowattHours: "44884992.5"),
            Series(file: "lastgang-2019-solar.csv", kilowattHours: "41914770.25"),
            Series(file: "lastgang-2019-waste.csv", kilowattHours: "5887984.25"),
        ]
    }

    @Test(arguments: Series.all)
    func `A real year comes in whole, with both days on which the clock changes, and twice is once`(
        _ series: Series
    ) async throws {
        let node = try await newNode()
        try await node.succeed("add", "Meter", "name=Strom 1", "carrier=ELEC_GRID", "unit=kWh")
        let command = ["import", Programs.data(series.file), "--as", "MeterProfile", "--meter", "Strom 1"]
        let dry = try await node.run(command + ["--dry-run"])
        #expect(dry.json["rows"] == 35040, "\(dry.all)")
        #expect(try await node.list("MeterProfile").isEmpty)

        let first = try await node.run(command)
        #expect(first.status == 0, "\(first.all)")
        #expect(first.json["schema"] == "pakt.import" && first.json["version"] == 1)
        #expect(first.json["rows"] == 35040)
        #expect(first.json["accepted"] == 35040)
        #expect(first.json["rejected"] == 0)
        #expect(first.json["records"].integer > 0)

        let months = try await node.list("MeterProfile").map { $0["fields"] }
        #expect(months.reduce(0) { $0 + $1["values"].items.count } == 35040)
        var sum = Decimal(0)
        for value in months.flatMap({ $0["values"].items }) { sum += Decimal(string: value.text) ?? .nan }
        #expect(sum == Decimal(string: series.kilowattHours))
        #expect(months.allSatisfy { $0["interval"] == "PT15M" && $0["meter"] == "Strom 1" })
        let march = months.first {
            $0["start"].text.hasPrefix("2019-03-01") || $0["start"].text.hasPrefix("2019-02-28T23")
        }
        #expect(march?["values"].items.count == 31 * 96 - 4)
        let october = months.first {
            $0["start"].text.hasPrefix("2019-10-01") || $0["start"].text.hasPrefix("2019-09-30T22")
        }
        #expect(october?["values"].items.count == 31 * 96 + 4)

        let second = try await node.run(command)
        #expect(second.status == 0, "\(second.all)")
        #expect(second.json["unchanged"] == 35040)
        #expect(second.json["records"] == 0)
        #expect(try await node.run("verify").status == 0)
    }

    @Test func `One changed value in a file is one changed month`() async throws {
        let node = try await newNode()
        try await node.succeed("add", "Meter", "name=M", "carrier=ELEC_GRID", "unit=kWh")
        let text = try String(contentsOfFile: Programs.data("lastgang-2019-waste.csv"), encoding: .utf8)
        _ = try await node.run(
            "import", Programs.data("lastgang-2019-waste.csv"), "--as", "MeterProfile", "--meter", "M")
        let changed = try node.folder.file(
            "neu.csv", text.replacing("01.05.2019;12:00;", with: "01.05.2019;12:00;9", maxReplacements: 1))
        let outcome = try await node.run("import", changed, "--as", "MeterProfile", "--meter", "M")
        #expect(outcome.json["records"] == 1, "\(outcome.all)")
        #expect(outcome.json["unchanged"] == 35039)
        let id = try await node.list("MeterProfile").first {
            $0["fields"]["start"].text.contains("2019-05-01") || $0["fields"]["start"].text.contains("2019-04-30")
        }
        #expect(try await node.run("history", id?["id"].text ?? "").lines.count == 2)
    }

    @Test func `A column is chosen by its header`() async throws {
        let node = try await newNode()
        try await node.succeed("add", "Meter", "name=M", "carrier=ELEC_GRID", "unit=kWh")
        let outcome = try await node.run(
            "import", Programs.data("lastgang-2019-waste.csv"), "--as", "MeterProfile", "--meter", "Leistung [kW]=M")
        #expect(outcome.json["accepted"] == 35040, "\(outcome.all)")
    }

    @Test func `JSON lines come in, and those that are wrong are left out with their reasons`() async throws {
        let node = try await newNode()
        let file = try node.folder.file(
            "sites.jsonl",
            """
            {"name":"Werk Nord","postcode":"47053"}
            {"name":"Werk Süd","postcode":"4"}
            {"nam":"Werk West"}
            kein JSON
            {"name":"Werk Ost","insideCity":true}
            """)
        let outcome = try await node.run("import", file, "--as", "Site")
        #expect(outcome.status == 3, "\(outcome.all)")
        #expect(outcome.json["rows"] == 5)
        #expect(outcome.json["accepted"] == 2)
        #expect(outcome.json["rejected"] == 3)
        #expect(outcome.json["records"] == 2)
        #expect(Set(try await node.list("Site").map { $0["fields"]["name"].text }) == ["Werk Nord", "Werk Ost"])
        let reasons = try FileManager.default.contentsOfDirectory(atPath: node.folder.path)
            .filter { $0.hasPrefix("sites.jsonl") && $0 != "sites.jsonl" }
        #expect(reasons.count == 1, "rejected rows leave a file with their reasons")
        for reason in reasons {
            let text = try String(contentsOfFile: "\(node.folder.path)/\(reason)", encoding: .utf8)
            #expect(text.contains("postcode") && text.contains("nam"))
        }
    }

    @Test func `What list prints can be imported elsewhere`() async throws {
        let node = try await newNode()
        try await node.succeed(
            "add", "Measure", "title=LED", "category=lighting", "investmentEUR=1234.5", "start=2025-03-01")
        let file = try node.folder.file("measures.jsonl", try await node.run("list", "Measure").output)
        let other = try await newNode("Andere GmbH")
        let outcome = try await other.run("import", file, "--as", "Measure")
        #expect(outcome.status == 0, "\(outcome.all)")
        #expect(try await other.list("Measure").map { $0["fields"] } == node.list("Measure").map { $0["fields"] })
    }

    @Test func `A file that is not what it says is refused, and nothing comes in`() async throws {
        let node = try await newNode()
        try await node.succeed("add", "Meter", "name=M", "carrier=ELEC_GRID", "unit=kWh")
        let files = [
            ("leer.csv", ""), ("leerzeilen.csv", "\n\n\n"), ("bild.csv", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR"),
            ("tabelle.csv", "PK\u{3}\u{4}\0\0\0\0"), ("seite.csv", "<!DOCTYPE html><html><body>Fehler</body></html>"),
            ("nurkopf.csv", "Datum;Uhrzeit;Leistung [kW]\r\n"), ("prosa.csv", "Sehr geehrte Damen und Herren,\n"),
            ("ohneeinheit.csv", "Datum;Uhrzeit;Wert\r\n01.01.2019;00:00;1,5\r\n01.01.2019;00:15;1,5\r\n"),
        ]
        for (name, text) in files {
            let outcome = try await node.run(
                "import", try node.folder.file(name, text), "--as", "MeterProfile", "--meter", "M")
            #expect([2, 8].contains(outcome.status), "\(name): \(outcome.all)")
            #expect(!outcome.errors.isEmpty)
            if name == "ohneeinheit.csv" { #expect(outcome.errors.contains("--unit"), "\(outcome.errors)") }
        }
        #expect(try await node.run("import", "/nowhere.csv", "--as", "MeterProfile", "--meter", "M").status == 2)
        #expect(try await node.run("import", node.folder.path, "--as", "MeterProfile", "--meter", "M").status == 2)
        let real = Programs.data("lastgang-2019-gas.csv")
        #expect(try await node.run("import", real, "--as", "MeterProfile", "--meter", "Strom 9").status == 2)
        #expect(try await node.run("import", real, "--as", "MeterProfile").status == 2)
        #expect(try await node.run("import", real, "--as", "MeterProfil3", "--meter", "M").status == 2)
        #expect(try await node.list("MeterProfile").isEmpty)
        #expect(try await node.succeed("status")["entries"] == 1)
    }
}
