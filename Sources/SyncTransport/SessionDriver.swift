import Dispatch
import NIOCore
import SyncEngine
import Synchronization
import Wire

/// Runs one session on one connection: bytes in, actions carried out.
///
/// The session, and with it every look into the store, runs on a serial queue; the event loop only moves bytes.
final class SessionDriver: Sendable {
    /// How a session and its connection ended.
    struct End: Sendable {
        let outcome: SessionOutcome
        let report: SessionReport
    }

    fileprivate struct Work: Sendable {
        var session: any SyncSession
        var reader = FrameReader()
        /// Actions not carried out yet, because an earlier one is still being stored.
        var pending: [SessionAction] = []
        var isStoring = false
        /// A peer that has not shown its first message gets no room for a long one.
        var hasMessage = false
        var isUnreadable = false
    }

    /// What has to happen outside of the session after one step.
    fileprivate struct Effects {
        var frames: [[UInt8]] = []
        var deliveries: [Delivery]?
        var receipts: [SignedReceipt] = []
        var outcome: SessionOutcome?
        var failure: SessionError?
    }

    /// What event loop and queue share; held for moments only.
    private struct Flow: Sendable {
        var backlog = 0
        var received = 0
        var wantsInput = true
        var isReading = true
        var unwritten = 0
        var storeTasks = 0
        var lastProgress = NIODeadline.now()
        var frameBegan: NIODeadline?
        var outcome: SessionOutcome?
        var outcomeAt: NIODeadline?
        var isInactive = false
        var isOver = false
    }

    private static let queues = (0..<4).map { DispatchQueue(label: "pakt.session.\($0)") }
    private static let nextQueue = Atomic<Int>(0)

    private let channel: any Channel
    private let sink: any SessionSink
    private let limits: TransportLimits
    /// A node closes when it is done; a hub leaves the closing to the node, so that no last message is lost.
    private let closesFirst: Bool
    private let queue: DispatchQueue
    private let work: Mutex<Work>
    private let flow = Mutex(Flow())
    private let endPromise: EventLoopPromise<End>

    init(
        channel: any Channel, session: any SyncSession, sink: any SessionSink, limits: TransportLimits,
        closesFirst: Bool
    ) {
        self.channel = channel
        self.sink = sink
        self.limits = limits
        self.closesFirst = closesFirst
        // A few queues for all connections: each is serial, so a session stays in order and threads stay few.
        let number = Self.nextQueue.add(1, ordering: .relaxed).newValue
        queue = Self.queues[number & 3]
        work = Mutex(Work(session: session))
        endPromise = channel.eventLoop.makePromise(of: End.self)
    }

    /// Completes when the session has finished and the connection is closed.
    var end: EventLoopFuture<End> { endPromise.futureResult }

    func start(_ step: @escaping @Sendable (inout any SyncSession) -> [SessionAction] = { _ in [] }) {
        channel.eventLoop.scheduleRepeatedTask(
            initialDelay: TimeAmount(limits.checkInterval), delay: TimeAmount(limits.checkInterval)
        ) { [weak self] task in
            guard let self, !self.flow.withLock({ $0.isOver }) else { return task.cancel() }
            self.checkDeadlines()
        }
        queue.async { self.run(step) }
    }

    /// Takes bytes from the socket; called on the event loop.
    func receive(_ buffer: ByteBuffer) {
        let bytes = Array(buffer.readableBytesView)
        let isOver = flow.withLock { flow in
            flow.backlog += bytes.count
            flow.received += bytes.count
            flow.lastProgress = .now()
            return flow.outcome != nil
        }
        if isOver {
            // The peer has not noticed yet that the session is over; the deadline for lingering bounds this.
            flow.withLock { $0.backlog -= bytes.count }
            return
        }
        updateReading()
        queue.async { self.process(bytes) }
    }

    /// Takes note that the connection is gone; called on the event loop.
    func disconnect() {
        flow.withLock { $0.isInactive = true }
        queue.async {
            self.run { $0.disconnected() }
            self.concludeIfOver()
        }
    }

    /// Ends the session with a refusal.
    func fail(_ error: SessionError) {
        queue.async { self.run { $0.fail(error) } }
    }
}

// On the queue.
extension SessionDriver {
    private func process(_ bytes: [UInt8]) {
        defer {
            let isPartial = work.withLock { !$0.isUnreadable && $0.reader.bufferedByteCount > 0 }
            flow.withLock { flow in
                flow.backlog -= bytes.count
                flow.frameBegan = isPartial ? flow.frameBegan ?? .now() : nil
            }
            updateReading()
        }
        guard flow.withLock({ $0.received }) <= limits.maximumSessionByteCount else {
            return run { $0.fail(SessionError(.limit, "too many bytes in one session")) }
        }
        guard work.withLock({ !$0.isUnreadable }) else { return }
        work.withLock { $0.reader.append(bytes) }
        while !work.withLock({ $0.session.isFinished }) {
            do {
                guard let message = try nextMessage() else { return }
                flow.withLock { $0.frameBegan = nil }
                run { $0.receive(message) }
            } catch {
                work.withLock { $0.isUnreadable = true }
                return run { $0.fail(SessionError(.malformed, "not a message: \(error)")) }
            }
        }
    }

    private func nextMessage() throws(WireError) -> Message? {
        let result: Result<Message?, WireError> = work.withLock { work in
            do throws(WireError) {
                let message = try work.reader.next()
                if message != nil {
                    work.hasMessage = true
                } else if !work.hasMessage, work.reader.bufferedByteCount > limits.maximumHelloByteCount {
                    throw WireError(.tooLarge, context: "first frame")
                }
                return .success(message)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func run(_ step: (inout any SyncSession) -> [SessionAction]) {
        let effects = work.withLock { work in
            work.pending += step(&work.session)
            let effects = work.takeEffects()
            let wantsInput = work.session.wantsInput
            flow.withLock { $0.wantsInput = wantsInput }
            return effects
        }
        perform(effects)
        updateReading()
    }

    private func perform(_ effects: Effects) {
        write(effects.frames)
        if let deliveries = effects.deliveries { ingest(deliveries) }
        if !effects.receipts.isEmpty { store(effects.receipts) }
        if let outcome = effects.outcome { finish(outcome) }
        if let failure = effects.failure { run { $0.fail(failure) } }
    }

    private func ingest(_ deliveries: [Delivery]) {
        flow.withLock { $0.storeTasks += 1 }
        Task {
            let results: [IngestResult]
            do {
                results = try await sink.ingest(deliveries)
            } catch {
                let failure = error as? SessionError ?? SessionError(.storeFailed, "the store failed: \(error)")
                results = Set(deliveries.map(\.log.id)).map { .refused(log: $0, failure) }
            }
            queue.async {
                self.storeTaskEnded()
                self.run { $0.ingested(results) }
            }
        }
    }

    private func store(_ receipts: [SignedReceipt]) {
        flow.withLock { $0.storeTasks += 1 }
        Task {
            var failure: SessionError?
            do {
                try await sink.store(receipts)
            } catch {
                failure = SessionError(.storeFailed, "a receipt could not be kept: \(error)")
            }
            queue.async { [failure] in
                self.storeTaskEnded()
                self.work.withLock { $0.isStoring = false }
                self.run { session in failure.map { session.fail($0) } ?? [] }
            }
        }
    }

    private func storeTaskEnded() {
        flow.withLock { flow in
            flow.storeTasks -= 1
            flow.lastProgress = .now()
        }
    }

    /// Writes frames packed into pieces of one TLS record's size.
    private func write(_ frames: [[UInt8]]) {
        var pieces: [ByteBuffer] = []
        var piece = channel.allocator.buffer(capacity: limits.writeByteCount)
        for frame in frames {
            if piece.readableBytes > 0, piece.readableBytes + frame.count > limits.writeByteCount {
                pieces.append(piece)
                piece = channel.allocator.buffer(capacity: max(frame.count, limits.writeByteCount))
            }
            piece.writeBytes(frame)
        }
        if piece.readableBytes > 0 { pieces.append(piece) }
        guard !pieces.isEmpty else { return }
        flow.withLock { $0.unwritten += pieces.count }
        for piece in pieces {
            channel.write(piece).whenComplete { _ in self.pieceWritten() }
        }
        channel.flush()
    }

    private func finish(_ outcome: SessionOutcome) {
        let isWritten = flow.withLock { flow in
            flow.outcome = outcome
            flow.outcomeAt = .now()
            return flow.unwritten == 0
        }
        if isWritten, closesFirst { channel.close(promise: nil) }
        concludeIfOver()
    }

    private func concludeIfOver() {
        let outcome = flow.withLock { flow in
            guard flow.isInactive, !flow.isOver, let outcome = flow.outcome else { return SessionOutcome?.none }
            flow.isOver = true
            return outcome
        }
        guard let outcome else { return }
        endPromise.succeed(End(outcome: outcome, report: work.withLock { $0.session.report }))
    }
}

// On the event loop or anywhere.
extension SessionDriver {
    private func pieceWritten() {
        let (isDrained, isFinished) = flow.withLock { flow in
            flow.unwritten -= 1
            flow.lastProgress = .now()
            return (flow.unwritten == 0, flow.outcome != nil)
        }
        guard isDrained else { return }
        if isFinished {
            if closesFirst { channel.close(promise: nil) }
        } else {
            queue.async { self.run { $0.drained() } }
        }
    }

    /// Stops reading the socket while the session is behind, and begins again when it has caught up.
    private func updateReading() {
        let wanted = flow.withLock { flow in
            flow.wantsInput && flow.backlog <= limits.maximumBacklogByteCount / (flow.isReading ? 1 : 2)
        }
        guard wanted != flow.withLock({ $0.isReading }) else { return }
        channel.eventLoop.execute { self.applyReading() }
    }

    private func applyReading() {
        let change: Bool? = flow.withLock { flow in
            let wanted =
                flow.wantsInput && flow.backlog <= limits.maximumBacklogByteCount / (flow.isReading ? 1 : 2)
            guard wanted != flow.isReading else { return nil }
            flow.isReading = wanted
            if wanted {
                // The time this side made the peer wait is not the peer's.
                flow.lastProgress = .now()
                if flow.frameBegan != nil { flow.frameBegan = .now() }
            }
            return wanted
        }
        if let change { channel.setOption(.autoRead, value: change).whenFailure { _ in } }
    }

    private func checkDeadlines() {
        enum Verdict { case fine, late(String), lingered }
        let verdict: Verdict = flow.withLock { flow in
            let now = NIODeadline.now()
            if let finished = flow.outcomeAt {
                return now - finished > TimeAmount(limits.lingerDeadline) ? .lingered : .fine
            }
            if let began = flow.frameBegan, flow.isReading, now - began > TimeAmount(limits.frameDeadline) {
                return .late("a message did not arrive in time")
            }
            let isBusy = flow.storeTasks > 0 || flow.backlog > 0
            if !isBusy, now - flow.lastProgress > TimeAmount(limits.idleDeadline) {
                return .late("no sign of life")
            }
            return .fine
        }
        switch verdict {
        case .fine: break
        case .late(let reason): fail(SessionError(.timeout, reason))
        case .lingered: channel.close(promise: nil)
        }
    }
}

extension SessionDriver.Work {
    /// Takes the pending actions up to the next one that others have to wait for.
    fileprivate mutating func takeEffects() -> SessionDriver.Effects {
        var effects = SessionDriver.Effects()
        var taken = 0
        actions: for action in pending where !isStoring || effects.receipts.count > 0 {
            switch action {
            case .store(let receipt):
                isStoring = true
                effects.receipts.append(receipt)
            default:
                if isStoring { break actions }
                switch action {
                case .send(let message):
                    do {
                        effects.frames.append(try message.frame())
                    } catch {
                        effects.failure = SessionError(.storeFailed, "a message could not be written: \(error)")
                    }
                case .ingest(let deliveries): effects.deliveries = deliveries
                case .finish(let outcome): effects.outcome = outcome
                case .store: break
                }
            }
            taken += 1
        }
        pending.removeFirst(taken)
        return effects
    }
}
