import Testing

@Suite(.serialized) struct JoinTests {
    @Test func `An approved invitation joins in one command and makes the store`() async throws {
        let hub = try await Hub.start()
        let invitation = try await hub.invite("Musterbau GmbH")
        let node = Hub.node("Musterbau", in: hub.folder)
        #expect(!node.exists)
        let joined = try await node.succeed("join", invitation)
        #expect(joined["state"] == "active")
        #expect(joined["partner"] == "Musterbau GmbH")
        #expect(joined["network"] == "Klimapakt Musterstadt")
        let sync = try await node.run("sync")
        #expect(sync.status == 0, "\(sync.all)")
        #expect(try await node.succeed("status")["state"] == "up_to_date")
    }

    @Test func `The invitation alone is what invite prints`() async throws {
        let hub = try await Hub.start()
        let outcome = try await Child(
            "pakt-hub", ["invite", "--partner", "A GmbH", "--approved", "--store", hub.store.path], folder: hub.folder
        ).end()
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count == 1)
        let file = try hub.folder.file("invitation.txt", outcome.output)
        try await Hub.node("A", in: hub.folder).succeed("join", "@\(file)")
    }

    @Test func `Records made before joining go to the city afterwards`() async throws {
        let hub = try await Hub.start()
        let node = Hub.node("Früh", in: hub.folder)
        try await node.succeed("init", "--partner", "Früh GmbH")
        try await node.succeed("add", "Site", "name=Werk")
        #expect(try await node.run("sync").status == 4)
        try await node.succeed("join", hub.invite("Früh GmbH"))
        #expect(try await node.succeed("sync")["sent"]["entries"] == 1)
        let held = try await admin("dump", hub.store.path, "Site", folder: hub.folder).lines
        #expect(held.map { $0["fields"]["name"] } == ["Werk"])
        #expect(held.map { $0["partner"] } == ["Früh GmbH"])
    }

    @Test func `Without approval the code is compared, and sync resumes once the office has approved`() async throws {
        let hub = try await Hub.start()
        let node = Hub.node("Warte", in: hub.folder)
        let joined = try await node.run("join", hub.invite("Warte GmbH", approved: false))
        #expect(joined.status == 8, "\(joined.all)")
        let code = joined.json["code"].text
        #expect(!code.isEmpty && joined.errors.contains(code))
        #expect(try await node.succeed("status")["state"] == "needs_you")
        #expect(try await node.run("sync").status == 8)

        let wrong = try await hub.store.run("approve", "Warte GmbH", "--code", "000-000")
        #expect(wrong.status == 4 || wrong.status == 2, "\(wrong.all)")
        let unknown = try await hub.store.run("approve", "Niemand GmbH", "--code", code)
        #expect(unknown.status == 2, "\(unknown.all)")
        #expect(try await node.run("sync").status == 8)

        try await hub.store.succeed("approve", "Warte GmbH", "--code", code)
        let sync = try await node.run("sync")
        #expect(sync.status == 0, "\(sync.all)")
        #expect(try await node.succeed("status")["state"] == "up_to_date")
    }

    @Test func `Used, expired, mistyped and another hub's invitations give four different answers`() async throws {
        let hub = try await Hub.start()
        let other = try await Hub.start(name: "Anderer Pakt")
        let used = try await hub.invite("Eins GmbH")
        try await Hub.node("Eins", in: hub.folder).succeed("join", used)
        let expired = try await hub.invite("Zwei GmbH", hours: 0)
        let good = try await hub.invite("Drei GmbH")
        let place = good.index(good.startIndex, offsetBy: good.count / 2)
        let mistyped = String(good[..<place]) + (good[place] == "7" ? "8" : "7") + good[good.index(after: place)...]
        try await Task.sleep(for: .milliseconds(2100))

        var messages: Set<String> = []
        var cases: [(name: String, arguments: [String], status: Int32)] = [
            ("benutzt", [used], 4), ("abgelaufen", [expired], 4), ("vertippt", [mistyped], 2),
            ("fremd", [good, "--address", "127.0.0.1:\(other.port)"], 4),
        ]
        cases.append(("unsinn", ["hallo"], 2))
        for (name, arguments, status) in cases {
            let outcome = try await Hub.node(name, in: hub.folder).run(["join"] + arguments)
            #expect(outcome.status == status, "\(name): \(outcome.all)")
            messages.insert(outcome.errors)
        }
        #expect(messages.count == 5)
        // None of it has used the good one up.
        try await Hub.node("Drei", in: hub.folder).succeed("join", good)
    }

    @Test func `A hub with another key is refused with both fingerprints, and nothing is sent`() async throws {
        let hub = try await Hub.start()
        let other = try await Hub.start(name: "Anderer Pakt")
        let proxy = try Proxy(to: hub.port)
        defer { proxy.stop() }
        let node = try await hub.join("Musterbau GmbH", through: proxy.address)
        try await node.succeed("sync")
        try await node.succeed("add", "Site", "name=Werk")
        proxy.turn(to: other.port)
        let refused = try await node.run("sync")
        #expect(refused.status == 4, "\(refused.all)")
        let fingerprint = /[0-9A-Za-z]{2,}([:\- ][0-9A-Za-z]{2,}){3,}/
        #expect(refused.errors.matches(of: fingerprint).count >= 2, "\(refused.errors)")
        #expect(try await node.succeed("status")["unsent"] == 1)
        proxy.turn(to: hub.port)
        #expect(try await node.succeed("sync")["sent"]["entries"] == 1)
    }

    @Test func `A suspended partner waits, a revoked one is out`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Musterbau GmbH")
        try await node.succeed("sync")
        try await hub.store.succeed("suspend", "Musterbau GmbH")
        #expect(try await node.run("sync").status == 4)
        #expect(try await node.succeed("status")["state"] == "needs_you")
        try await hub.store.succeed("reactivate", "Musterbau GmbH")
        try await node.succeed("sync")
        #expect(try await node.succeed("status")["state"] == "up_to_date")
        try await hub.store.succeed("revoke", "Musterbau GmbH")
        #expect(try await node.run("sync").status == 4)
    }

    @Test func `An invitation without an address asks for it`() async throws {
        let folder = Folder()
        let store = Store(program: "pakt-hub", path: folder.path + "/hub", folder: folder)
        try await store.succeed("init", "--name", "Pakt")
        let outcome = try await store.run("invite", "--partner", "A GmbH")
        #expect(outcome.status == 2 && outcome.errors.contains("--address"), "\(outcome.all)")
        let given = try await store.run("invite", "--partner", "A GmbH", "--address", "hub.example:20350")
        #expect(given.status == 0, "\(given.all)")
    }
}
