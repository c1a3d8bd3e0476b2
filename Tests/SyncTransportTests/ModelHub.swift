import Crypto
import Logging
import NIOCore
import NIOPosix
import SyncEngine
import SyncTransport
import Synchronization
import Testing
import Wire

/// Tests with real connections and real deadlines, one after the other so that they do not starve each other.
@Suite(.serialized) enum OverTheNetwork {}

/// A hub with its store in memory, listening on a free port of this machine.
final class ModelHub: HubDelegate {
    struct State: Sendable {
        var members: [Hash: SyncScope] = [:]
        var revoked: Set<Hash> = []
        var tokens: [[UInt8]: Bool] = [:]
        var joins: [JoinRequest] = []
        var summaries: [HubSessionSummary] = []
        var authorisations = 0
        var admission = Admission.open
        var ingestDelay = Duration.zero
        var nextPartner: UInt32 = 1
    }

    let store = ModelStore(isHub: true)
    let identity: TransportIdentity
    let state = Mutex(State())

    init() throws {
        identity = try TransportIdentity()
    }

    func serve(limits: TransportLimits = TransportLimits()) async throws -> SyncServer {
        var logger = Logger(label: "test")
        logger.logLevel = .error
        return try await SyncServer.start(
            at: HubAddress(host: "127.0.0.1", port: 0), identity: identity, identityKey: store.publicKey,
            delegate: self, limits: limits, logger: logger)
    }

    func enrol(_ node: ModelNode) {
        state.withLock { $0.members[node.identity.pin] = node.scope }
        Company.enrol(node.store.publicKey, in: node.scope.partner)
    }

    // MARK: HubDelegate

    func authorise(_ pin: Hash, address: String) async -> Authorisation {
        state.withLock { state in
            state.authorisations += 1
            if state.revoked.contains(pin) { return .refused(SessionError(.revoked, "this node was revoked")) }
            guard let scope = state.members[pin] else {
                return .refused(SessionError(.notEnrolled, "this key is not enrolled"))
            }
            return .enrolled(scope)
        }
    }

    func openSession(_ scope: SyncScope, address: String) async throws -> HubSessionSetup {
        let admission = state.withLock { $0.admission }
        return HubSessionSetup(
            store: store,
            configuration: .init(
                time: 1_700_000_000_000, admission: admission, window: Window(notBefore: 100, notAfter: 200)))
    }

    func ingest(_ deliveries: [Delivery], scope: SyncScope) async throws -> [IngestResult] {
        let delay = state.withLock { $0.ingestDelay }
        if delay > .zero { try await Task.sleep(for: delay) }
        return store.ingest(deliveries)
    }

    func join(_ request: JoinRequest) async -> JoinAnswer {
        state.withLock { state in
            state.joins.append(request)
            switch state.tokens[request.join.token] {
            case nil: return .refused(SessionError(.tokenUnknown, "no such invitation"))
            case true?: return .refused(SessionError(.tokenUsed, "the invitation was used"))
            case false?: break
            }
            state.tokens[request.join.token] = true
            let partner = state.nextPartner
            state.nextPartner += 1
            state.members[request.pin] = SyncScope(node: request.join.identityKey, partner: partner)
            return .joined(
                Joined(
                    isActive: true, partner: partner, partnerName: "Stahl & Söhne", networkName: "Klimapakt",
                    companyID: request.join.companyID, hubIdentityKey: store.publicKey,
                    hubBackupFingerprint: [UInt8](repeating: 7, count: 32), code: request.code, notBefore: 1,
                    notAfter: 2))
        }
    }

    func sessionEnded(_ summary: HubSessionSummary) async {
        state.withLock { $0.summaries.append(summary) }
    }
}

/// A node with its store in memory.
struct ModelNode: SessionSink {
    let store = ModelStore()
    let identity: TransportIdentity
    let partner: UInt32

    init(partner: UInt32 = 1) throws {
        identity = try TransportIdentity()
        self.partner = partner
    }

    var scope: SyncScope { SyncScope(node: store.publicKey, partner: partner) }
    var city: LogDescriptor { store.log(.city) }

    func ingest(_ deliveries: [Delivery]) async throws -> [IngestResult] { store.ingest(deliveries) }

    func store(_ receipts: [SignedReceipt]) async throws {
        for receipt in receipts { store.store(receipt) }
    }

    func synchronise(
        with hub: ModelHub, at address: HubAddress, pins: [Hash]? = nil,
        limits: TransportLimits = SyncClient.defaultLimits
    ) async throws(TransportError) -> SyncReport {
        let session = NodeSession(
            store: store, scope: scope,
            configuration: .init(hubIdentityKey: hub.store.publicKey, program: "pakt test"))
        return try await SyncClient(identity: identity, limits: limits)
            .synchronise(with: address, pins: pins ?? [hub.identity.pin], session: session, sink: self)
    }
}

/// Texts that hardly compress.
func noise(_ name: String, _ count: Int) -> [String] {
    (0..<count).map { Hash.sha256(Array("\(name) \($0)".utf8)).description }
}

/// Waits until something becomes true, and says whether it did in time.
func eventually(within limit: Duration = .seconds(20), _ condition: () async -> Bool) async -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return await condition()
}

/// A relay that counts the bytes of both directions and can break off after some.
final class CountingProxy: Sendable {
    struct State: Sendable {
        var up = 0
        var down = 0
        /// Bytes in both directions together after which the connections break.
        var limit = Int.max
    }

    let state = Mutex(State())
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    var address: HubAddress {
        HubAddress(host: "127.0.0.1", port: channel.withLock { $0?.localAddress?.port } ?? 0)
    }

    init(to target: HubAddress) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .connect(host: target.host, port: target.port)
                    .flatMap { hub in
                        client.eventLoop.makeCompletedFuture {
                            try client.pipeline.syncOperations.addHandler(RelayTo(hub) { self.count(up: $0) })
                            try hub.pipeline.syncOperations.addHandler(RelayTo(client) { self.count(down: $0) })
                            client.setOption(.autoRead, value: true).whenFailure { _ in }
                            hub.setOption(.autoRead, value: true).whenFailure { _ in }
                        }
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = server }
    }

    private func count(up: Int = 0, down: Int = 0) -> Bool {
        state.withLock { state in
            state.up += up
            state.down += down
            return state.up + state.down <= state.limit
        }
    }

    private final class RelayTo: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel
        private let mayPass: (Int) -> Bool

        init(_ other: any Channel, _ mayPass: @escaping (Int) -> Bool) {
            self.other = other
            self.mayPass = mayPass
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            guard mayPass(buffer.readableBytes) else {
                context.close(promise: nil)
                other.close(promise: nil)
                return
            }
            other.writeAndFlush(buffer, promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            other.close(promise: nil)
        }
    }
}
