import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import Wire

/// A client's connection to a hub whose key has been checked.
struct Connection {
    let channel: any Channel
    /// The key the hub has shown.
    let hubPin: Hash
    /// Above TLS.
    let messages: ByteCounter
    /// On the socket.
    let wire: ByteCounter

    /// Connects, checks the hub's key before anything is sent, and agrees on a protocol.
    ///
    /// - Throws: ``TransportError`` with code `unreachable`, `wrongKey`, `handshakeFailed`, `cut` or `timeout`.
    static func open(
        to address: HubAddress, pins: [Hash], identity: TransportIdentity, protocol name: String,
        handler: any ChannelInboundHandler & Sendable, limits: TransportLimits, group: any EventLoopGroup
    ) async throws(TransportError) -> Connection {
        let context: NIOSSLContext
        do {
            context = try SecureContext.client(identity, protocol: name, limits: limits)
        } catch {
            throw TransportError(.invalidArgument, "the own key cannot be used: \(error)")
        }
        let (messages, wire, peer) = (ByteCounter(), ByteCounter(), PeerKey())
        let loop = group.next()
        let handshake = loop.makePromise(of: String?.self)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(limits.handshakeDeadline))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let secure = try NIOSSLClientHandler(
                        context: context, serverHostname: nil,
                        customVerificationCallback: peer.verification(expecting: pins))
                    try channel.pipeline.syncOperations.addHandlers([
                        CountingHandler(wire), secure, CountingHandler(messages),
                        HandshakeHandler(handshake, deadline: limits.handshakeDeadline), handler,
                    ])
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: address.host, port: address.port).get()
        } catch {
            handshake.fail(error)
            throw TransportError(.unreachable, "no connection to \(address): \(error)")
        }
        do {
            let negotiated = try await handshake.futureResult.get()
            guard negotiated == name, let pin = peer.pin else {
                throw TransportError(.handshakeFailed, "\(address) does not speak \(name)")
            }
            return Connection(channel: channel, hubPin: pin, messages: messages, wire: wire)
        } catch {
            channel.close(promise: nil)
            if let pin = peer.pin, !pins.contains(pin) {
                throw TransportError(
                    .wrongKey, "\(address) shows another key than the invitation names", expectedPins: pins,
                    foundPin: pin)
            }
            throw error as? TransportError
                ?? TransportError(.handshakeFailed, "no secure connection to \(address): \(error)")
        }
    }
}

/// Waits for the end of the TLS handshake and turns its failures into ours.
final class HandshakeHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let promise: EventLoopPromise<String?>
    private let deadline: Duration
    private var timer: Scheduled<Void>?
    private var isDone = false

    init(_ promise: EventLoopPromise<String?>, deadline: Duration) {
        self.promise = promise
        self.deadline = deadline
    }

    func channelActive(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: TimeAmount(deadline)) {
            let (handler, context) = bound.value
            handler.fail(TransportError(.timeout, "the hub did not finish the handshake in time"))
            context.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let name)? = event as? TLSUserEvent, !isDone {
            isDone = true
            timer?.cancel()
            promise.succeed(name)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(TransportError(.cut, "the connection was closed during the handshake"))
        context.fireChannelInactive()
    }

    private func fail(_ error: any Error) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        promise.fail(error)
    }
}
