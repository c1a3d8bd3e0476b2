public import Logging
public import NIOCore
public import NIOPosix
import NIOSSL
import SyncEngine
import Wire

/// The hub's door: accepts nodes on one port, for sessions and for enrolment.
public final class SyncServer: Sendable {
    /// Where it listens, with the port that port 0 became.
    public let address: HubAddress

    private let channel: any Channel
    private let hub: HubContext

    private init(channel: any Channel, hub: HubContext, address: HubAddress) {
        self.channel = channel
        self.hub = hub
        self.address = address
    }

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - address: A host name or an IP address; port 0 takes a free one.
    ///   - identityKey: The hub's public Ed25519 key, 32 bytes; part of the code shown at enrolment.
    /// - Throws: ``TransportError`` with code `unreachable` when the address cannot be listened on.
    public static func start(
        at address: HubAddress, identity: TransportIdentity, identityKey: [UInt8], delegate: any HubDelegate,
        limits: TransportLimits = TransportLimits(), logger: Logger,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> SyncServer {
        let context = try SecureContext.server(identity, limits: limits)
        let hub = HubContext(
            delegate: delegate, limits: limits, pin: identity.pin, identityKey: identityKey, logger: logger)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptHandler(gate: hub.gate))
                }
            }
            // The gate decides when a connection is read for the first time.
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let peer = PeerKey()
                    let counter = ByteCounter()
                    let secure = NIOSSLServerHandler(
                        context: context, customVerificationCallback: peer.verification(expecting: nil))
                    try channel.pipeline.syncOperations.addHandlers([
                        secure, CountingHandler(counter), HubConnectionHandler(hub: hub, peer: peer, counter: counter),
                    ])
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.bind(host: address.host, port: address.port).get()
        } catch {
            throw TransportError(.unreachable, "cannot listen on \(address): \(error)")
        }
        let bound = channel.localAddress
        return SyncServer(
            channel: channel, hub: hub,
            address: HubAddress(host: bound?.ipAddress ?? address.host, port: bound?.port ?? address.port))
    }

    /// Sessions under way.
    public var sessionCount: Int { hub.sessionCount }

    /// Stops accepting, tells the open sessions and waits for them to end, at most `grace`.
    ///
    /// What a session has received is still ingested.
    public func shutdown(grace: Duration = .seconds(10)) async {
        try? await channel.close().get()
        hub.shutDown()
        let end = ContinuousClock.now + grace
        while hub.sessionCount > 0, ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Waits until the server is shut down.
    public func wait() async throws {
        try await channel.closeFuture.get()
    }

    /// Connections before the end of their handshake.
    package var pendingHandshakeCount: Int { hub.gate.pendingCount }
}
