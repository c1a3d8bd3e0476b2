import Foundation
import Testing

/// A small network whose partners have reported a year.
final class SmallNetwork: Sendable {
    let hub: Hub
    let nodes: [Store]
    let inventories: [String]
    /// Natural gas of each partner in 2023, in kWh of net calorific value; the first dominates.
    static let gas = [90_000_000, 1_000_000, 1_100_000, 900_000, 800_000]

    init() async throws {
        hub = try await Hub.start()
        var nodes: [Store] = []
        var inventories: [String] = []
        for (number, gas) in Self.gas.enumerated() {
            let node = try await hub.join("Partner \(["Stahl", "Hafen", "Klinik", "Werkstatt", "Spedition"][number])")
            try await node.succeed("add", "Membership", "mouVersion=2024-02", "signedOn=2024-02-15")
            try await node.succeed(
                "add", "ActivityLine", "carrier=NATGAS", "quantity=\(gas)", "unit=kWh_Hi", "periodStart=2023-01-01",
                "periodEnd=2023-12-31", "dataQuality=A", "source=Rechnung")
            inventories.append(try await node.succeed("inventory", "2023")["id"].text)
            try await node.succeed("sync")
            nodes.append(node)
        }
        self.nodes = nodes
        self.inventories = inventories
    }

    func accept(_ number: Int) async throws {
        try await nodes[number].succeed("submit", inventories[number])
        try await nodes[number].succeed("sync")
        try await hub.store.succeed("accept", inventories[number])
    }

    func cell(_ figure: String, carrier: String? = nil) async throws -> JSONValue {
        let cells = try await hub.store.succeed("figures", "--year", "2023")["cells"].items
        return cells.first {
            $0["figure"].text == figure && (carrier == nil || $0["dimensions"]["carrier"].text == carrier)
        } ?? .null
    }
}

@Suite(.serialized) struct FigureTests {
    @Test func `Figures count accepted inventories only, and the dominating partner decides on publication`()
        async throws
    {
        let network = try await SmallNetwork()
        let hub = network.hub
        #expect(try await network.cell("emissions.s1")["contributors"].integer <= 0)
        let early = try await hub.store.run("accept", network.inventories[1])
        #expect(early.status == 8, "\(early.all)")

        try await network.accept(1)
        var cell = try await network.cell("energy", carrier: "NATGAS")
        #expect(cell["value"] == "1000000")
        #expect(cell["contributors"] == 1)
        #expect(cell["unit"] == "kWh")
        #expect(cell["status"] != "published")

        for number in [0, 2, 3, 4] { try await network.accept(number) }
        cell = try await network.cell("energy", carrier: "NATGAS")
        #expect(cell["value"].text == "\(SmallNetwork.gas.reduce(0, +))")
        #expect(cell["contributors"] == 5)
        #expect(cell["status"] == "withheld")
        #expect(try await network.cell("emissions.s1")["status"] == "withheld")
        #expect(try await network.cell("partners.active")["value"] == "5")

        try await hub.store.succeed("publish")
        let withheld = try Sockets.get("/", from: hub.web)
        #expect(withheld.contains("<h1"))
        let total = try await network.cell("emissions.s1")["value"].text
        #expect(!total.isEmpty)

        try await network.nodes[0].succeed(
            "release", "figures=emissions.s1,energy", "yearFrom=2019", "yearTo=2035", "level=V3", "waiver=ja",
            "signedBy=Vorstand", "validFrom=2020-01-01")
        try await network.nodes[0].succeed("sync")
        #expect(try await network.cell("emissions.s1")["status"] == "published")
        #expect(try await network.cell("energy", carrier: "NATGAS")["status"] == "published")
        let edition = try await hub.store.succeed("publish")["cells"].items
        #expect(edition.contains { $0["figure"] == "emissions.s1" && $0["status"] == "published" })

        // What partners see of it comes with the next session.
        let node = network.nodes[4]
        try await node.succeed("sync")
        #expect(try await node.list("PublishedCell").count > 0)
        let verify = try await hub.store.run("verify")
        #expect(verify.status == 0, "\(verify.all)")
    }

    @Test func `A corrected inventory counts only when it is submitted and accepted again`() async throws {
        let network = try await SmallNetwork()
        try await network.accept(1)
        let node = network.nodes[1]
        try await node.succeed(
            "add", "ActivityLine", "carrier=NATGAS", "quantity=2000000", "unit=kWh_Hi", "periodStart=2023-01-01",
            "periodEnd=2023-12-31", "dataQuality=A", "source=Rechnung")
        #expect(try await node.succeed("inventory", "2023")["id"].text == network.inventories[1])
        try await node.succeed("sync")
        #expect(try await network.cell("energy", carrier: "NATGAS")["value"] != "2000000")
        try await network.accept(1)
        #expect(try await network.cell("energy", carrier: "NATGAS")["value"] == "2000000")
        let verify = try await network.hub.store.run("verify")
        #expect(verify.status == 0, "\(verify.all)")
    }

    @Test func `A confirmed agreement is in force, a changed one waits again`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Musterbau GmbH")
        let agreement = try await node.succeed(
            "add", "Agreement", "number=KV-1", "state=company_signed", "signedOn=2025-01-15", "validFrom=2025-01-15",
            "validTo=2035-12-31")
        try await node.succeed("sync")
        #expect(try await hub.store.run("agreements").lines.map { $0["confirmed"] } == [false])
        #expect(try await hub.store.run("reviews").lines.map { $0["id"] } == [agreement["id"]])
        try await hub.store.succeed("confirm", agreement["id"].text)
        #expect(try await hub.store.run("agreements").lines.map { $0["confirmed"] } == [true])
        #expect(try await hub.store.run("reviews").lines.isEmpty)
        let cells = try await hub.store.succeed("figures")["cells"].items
        #expect(cells.first { $0["figure"] == "partners.signed" }?["value"] == "1")
        try await node.succeed("edit", agreement["id"].text, "number=KV-1a")
        try await node.succeed("sync")
        #expect(try await hub.store.run("agreements").lines.map { $0["confirmed"] } == [false])
    }

    @Test func `The public page answers over HTTP with its headline in both languages`() async throws {
        let hub = try await Hub.start()
        for name in ["Eins GmbH", "Zwei GmbH", "Drei GmbH"] {
            let node = try await hub.join(name)
            try await node.succeed("add", "Partner", "legalName=\(name)")
            try await node.succeed("sync")
        }
        try await hub.store.succeed("publish")
        let german = try Sockets.get("/", from: hub.web, language: "de")
        let english = try Sockets.get("/", from: hub.web, language: "en")
        #expect(german.hasPrefix("HTTP/1.1 200") && english.hasPrefix("HTTP/1.1 200"))
        #expect(german.contains("<h1") && english.contains("<h1"))
        #expect(german.contains("lang=\"de\"") && english.contains("lang=\"en\""))
        #expect(german.contains("Klimapakt Musterstadt"))
        let none = try Sockets.get("/../../etc/passwd", from: hub.web)
        #expect(!none.hasPrefix("HTTP/1.1 200"))
    }
}
