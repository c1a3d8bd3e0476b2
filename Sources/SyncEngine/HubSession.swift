public import Wire

/// Whether a hub has time for a session.
public enum Admission: Hashable, Sendable {
    case open
    /// A session that follows the schedule is told when to come back; one started by a person goes on.
    case outsideWindow(Window)
    /// Every session is told why not and, where known, when to try again.
    case closed(SessionError, retry: Window?)
}

/// The hub's side of a session with one node, whose key was looked up before.
public struct HubSession: SyncSession {
    /// What the hub decides before a session begins.
    public struct Configuration: Hashable, Sendable {
        public var admission: Admission
        /// When the node's next session is wanted, told in the welcome.
        public var window: Window?
        /// The hub's clock in milliseconds since 1970.
        public var time: UInt64
        public var limits: SessionLimits

        public init(
            time: UInt64, admission: Admission = .open, window: Window? = nil, limits: SessionLimits = SessionLimits()
        ) {
            self.time = time
            self.admission = admission
            self.window = window
            self.limits = limits
        }
    }

    enum State: Hashable, Sendable, CaseIterable {
        case awaitingHello
        /// The hub has listed its positions, it is the node's turn.
        case listening
        /// The node's turn is over, its last chunks are being ingested.
        case settling
        /// The hub's turn.
        case sending
        /// The hub's turn is over.
        case awaitingBye
        /// The session is over but for chunks that are still being ingested.
        case salvaging
        case finished
    }

    private let store: any SyncStore
    private let scope: SyncScope
    private let configuration: Configuration
    private var state = State.awaitingHello
    private var local: [LogID: (log: LogDescriptor, position: Position)] = [:]
    private var requested: Set<LogID> = []
    private var receipted: Set<LogID> = []
    private var outbox: Outbox
    private var inbox: Inbox
    private var outcome: SessionOutcome?
    public private(set) var report = SessionReport()

    /// - Parameter scope: the identity that belongs to the peer's TLS key, never one that the peer claims.
    public init(store: any SyncStore, scope: SyncScope, configuration: Configuration) {
        self.store = store
        self.scope = scope
        self.configuration = configuration
        outbox = Outbox(node: scope.node, portionByteCount: configuration.limits.portionByteCount)
        inbox = Inbox(limits: configuration.limits)
    }

    public var isFinished: Bool { state == .finished }
    public var wantsInput: Bool { !inbox.isFull }
    /// Whether the node has said hello; until then only a small frame is expected.
    public var isGreeted: Bool { state != .awaitingHello }

    public mutating func receive(_ message: Message) -> [SessionAction] {
        guarded { session in try session.take(message) }
    }

    public mutating func ingested(_ results: [IngestResult]) -> [SessionAction] {
        let receipts = receiptMessages(for: results)
        return receipts
            + guarded { session in
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

    public mutating func fail(_ error: SessionError) -> [SessionAction] { refuse(error, window: nil) }
}

extension HubSession {
    private mutating func take(_ message: Message) throws -> [SessionAction] {
        switch (state, message) {
        case (.finished, _), (.salvaging, _):
            return []
        case (_, .refuse(let refusal)):
            return end(.refused(refusal))
        case (.awaitingHello, .hello(let hello)):
            return try greet(hello)
        case (.listening, .log(let announcement)):
            try announce(announcement.descriptor(node: scope.node))
            return []
        case (.listening, .chunk(let index, let chunk)):
            try inbox.accept(chunk, at: index, report: &report)
            return inbox.takeBatch(all: false).map { [.ingest($0)] } ?? []
        case (.listening, .positions(let positions)):
            for position in positions { try request(position) }
            return []
        case (.listening, .turn):
            state = .settling
            return try settle()
        case (.listening, .bye) where inbox.isEmpty && requested.isEmpty, (.awaitingBye, .bye):
            return end(.completed(wasEqual: false))
        default:
            throw SessionError(.unexpectedMessage, "a \(message.name) message while \(state)")
        }
    }

    private mutating func greet(_ hello: Hello) throws -> [SessionAction] {
        report.peerProgram = hello.program
        let ours = ProtocolVersion.oldest...ProtocolVersion.newest
        guard hello.versionMin <= ours.upperBound, hello.versionMax >= ours.lowerBound,
            hello.versionMin <= hello.versionMax
        else {
            let theirs = "\(hello.versionMin) to \(hello.versionMax)"
            throw SessionError(.unsupportedVersion, "version \(theirs) was offered, \(ours.lowerBound) is spoken here")
        }
        guard hello.mustFeatures & ~ProtocolVersion.knownFeatures == 0 else {
            throw SessionError(.unsupportedFeature, "a feature was demanded that is not known here")
        }
        switch configuration.admission {
        case .open: break
        case .outsideWindow(let window) where hello.isScheduled:
            return refuse(SessionError(.outsideWindow, "the next session is wanted later"), window: window)
        case .outsideWindow: break
        case .closed(let error, let window): return refuse(error, window: window)
        }
        let positions = try store.positions(scope: scope).sorted { $0.0.id < $1.0.id }
        let isEqual = Position.digest(positions.map { $0.1 }) == hello.digest
        let welcome = Welcome(
            version: min(ours.upperBound, hello.versionMax),
            features: hello.mayFeatures & ProtocolVersion.knownFeatures, isEqual: isEqual,
            notBefore: configuration.window?.notBefore, notAfter: configuration.window?.notAfter,
            hubTime: configuration.time)
        guard !isEqual else {
            return [.send(.welcome(welcome))] + end(.completed(wasEqual: true))
        }
        for (log, position) in positions { local[log.id] = (log, position) }
        state = .listening
        let listing = positions.map { log, position in
            LogPosition(log: LogAnnouncement(log, node: scope.node), size: position.size, root: position.root)
        }
        return [.send(.welcome(welcome))]
            + listing.sliced(into: Limits.maximumPositionCount).map { .send(.positions($0)) } + [.send(.turn)]
    }

    private mutating func announce(_ log: LogDescriptor) throws {
        if let here = local[log.id] {
            guard here.log == log else {
                throw SessionError(.forked, "the log follows another epoch here", log: log.id)
            }
            return try inbox.announce(log, from: here.position.size)
        }
        let isOwn = log.feed.writer == scope.node && log.feed.audience == .city
        let isTaken = try isOwn || (log.feed.audience != .own && store.accepts(log, scope: scope))
        guard isTaken else {
            throw SessionError(.notAllowed, "this node may not bring this log", log: log.id)
        }
        try inbox.announce(log, from: 0)
    }

    private mutating func request(_ wanted: LogPosition) throws {
        let id = wanted.log.descriptor(node: scope.node).id
        guard let here = local[id] else {
            throw SessionError(.notAllowed, "this node may not have this log", log: id)
        }
        guard wanted.size < here.position.size, requested.insert(id).inserted else {
            throw SessionError(.malformed, "a log was asked for twice or beyond its end", log: id)
        }
        guard try store.root(of: id, at: wanted.size) == wanted.root else {
            throw SessionError(.forked, "the node holds other entries of this log", log: id)
        }
        outbox.append(here.log, from: wanted.size, to: here.position.size)
    }

    /// Ingests what is gathered; at the end of the node's turn the last batch leads to the hub's turn.
    private mutating func settle() throws -> [SessionAction] {
        let isLast = state != .listening
        if let batch = inbox.takeBatch(all: isLast) { return [.ingest(batch)] }
        guard isLast, inbox.isSettled else { return [] }
        guard state == .settling else { return close() }
        state = .sending
        return try missingReceipts() + pump()
    }

    private mutating func pump() throws -> [SessionAction] {
        var actions = try outbox.portion(from: store, report: &report).map(SessionAction.send)
        guard outbox.isEmpty else { return actions }
        actions.append(.send(.turn))
        state = .awaitingBye
        return actions
    }

    private mutating func receiptMessages(for results: [IngestResult]) -> [SessionAction] {
        guard state == .listening || state == .settling else { return [] }
        return results.compactMap { result in
            guard case .stored(let log, _, _, let receipt?) = result else { return nil }
            return message(for: receipt, of: log)
        }
    }

    /// The receipts of logs announced for their receipt's sake, and of those whose ingest came without one.
    private mutating func missingReceipts() throws -> [SessionAction] {
        var actions: [SessionAction] = []
        for log in inbox.announced where !receipted.contains(log) {
            guard let receipt = try store.receipt(of: log) else { continue }
            message(for: receipt, of: log).map { actions.append($0) }
        }
        return actions
    }

    private mutating func message(for signed: SignedReceipt, of log: LogID) -> SessionAction? {
        guard signed.receipt.log == log, let index = inbox.index(of: log) else { return nil }
        receipted.insert(log)
        return .send(
            .receipt(
                ReceiptMessage(
                    logIndex: index, size: signed.receipt.size, at: signed.receipt.at, signature: signed.signature)))
    }

    private mutating func refuse(_ error: SessionError, window: Window?) -> [SessionAction] {
        guard state != .finished, state != .salvaging else { return [] }
        return [.send(.refuse(error.refusal(window: window)))] + end(.failed(error))
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
