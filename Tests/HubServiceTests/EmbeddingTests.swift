import Catalogue
import Crypto
import HubService
import Logging
import PaktStore
import SyncEngine
import SyncTransport
import Testing
import Wire

/// Takes in what a hub sends.
private struct Sink: SessionSink {
    let replica: Replica

    func ingest(_ deliveries: [Delivery]) async throws -> [IngestResult] {
        try replica.ingest(deliveries, owner: { $0.feed.audience == .network ? 0 : 1 }, receiptTime: nil)
    }

    func store(_ receipts: [SignedReceipt]) async throws {
        try replica.write { transaction in
            for receipt in receipts { try transaction.store(receipt, hubKey: receipt.receipt.log.feed.bytes) }
        }
    }
}

@Suite struct EmbeddingTests {
    @Test func `Ten lines embed a hub and a node in one program`() async throws {
        // example-begin
        let hub = Hub(
            try Replica.create(in: MapStorage(), role: .hub, name: "Pact", signingKey: .init(), fold: FiguresFold()))
        let server = try await SyncServer.start(
            at: HubAddress(host: "127.0.0.1", port: 0), identity: hub.transportIdentity(),
            identityKey: hub.replica.identity.publicKey, delegate: hub, logger: Logger(label: "example"))
        let node = try Replica.create(in: MapStorage(), role: .node, name: "Works", signingKey: .init())
        let site = Fields(["name": .text("Plant"), "insideCity": .boolean(true)])
        let appended = try node.write { try $0.append(Draft(kind: .site, fields: site)) }
        #expect(try node.read { try $0.record(appended.id) }?.fields.text("name") == "Plant")
        await server.shutdown()
        // example-end
    }
}
