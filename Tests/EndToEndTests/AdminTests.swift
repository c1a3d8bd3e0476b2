import Foundation
import Testing

@Suite(.serialized) struct AdminTests {
    @Test func `The administrator sees every node, its position and how far behind it is`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        _ = try await hub.join("Zwei GmbH")
        try await node.succeed("add", "Site", "name=Werk")
        try await node.succeed("sync")
        let outcome = try await admin("replicas", "--store", hub.store.path, folder: hub.folder)
        #expect(outcome.status == 0, "\(outcome.all)")
        let replicas = outcome.json["replicas"].items
        #expect(replicas.map { $0["partner"] } == ["Eins GmbH", "Zwei GmbH"])
        for replica in replicas {
            #expect(
                replica.names.isSuperset(of: [
                    "partner", "node", "state", "last_contact", "feeds", "size", "behind", "epoch", "version",
                ]))
        }
        #expect(replicas.first?["state"] == "active")
        #expect(replicas.first?["size"] == 1)
        #expect(replicas.first?["behind"] == 0)
        #expect(replicas.first?["last_contact"].text.isEmpty == false)
    }

    @Test func `Inspect, dump, diff and verify tell what a store holds`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        try await node.succeed("add", "Site", "name=Werk", "postcode=47053")
        try await node.succeed("add", "Meter", "name=M", "carrier=ELEC_GRID", "unit=kWh")
        try await node.succeed("sync")
        for (store, role) in [(node, "node"), (hub.store, "hub")] {
            let inspected = try await admin("inspect", store.path, folder: hub.folder)
            #expect(inspected.status == 0, "\(inspected.all)")
            #expect(inspected.json["role"].text == role)
            #expect(!inspected.json["feeds"].items.isEmpty)
            let verified = try await admin("verify", store.path, folder: hub.folder)
            #expect(verified.status == 0 && verified.json["ok"] == true, "\(verified.all)")
            #expect(verified.json["findings"] == .array([]))
        }
        let dump = try await admin("dump", node.path, "Site", folder: hub.folder).lines
        #expect(dump == (try await node.list("Site")))
        let held = try await admin("dump", hub.store.path, "Site", folder: hub.folder).lines
        #expect(held.map { $0["fields"] } == dump.map { $0["fields"] })
        #expect(held.map { $0["partner"] } == ["Eins GmbH"])
        try await hub.expectEqual(node)

        try await node.succeed("edit", dump[0]["id"].text, "postcode=47055")
        try await node.succeed("add", "Site", "name=Lager")
        let difference = try await admin("diff", node.path, hub.store.path, folder: hub.folder).json
        #expect(difference["only_in_a"].items.count == 1)
        #expect(difference["only_in_b"] == .array([]))
        #expect(difference["different"].items.map { $0["fields"] } == [.array(["postcode"])])
        #expect(difference["different"][0]["kind"] == "Site")
        let back = try await admin("diff", hub.store.path, node.path, folder: hub.folder).json
        #expect(back["only_in_b"] == difference["only_in_a"])
    }

    @Test func `A backup, the loss of the store and a restore lose nothing that the city has`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        try await node.succeed("add", "Site", "name=Vorher")
        try await node.succeed("add", "Site", "name=Geheim", "--audience", "own")
        try await node.succeed("sync")
        let file = hub.folder.path + "/sicherung.pakt"
        try await node.succeed("backup", file)
        try await node.succeed("add", "Site", "name=Danach")
        try await node.succeed("sync")
        try FileManager.default.removeItem(atPath: node.path)
        #expect(try await node.run("status").status == 10)

        let again = Hub.node("Neu", in: hub.folder)
        try await again.succeed("restore", file)
        try await again.succeed("add", "Site", "name=Neu")
        let sync = try await again.succeed("sync")
        #expect(sync["received"]["entries"].integer >= 1)
        let names = Set(try await again.list("Site").map { $0["fields"]["name"].text })
        #expect(names == ["Vorher", "Geheim", "Danach", "Neu"])
        try await hub.expectEqual(again)
        try await hub.expectSound(again)
        #expect(try await again.succeed("status")["state"] == "up_to_date")
        #expect(try await again.run("restore", file).status != 0)
    }

    @Test func `A backup that is not whole is refused and leaves nothing behind`() async throws {
        let node = try await newNode()
        try await node.succeed("add", "Site", "name=Werk")
        let file = node.folder.path + "/sicherung.pakt"
        try await node.succeed("backup", file)
        let bytes = try Data(contentsOf: URL(filePath: file))
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? Int) == 0o600)
        var flipped = bytes
        flipped[bytes.count / 2] ^= 1
        for (name, broken) in [
            ("leer", Data()), ("halb", bytes.prefix(bytes.count / 2)), ("fast", bytes.dropLast()),
            ("anders", flipped), ("text", Data("keine Sicherung".utf8)),
        ] {
            let path = "\(node.folder.path)/\(name).pakt"
            try broken.write(to: URL(filePath: path))
            let other = Hub.node(name, in: node.folder)
            let outcome = try await other.run("restore", path)
            #expect(outcome.status == 5 || outcome.status == 2, "\(name): \(outcome.all)")
            #expect(!other.exists, "\(name)")
        }
        #expect(try await Hub.node("fehlt", in: node.folder).run("restore", "/nowhere").status == 2)
    }

    @Test func `The hub's backup restores to a hub that its nodes still trust`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        try await node.succeed("add", "Site", "name=Eins")
        try await node.succeed("sync")
        let file = hub.folder.path + "/hub.pakt"
        try await hub.store.succeed("backup", file)
        try await node.succeed("add", "Site", "name=Zwei")
        try await node.succeed("sync")
        _ = await hub.stop()
        let store = Store(program: "pakt-hub", path: hub.folder.path + "/hub-neu", folder: hub.folder)
        try await store.succeed("restore", file)
        let again = try await Hub.serve(store, port: hub.port)
        let sync = try await node.run("sync")
        #expect(sync.status == 0, "\(sync.all)")
        try await again.expectEqual(node)
        try await again.expectSound(node)
    }

    @Test(arguments: [0.1, 0.35, 0.6, 0.85])
    func `A damaged file is named as such by every verb and not written to`(_ place: Double) async throws {
        let node = try await newNode()
        let file = try node.folder.file("lines.jsonl", Sample.activityLines(2000))
        try await node.succeed("import", file, "--as", "ActivityLine")
        let data = URL(filePath: node.path + "/data.mdb")
        var bytes = try Data(contentsOf: data)
        let start = 8192 + Int(Double(bytes.count - 8192) * place)
        for index in start..<min(start + 4096, bytes.count) { bytes[index] ^= 0xff }
        try bytes.write(to: data)
        let verified = try await node.run("verify")
        #expect(verified.status == 5 || verified.status == 0, "\(verified.all)")
        let seen = try await admin("verify", node.path, folder: node.folder)
        #expect(seen.status == verified.status, "\(seen.all)")
        guard verified.status == 5 else { return }
        #expect(seen.json["ok"] == false)
        #expect(seen.json["findings"].items.allSatisfy { $0.names.isSuperset(of: ["code", "where", "text"]) })
        for verb in [["list", "ActivityLine"], ["status"], ["add", "Site", "name=x"]] {
            let outcome = try await node.run(verb)
            #expect(outcome.status == 5 || outcome.status == 0, "\(verb): \(outcome.all)")
        }
    }

    @Test func `A truncated or missing data file is told from a sound one`() async throws {
        let node = try await newNode()
        let file = try node.folder.file("lines.jsonl", Sample.activityLines(2000))
        try await node.succeed("import", file, "--as", "ActivityLine")
        let data = URL(filePath: node.path + "/data.mdb")
        let bytes = try Data(contentsOf: data)
        try bytes.prefix(bytes.count / 2).write(to: data)
        for verb in [["list", "ActivityLine"], ["status"], ["add", "Site", "name=x"], ["verify"]] {
            let outcome = try await node.run(verb)
            #expect(outcome.status == 5, "\(verb): \(outcome.all)")
            #expect(try Data(contentsOf: data) == bytes.prefix(bytes.count / 2), "\(verb) wrote")
        }
        try FileManager.default.removeItem(at: data)
        for verb in [["list", "Site"], ["status"], ["add", "Site", "name=x"], ["verify"]] {
            let outcome = try await node.run(verb)
            #expect([5, 10].contains(outcome.status), "\(verb): \(outcome.all)")
        }
    }
}
