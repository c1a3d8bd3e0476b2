import Testing

@Suite(.serialized) struct RecordTests {
    @Test func `Every kind and field has a name, a type and both labels`() async throws {
        let node = Hub.node("keine", in: Folder())
        let kinds = try await node.succeed("kinds")["kinds"].items
        #expect(kinds.count >= 15)
        for kind in kinds {
            #expect(kind.names.isSuperset(of: ["kind", "label", "audience", "writer", "key", "fields"]))
            #expect(!kind["label"]["de"].text.isEmpty && !kind["label"]["en"].text.isEmpty)
            for field in kind["fields"].items {
                #expect(field.names.isSuperset(of: ["name", "type", "unit", "required", "codes", "label"]))
                #expect(!field["label"]["de"].text.isEmpty && !field["label"]["en"].text.isEmpty)
            }
        }
        let site = try await node.succeed("kinds", "Standort")["kinds"].items
        #expect(site.map { $0["kind"] } == ["Site"])
        #expect(site.first?["key"] == .array(["name"]))
    }

    @Test func `A record is added, listed, changed, deleted, and its history tells all of it`() async throws {
        let node = try await newNode()
        let added = try await node.succeed("add", "Site", "name=Werk Nord", "postcode=47053", "insideCity=ja")
        #expect(added["kind"] == "Site")
        #expect(added["warnings"] == .array([]))
        let id = added["id"].text
        #expect(id.count == 16)

        var listed = try await node.list("Site")
        #expect(listed.count == 1)
        #expect(listed.first?.names == ["kind", "id", "fields", "audience", "siblings"])
        #expect(listed.first?["fields"]["name"] == "Werk Nord")
        #expect(listed.first?["fields"]["insideCity"] == true)
        #expect(listed.first?["audience"] == "city")
        #expect(listed.first?["siblings"] == 0)

        try await node.succeed("edit", id, "postcode=47055")
        listed = try await node.list("Site")
        #expect(listed.first?["fields"]["postcode"] == "47055")
        #expect(listed.first?["id"].text == id)
        let history = try await node.run("history", id).lines
        #expect(history.count == 2)
        #expect(Set(history.map { $0["fields"]["postcode"].text }) == ["47053", "47055"])

        try await node.succeed("delete", id)
        #expect(try await node.list("Site").isEmpty)
        #expect(try await node.run("history", id).lines.count == 3)
        #expect(try await node.succeed("status")["entries"] == 3)
    }

    @Test func `The same key again is the same record; without a key each is its own`() async throws {
        let node = try await newNode()
        let first = try await node.succeed("add", "Meter", "name=Strom 1", "carrier=ELEC_GRID", "unit=kWh")
        let again = try await node.succeed("add", "Meter", "name=Strom 1", "carrier=ELEC_GRID", "unit=MWh")
        #expect(first["id"] == again["id"])
        #expect(try await node.list("Meter").map { $0["fields"]["unit"] } == ["MWh"])
        let line = [
            "add", "ActivityLine", "meter=Strom 1", "carrier=ELEC_GRID", "unit=kWh", "periodStart=2025-01-01",
            "periodEnd=2025-12-31",
        ]
        let one = try await node.run(line + ["quantity=1000"])
        let two = try await node.run(line + ["quantity=1200"])
        #expect(one.status == 0 && one.json["id"] == two.json["id"], "\(one.all)\(two.all)")
        let lines = try await node.list("ActivityLine")
        #expect(lines.map { $0["fields"]["quantity"] } == ["1200"])
        #expect(lines.map { $0["fields"]["meter"] } == ["Strom 1"])
        let measure = ["add", "Measure", "title=LED", "category=lighting"]
        let left = try await node.run(measure)
        let right = try await node.run(measure)
        #expect(left.json["id"] != right.json["id"])
    }

    @Test func `German and English words and numbers are the same record`() async throws {
        let node = try await newNode()
        let german = try await node.run(
            "add", "Maßnahme", "titel=Neue Lampen", "kategorie=Beleuchtung", "investition=1.234,50", language: "de")
        let english = try await node.run(
            "add", "Measure", "title=Neue Lampen", "category=Lighting", "investmentEUR=1234.50")
        #expect(german.status == 0, "\(german.all)")
        #expect(english.status == 0, "\(english.all)")
        let fields = try await node.list("Measure").map { $0["fields"] }
        #expect(fields.count == 2 && fields[0] == fields[1])
        #expect(fields.first?["category"] == "lighting")
        #expect(fields.first?["investmentEUR"] == "1234.5")
    }

    @Test func `A value comes from a file or from standard input`() async throws {
        let node = try await newNode()
        let file = try node.folder.file("text.txt", "Erste Zeile\nZweite Zeile\n")
        try await node.succeed("add", "Measure", "title=A", "category=other", "description=@\(file)")
        try await node.succeed("add", "Measure", "title=B", "category=other", "description=-", input: "von innen\n")
        let texts = try await node.list("Measure").map { $0["fields"]["description"].text }
        #expect(Set(texts) == ["Erste Zeile\nZweite Zeile", "von innen"])
    }

    @Test func `What is for the company alone says so, and is not waiting to be sent`() async throws {
        let node = try await newNode()
        try await node.succeed("add", "Site", "name=Geheim", "--audience", "own")
        try await node.succeed("add", "Site", "name=Offen")
        #expect(Set(try await node.list("Site").map { $0["audience"].text }) == ["own", "city"])
        let status = try await node.succeed("status")
        #expect(status["entries"] == 2)
        #expect(status["unsent"] == 1)
        #expect(status["state"] == "waiting")
        #expect(status["receipt"].isNull)
        #expect(Set(status["feeds"].items.map { $0["audience"].text }) == ["own", "city"])
    }

    @Test(arguments: [
        ["status"], ["list", "Site"], ["add", "Site", "name=x"], ["sync"], ["verify"], ["kinds2"],
        ["import", "/dev/null", "--as", "Site"], ["history", "aaaa"], ["backup", "b"], ["serve", "--no-web"],
        ["export"],
    ])
    func `Where there is no store, nothing but init and join makes one`(_ arguments: [String]) async throws {
        let node = Hub.node("keine", in: Folder())
        let outcome = try await node.run(arguments)
        #expect(outcome.status == (arguments == ["kinds2"] ? 2 : 10), "\(outcome.all)")
        #expect(!node.exists)
    }

    @Test func `A second init in the same place is refused and changes nothing`() async throws {
        let node = try await newNode("Eins GmbH")
        try await node.succeed("add", "Site", "name=Werk")
        #expect(try await node.run("init", "--partner", "Zwei GmbH").status == 2)
        #expect(try await node.succeed("status")["partner"] == "Eins GmbH")
        #expect(try await node.list("Site").count == 1)
    }
}
