public import SyncEngine
public import Wire

/// Whether a key may synchronise.
public enum Authorisation: Hashable, Sendable {
    /// The node that the key belongs to.
    case enrolled(SyncScope)
    /// The refusal that is sent before the connection is closed, and when to try again where that is known.
    case refused(SessionError, retry: Window? = nil)
}

/// What a hub gives a session of an enrolled node.
public struct HubSessionSetup: Sendable {
    public let store: any SyncStore
    public let configuration: HubSession.Configuration

    public init(store: any SyncStore, configuration: HubSession.Configuration) {
        self.store = store
        self.configuration = configuration
    }
}

/// A request to enrol whose token is still to be looked up; its keys are proven to belong together.
public struct JoinRequest: Hashable, Sendable {
    public let join: Join
    /// The hash of the TLS key that the peer has proven to hold.
    public let pin: Hash
    /// The digits both sides show; see ``ConfirmationCode``.
    public let code: String
    /// The peer's IP address.
    public let address: String
}

/// The answer to a request to enrol.
public enum JoinAnswer: Hashable, Sendable {
    case joined(Joined)
    case refused(SessionError)
}

/// What a session left behind, for the hub's list of nodes.
public struct HubSessionSummary: Hashable, Sendable {
    public let scope: SyncScope
    public let address: String
    public let outcome: SessionOutcome
    public let report: SessionReport
    /// Bytes of messages inside TLS, from the node to the hub and back.
    public let up: Int
    public let down: Int
}

/// The hub behind a server: who may come in, what they get, where it is kept.
///
/// Calls come from any thread and several at once; those of one session come in order.
public protocol HubDelegate: Sendable {
    /// Looks a TLS key up, after each handshake before anything of the peer is read, and again every half minute.
    func authorise(_ pin: Hash, address: String) async -> Authorisation
    /// Prepares the session of a node that was let in: window, admission, store.
    func openSession(_ scope: SyncScope, address: String) async throws -> HubSessionSetup
    /// Makes the deliveries durable, signs receipts over them, and says what became of each log.
    func ingest(_ deliveries: [Delivery], scope: SyncScope) async throws -> [IngestResult]
    /// Decides about a request to enrol; exactly one of two requests with one token may win.
    func join(_ request: JoinRequest) async -> JoinAnswer
    /// Takes note that a session has ended and its connection is closed.
    func sessionEnded(_ summary: HubSessionSummary) async
}

extension HubDelegate {
    public func sessionEnded(_ summary: HubSessionSummary) async {}
}

/// Hands what one session receives to the hub.
struct HubSink: SessionSink {
    let delegate: any HubDelegate
    let scope: SyncScope

    func ingest(_ deliveries: [Delivery]) async throws -> [IngestResult] {
        try await delegate.ingest(deliveries, scope: scope)
    }

    /// A hub gives receipts and gets none.
    func store(_ receipts: [SignedReceipt]) async throws {}
}
