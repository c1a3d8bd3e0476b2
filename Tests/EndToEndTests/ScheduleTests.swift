import Testing

@Suite(.serialized) struct ScheduleTests {
    @Test func `Two nodes sync inside the hub's window twice, and one outside it is told the window`() async throws {
        let hub = try await Hub.start()
        let set = try await hub.store.succeed("schedule", "set", "--after", "2", "--window", "4")
        #expect(set["after_seconds"] == 2 && set["window_seconds"] == 4)
        let nodes = [try await hub.join("Eins GmbH"), try await hub.join("Zwei GmbH")]
        let children = try nodes.map { try $0.start(["serve", "--no-web"]) }
        defer { children.forEach { $0.kill() } }
        for (node, child) in zip(nodes, children) {
            _ = try await child.line { $0["event"] == "synced" }
            try await node.succeed("add", "Site", "name=Neben dem laufenden Programm")
        }
        try await Task.sleep(for: .seconds(17))
        for (node, child) in zip(nodes, children) {
            child.kill(15)
            let outcome = await child.end()
            #expect(outcome.status == 0 || outcome.status == 130, "\(outcome.all)")
            let synced = outcome.lines.filter { $0["event"] == "synced" }
            #expect(synced.count >= 3, "\(outcome.all)")
            #expect(!outcome.lines.contains { $0["event"] == "sync_failed" }, "\(outcome.all)")
            #expect(try await node.succeed("status")["unsent"] == 0)
            try await hub.expectEqual(node)
        }
        let replicas = try await admin("replicas", "--store", hub.store.path, folder: hub.folder).json["replicas"].items
        #expect(replicas.allSatisfy { $0["behind"] == 0 })
    }

    @Test func `Outside the window a scheduled sync is sent back with the window, one by hand is not`() async throws {
        let hub = try await Hub.start()
        try await hub.store.succeed("schedule", "set", "--after", "600", "--window", "60")
        let node = try await hub.join("Musterbau GmbH")
        try await node.succeed("sync")
        let status = try await node.succeed("status")
        #expect(!status["next_sync"]["not_before"].text.isEmpty && !status["next_sync"]["not_after"].text.isEmpty)
        try await node.succeed("add", "Site", "name=Werk")
        let refused = try await node.run("sync", "--scheduled")
        #expect(refused.status != 0, "\(refused.all)")
        let numbers = refused.errors.matches(of: /\d+/).compactMap { Int($0.output) }
        #expect(
            numbers.contains { (500...600).contains($0) } && numbers.contains { (560...660).contains($0) },
            "\(refused.errors)")
        #expect(try await node.succeed("status")["unsent"] == 1)
        #expect(try await node.succeed("sync")["sent"]["entries"] == 1)
    }
}
