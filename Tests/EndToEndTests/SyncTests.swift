import Testing

@Suite(.serialized) struct SyncTests {
    @Test func `What sync says is what a proxy counts, and the city's receipt stays`() async throws {
        let hub = try await Hub.start()
        let proxy = try Proxy(to: hub.port)
        defer { proxy.stop() }
        let node = try await hub.join("Musterbau GmbH", through: proxy.address)
        let file = try hub.folder.file("lines.jsonl", Sample.activityLines(500))
        try await node.succeed("import", file, "--as", "ActivityLine")
        #expect(try await node.succeed("status")["unsent"] == 500)
        #expect(try await node.succeed("sync", "--dry-run")["sent"]["entries"] == 500)

        proxy.reset()
        let sync = try await node.succeed("sync")
        #expect(sync["schema"] == "pakt.sync" && sync["version"] == 1)
        #expect(sync["sent"]["entries"] == 500)
        #expect(sync["received"]["entries"].integer >= 0)
        #expect(sync["round_trips"].integer <= 3)
        #expect(sync["bytes"]["wire_up"].integer == proxy.traffic.up)
        #expect(sync["bytes"]["wire_down"].integer == proxy.traffic.down)
        #expect(sync["bytes"]["up"].integer < proxy.traffic.up)
        #expect(proxy.traffic.connections == 1)
        #expect(sync["receipt"].names.isSuperset(of: ["feed", "epoch", "size", "root", "at"]))

        let status = try await node.succeed("status")
        #expect(status["schema"] == "pakt.status" && status["version"] == 1)
        #expect(
            status.names.isSuperset(of: [
                "partner", "node", "state", "records", "entries", "unsent", "feeds", "receipt", "next_sync",
            ]))
        #expect(status["state"] == "up_to_date")
        #expect(status["unsent"] == 0)
        #expect(status["records"] == 500)
        #expect(status["entries"] == 500)
        #expect(status["receipt"] == sync["receipt"])
        #expect(status["feeds"].items.map { $0["received"] } == [500])
        #expect(status["feeds"][0].names.isSuperset(of: ["feed", "audience", "epoch", "size", "received"]))
        try await hub.expectEqual(node)
        try await hub.expectSound(node)
    }

    @Test func `With nothing new four feeds cost one round trip and a few bytes`() async throws {
        let hub = try await Hub.start()
        let proxy = try Proxy(to: hub.port)
        defer { proxy.stop() }
        let node = try await hub.join("Musterbau GmbH", through: proxy.address)
        try await node.succeed("add", "Site", "name=Geheim", "--audience", "own")
        let agreement = try await node.succeed(
            "add", "Agreement", "number=KV-1", "state=company_signed", "signedOn=2025-01-15", "validFrom=2025-01-15")
        try await node.succeed("sync")
        try await hub.store.succeed("confirm", agreement["id"].text)
        try await hub.store.succeed("add", "Event", "title=Netzwerktreffen", "date=2026-03-05")
        let down = try await node.succeed("sync")
        #expect(down["received"]["entries"].integer >= 2)
        let feeds = try await admin("inspect", node.path, folder: hub.folder).json["feeds"].items
        #expect(feeds.count == 4, "\(feeds)")

        proxy.reset()
        let idle = try await node.succeed("sync")
        #expect(idle["round_trips"] == 1)
        #expect(idle["sent"]["entries"] == 0)
        #expect(idle["received"]["entries"] == 0)
        #expect(idle["bytes"]["up"].integer <= 120)
        #expect(idle["bytes"]["down"].integer <= 60)
        #expect(idle["bytes"]["wire_up"].integer == proxy.traffic.up)
        #expect(idle["bytes"]["wire_down"].integer == proxy.traffic.down)
    }

    @Test func `An unreachable hub leaves everything queued, and the next sync sends it`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Musterbau GmbH")
        try await node.succeed("sync")
        #expect(await hub.stop().status == 0)
        try await node.succeed("add", "Site", "name=Werk")
        let failed = try await node.run("sync")
        #expect(failed.status == 7, "\(failed.all)")
        let status = try await node.succeed("status")
        #expect(status["unsent"] == 1 && status["state"] == "waiting")
        let again = try await Hub.serve(hub.store, port: hub.port)
        #expect(try await node.succeed("sync")["sent"]["entries"] == 1)
        try await again.expectEqual(node)
    }

    @Test func `A session that is cut is taken up where it was cut`() async throws {
        let hub = try await Hub.start()
        let proxy = try Proxy(to: hub.port)
        defer { proxy.stop() }
        let node = try await hub.join("Musterbau GmbH", through: proxy.address)
        let file = try hub.folder.file("lines.jsonl", Sample.activityLines(4000))
        try await node.succeed("import", file, "--as", "ActivityLine")
        for bytes in [200, 2000, 5000, 10_000, 20_000] {
            proxy.reset()
            proxy.cut(after: bytes)
            let cut = try await node.run("sync")
            #expect(cut.status == 7 || cut.status == 0, "\(bytes): \(cut.all)")
        }
        proxy.cut(after: nil)
        try await node.succeed("sync")
        #expect(try await node.succeed("status")["unsent"] == 0)
        try await hub.expectEqual(node)
        try await hub.expectSound(node)
    }

    @Test func `The city's records come to every partner, the desk's only to its own`() async throws {
        let hub = try await Hub.start()
        let one = try await hub.join("Eins GmbH")
        let two = try await hub.join("Zwei GmbH")
        let agreement = try await one.succeed(
            "add", "Agreement", "number=KV-1", "state=company_signed", "signedOn=2025-01-15", "validFrom=2025-01-15")
        try await one.succeed("sync")
        try await hub.store.succeed("confirm", agreement["id"].text, "--by", "Dezernent")
        try await hub.store.succeed("add", "Event", "title=Netzwerktreffen", "date=2026-03-05")
        try await one.succeed("sync")
        try await two.succeed("sync")
        #expect(try await one.list("Confirmation").count == 1)
        #expect(try await two.list("Confirmation").isEmpty)
        #expect(try await one.list("Event").count == 1)
        #expect(try await two.list("Event").count == 1)
        #expect(try await two.list("Agreement").isEmpty)
        #expect(try await two.run("network").output.contains("Netzwerktreffen"))
    }

    @Test func `Best practice goes from one company over the office to all, without the contact`() async throws {
        let hub = try await Hub.start()
        let one = try await hub.join("Eins GmbH")
        let two = try await hub.join("Zwei GmbH")
        let draft = try await one.succeed(
            "add", "BestPractice", "titleDe=Abwärme nutzen", "textDe=So ging es.", "category=wasteHeat",
            "contact=Erika Muster")
        try await one.succeed("sync")
        let published = try await hub.store.run("republish", draft["id"].text)
        #expect(published.status == 0, "\(published.all)")
        try await two.succeed("sync")
        let text = try await two.run("network", "--category", "wasteHeat").output
        #expect(text.contains("Abwärme nutzen"))
        #expect(!text.contains("Erika"))
    }

    @Test func `Readings stay in the company that shares figures only`() async throws {
        let hub = try await Hub.start()
        let node = Hub.node("Geheim", in: hub.folder)
        try await node.succeed("join", hub.invite("Geheim GmbH"), "--share", "figures")
        let file = try hub.folder.file("lines.jsonl", Sample.activityLines(3))
        try await node.succeed("import", file, "--as", "ActivityLine")
        try await node.succeed("inventory", "2019")
        try await node.succeed("sync")
        #expect(try await admin("dump", hub.store.path, "ActivityLine", folder: hub.folder).lines.isEmpty)
        #expect(try await admin("dump", hub.store.path, "Inventory", folder: hub.folder).lines.count == 1)
    }
}
