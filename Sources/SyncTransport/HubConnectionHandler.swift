import Logging
import NIOCore
import NIOTLS
import SyncEngine
import Wire

/// One accepted connection of a hub: waits for the handshake, asks who it is, then runs a session or an enrolment.
final class HubConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case handshaking
        /// Bytes that came before the answer of the allow-list; nobody looks at them until then.
        case authorising([ByteBuffer])
        case running(SessionDriver)
        case enrolling(FrameReader, received: Int)
        /// The last message is on its way, what arrives is thrown away.
        case lingering
        case closed
    }

    private let hub: HubContext
    private let peer: PeerKey
    private let counter: ByteCounter
    private var state = State.handshaking
    private var deadline: Scheduled<Void>?
    private var recheck: RepeatedTask?

    init(hub: HubContext, peer: PeerKey, counter: ByteCounter) {
        self.hub = hub
        self.peer = peer
        self.counter = counter
    }

    func channelActive(context: ChannelHandlerContext) {
        closeLater(after: hub.limits.handshakeDeadline, context)
        hub.gate.arrived(context.channel, address: address(context))
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted(let name)? = event as? TLSUserEvent, case .handshaking = state else {
            return context.fireUserInboundEventTriggered(event)
        }
        hub.gate.established(context.channel)
        switch (name, peer.pin) {
        case (ProtocolName.session, let pin?): authorise(pin, context)
        case (ProtocolName.enrolment, .some):
            closeLater(after: hub.limits.handshakeDeadline, context)
            state = .enrolling(FrameReader(), received: 0)
        default:
            hub.log("closed: no common protocol", address(context))
            close(context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        switch state {
        case .handshaking, .lingering, .closed: break
        case .authorising(let earlier): state = .authorising(earlier + [buffer])
        case .running(let driver): driver.receive(buffer)
        case .enrolling(let reader, let received): enrol(buffer, reader, received, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        recheck?.cancel()
        if case .running(let driver) = state { driver.disconnect() }
        state = .closed
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .handshaking = state { hub.log("handshake failed: \(error)", address(context)) }
        close(context)
    }

    private func close(_ context: ChannelHandlerContext) {
        context.close(promise: nil)
    }

    private func closeLater(after duration: Duration, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: TimeAmount(duration)) { channel.close(promise: nil) }
    }

    private func address(_ context: ChannelHandlerContext) -> String { context.remoteAddress?.ipAddress ?? "local" }

    /// Sends the last message and waits for the peer to close.
    private func answer(_ message: Message, _ context: ChannelHandlerContext) {
        state = .lingering
        if let frame = try? message.frame() {
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: frame)), promise: nil)
        }
        context.channel.setOption(.autoRead, value: true).whenFailure { _ in }
        closeLater(after: hub.limits.lingerDeadline, context)
    }

    private func refuse(_ error: SessionError, retry: Window? = nil, _ context: ChannelHandlerContext) {
        hub.log("refused: \(error.code.name)", address(context))
        answer(.refuse(error.refusal(window: retry)), context)
    }
}

// Sessions.
extension HubConnectionHandler {
    private enum Entrance: Sendable {
        case open(SyncScope, HubSessionSetup)
        case refused(SessionError, Window?)
    }

    private func authorise(_ pin: Hash, _ context: ChannelHandlerContext) {
        state = .authorising([])
        // Nothing more is read until the answer, so that a stranger cannot fill memory.
        context.channel.setOption(.autoRead, value: false).whenFailure { _ in }
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let promise = context.eventLoop.makePromise(of: Entrance.self)
        let address = address(context)
        promise.completeWithTask { [hub] in
            switch await hub.delegate.authorise(pin, address: address) {
            case .refused(let error, let retry): return .refused(error, retry)
            case .enrolled(let scope):
                return .open(scope, try await hub.delegate.openSession(scope, address: address))
            }
        }
        promise.futureResult.whenComplete { result in
            let (handler, context) = bound.value
            guard case .authorising(let earlier) = handler.state else { return }
            switch result {
            case .success(.open(let scope, let setup)): handler.open(scope, setup, pin, earlier, context)
            case .success(.refused(let error, let retry)): handler.refuse(error, retry: retry, context)
            case .failure(let error):
                handler.refuse(SessionError(.storeFailed, "the hub failed: \(error)"), context)
            }
        }
    }

    private func open(
        _ scope: SyncScope, _ setup: HubSessionSetup, _ pin: Hash, _ earlier: [ByteBuffer],
        _ context: ChannelHandlerContext
    ) {
        deadline?.cancel()
        let session = HubSession(store: setup.store, scope: scope, configuration: setup.configuration)
        let driver = SessionDriver(
            channel: context.channel, session: session, sink: HubSink(delegate: hub.delegate, scope: scope),
            limits: hub.limits, closesFirst: false)
        state = .running(driver)
        hub.register(driver, for: pin)
        let address = address(context)
        driver.end.whenSuccess { [hub, counter] end in
            hub.unregister(driver, for: pin)
            let summary = HubSessionSummary(
                scope: scope, address: address, outcome: end.outcome, report: end.report, up: counter.received,
                down: counter.sent)
            Task { await hub.delegate.sessionEnded(summary) }
        }
        driver.start()
        for buffer in earlier { driver.receive(buffer) }
        context.channel.setOption(.autoRead, value: true).whenFailure { _ in }
        let interval = TimeAmount(hub.limits.authorisationInterval)
        let loop = context.eventLoop
        recheck = loop.scheduleRepeatedAsyncTask(initialDelay: interval, delay: interval) { [hub] _ in
            let promise = loop.makePromise(of: Void.self)
            promise.completeWithTask {
                guard case .refused(let error, _) = await hub.delegate.authorise(pin, address: address) else { return }
                driver.fail(error)
            }
            return promise.futureResult
        }
    }
}

// Enrolment.
extension HubConnectionHandler {
    private func enrol(_ buffer: ByteBuffer, _ reader: FrameReader, _ received: Int, _ context: ChannelHandlerContext) {
        var reader = reader
        let received = received + buffer.readableBytes
        guard received <= hub.limits.maximumJoinByteCount else {
            return refuse(SessionError(.limit, "a request to join is one short message"), context)
        }
        reader.append(Array(buffer.readableBytesView))
        do {
            guard let message = try reader.next() else {
                state = .enrolling(reader, received: received)
                return
            }
            guard case .join(let join) = message else {
                throw SessionError(.unexpectedMessage, "only a request to join is expected here")
            }
            try request(join, context)
        } catch {
            let refusal = error as? SessionError ?? SessionError(.malformed, "not a message: \(error)")
            refuse(refusal, context)
        }
    }

    private func request(_ join: Join, _ context: ChannelHandlerContext) throws(SessionError) {
        guard let pin = peer.pin else { throw SessionError(.bindingInvalid, "no key was shown") }
        guard hub.joinLimiter.begin(join.token) else {
            throw SessionError(.tooManyAttempts, "too many failed attempts to join; try again in some minutes")
        }
        guard KeyBinding.isValid(signature: join.bindingSignature, pin: pin, by: join.identityKey) else {
            hub.joinLimiter.end(join.token, hasFailed: true)
            throw SessionError(.bindingInvalid, "the identity key did not sign the key of this connection")
        }
        state = .lingering
        deadline?.cancel()
        let code = ConfirmationCode.text(
            nodeIdentityKey: join.identityKey, nodePin: pin, hubIdentityKey: hub.identityKey, hubPin: hub.pin)
        let request = JoinRequest(join: join, pin: pin, code: code, address: address(context))
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        let promise = context.eventLoop.makePromise(of: JoinAnswer.self)
        promise.completeWithTask { [hub] in await hub.delegate.join(request) }
        promise.futureResult.whenSuccess { [hub] answer in
            let (handler, context) = bound.value
            switch answer {
            case .joined(let joined):
                hub.joinLimiter.end(join.token, hasFailed: false)
                handler.answer(.joined(joined), context)
            case .refused(let error):
                hub.joinLimiter.end(join.token, hasFailed: true)
                handler.refuse(error, context)
            }
        }
    }
}
