import Catalogue
import Testing
import Wire

struct KindTests {
    @Test func `Kinds are numbered from 1 to 23 with different names in both languages`() {
        #expect(Catalogue.kinds.map(\.number) == Array(1...23))
        for words in [Catalogue.kinds.map(\.name), Catalogue.kinds.map(\.label.de), Catalogue.kinds.map(\.label.en)] {
            #expect(Set(words.map { $0.lowercased() }).count == 23)
        }
        for kind in Catalogue.kinds { #expect(Catalogue.kind(number: kind.number) == kind) }
        #expect(Catalogue.kind(number: 24) == nil && Catalogue.kind(number: 0) == nil)
    }

    @Test(arguments: Catalogue.kinds.map(\.name))
    func `Every kind is complete in German and English`(_ name: String) throws {
        let kind = try Catalogue.kind(named: name)
        var texts = [kind.label, kind.help] + kind.rules.map(\.text)
        #expect(kind.fields.map(\.number) == Array(1...kind.fields.count))
        for words in [kind.fields.map(\.name), kind.fields.map(\.label.de), kind.fields.map(\.label.en)] {
            #expect(Set(words.map { $0.lowercased() }).count == kind.fields.count, "\(words)")
        }
        for field in kind.fields {
            texts += [field.label, field.help] + field.codes.map(\.label)
            let needsCodes = [.code, .list(.code), .amounts, .quality].contains(field.type)
            #expect(needsCodes == !field.codes.isEmpty, "\(field.name)")
            if let target = field.referencedKind { #expect(Catalogue.kinds.contains { $0.name == target }) }
            for code in field.codes {
                let words = [code.code, code.label.de, code.label.en] + code.aliases
                for word in words { #expect(field.code(for: word)?.code == code.code, "\(field.name): \(word)") }
            }
        }
        for text in texts {
            #expect(!text.de.isEmpty && !text.en.isEmpty)
            #expect(text.de.first?.isWhitespace == false && text.en.first?.isWhitespace == false)
        }
        for name in kind.key { #expect(kind.field(name) != nil) }
        for rule in kind.rules { #expect(kind.field(rule.field) != nil, "\(rule.code)") }
        #expect(Set(kind.rules.map(\.code)).count == kind.rules.count)
    }

    @Test(arguments: [
        ("Site", "Site"), ("site", "Site"), ("Standort", "Site"), ("STANDORT", "Site"), ("Maßnahme", "Measure"),
        ("massnahme", "Measure"), ("Zähler", "Meter"), ("zaehler", "Meter"), ("meter profile", "MeterProfile"),
        ("Lastgang", "MeterProfile"), ("Treibhausgasbilanz", "Inventory"), ("Klimaschutzvereinbarung", "Agreement"),
    ])
    func `Kinds are found by either language's word`(_ pair: (String, String)) throws {
        #expect(try Catalogue.kind(named: pair.0).name == pair.1)
    }

    @Test(arguments: [
        ("Sites", "Site"), ("Mesure", "Measure"), ("Standorte", "Site"), ("ActivtyLine", "ActivityLine"),
        ("Zahler", "Meter"),
        ("", "Site"),
    ])
    func `An unknown kind is answered with the nearest one`(_ pair: (String, String)) throws {
        let error = try #require(throws: CatalogueError.self) { try Catalogue.kind(named: pair.0) }
        #expect(error.code == .unknownKind)
        if !pair.0.isEmpty { #expect(error.suggestion == pair.1) }
        #expect(error.text(.de).contains("unbekannte Art") && error.text(.en).contains("unknown kind"))
    }

    @Test func `An unknown field is answered with the nearest one`() throws {
        let kind = Kind.measure
        #expect(try kind.field(named: "Titel").name == "title")
        #expect(try kind.field(named: "investmenteur").name == "investmentEUR")
        let error = try #require(throws: CatalogueError.self) { try kind.field(named: "titel1") }
        #expect(error.code == .unknownField && error.suggestion == "title" && error.field == "titel1")
        let long = String(repeating: "ä", count: 100_000)
        #expect(throws: CatalogueError.self) { try kind.field(named: long) }
    }

    @Test func `The contract's field names exist`() throws {
        let names: [String: String] = [
            "Site": "name postcode insideCity", "Meter": "name carrier unit",
            "Target": "kind scopes baseYear baseValue targetYear targetValue reductionPercent",
            "Measure":
                "title category theme start lifetimeYears investmentEUR expectedSavingKwh expectedSavingKgCo2e",
            "ActivityLine":
                "site meter carrier quantity unit periodStart periodEnd dataQuality source readAt comment",
            "MeterProfile": "meter start interval unit values quality",
        ]
        for (kind, fields) in names {
            let kind = try Catalogue.kind(named: kind)
            for name in fields.split(separator: " ") { #expect(kind.field(String(name)) != nil, "\(name)") }
        }
    }

    @Test func `A kind as JSON has the contract's members`() throws {
        for kind in Catalogue.kinds {
            let json = try JSON(parsing: kind.json.encoded)
            #expect(json["kind"]?.textValue == kind.name)
            #expect(json["label"]?["de"]?.textValue == kind.label.de)
            #expect(["own", "city", "network", "desk"].contains(json["audience"]?.textValue))
            #expect(["company", "office", "hub"].contains(json["writer"]?.textValue))
            #expect(json["key"]?.arrayValue?.count == kind.key.count)
            for field in json["fields"]?.arrayValue ?? [] {
                for name in ["name", "type", "unit", "required", "codes", "label"] { #expect(field[name] != nil) }
            }
        }
    }
}
