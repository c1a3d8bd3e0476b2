import Testing

@Suite(.serialized) struct KillTests {
    /// Moments of killing, from at once to when the work would be done anyway; the same in each run.
    private static func moments(upTo longest: Duration) -> [Duration] {
        (0..<Programs.killCount).map { longest * ($0 + 1) / (Programs.killCount + 1) }
    }

    /// How long the work takes when nobody kills it.
    private static func time(_ body: () async throws -> Void) async throws -> Duration {
        try await ContinuousClock().measure { try await body() }
    }

    @Test func `A node killed during an import holds what it held, and the import repeated completes it`() async throws
    {
        let lines = 12_000
        let trial = try await newNode()
        let input = try trial.folder.file("lines.jsonl", Sample.activityLines(lines))
        let whole = try await Self.time { try await trial.succeed("import", input, "--as", "ActivityLine") }
        let node = try await newNode("Zweite GmbH")
        var entries = 0
        for moment in Self.moments(upTo: whole) {
            let child = try node.start(["import", input, "--as", "ActivityLine"])
            try await Task.sleep(for: moment)
            child.kill()
            let outcome = await child.end()
            #expect(outcome.status == -9 || outcome.status == 0)
            let verified = try await node.run("verify")
            #expect(verified.status == 0, "after \(moment): \(verified.all)")
            let status = try await node.succeed("status")
            #expect(status["entries"].integer >= entries)
            #expect(status["records"].integer == status["entries"].integer)
            entries = status["entries"].integer
        }
        let last = try await node.succeed("import", input, "--as", "ActivityLine")
        #expect(last["rows"].integer == lines)
        #expect(last["unchanged"].integer == entries)
        #expect(try await node.succeed("status")["records"].integer == lines)
    }

    @Test func `A node killed during sync loses nothing, and the next sync completes`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        try await node.succeed("sync")
        for (number, moment) in Self.moments(upTo: .milliseconds(400)).enumerated() {
            try await Self.addWork(number, to: node, in: hub)
            let child = try node.start(["sync"])
            try await Task.sleep(for: moment)
            child.kill()
            let outcome = await child.end()
            #expect(outcome.status == -9 || outcome.status == 0, "\(outcome.all)")
            try await hub.expectSound(node)
            try await Self.expectReceiptsTrue(node, hub)
            let sync = try await node.run("sync")
            #expect(sync.status == 0, "after \(moment): \(sync.all)")
            #expect(try await node.succeed("status")["unsent"] == 0)
        }
        try await hub.expectEqual(node)
        try await hub.expectSound(node)
    }

    @Test func `A hub killed while it takes entries in keeps what it has given a receipt for`() async throws {
        var hub = try await Hub.start()
        let node = try await hub.join("Eins GmbH")
        try await node.succeed("sync")
        for (number, moment) in Self.moments(upTo: .milliseconds(400)).enumerated() {
            try await Self.addWork(number, to: node, in: hub)
            let child = try node.start(["sync"])
            try await Task.sleep(for: moment)
            hub.child.kill()
            _ = await hub.child.end()
            let outcome = await child.end()
            #expect(outcome.status == 7 || outcome.status == 0, "after \(moment): \(outcome.all)")
            hub = try await Hub.serve(hub.store, port: hub.port)
            try await hub.expectSound(node)
            try await Self.expectReceiptsTrue(node, hub)
            let sync = try await node.run("sync")
            #expect(sync.status == 0, "after \(moment): \(sync.all)")
            #expect(try await node.succeed("status")["unsent"] == 0)
        }
        try await hub.expectEqual(node)
        try await hub.expectSound(node)
    }

    private static func addWork(_ number: Int, to node: Store, in hub: Hub) async throws {
        let carriers = ["DIESEL", "PETROL", "HEATOIL_EL", "KEROSENE", "HVO", "BIODIESEL"]
        let lines = Sample.activityLines(2000 + number, carrier: carriers[number % carriers.count])
        let file = try hub.folder.file("work-\(number).jsonl", lines)
        try await node.succeed("import", file, "--as", "ActivityLine")
    }

    /// What the node holds a receipt for, the hub holds.
    private static func expectReceiptsTrue(_ node: Store, _ hub: Hub) async throws {
        let feeds = try await node.succeed("status")["feeds"].items
        let held = try await admin("inspect", hub.store.path, folder: hub.folder).json["feeds"].items
        for feed in feeds where feed["received"].integer > 0 {
            let size = held.first { $0["feed"] == feed["feed"] && $0["epoch"] == feed["epoch"] }?["size"].integer
            #expect((size ?? -1) >= feed["received"].integer)
        }
    }
}
