public import NIOCore
public import NIOPosix
public import SyncEngine
import Synchronization
public import Wire

/// A node's way to its hub.
public struct SyncClient: Sendable {
    /// The silence a node bears: a busy hub may take a while to commit what it was sent.
    public static let idleDeadline = Duration.seconds(120)

    private let identity: TransportIdentity
    private let limits: TransportLimits
    private let group: any EventLoopGroup

    public init(
        identity: TransportIdentity, limits: TransportLimits = Self.defaultLimits,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.identity = identity
        self.limits = limits
        self.group = group
    }

    /// The limits of a node: as a hub's, with more patience.
    public static var defaultLimits: TransportLimits {
        var limits = TransportLimits()
        limits.idleDeadline = idleDeadline
        return limits
    }

    /// Runs one session from connecting to closing.
    ///
    /// - Parameters:
    ///   - pins: The SHA-256 of the hub's TLS key, and of its backup key where that is known.
    ///   - session: A session that has not been started.
    ///   - sink: Where received entries and receipts go.
    /// - Throws: ``TransportError``; once a session has begun it carries a report, and what arrived is kept.
    public func synchronise(
        with address: HubAddress, pins: [Hash], session: NodeSession, sink: any SessionSink
    ) async throws(TransportError) -> SyncReport {
        let relay = RelayHandler()
        let connection = try await Connection.open(
            to: address, pins: pins, identity: identity, protocol: ProtocolName.session, handler: relay,
            limits: limits, group: group)
        let driver = SessionDriver(
            channel: connection.channel, session: session, sink: sink, limits: limits, closesFirst: true)
        relay.attach(driver, loop: connection.channel.eventLoop)
        driver.start { session in
            guard var node = session as? NodeSession else { return [] }
            let actions = node.start()
            session = node
            return actions
        }
        let end: SessionDriver.End
        do {
            end = try await driver.end.get()
        } catch {
            throw TransportError(.cut, "the connection was lost: \(error)")
        }
        let report = SyncReport(
            session: end.report, up: connection.messages.sent, down: connection.messages.received,
            wireUp: connection.wire.sent, wireDown: connection.wire.received,
            wasEqual: end.outcome == .completed(wasEqual: true))
        switch end.outcome {
        case .completed: return report
        case .cut: throw TransportError(.cut, "the connection to \(address) was lost", report: report)
        case .refused(let refusal):
            throw TransportError(.refused, "the hub refused: \(refusal.name)", refusal: refusal, report: report)
        case .failed(let error): throw TransportError(error, report: report)
        }
    }
}

extension TransportError {
    /// The error of a session that this side ended.
    fileprivate init(_ error: SessionError, report: SyncReport) {
        let code: Code =
            switch error.code {
            case .timeout: .timeout
            case .storeFailed, .quota: .storeFailed
            default: .protocolViolation
            }
        self.init(code, error.detail, sessionError: error, report: report)
    }
}

/// Hands bytes from the channel to a session, keeping what comes before there is one.
final class RelayHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State: Sendable {
        var driver: SessionDriver?
        var early: [ByteBuffer] = []
        var isInactive = false
    }

    private let state = Mutex(State())

    /// Gives the bytes to this session from now on, on the event loop.
    func attach(_ driver: SessionDriver, loop: any EventLoop) {
        loop.execute {
            let (early, isInactive) = self.state.withLock { state in
                state.driver = driver
                defer { state.early = [] }
                return (state.early, state.isInactive)
            }
            for buffer in early { driver.receive(buffer) }
            if isInactive { driver.disconnect() }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        let driver = state.withLock { state in
            if state.driver == nil { state.early.append(buffer) }
            return state.driver
        }
        driver?.receive(buffer)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let driver = state.withLock { state in
            state.isInactive = true
            return state.driver
        }
        driver?.disconnect()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
