public import Wire

/// What a session asks of the program around it, to be done in the order given.
public enum SessionAction: Hashable, Sendable {
    case send(Message)
    /// Make these durable, then call ``SyncSession/ingested(_:)``. At most one batch is under way.
    case ingest([Delivery])
    /// Keep the hub's receipt, which is already checked.
    case store(SignedReceipt)
    /// The session is over; whatever arrives later is ignored.
    case finish(SessionOutcome)
}

/// How a session ended.
public enum SessionOutcome: Hashable, Sendable {
    /// Both sides hold what the other had to give; `wasEqual` when nothing had to move.
    case completed(wasEqual: Bool)
    /// The peer refused to go on.
    case refused(Refusal)
    /// This side refused to go on.
    case failed(SessionError)
    /// The connection ended early; what was ingested stays.
    case cut
}

/// What one session did so far.
public struct SessionReport: Hashable, Sendable {
    /// Entries sent; after a cut the peer may hold fewer.
    public var sentEntries: UInt64 = 0
    /// Entries received and made durable.
    public var receivedEntries: UInt64 = 0
    /// Packed bytes of the chunks sent, without framing.
    public var sentChunkByteCount = 0
    /// Packed bytes of the chunks received, without framing.
    public var receivedChunkByteCount = 0
    /// How often the node waited for the hub; always 0 at the hub.
    public var roundTrips = 0
    /// The newest receipt stored in this session, or `nil`.
    public var receipt: SignedReceipt?
    /// When the hub wants the next session.
    public var window: Window?
    /// The hub's clock at the welcome in milliseconds since 1970, or `nil` before it.
    public var hubTime: UInt64?
    /// The program text of the peer's hello; known to the hub only.
    public var peerProgram: String?

    public init() {}
}

/// One side of a synchronisation, from hello to the last receipt. It does no I/O: it says what to do.
///
/// Every call in every state has a defined answer, and none throws: what goes wrong becomes a refuse message and a
/// ``SessionAction/finish(_:)``, which comes exactly once.
public protocol SyncSession: Sendable {
    /// Takes the peer's next message.
    mutating func receive(_ message: Message) -> [SessionAction]
    /// Takes the results of the batch under way.
    mutating func ingested(_ results: [IngestResult]) -> [SessionAction]
    /// Continues a transfer once everything handed out for sending has left; nothing to do is no error.
    mutating func drained() -> [SessionAction]
    /// Ends the session because the connection is gone; complete chunks are still ingested before the finish.
    mutating func disconnected() -> [SessionAction]
    /// Ends the session for a reason found outside, such as bytes that are no message or a deadline.
    mutating func fail(_ error: SessionError) -> [SessionAction]

    /// Whether more messages should be read now; false while the store is behind.
    var wantsInput: Bool { get }
    var isFinished: Bool { get }
    var report: SessionReport { get }
}

/// The limits of one session that both sides enforce on what they receive.
public struct SessionLimits: Hashable, Sendable {
    /// Logs listed by the peer: a company of a hundred nodes with ten epochs each, and the network's.
    public var maximumLogCount = 4 * Limits.maximumPositionCount
    /// Packed chunk bytes received: years of quarter-hour values of a large company; more goes by bundle.
    public var maximumChunkByteCount = 1 << 30
    /// Packed bytes handed out for sending at once, and so held in memory for a slow peer.
    public var portionByteCount = 256 << 10
    /// Raw bytes ingested in one transaction: a cut loses at most this much work.
    public var batchRawByteCount = 4 << 20
    /// Packed bytes ingested in one transaction.
    public var batchPackedByteCount = 1 << 20

    public init() {}
}
