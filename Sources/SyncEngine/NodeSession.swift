public import Wire

/// The node's side of a session.
///
/// Equal positions end it after one wait for the hub; else both sides take one turn each, the node first, and it ends
/// after two.
public struct NodeSession: SyncSession {
    /// What a node brings into a session beside its store.
    public struct Configuration: Hashable, Sendable {
        /// The hub's public Ed25519 key, 32 bytes, which receipts are checked against.
        public var hubIdentityKey: [UInt8]
        /// Name and version of this program, for the hub's list of nodes.
        public var program: String
        /// Whether this session follows the hub's schedule; one started by a person ignores the window.
        public var isScheduled: Bool
        public var limits: SessionLimits

        public init(
            hubIdentityKey: [UInt8], program: String, isScheduled: Bool = false, limits: SessionLimits = SessionLimits()
        ) {
            self.hubIdentityKey = hubIdentityKey
            self.program = program
            self.isScheduled = isScheduled
            self.limits = limits
        }
    }

    enum State: Hashable, Sendable, CaseIterable {
        /// Not started.
        case idle
        /// Hello is sent.
        case greeted
        /// The hub lists its positions.
        case listing
        /// The node's turn.
        case sending
        /// The node's turn is over, the hub's is on.
        case waiting
        /// The hub's turn is over, its last chunks are being ingested.
        case settling
        /// The session has failed, chunks received before that are being ingested.
        case salvaging
        case finished
    }

    private let store: any SyncStore
    private let scope: SyncScope
    private let configuration: Configuration
    private var state = State.idle
    private var local: [LogID: (log: LogDescriptor, position: Position)] = [:]
    private var listed: [LogID: LogPosition] = [:]
    private var awaitingReceipt: Set<LogID> = []
    /// The logs asked for, each with the entry its chunks have to begin at.
    private var wanted: [LogID: UInt64] = [:]
    /// Receipts for entries that are still being ingested; checked before the goodbye.
    private var deferred: [ReceiptMessage] = []
    private var requests: [LogPosition] = []
    private var outbox: Outbox
    private var inbox: Inbox
    private var outcome: SessionOutcome?
    public private(set) var report = SessionReport()

    public init(store: any SyncStore, scope: SyncScope, configuration: Configuration) {
        self.store = store
        self.scope = scope
        self.configuration = configuration
        outbox = Outbox(node: scope.node, portionByteCount: configuration.limits.portionByteCount)
        inbox = Inbox(limits: configuration.limits)
    }

    public var isFinished: Bool { state == .finished }
    public var wantsInput: Bool { !inbox.isFull }

    /// Begins the session; call it once, when the hub is connected.
    public mutating func start() -> [SessionAction] {
        guard state == .idle else { return [] }
        return guarded { session in
            for (log, position) in try session.store.positions(scope: session.scope) {
                session.local[log.id] = (log, position)
            }
            session.awaitingReceipt = Set(try session.store.logsAwaitingReceipt(scope: session.scope))
            // An impossible digest asks for the positions even when all are equal: the missing receipt comes with them.
            let digest =
                session.awaitingReceipt.isEmpty
                ? Position.digest(session.local.values.map(\.position)) : noDigest
            session.state = .greeted
            session.report.roundTrips += 1
            return [
                .send(
                    .hello(
                        Hello(
                            versionMin: ProtocolVersion.oldest, versionMax: ProtocolVersion.newest, mustFeatures: 0,
                            mayFeatures: ProtocolVersion.knownFeatures,
                            isScheduled: session.configuration.isScheduled, digest: digest,
                            program: session.configuration.program)))
            ]
        }
    }

    public mutating func receive(_ message: Message) -> [SessionAction] {
        guarded { session in try session.take(message) }
    }

    public mutating func ingested(_ results: [IngestResult]) -> [SessionAction] {
        guarded { session in
            do {
                try session.inbox.ingested(results, report: &session.report)
            } catch {
                session.inbox.discardBatch()
                throw error
            }
            return try session.settle()
        }
    }

    public mutating func drained() -> [SessionAction] {
        guard state == .sending else { return [] }
        return guarded { session in try session.pump() }
    }

    public mutating func disconnected() -> [SessionAction] { end(.cut) }

    public mutating func fail(_ error: SessionError) -> [SessionAction] {
        guard state != .finished, state != .salvaging else { return [] }
        return [.send(.refuse(error.refusal()))] + end(.failed(error))
    }
}

extension NodeSession {
    private mutating func take(_ message: Message) throws -> [SessionAction] {
        switch (state, message) {
        case (.finished, _), (.salvaging, _):
            return []
        case (_, .refuse(let refusal)):
            report.window = Window(notBefore: refusal.notBefore, notAfter: refusal.notAfter)
            return end(.refused(refusal))
        case (.greeted, .welcome(let welcome)):
            return try greet(welcome)
        case (.listing, .positions(let positions)):
            try list(positions)
            return []
        case (.listing, .turn):
            try compare()
            return try pump()
        case (.sending, .receipt(let receipt)), (.waiting, .receipt(let receipt)):
            return try check(receipt)
        case (.waiting, .log(let announcement)):
            try announce(announcement.descriptor(node: scope.node))
            return []
        case (.waiting, .chunk(let index, let chunk)):
            try inbox.accept(chunk, at: index, report: &report)
            return inbox.takeBatch(all: false).map { [.ingest($0)] } ?? []
        case (.waiting, .turn):
            state = .settling
            return try settle()
        default:
            throw SessionError(.unexpectedMessage, "a \(message.name) message while \(state)")
        }
    }

    private mutating func greet(_ welcome: Welcome) throws(SessionError) -> [SessionAction] {
        guard (ProtocolVersion.oldest...ProtocolVersion.newest).contains(welcome.version) else {
            throw SessionError(.unsupportedVersion, "the hub chose version \(welcome.version), which was not offered")
        }
        guard welcome.features & ~ProtocolVersion.knownFeatures == 0 else {
            throw SessionError(.unsupportedFeature, "the hub chose features that were not offered")
        }
        report.window = Window(notBefore: welcome.notBefore, notAfter: welcome.notAfter)
        report.hubTime = welcome.hubTime
        guard welcome.isEqual else {
            state = .listing
            return []
        }
        return end(.completed(wasEqual: true))
    }

    private mutating func list(_ positions: [LogPosition]) throws(SessionError) {
        guard listed.count + positions.count <= configuration.limits.maximumLogCount else {
            throw SessionError(.limit, "more than \(configuration.limits.maximumLogCount) logs in one session")
        }
        for position in positions {
            let log = position.log.descriptor(node: scope.node)
            switch log.feed.audience {
            case .city, .network: break
            case .desk where log.feed.partner == scope.partner: break
            case .desk, .own: throw SessionError(.notAllowed, "the hub listed a log of another company", log: log.id)
            }
            guard position.size > 0, listed.updateValue(position, forKey: log.id) == nil else {
                throw SessionError(.malformed, "the hub listed a log twice or empty", log: log.id)
            }
        }
    }

    /// Decides what to send and what to ask for, once the hub has listed everything.
    private mutating func compare() throws {
        for (id, here) in local.sorted(by: { $0.key < $1.key }) {
            let there = listed[id]?.size ?? 0
            let (log, position) = here
            if position.size >= there {
                if let listing = listed[id], try store.root(of: id, at: there) != listing.root {
                    throw SessionError(.forked, "the hub holds other entries of this log", log: id)
                }
                if position.size > there || awaitingReceipt.contains(id) {
                    outbox.append(log, from: there, to: position.size)
                }
            } else {
                // After a restore: the hub's receipt for what it gives back is asked for by announcing the log.
                if log.feed.writer == scope.node { outbox.append(log, from: there, to: there) }
                wanted[id] = position.size
                requests.append(
                    LogPosition(
                        log: LogAnnouncement(log, node: scope.node), size: position.size, root: position.root))
            }
        }
        let unknown = listed.filter { local[$0.key] == nil }
        for (id, position) in unknown.sorted(by: { $0.key < $1.key }) {
            wanted[id] = 0
            requests.append(LogPosition(log: position.log, size: 0, root: emptyRoot))
        }
        // What the hub cannot number in one turn is asked for in the next session.
        requests = Array(requests.prefix(Limits.maximumPositionCount))
        state = .sending
    }

    /// Sends the next portion, and with the last one the requests and the turn.
    private mutating func pump() throws -> [SessionAction] {
        if outbox.isEmpty, requests.isEmpty, outbox.announced.isEmpty { return try sayGoodbye() }
        var actions = try outbox.portion(from: store, report: &report).map(SessionAction.send)
        guard outbox.isEmpty else { return actions }
        actions += requests.sliced(into: Limits.maximumPositionCount).map { .send(.positions($0)) }
        actions.append(.send(.turn))
        state = .waiting
        report.roundTrips += 1
        return actions
    }

    private mutating func announce(_ log: LogDescriptor) throws(SessionError) {
        guard let size = wanted[log.id] else {
            throw SessionError(.notAllowed, "the hub sends a log that was not asked for", log: log.id)
        }
        try inbox.announce(log, from: size)
    }

    private mutating func check(_ message: ReceiptMessage) throws -> [SessionAction] {
        guard outbox.announced.indices.contains(message.logIndex) else {
            throw SessionError(.invalidReceipt, "a receipt for log \(message.logIndex), which was not announced")
        }
        let log = outbox.announced[message.logIndex].id
        let known = try store.root(of: log, at: message.size)
        if known == nil, wanted[log] != nil, state != .settling, deferred.count < outbox.announced.count {
            deferred.append(message)
            return []
        }
        guard message.size > 0, let root = known else {
            throw SessionError(.invalidReceipt, "a receipt for more entries than there are", log: log)
        }
        let receipt = Receipt(log: log, size: message.size, root: root, at: message.at)
        guard receipt.isValid(signature: message.signature, by: configuration.hubIdentityKey) else {
            throw SessionError(.invalidReceipt, "a receipt the hub's key did not sign", log: log)
        }
        let signed = SignedReceipt(receipt: receipt, signature: message.signature)
        report.receipt = signed
        return [.store(signed)]
    }

    /// Ingests what is gathered; at the end of the hub's turn the last batch leads to the goodbye.
    private mutating func settle() throws -> [SessionAction] {
        let isLast = state != .waiting
        if let batch = inbox.takeBatch(all: isLast) { return [.ingest(batch)] }
        guard isLast, inbox.isSettled else { return [] }
        return state == .salvaging ? close() : try sayGoodbye()
    }

    private mutating func sayGoodbye() throws -> [SessionAction] {
        let late = deferred
        deferred = []
        let receipts = try late.flatMap { try check($0) }
        let digest = Position.digest(try store.positions(scope: scope).map { $0.1 })
        return receipts + [.send(.bye(digest))] + end(.completed(wasEqual: false))
    }

    /// Ends the session, after ingesting the complete chunks that are already here.
    private mutating func end(_ outcome: SessionOutcome) -> [SessionAction] {
        guard state != .finished, state != .salvaging else { return [] }
        self.outcome = outcome
        state = .salvaging
        if let batch = inbox.takeBatch(all: true) { return [.ingest(batch)] }
        return inbox.isSettled ? close() : []
    }

    private mutating func close() -> [SessionAction] {
        state = .finished
        return [.finish(outcome ?? .cut)]
    }

    /// Runs one step; what it throws ends the session with a refuse message.
    private mutating func guarded(_ step: (inout Self) throws -> [SessionAction]) -> [SessionAction] {
        do {
            return try step(&self)
        } catch {
            if state == .salvaging { return inbox.isSettled ? close() : [] }
            return fail(error as? SessionError ?? SessionError(.storeFailed, "the store failed: \(error)"))
        }
    }
}
