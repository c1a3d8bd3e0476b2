import SyncEngine
import Synchronization
import Testing
import Wire

/// The code of the refusal among some actions, or `nil`.
func refusalCode(_ actions: [SessionAction]) -> RefusalCode? {
    for case .send(.refuse(let refusal)) in actions { return RefusalCode(rawValue: refusal.code) }
    return nil
}

@Suite struct ForkTests {
    @Test func `A node whose entries differ from the hub's is refused and nothing changes`() throws {
        let pair = Pair()
        pair.node.append(texts("same", 5), to: pair.city)
        let clone = ModelStore(key: pair.node.key, copying: pair.node)
        pair.node.append(texts("left", 3), to: pair.city)
        try pair.settle()
        for (name, count) in [("shorter", 1), ("as long", 3), ("longer", 9)] {
            let other = ModelStore(key: clone.key, copying: clone)
            other.append(texts(name, count), to: pair.city)
            let before = other.digest(scope: pair.scope)
            var link = Link(node: other, hub: pair.hub)
            try link.run()
            let fork = SessionError(.forked, "", log: pair.city.id)
            if count < 3 {
                #expect(link.hubOutcome == .failed(fork), "\(name)")
                guard case .refused(let refusal) = link.nodeOutcome else { throw fork }
                #expect(refusal.name == "forked")
            } else {
                #expect(link.nodeOutcome == .failed(fork), "\(name)")
                guard case .refused(let refusal) = link.hubOutcome else { throw fork }
                #expect(refusal.name == "forked")
            }
            #expect(pair.hub.size(of: pair.city) == 8 && other.digest(scope: pair.scope) == before)
        }
    }

    @Test func `A node finds a hub that shows other entries of the network`() throws {
        let pair = Pair()
        pair.hub.append(texts("published", 4), to: pair.network)
        try pair.settle()
        let rewritten = ModelStore(key: pair.hub.key, isHub: true)
        rewritten.append(texts("rewritten", 4), to: pair.network)
        var link = Link(node: pair.node, hub: rewritten)
        try link.run()
        #expect(link.nodeOutcome == .failed(SessionError(.forked, "", log: pair.network.id)))
    }

    @Test func `A log that follows another epoch than the hub knows is a fork`() throws {
        let pair = Pair()
        pair.node.append(texts("a", 2), to: pair.city)
        try pair.settle()
        let hello = try pair.greetedHub()
        var hub = hello
        let link = EpochLink(epoch: 9, size: 1, root: Hash.sha256([1]))
        let log = pair.node.log(.city, epoch: 1, previous: link)
        let actions = hub.receive(.log(LogAnnouncement(log, node: pair.node.publicKey)))
        #expect(refusalCode(actions) == .forked)
    }
}

extension Pair {
    func newHub(limits: SessionLimits = .init()) -> HubSession {
        HubSession(store: hub, scope: scope, configuration: .init(time: 1, limits: limits))
    }

    func newNode(limits: SessionLimits = .init()) -> NodeSession {
        NodeSession(
            store: node, scope: scope,
            configuration: .init(hubIdentityKey: hub.publicKey, program: "p", limits: limits))
    }

    static func hello(
        _ versions: ClosedRange<UInt64> = 1...1, must: UInt64 = 0, may: UInt64 = 0
    ) -> Message {
        .hello(
            Hello(
                versionMin: versions.lowerBound, versionMax: versions.upperBound, mustFeatures: must,
                mayFeatures: may, isScheduled: false, digest: Hash.sha256([]), program: "p"))
    }

    static func welcome(version: UInt64 = 1, features: UInt64 = 0, isEqual: Bool = false) -> Message {
        .welcome(
            Welcome(
                version: version, features: features, isEqual: isEqual, notBefore: nil, notAfter: nil, hubTime: 1))
    }

    /// A hub session that has listed its positions.
    func greetedHub(limits: SessionLimits = .init()) throws -> HubSession {
        var session = newHub(limits: limits)
        #expect(refusalCode(session.receive(Self.hello())) == nil)
        return session
    }

    /// A node session that waits in the hub's turn, having asked for what the hub listed.
    func waitingNode(_ listing: [LogPosition] = [], limits: SessionLimits = .init()) -> NodeSession {
        var session = newNode(limits: limits)
        _ = session.start()
        _ = session.receive(Self.welcome())
        _ = session.receive(.positions(listing))
        #expect(refusalCode(session.receive(.turn)) == nil)
        return session
    }

    func position(_ log: LogDescriptor, _ size: UInt64) throws -> LogPosition {
        LogPosition(
            log: LogAnnouncement(log, node: node.publicKey), size: size,
            root: try #require(hub.root(of: log.id, at: size)))
    }

    func announcement(_ log: LogDescriptor) -> Message { .log(LogAnnouncement(log, node: node.publicKey)) }
}

@Suite struct HostileNodeTests {
    let pair = Pair()

    init() throws {
        pair.node.append(texts("a", 20), to: pair.city)
        pair.hub.append(texts("n", 20), to: pair.network)
    }

    @Test func `Versions and features that do not meet are refused with the range spoken here`() throws {
        let cases: [(Message, RefusalCode?)] = [
            (Pair.hello(1...9), nil), (Pair.hello(0...1), nil), (Pair.hello(2...9), .unsupportedVersion),
            (Pair.hello(0...0), .unsupportedVersion), (Pair.hello(must: 1), .unsupportedFeature),
            (Pair.hello(must: 1 << 63), .unsupportedFeature), (Pair.hello(may: .max), nil),
        ]
        for (hello, expected) in cases {
            var hub = pair.newHub()
            let actions = hub.receive(hello)
            #expect(refusalCode(actions) == expected, "\(hello)")
            #expect(hub.isFinished == (expected != nil))
            for case .send(.refuse(let refusal)) in actions {
                #expect(refusal.versionMin == 1 && refusal.versionMax == 1)
            }
            for case .send(.welcome(let welcome)) in actions { #expect(welcome.version == 1 && welcome.features == 0) }
        }
    }

    @Test func `A log of another company or of the company alone is not taken`() throws {
        let stranger = ModelStore()
        for log in [stranger.log(.city), pair.node.log(.own), stranger.log(.network), pair.hub.log(.desk, partner: 2)] {
            var hub = try pair.greetedHub()
            #expect(refusalCode(hub.receive(pair.announcement(log))) == .notAllowed)
        }
    }

    @Test func `A log of another company cannot be asked for`() throws {
        let stranger = ModelStore()
        Company.enrol(stranger.publicKey, in: 77)
        stranger.append(texts("secret", 3), to: stranger.log(.city))
        var link = Link(node: stranger, hub: pair.hub, partner: 77)
        try link.run()
        #expect(pair.hub.size(of: stranger.log(.city)) == 3)
        var hub = try pair.greetedHub()
        let wanted = LogPosition(
            log: LogAnnouncement(stranger.log(.city), node: pair.node.publicKey), size: 0, root: Hash.sha256([]))
        #expect(refusalCode(hub.receive(.positions([wanted]))) == .notAllowed)
    }

    @Test func `A log asked for twice, beyond its end or with a wrong root is refused`() throws {
        let position = try pair.position(pair.network, 3)
        var twice = try pair.greetedHub()
        #expect(refusalCode(twice.receive(.positions([position]))) == nil)
        #expect(refusalCode(twice.receive(.positions([position]))) == .malformed)
        for size in [20, 21, UInt64.max] {
            var hub = try pair.greetedHub()
            let beyond = LogPosition(log: position.log, size: size, root: position.root)
            #expect(refusalCode(hub.receive(.positions([beyond]))) == .malformed)
        }
        var wrong = try pair.greetedHub()
        let forged = LogPosition(log: position.log, size: 4, root: position.root)
        #expect(refusalCode(wrong.receive(.positions([forged]))) == .forked)
    }

    @Test func `Chunks without a log, with gaps, repeated or of a log announced twice are refused`() throws {
        let chunk = try #require(try pair.node.chunks(of: pair.city.id, from: 0, maximumByteCount: 1).first)
        let later = try #require(try pair.node.chunks(of: pair.city.id, from: 5, maximumByteCount: 1).first)
        for index in [0, 1, 1000] {
            var hub = try pair.greetedHub()
            #expect(refusalCode(hub.receive(.chunk(log: index, chunk))) == .malformed)
        }
        var gap = try pair.greetedHub()
        #expect(refusalCode(gap.receive(pair.announcement(pair.city))) == nil)
        #expect(refusalCode(gap.receive(.chunk(log: 0, later))) == .gap)
        var again = try pair.greetedHub()
        #expect(refusalCode(again.receive(pair.announcement(pair.city))) == nil)
        #expect(refusalCode(again.receive(.chunk(log: 0, chunk))) == nil)
        #expect(refusalCode(again.receive(.chunk(log: 0, chunk))) == .gap)
        var twice = try pair.greetedHub()
        #expect(refusalCode(twice.receive(pair.announcement(pair.city))) == nil)
        #expect(refusalCode(twice.receive(pair.announcement(pair.city))) == .unexpectedMessage)
    }

    @Test func `More logs or bytes than the limits allow are refused, and what came before is kept`() throws {
        var hub = try pair.greetedHub()
        var count = 0
        while refusalCode(hub.receive(pair.announcement(pair.node.log(.city, epoch: UInt64(count + 1))))) == nil {
            count += 1
            try #require(count <= Limits.maximumPositionCount)
        }
        #expect(count == Limits.maximumPositionCount)
        var limits = SessionLimits()
        limits.maximumChunkByteCount = 300_000
        pair.node.append(noise("much", 9000), to: pair.city)
        var link = pair.link(limits: limits)
        try link.run()
        #expect(link.hubOutcome == .failed(SessionError(.limit, "")))
        #expect(pair.hub.size(of: pair.city) > 4000)
        #expect(pair.hub.size(of: pair.city) < 9020)
    }

    @Test func `Chunks that another key signed are refused and leave the hub as it was`() throws {
        let thief = ModelStore()
        thief.append(texts("a", 20), to: pair.city)
        let forged = try #require(try thief.chunks(of: pair.city.id, from: 0, maximumByteCount: 1).first)
        var hub = try pair.greetedHub()
        _ = hub.receive(pair.announcement(pair.city))
        _ = hub.receive(.chunk(log: 0, forged))
        guard case .ingest(let deliveries)? = hub.receive(.turn).first else {
            throw SessionError(.malformed, "no ingest")
        }
        let actions = hub.ingested(pair.hub.ingest(deliveries))
        #expect(refusalCode(actions) == .invalidChunk)
        #expect(hub.isFinished && pair.hub.size(of: pair.city) == 0)
    }

    @Test func `A store that fails ends the session without telling the peer why`() throws {
        pair.hub.state.withLock { $0.failure = SessionError(.storeFailed, "disk /secret/path is full") }
        var link = pair.link()
        try link.run()
        guard case .refused(let refusal) = link.nodeOutcome else { throw SessionError(.malformed, "no refusal") }
        #expect(refusal.name == "storeFailed" && !refusal.detail.contains("secret"))
        pair.hub.state.withLock { $0.failure = nil }
        try pair.settle()
    }

    @Test func `Answers of the store that were not asked for, or are missing, end the session`() throws {
        var hub = try pair.greetedHub()
        #expect(refusalCode(hub.ingested([])) == .storeFailed)
        var other = try pair.greetedHub()
        let chunk = try #require(try pair.node.chunks(of: pair.city.id, from: 0, maximumByteCount: 1).first)
        _ = other.receive(pair.announcement(pair.city))
        _ = other.receive(.chunk(log: 0, chunk))
        _ = other.receive(.turn)
        #expect(refusalCode(other.ingested([])) == .storeFailed)
    }
}

@Suite struct HostileHubTests {
    let pair = Pair()

    init() throws {
        pair.node.append(texts("a", 20), to: pair.city)
        pair.hub.append(texts("n", 20), to: pair.network)
    }

    @Test func `A version or feature that was not offered is refused`() {
        for welcome in [
            Pair.welcome(version: 0), Pair.welcome(version: 2), Pair.welcome(version: .max), Pair.welcome(features: 2),
        ] {
            var node = pair.newNode()
            _ = node.start()
            let code = refusalCode(node.receive(welcome))
            #expect(code == .unsupportedVersion || code == .unsupportedFeature)
        }
    }

    @Test func `Another company's logs, empty ones and ones listed twice are refused`() throws {
        let root = Hash.sha256([1])
        func listing(_ log: LogDescriptor, _ size: UInt64 = 1) -> LogPosition {
            LogPosition(log: LogAnnouncement(log, node: pair.node.publicKey), size: size, root: root)
        }
        let cases: [([LogPosition], RefusalCode)] = [
            ([listing(pair.hub.log(.desk, partner: 2))], .notAllowed), ([listing(pair.hub.log(.own))], .notAllowed),
            ([listing(pair.network, 0)], .malformed), ([listing(pair.network), listing(pair.network)], .malformed),
        ]
        for (positions, expected) in cases {
            var node = pair.newNode()
            _ = node.start()
            _ = node.receive(Pair.welcome())
            #expect(refusalCode(node.receive(.positions(positions))) == expected)
        }
    }

    @Test func `A listing without end is refused`() {
        var node = pair.newNode()
        _ = node.start()
        _ = node.receive(Pair.welcome())
        var epoch: UInt64 = 0
        while true {
            let positions = (0..<512).map { offset in
                LogPosition(
                    log: LogAnnouncement(pair.hub.log(.network, epoch: epoch + offset), node: pair.node.publicKey),
                    size: 1, root: Hash.sha256([1]))
            }
            epoch += 512
            if refusalCode(node.receive(.positions(positions))) == .limit { break }
            if epoch > 100_000 {
                Issue.record("the listing is never refused")
                break
            }
        }
    }

    @Test func `Logs that were not asked for are refused`() throws {
        var node = pair.waitingNode()
        #expect(refusalCode(node.receive(pair.announcement(pair.network))) == .notAllowed)
        var other = pair.waitingNode([try pair.position(pair.network, 20)])
        #expect(refusalCode(other.receive(pair.announcement(pair.network))) == nil)
        let chunk = try #require(try pair.hub.chunks(of: pair.network.id, from: 3, maximumByteCount: 1).first)
        #expect(refusalCode(other.receive(.chunk(log: 0, chunk))) == .gap)
    }

    @Test func `A receipt that is forged, too long or for no log is refused`() throws {
        let root = try #require(pair.node.root(of: pair.city.id, at: 20))
        let receipt = Receipt(log: pair.city.id, size: 20, root: root, at: 5)
        let good = try receipt.sign(with: pair.hub.key)
        let bad = try receipt.sign(with: ModelStore().key)
        let cases: [(ReceiptMessage, Bool)] = [
            (ReceiptMessage(logIndex: 0, size: 20, at: 5, signature: good), true),
            (ReceiptMessage(logIndex: 0, size: 20, at: 6, signature: good), false),
            (ReceiptMessage(logIndex: 0, size: 20, at: 5, signature: bad), false),
            (ReceiptMessage(logIndex: 0, size: 19, at: 5, signature: good), false),
            (ReceiptMessage(logIndex: 0, size: 21, at: 5, signature: good), false),
            (ReceiptMessage(logIndex: 0, size: 0, at: 5, signature: good), false),
            (ReceiptMessage(logIndex: 1, size: 20, at: 5, signature: good), false),
        ]
        for (message, isValid) in cases {
            var node = pair.waitingNode()
            let actions = node.receive(.receipt(message))
            #expect((refusalCode(actions) == .invalidReceipt) != isValid)
            #expect(actions.contains(.store(SignedReceipt(receipt: receipt, signature: good))) == isValid)
        }
    }
}
