import Catalogue
import HubService
import Logging
import NodeService
import PaktStore
import SyncEngine
import SyncTransport
import TestSupport
import Testing
import Wire

@Suite struct EmbeddingTests {
    @Test func `Ten lines embed a hub and a node in one program, and a record reaches the city`() async throws {
        let folder = TemporaryFolder()
        let hub = try Hub.create(at: folder.path + "/hub", name: "Klimapakt")
        let server = try await SyncServer.start(
            at: HubAddress(host: "127.0.0.1", port: 0), identity: hub.transportIdentity(),
            identityKey: hub.replica.identity.publicKey, delegate: hub, logger: Logger(label: "hub"))
        let store = try StoreFolder.create(at: folder.path + "/node", role: .node, name: "Musterbau")
        let node = NodeService(store, program: "example", now: { hub.now.secondsSince1970 })
        let invitation = try hub.invite(partner: "Musterbau", address: server.address, isApproved: true)
        _ = try await node.join(invitation, shareReadings: true)
        _ = try store.write { try $0.append(Draft(kind: .site, fields: Fields(["name": .text("Werk")]))) }
        let report = try await node.synchronise(isScheduled: false)
        await server.shutdown()

        #expect(report.session.sentEntries == 1)
        #expect(try hub.replica.read { try $0.records(kind: .site).map { $0.fields.text("name") } } == ["Werk"])
        #expect(report.session.receipt?.receipt.size == 1)
    }
}
