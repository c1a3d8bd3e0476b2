import SyncEngine
import Synchronization
import Testing
import Wire

@Suite struct CutTests {
    private func filledPair() throws -> Pair {
        let pair = Pair()
        pair.node.append(noise("up", 700), to: pair.city)
        try pair.settle()
        pair.node.append(noise("more", 2500), to: pair.city)
        pair.node.append(texts("new epoch", 20), to: pair.node.log(.city, epoch: 2))
        pair.hub.append(noise("down", 2500), to: pair.network)
        pair.hub.append(texts("desk", 30), to: pair.desk)
        return pair
    }

    private var limits: SessionLimits {
        var limits = SessionLimits()
        limits.portionByteCount = 40_000
        limits.batchPackedByteCount = 40_000
        return limits
    }

    @Test func `A session cut after any message is made good by the next, and nothing is sent twice that arrived`()
        throws
    {
        var whole = try filledPair().link(limits: limits)
        try whole.run()
        let messageCount = whole.deliveredMessages
        #expect(whole.nodeOutcome == .completed(wasEqual: false))
        #expect(messageCount > 15)
        for cut in 0..<messageCount {
            let pair = try filledPair()
            var first = pair.link(limits: limits)
            try first.run(cuttingAfter: cut)
            #expect(first.nodeOutcome != nil && first.hubOutcome != nil, "cut after message \(cut)")
            let arrived = pair.hub.size(of: pair.city)
            var second = pair.link(limits: limits)
            try second.run()
            #expect(pair.isEqual, "cut after message \(cut)")
            #expect(pair.hub.size(of: pair.city) == 3200)
            let missing = 3200 - arrived + (pair.hub.size(of: pair.node.log(.city, epoch: 2)) == 20 ? 20 : 0)
            #expect(second.node.report.sentEntries <= missing, "cut after message \(cut)")
            try pair.settle(within: 1)
        }
    }

    @Test func `Every session over a connection that always breaks brings at least one chunk further`() throws {
        let pair = try filledPair()
        var sessions = 0
        while !pair.isEqual {
            let before =
                pair.hub.size(of: pair.city) + pair.node.size(of: pair.network)
                + pair.node.size(of: pair.desk) + pair.hub.size(of: pair.node.log(.city, epoch: 2))
            var link = pair.link(limits: limits)
            try link.run(cuttingAfter: 10)
            let after =
                pair.hub.size(of: pair.city) + pair.node.size(of: pair.network)
                + pair.node.size(of: pair.desk) + pair.hub.size(of: pair.node.log(.city, epoch: 2))
            #expect(after > before)
            sessions += 1
            try #require(sessions < 50)
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `Any number of nodes, cuts and changes ends with equal logs`(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let hub = ModelStore(isHub: true)
        let nodes = (0..<3).map { _ in ModelStore() }
        for node in nodes { Company.enrol(node.publicKey, in: 1) }
        hub.state.withLock { $0.acceptsForeign = true }
        for _ in 0..<25 {
            let node = nodes[Int(random.next() % 3)]
            switch random.next() % 4 {
            case 0: node.append(noise("\(random.next())", Int(random.next() % 900)), to: node.log(.city))
            case 1: hub.append(texts("\(random.next())", Int(random.next() % 90)), to: hub.log(.network))
            default:
                var link = Link(node: node, hub: hub, limits: limits)
                try link.run(cuttingAfter: Int(random.next() % 40))
            }
        }
        for node in nodes + nodes {
            var link = Link(node: node, hub: hub)
            try link.run()
            #expect(link.nodeOutcome != .cut)
        }
        let digests = Set(nodes.map { $0.digest(scope: SyncScope(node: $0.publicKey, partner: 1)) })
        #expect(digests == [hub.digest(scope: SyncScope(node: nodes[0].publicKey, partner: 1))])
    }
}

/// A small generator whose whole state is its seed.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
