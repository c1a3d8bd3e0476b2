import SyncEngine
import Testing
import Wire

/// Every state of both sides meets every message; the table says which are expected, all others are refused.
@Suite struct StateTableTests {
    enum Answer: Equatable { case goesOn, ends, refuses(RefusalCode), isIgnored }

    let pair = Pair()
    let chunk: Chunk
    let listing: LogPosition

    init() throws {
        pair.node.append(texts("a", 20), to: pair.city)
        pair.hub.append(texts("n", 20), to: pair.network)
        chunk = try #require(try pair.node.chunks(of: pair.city.id, from: 0, maximumByteCount: 1).first)
        listing = try pair.position(pair.network, 20)
    }

    /// One valid message of each type, in the order of the table's columns.
    private var messages: [Message] {
        get throws {
            let root = try #require(pair.node.root(of: pair.city.id, at: 20))
            let receipt = Receipt(log: pair.city.id, size: 20, root: root, at: 5)
            let key = [UInt8](repeating: 1, count: 32)
            return [
                Pair.hello(), Pair.welcome(), .positions([]), pair.announcement(pair.node.log(.city, epoch: 5)),
                .chunk(log: 0, chunk),
                .receipt(
                    ReceiptMessage(logIndex: 0, size: 20, at: 5, signature: try receipt.sign(with: pair.hub.key))),
                .turn, .bye(Hash.sha256([])), .refuse(SessionError(.busy, "no").refusal()),
                .join(
                    Join(
                        token: [UInt8](repeating: 0, count: 16), identityKey: key,
                        bindingSignature: [UInt8](repeating: 0, count: 64), companyID: [UInt8](repeating: 0, count: 8),
                        program: "p", shareReadings: true)),
                .joined(
                    Joined(
                        isActive: true, partner: 1, partnerName: "a", networkName: "b",
                        companyID: [UInt8](repeating: 0, count: 8), hubIdentityKey: key, hubBackupFingerprint: key,
                        code: "", notBefore: nil, notAfter: nil)),
            ]
        }
    }

    private func answer(_ session: some SyncSession, to message: Message) -> Answer {
        var session = session
        let wasFinished = session.isFinished
        let actions = session.receive(message)
        if let code = refusalCode(actions) { return .refuses(code) }
        if session.isFinished != wasFinished { return .ends }
        return wasFinished ? .isIgnored : .goesOn
    }

    private func expect(_ name: String, _ session: some SyncSession, _ expected: [Answer]) throws {
        for (message, answer) in zip(try messages, expected) {
            let found = self.answer(session, to: message)
            #expect(found == answer, "\(name), message type \(message.type)")
        }
        #expect(try messages.count == expected.count)
    }

    private let no = Answer.refuses(.unexpectedMessage)

    @Test func `The node answers every message in every state`() throws {
        var session = pair.newNode()
        //                                       hello wel pos log chunk rec turn bye refuse join joined
        try expect("idle", session, [no, no, no, no, no, no, no, no, .ends, no, no])
        _ = session.start()
        try expect("greeted", session, [no, .goesOn, no, no, no, no, no, no, .ends, no, no])
        _ = session.receive(Pair.welcome())
        try expect("listing", session, [no, no, .goesOn, no, no, no, .goesOn, no, .ends, no, no])
        _ = session.receive(.positions([listing]))
        pair.node.append(noise("much", 4000), to: pair.city)
        var limits = SessionLimits()
        limits.portionByteCount = 1
        var sending = pair.newNode(limits: limits)
        _ = sending.start()
        _ = sending.receive(Pair.welcome())
        _ = sending.receive(.turn)
        try expect("sending", sending, [no, no, no, no, no, .goesOn, no, no, .ends, no, no])
        _ = session.receive(.turn)
        try expect(
            "waiting", session,
            [no, no, no, .refuses(.notAllowed), .refuses(.malformed), .goesOn, .ends, no, .ends, no, no])
        _ = session.receive(pair.announcement(pair.network))
        let entries = try #require(try pair.hub.chunks(of: pair.network.id, from: 0, maximumByteCount: 1).first)
        _ = session.receive(.chunk(log: 0, entries))
        let actions = session.receive(.turn)
        guard case .ingest(let deliveries)? = actions.first else { throw SessionError(.malformed, "no ingest") }
        // A refusal now waits for the batch under way, so nothing ends at once.
        try expect("settling", session, [no, no, no, no, no, no, no, no, .goesOn, no, no])
        var salvaging = session
        _ = salvaging.disconnected()
        try expect("salvaging", salvaging, Array(repeating: .goesOn, count: 11))
        #expect(salvaging.ingested(pair.node.ingest(deliveries)).contains(.finish(.cut)))
        _ = session.ingested(pair.node.ingest(deliveries))
        try expect("finished", session, Array(repeating: .isIgnored, count: 11))
    }

    @Test func `The hub answers every message in every state`() throws {
        var session = pair.newHub()
        //                                       hello wel pos log chunk rec turn bye refuse join joined
        try expect("awaitingHello", session, [.goesOn, no, no, no, no, no, no, no, .ends, no, no])
        _ = session.receive(Pair.hello())
        try expect(
            "listening", session,
            [no, no, .goesOn, .goesOn, .refuses(.malformed), no, .goesOn, .ends, .ends, no, no])
        var limits = SessionLimits()
        limits.portionByteCount = 1
        pair.hub.append(noise("much", 4000), to: pair.network)
        var sending = try pair.greetedHub(limits: limits)
        let empty = LogPosition(log: listing.log, size: 0, root: Hash.sha256([]))
        _ = sending.receive(.positions([empty]))
        _ = sending.receive(.turn)
        try expect("sending", sending, [no, no, no, no, no, no, no, no, .ends, no, no])
        _ = session.receive(pair.announcement(pair.city))
        try expect(
            "listening with a log", session,
            [no, no, .goesOn, .goesOn, .goesOn, no, .goesOn, no, .ends, no, no])
        _ = session.receive(.chunk(log: 0, chunk))
        guard case .ingest(let deliveries)? = session.receive(.turn).first else {
            throw SessionError(.malformed, "no ingest")
        }
        try expect("settling", session, [no, no, no, no, no, no, no, no, .goesOn, no, no])
        var salvaging = session
        _ = salvaging.disconnected()
        try expect("salvaging", salvaging, Array(repeating: .goesOn, count: 11))
        #expect(salvaging.ingested(pair.hub.ingest(deliveries)).contains(.finish(.cut)))
        _ = session.ingested(pair.hub.ingest(deliveries))
        try expect("awaitingBye", session, [no, no, no, no, no, no, no, .ends, .ends, no, no])
        _ = session.receive(.bye(Hash.sha256([])))
        try expect("finished", session, Array(repeating: .isIgnored, count: 11))
    }

    @Test func `A finished session does nothing any more and finishes only once`() throws {
        var node = pair.newNode()
        #expect(node.disconnected() == [.finish(.cut)])
        #expect(node.disconnected().isEmpty && node.drained().isEmpty && node.start().isEmpty)
        #expect(node.fail(SessionError(.timeout, "")).isEmpty)
        var hub = pair.newHub()
        #expect(refusalCode(hub.fail(SessionError(.timeout, ""))) == .timeout)
        #expect(hub.disconnected().isEmpty && hub.drained().isEmpty)
    }

    @Test func `A receiver whose store is behind asks for no more`() throws {
        pair.node.append(noise("much", 9000), to: pair.city)
        var limits = SessionLimits()
        limits.batchPackedByteCount = 1
        var hub = try pair.greetedHub(limits: limits)
        _ = hub.receive(pair.announcement(pair.city))
        let chunks = try pair.node.chunks(of: pair.city.id, from: 0, maximumByteCount: 1 << 20)
        try #require(chunks.count >= 3)
        guard case .ingest(let first)? = hub.receive(.chunk(log: 0, chunks[0])).first else {
            throw SessionError(.malformed, "no ingest")
        }
        #expect(hub.wantsInput)
        #expect(hub.receive(.chunk(log: 0, chunks[1])).isEmpty)
        #expect(!hub.wantsInput)
        let actions = hub.ingested(pair.hub.ingest(first))
        #expect(actions.contains(.ingest([Delivery(log: pair.city, chunk: chunks[1])])))
        #expect(hub.wantsInput)
    }
}
