import Catalogue
import Testing

struct ParsingTests {
    private func quantity() throws -> FieldDefinition { try Kind.activityLine.field(named: "quantity") }

    @Test(arguments: [
        ("1234,5", "1234.5"), ("1.234,5", "1234.5"), ("1.234.567", "1234567"), ("1234.5", "1234.5"), ("12.5", "12.5"),
        ("0.125", "0.125"), ("1234.567", "1234.567"), ("1,234", "1.234"), ("1 234,5", "1234.5"),
        ("1\u{202F}234\u{202F}567", "1234567"), ("0", "0"), ("+5", "5"), ("  7 ", "7"), ("0,000", "0"),
    ])
    func `German numbers are read`(_ pair: (String, String)) throws {
        let value = try Catalogue.parse(pair.0, for: quantity(), language: .de)
        #expect(value == .decimal(try #require(Exact(decimal: pair.1))))
    }

    @Test(arguments: [
        ("1234.5", "1234.5"), ("1,234.5", "1234.5"), ("1,234,567", "1234567"), ("1.234", "1.234"),
        ("1 234.5", "1234.5"),
    ])
    func `English numbers are read`(_ pair: (String, String)) throws {
        let value = try Catalogue.parse(pair.0, for: quantity(), language: .en)
        #expect(value == .decimal(try #require(Exact(decimal: pair.1))))
    }

    @Test(arguments: [("1.234", Language.de), ("12.500", .de), ("999.999", .de), ("1,234", .en), ("12,500", .en)])
    func `A number that can be read in two ways is refused`(_ pair: (String, Language)) throws {
        let error = try #require(throws: CatalogueError.self) {
            try Catalogue.parse(pair.0, for: quantity(), language: pair.1)
        }
        #expect(error.code == .ambiguousNumber && error.field == "quantity" && error.needsDecision)
        #expect(error.text(.de).contains("quantity") && error.text(.en).contains("ambiguous"))
    }

    @Test(arguments: [
        ("", Language.de), ("abc", .de), ("1,2,3", .de), ("1.23.456", .de), ("1,234.5", .de), ("1.234,5", .en),
        ("1,5", .en),
        ("12.34,5", .de), ("1e5", .de), ("1 23", .de), ("-", .de), ("1..5", .de), ("٣", .de), ("=1+1", .de),
        ("0.123.456", .de),
    ])
    func `Other texts are no numbers`(_ pair: (String, Language)) throws {
        let error = try #require(throws: CatalogueError.self) {
            try Catalogue.parse(pair.0, for: quantity(), language: pair.1)
        }
        #expect([.badNumber, .badUnit].contains(error.code), "\(error)")
        #expect(error.example != nil || error.code == .badUnit)
    }

    @Test func `A negative quantity is out of range, also with a typographic minus`() throws {
        for text in ["-1", "\u{2212}1,5"] {
            let error = try #require(throws: CatalogueError.self) {
                try Catalogue.parse(text, for: quantity(), language: .de)
            }
            #expect(error.code == .outOfRange)
        }
    }

    @Test(arguments: [
        ("expectedSavingKwh", "12,5 MWh", "12500"), ("expectedSavingKwh", "3 GWh/a", "3000000"),
        ("expectedSavingKgCo2e", "4,2 t CO2e", "4200"), ("expectedSavingKgCo2e", "7 kg", "7"),
        ("investmentEUR", "1.200,50 €", "1200.5"), ("investmentEUR", "15 TEUR", "15000"),
    ])
    func `A unit behind a number is converted to the field's`(_ vector: (String, String, String)) throws {
        let field = try Kind.measure.field(named: vector.0)
        let value = try Catalogue.parse(vector.1, for: field, language: .de)
        #expect(value.exact?.decimalText == vector.2)
    }

    @Test(arguments: [("expectedSavingKwh", "5 kg"), ("investmentEUR", "5 kWh"), ("expectedSavingKgCo2e", "5 l")])
    func `A foreign unit is refused`(_ pair: (String, String)) throws {
        let field = try Kind.measure.field(named: pair.0)
        let error = try #require(throws: CatalogueError.self) { try Catalogue.parse(pair.1, for: field, language: .de) }
        #expect(error.code == .badUnit && error.field == pair.0)
    }

    @Test(arguments: [
        ("Measure", "category", "Druckluft", "compressedAir"),
        ("Measure", "category", "compressedair", "compressedAir"),
        ("Measure", "category", "Compressed air", "compressedAir"),
        ("Measure", "category", "Wärme / Prozesswärme", "heat"),
        ("Measure", "theme", "beides", "both"), ("ActivityLine", "carrier", "erdgas", "NATGAS"),
        ("ActivityLine", "unit", "kwh hs", "kWh_Hs"), ("ActivityLine", "unit", "m³", "m3"),
        ("ActivityLine", "dataQuality", "gemessen", "A"), ("MeasureProgress", "state", "in Umsetzung", "in_progress"),
        ("Inventory", "kind", "Ausgangsbilanz", "base"), ("Release", "level", "öffentlich", "V3"),
    ])
    func `Codes are read as code, German or English label`(_ vector: (String, String, String, String)) throws {
        let field = try Catalogue.kind(named: vector.0).field(named: vector.1)
        for language in Language.allCases {
            #expect(try Catalogue.parse(vector.2, for: field, language: language) == .code(vector.3))
        }
    }

    @Test func `An unknown code is answered with the nearest word and the list`() throws {
        let field = try Kind.measure.field(named: "category")
        let error = try #require(throws: CatalogueError.self) {
            try Catalogue.parse("Druklufft", for: field, language: .de)
        }
        #expect(error.code == .unknownCode && error.suggestion == "compressedAir" && error.field == "category")
        #expect(error.text(.de).contains("Beleuchtung") && error.text(.en).contains("lighting"))
    }

    @Test func `Lists are separated by commas and name every word once`() throws {
        let field = try Kind.target.field(named: "scopes")
        #expect(
            try Catalogue.parse("S1, s2lb", for: field, language: .de) == .list([.code("S1"), .code("S2LB")]))
        #expect(throws: CatalogueError.self) { try Catalogue.parse("S1,S1", for: field, language: .de) }
        #expect(throws: CatalogueError.self) { try Catalogue.parse(" , ", for: field, language: .de) }
        #expect(throws: CatalogueError.self) { try Catalogue.parse("S1,S9", for: field, language: .de) }
    }

    @Test func `A period's bounds are days or moments`() throws {
        let field = try Kind.activityLine.field(named: "periodEnd")
        #expect(try Catalogue.parse("31.12.2025", for: field, language: .de) == .date(CivilDate(daysSince1970: 20_453)))
        let moment = try #require(Instant(rfc3339: "2026-01-01T00:00:00+01:00"))
        #expect(try Catalogue.parse("2026-01-01T00:00:00+01:00", for: field, language: .de) == .instant(moment))
        for text in ["1.1.26", "2026-01-01T00:00", "gestern", "02/13/2026"] {
            #expect(throws: CatalogueError.self) { try Catalogue.parse(text, for: field, language: .de) }
        }
    }

    @Test(arguments: [
        "a\u{0}b", "a\u{1B}[31mb", "a\u{202E}b", "a\u{2066}b", "a\u{200F}b", "a\nb", "a\tb", "a\u{85}b", "a\u{FEFF}b",
        "a\u{200B}b", "a\u{E0041}b", "a\u{FFFE}b", "a\u{7F}b", "a\u{2028}b",
    ])
    func `Characters that cannot be seen are refused in a name`(_ text: String) throws {
        let field = try Kind.site.field(named: "name")
        let error = try #require(throws: CatalogueError.self) { try Catalogue.parse(text, for: field, language: .de) }
        #expect(error.code == .forbiddenCharacter && error.field == "name")
        let visible = error.text(.de).unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x202A...0x202E).contains($0.value)
        }
        #expect(visible, "the message itself is clean")
    }

    @Test func `Texts have lengths, several lines only where a field has them`() throws {
        let name = try Kind.site.field(named: "name")
        #expect(try Catalogue.parse(" Größe & Co. KG 日本 👩‍🔧 ", for: name, language: .de) == .text("Größe & Co. KG 日本 👩‍🔧"))
        #expect(throws: CatalogueError.self) {
            try Catalogue.parse(String(repeating: "a", count: 201), for: name, language: .de)
        }
        #expect(throws: CatalogueError.self) { try Catalogue.parse("   ", for: name, language: .de) }
        let lines = try Kind.measure.field(named: "description")
        #expect(try Catalogue.parse("a\r\nb\n\n", for: lines, language: .de) == .text("a\nb"))
        #expect(throws: CatalogueError.self) {
            try Catalogue.parse(String(repeating: "ä", count: 2049), for: lines, language: .de)
        }
        #expect(throws: CatalogueError.self) { try Catalogue.parse("a\u{202E}b", for: lines, language: .de) }
    }

    @Test func `Booleans, references, versions and hashes have their forms`() throws {
        let flag = try Kind.site.field(named: "insideCity")
        for text in ["ja", "Yes", "TRUE", "1"] {
            #expect(try Catalogue.parse(text, for: flag, language: .de) == .boolean(true))
        }
        for text in ["nein", "no", "false"] {
            #expect(try Catalogue.parse(text, for: flag, language: .en) == .boolean(false))
        }
        #expect(throws: CatalogueError.self) { try Catalogue.parse("vielleicht", for: flag, language: .de) }
        let reference = try Kind.measureProgress.field(named: "measure")
        #expect(throws: CatalogueError.self) { try Catalogue.parse("LED", for: reference, language: .de) }
        let dot = try Kind.submission.field(named: "inventoryDot")
        let good = String(repeating: "0f", count: 16) + "/1a/7"
        #expect(try Catalogue.parse(good, for: dot, language: .de) == .text(good))
        for text in ["0f/1a/7", good + "/8", good.dropLast() + "x", ""] {
            #expect(throws: CatalogueError.self) { try Catalogue.parse(String(text), for: dot, language: .de) }
        }
        let hash = try Kind.agreement.field(named: "documentHash")
        #expect(throws: CatalogueError.self) { try Catalogue.parse("abcd", for: hash, language: .de) }
        #expect(
            try Catalogue.parse(String(repeating: "AB", count: 32), for: hash, language: .de).text?.hasPrefix("abab")
                == true)
    }

    @Test func `Pairs of a command line become fields, each once`() throws {
        let fields = try Catalogue.fields(
            from: [("Name", "Halle 1"), ("Postleitzahl", "47051"), ("insideCity", "ja")], of: .site, language: .de)
        #expect(try Catalogue.validate(fields, of: .site).isEmpty)
        #expect(fields.names == ["insideCity", "name", "postcode"])
        #expect(throws: CatalogueError.self) {
            try Catalogue.fields(from: [("name", "a"), ("Name", "b")], of: .site, language: .de)
        }
    }
}
