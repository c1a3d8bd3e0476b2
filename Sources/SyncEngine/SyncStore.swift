public import Wire

/// What one session is about: the logs that the hub and one node share.
public struct SyncScope: Hashable, Sendable {
    /// The public Ed25519 key of the session's node, 32 bytes.
    public let node: [UInt8]
    /// The number of the node's company as the hub knows it.
    public let partner: UInt32

    public init(node: [UInt8], partner: UInt32) {
        self.node = node
        self.partner = partner
    }
}

/// What a session reads from a store; every call is synchronous and short, and may read a newer state than the last.
///
/// Logs only grow, so a root once given stays true for its size.
public protocol SyncStore: Sendable {
    /// The logs of the scope that hold at least one entry, in any order: the company's `city` and `desk` logs and
    /// every `network` log, never an `own` one.
    func positions(scope: SyncScope) throws -> [(LogDescriptor, Position)]

    /// The root of the first `size` entries, or `nil` when the log is unknown or shorter.
    func root(of log: LogID, at size: UInt64) throws -> Hash?

    /// The next chunks from entry `size` on, in order, together at most about `maximumByteCount` packed bytes but at
    /// least one chunk; empty at the end. A log that this store writes itself is packed and signed now.
    func chunks(of log: LogID, from size: UInt64, maximumByteCount: Int) throws -> [Chunk]

    /// The hub's receipt over what it holds of the log, made now or kept; `nil` at a node and for an empty log.
    func receipt(of log: LogID) throws -> SignedReceipt?

    /// The node's logs that the hub may hold without the node having its receipt; such a session asks for it.
    func logsAwaitingReceipt(scope: SyncScope) throws -> [LogID]

    /// Whether a hub takes a log it does not know yet and that its node did not write: a colleague's log or the hub's
    /// own, brought back after a restore. A node's own `city` logs are taken without asking.
    func accepts(_ log: LogDescriptor, scope: SyncScope) throws -> Bool
}

extension SyncStore {
    public func receipt(of log: LogID) throws -> SignedReceipt? { nil }
    public func logsAwaitingReceipt(scope: SyncScope) throws -> [LogID] { [] }
    public func accepts(_ log: LogDescriptor, scope: SyncScope) throws -> Bool { false }
}

/// A receipt with the hub's signature over it.
public struct SignedReceipt: Hashable, Sendable {
    public let receipt: Receipt
    /// Ed25519, 64 bytes.
    public let signature: [UInt8]

    public init(receipt: Receipt, signature: [UInt8]) {
        self.receipt = receipt
        self.signature = signature
    }
}

/// One received chunk. It is ingested in one transaction with the new position of its log.
public struct Delivery: Hashable, Sendable {
    public let log: LogDescriptor
    public let chunk: Chunk

    public init(log: LogDescriptor, chunk: Chunk) {
        self.log = log
        self.chunk = chunk
    }
}

/// What became of the deliveries of one log in one batch.
public enum IngestResult: Hashable, Sendable {
    /// The log is durable up to `size`; a hub adds its receipt. A repeated delivery is stored again with no effect.
    case stored(log: LogID, size: UInt64, root: Hash, receipt: SignedReceipt?)
    /// Nothing of this log was kept from the batch, or only what came before the refused chunk.
    case refused(log: LogID, SessionError)
}
