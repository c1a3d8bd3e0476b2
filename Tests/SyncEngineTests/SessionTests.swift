import SyncEngine
import Synchronization
import Testing
import Wire

/// A node and its hub with the four feeds of a company with one node: `city`, `desk` and two of the network.
struct Pair {
    let node = ModelStore()
    let hub = ModelStore(isHub: true)
    var city: LogDescriptor { node.log(.city) }
    var desk: LogDescriptor { hub.log(.desk, partner: 1) }
    var network: LogDescriptor { hub.log(.network) }
    var scope: SyncScope { SyncScope(node: node.publicKey, partner: 1) }

    var isEqual: Bool { node.digest(scope: scope) == hub.digest(scope: scope) }

    func link(limits: SessionLimits = .init()) -> Link { Link(node: node, hub: hub, limits: limits) }

    /// Runs sessions until one finds both sides equal.
    func settle(within count: Int = 5) throws {
        for _ in 0..<count {
            var link = link()
            try link.run()
            if link.nodeOutcome == .completed(wasEqual: true) { return }
        }
        Issue.record("the two sides do not become equal")
    }
}

func texts(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name) \($0)" } }

/// Texts that hardly compress, so that a few thousand make several chunks.
func noise(_ name: String, _ count: Int) -> [String] {
    (0..<count).map { Hash.sha256(Array("\(name) \($0)".utf8)).description }
}

@Suite struct SessionTests {
    @Test func `Two equal sides part after one round trip and a handful of bytes`() throws {
        let pair = Pair()
        pair.node.append(texts("a", 5), to: pair.city)
        pair.hub.append(texts("b", 3), to: pair.desk)
        pair.hub.append(texts("c", 2), to: pair.network)
        pair.hub.append(texts("d", 2), to: pair.hub.log(.network, epoch: 7))
        try pair.settle()
        var link = pair.link()
        try link.run()
        #expect(link.nodeOutcome == .completed(wasEqual: true))
        #expect(link.hubOutcome == .completed(wasEqual: true))
        #expect(link.node.report.roundTrips == 1)
        #expect(link.bytesUp <= 120 && link.bytesDown <= 60, "\(link.bytesUp) up, \(link.bytesDown) down")
        #expect(link.node.report.window == Window(notBefore: 3600, notAfter: 7200))
        #expect(link.node.report.hubTime == 1_700_000_000_000)
        #expect(link.hub.report.peerProgram == "pakt 1.0")
    }

    @Test func `Entries move both ways in two round trips and are receipted`() throws {
        let pair = Pair()
        pair.node.append(texts("mine", 50), to: pair.city)
        pair.hub.append(texts("desk", 7), to: pair.desk)
        pair.hub.append(texts("network", 9), to: pair.network)
        var link = pair.link()
        try link.run()
        #expect(link.nodeOutcome == .completed(wasEqual: false))
        #expect(link.hubOutcome == .completed(wasEqual: false))
        #expect(pair.isEqual)
        #expect(link.node.report.roundTrips == 2)
        #expect(link.node.report.sentEntries == 50 && link.hub.report.receivedEntries == 50)
        #expect(link.node.report.receivedEntries == 16 && link.hub.report.sentEntries == 16)
        let receipt = try #require(link.node.report.receipt)
        #expect(receipt.receipt.log == pair.city.id && receipt.receipt.size == 50)
        #expect(pair.node.state.withLock { $0.receipts[pair.city.id] } == receipt)
    }

    @Test func `Only what is new travels`() throws {
        let pair = Pair()
        pair.node.append(noise("old", 3000), to: pair.city)
        pair.hub.append(noise("old", 500), to: pair.network)
        try pair.settle()
        pair.node.append(["one more"], to: pair.city)
        var link = pair.link()
        try link.run()
        #expect(link.node.report.sentEntries == 1)
        #expect(link.bytesUp + link.bytesDown < 1000, "\(link.bytesUp) up, \(link.bytesDown) down")
        #expect(pair.isEqual)
    }

    @Test func `A long transfer goes in portions, is ingested in batches and receipted on the way`() throws {
        let pair = Pair()
        pair.node.append(noise("up", 9000), to: pair.city)
        pair.hub.append(noise("down", 9000), to: pair.network)
        var limits = SessionLimits()
        limits.portionByteCount = 100_000
        limits.batchPackedByteCount = 100_000
        var link = pair.link(limits: limits)
        try link.run()
        #expect(pair.isEqual)
        #expect(pair.hub.state.withLock { $0.ingestedBatches } >= 3)
        #expect(pair.node.state.withLock { $0.ingestedBatches } >= 3)
        let receipts = link.messages.filter { if case .receipt = $0 { true } else { false } }
        #expect(receipts.count >= 3)
        #expect(link.node.report.roundTrips == 2)
    }

    @Test func `A node that lost the receipt gets it again`() throws {
        let pair = Pair()
        pair.node.append(texts("mine", 5), to: pair.city)
        try pair.settle()
        pair.node.state.withLock { state in
            state.receipts = [:]
            state.awaitingReceipt = [pair.city.id]
        }
        var link = pair.link()
        try link.run()
        #expect(link.nodeOutcome == .completed(wasEqual: false))
        #expect(pair.node.state.withLock { $0.receipts[pair.city.id]?.receipt.size } == 5)
        #expect(link.node.report.sentEntries == 0 && link.node.report.receivedEntries == 0)
        try pair.settle(within: 1)
    }

    @Test func `A restored node gets the tail of its old epoch and brings the new one`() throws {
        let pair = Pair()
        pair.node.append(texts("before", 10), to: pair.city)
        let backup = ModelStore(key: pair.node.key, copying: pair.node)
        pair.node.append(texts("after the backup", 4), to: pair.city)
        try pair.settle()
        let root = try #require(backup.root(of: pair.city.id, at: 10))
        let next = backup.log(.city, epoch: 2, previous: EpochLink(epoch: 1, size: 10, root: root))
        backup.append(texts("since", 3), to: next)
        var link = Link(node: backup, hub: pair.hub)
        try link.run()
        #expect(link.nodeOutcome == .completed(wasEqual: false))
        #expect(backup.size(of: pair.city) == 14)
        #expect(pair.hub.size(of: next) == 3)
        #expect(backup.digest(scope: pair.scope) == pair.hub.digest(scope: pair.scope))
    }

    @Test func `A restored hub is refilled with its own logs by the node`() throws {
        let pair = Pair()
        pair.node.append(texts("mine", 10), to: pair.city)
        pair.hub.append(texts("network", 8), to: pair.network)
        try pair.settle()
        let restored = ModelStore(key: pair.hub.key, isHub: true)
        var refused = Link(node: pair.node, hub: restored)
        try refused.run()
        #expect(refused.hubOutcome == .failed(SessionError(.notAllowed, "", log: pair.network.id)))
        restored.state.withLock { $0.acceptsForeign = true }
        var link = Link(node: pair.node, hub: restored)
        try link.run()
        #expect(link.hubOutcome == .completed(wasEqual: false))
        #expect(restored.size(of: pair.network) == 8 && restored.size(of: pair.city) == 10)
    }

    @Test func `A node gets its company's logs and the network's, and no other company's`() throws {
        let hub = ModelStore(isHub: true)
        let nodes = (0..<4).map { _ in ModelStore() }
        for (index, node) in nodes.enumerated() {
            Company.enrol(node.publicKey, in: index < 2 ? 1 : 2)
            node.append(texts("node \(index)", 3), to: node.log(.city))
            node.append(texts("secret \(index)", 3), to: node.log(.own))
        }
        hub.append(texts("desk", 2), to: hub.log(.desk, partner: 2))
        hub.append(texts("network", 2), to: hub.log(.network))
        for _ in 0..<2 {
            for (index, node) in nodes.enumerated() {
                var link = Link(node: node, hub: hub, partner: index < 2 ? 1 : 2)
                try link.run()
                #expect(link.nodeOutcome != .cut)
            }
        }
        #expect(nodes[0].size(of: nodes[1].log(.city)) == 3)
        #expect(nodes[0].size(of: nodes[2].log(.city)) == 0)
        #expect(nodes[0].size(of: hub.log(.desk, partner: 2)) == 0)
        #expect(nodes[3].size(of: hub.log(.desk, partner: 2)) == 2)
        for node in nodes { #expect(hub.size(of: node.log(.own)) == 0) }
    }

    @Test func `A hub in a hurry refuses with a time to come back, and a person may come outside the window`() throws {
        let pair = Pair()
        let window = Window(notBefore: 60, notAfter: 90)
        var scheduled = Link(
            node: pair.node, hub: pair.hub, admission: .outsideWindow(window), isScheduled: true)
        try scheduled.run()
        guard case .refused(let refusal) = scheduled.nodeOutcome else { throw SessionError(.malformed, "no refusal") }
        #expect(refusal.code == RefusalCode.outsideWindow.rawValue && refusal.notBefore == 60)
        #expect(scheduled.node.report.window == window)
        var manual = Link(node: pair.node, hub: pair.hub, admission: .outsideWindow(window))
        try manual.run()
        #expect(manual.nodeOutcome == .completed(wasEqual: true))
        var busy = Link(
            node: pair.node, hub: pair.hub, admission: .closed(SessionError(.busy, "too many sessions"), retry: window))
        try busy.run()
        guard case .refused(let refusal) = busy.nodeOutcome else { throw SessionError(.malformed, "no refusal") }
        #expect(refusal.name == "busy" && refusal.notAfter == 90)
    }
}
