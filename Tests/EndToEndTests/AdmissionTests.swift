import Testing

@Suite(.serialized) struct AdmissionTests {
    @Test func `A node's key belongs to one partner, so that revoking the partner revokes the key`() async throws {
        let hub = try await Hub.start()
        let node = try await hub.join("Alpha GmbH")
        let second = try await node.run("join", hub.invite("Beta GmbH"))
        #expect(second.status == 4, "\(second.all)")
        try await hub.store.succeed("revoke", "Alpha GmbH")
        #expect(try await node.run("sync").status == 4)
    }

    @Test func `A revoked node's company may come back with a new invitation and a new store`() async throws {
        let hub = try await Hub.start()
        _ = try await hub.join("Gamma GmbH")
        try await hub.store.succeed("revoke", "Gamma GmbH")
        let other = Hub.node("Anders", in: hub.folder)
        let joined = try await other.run("join", hub.invite("Gamma GmbH"))
        // Another company identity: the office sees it refused, and no half store is left behind.
        #expect(joined.status == 4, "\(joined.all)")
        #expect(!other.exists)
    }

    @Test func `Readings recorded before joining are not sent when only figures are shared`() async throws {
        let hub = try await Hub.start()
        let node = Hub.node("Leise", in: hub.folder)
        try await node.succeed("init", "--partner", "Leise GmbH")
        let line = ["carrier=DIESEL", "quantity=5", "unit=l", "periodStart=2024-01-01", "periodEnd=2024-12-31"]
        let added = try await node.run(["add", "ActivityLine"] + line)
        #expect(added.status == 0, "\(added.all)")
        let refused = try await node.run("join", hub.invite("Leise GmbH"), "--share", "figures")
        #expect(refused.status == 8, "\(refused.all)")
        let accepted = try await node.run("join", hub.invite("Leise GmbH"))
        #expect(accepted.status == 0, "\(accepted.all)")
    }

    @Test func `A store is made in folders that are not there yet, and no output replaces its files`() async throws {
        let folder = Folder()
        let store = Store(program: "pakt", path: folder.path + "/a/b/c", folder: folder)
        try await store.succeed("init", "--partner", "Tief GmbH")
        let backup = try await store.run("backup", folder.path + "/a/b/c/data.mdb")
        #expect(backup.status == 2, "\(backup.all)")
        try await store.succeed("verify")
    }
}
