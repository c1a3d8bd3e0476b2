import Crypto
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import SyncEngine
import SyncTransport
import Synchronization
import Wire

/// A client that speaks TLS, or not even that, and otherwise sends what it is told.
struct RawClient: Sendable {
    /// What a client brings into the handshake.
    struct Options {
        var identity: TransportIdentity?
        var protocols = ["pakt/1"]
        var maximumVersion: TLSVersion?
    }

    let channel: any Channel
    private let collector: Collector

    /// Connects; with `nil` options without TLS. The handshake may still fail later.
    static func connect(to address: HubAddress, _ options: Options?) async throws -> RawClient {
        let collector = Collector()
        let context = try options.map { try NIOSSLContext(configuration: $0.configuration()) }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(
                                context: context, serverHostname: nil,
                                customVerificationCallback: { $1.succeed(.certificateVerified) }))
                    }
                    try channel.pipeline.syncOperations.addHandler(collector)
                }
            }
            .connect(host: address.host, port: address.port).get()
        return RawClient(channel: channel, collector: collector)
    }

    func send(_ bytes: [UInt8]) {
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    var isEstablished: Bool { collector.state.withLock { $0.isEstablished } }
    var isClosed: Bool { collector.state.withLock { $0.isClosed } }

    /// The messages received so far, as far as the bytes are messages.
    var messages: [Message] {
        var reader = FrameReader()
        reader.append(collector.state.withLock { $0.received })
        var messages: [Message] = []
        while let message = try? reader.next() { messages.append(message) }
        return messages
    }

    var refusal: Refusal? {
        for case .refuse(let refusal) in messages { return refusal }
        return nil
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        struct State: Sendable {
            var received: [UInt8] = []
            var isEstablished = false
            var isClosed = false
        }

        let state = Mutex(State())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            state.withLock { $0.received += bytes }
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .handshakeCompleted? = event as? TLSUserEvent { state.withLock { $0.isEstablished = true } }
        }

        func channelInactive(context: ChannelHandlerContext) {
            state.withLock { $0.isClosed = true }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

extension RawClient.Options {
    fileprivate func configuration() throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .noHostnameVerification
        configuration.applicationProtocols = protocols
        configuration.maximumTLSVersion = maximumVersion
        if let identity {
            configuration.certificateChain = [
                .certificate(try NIOSSLCertificate(bytes: identity.certificate, format: .der))
            ]
            configuration.privateKey = .privateKey(
                try NIOSSLPrivateKey(bytes: Array(identity.pemRepresentation.utf8), format: .pem))
        }
        return configuration
    }
}
