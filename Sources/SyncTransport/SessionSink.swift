public import SyncEngine

/// What a session writes: called on no particular thread, one ingest at a time.
public protocol SessionSink: Sendable {
    /// Makes the deliveries durable and says what became of each log; a node fills in no receipts.
    func ingest(_ deliveries: [Delivery]) async throws -> [IngestResult]
    /// Keeps the hub's receipts, which are already checked.
    func store(_ receipts: [SignedReceipt]) async throws
}

/// What one synchronisation did, with the bytes it cost.
public struct SyncReport: Hashable, Sendable {
    public let session: SessionReport
    /// Bytes of messages inside TLS, from the node to the hub.
    public let up: Int
    /// Bytes of messages inside TLS, from the hub to the node.
    public let down: Int
    /// Bytes on the socket, from the node to the hub.
    public let wireUp: Int
    /// Bytes on the socket, from the hub to the node.
    public let wireDown: Int
    /// Whether nothing had to move.
    public let wasEqual: Bool
}
