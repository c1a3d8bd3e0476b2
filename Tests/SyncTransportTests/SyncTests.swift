import SyncEngine
import SyncTransport
import Synchronization
import Testing
import Wire

extension OverTheNetwork {
    @Suite struct SyncTests {
        @Test func `A node and its hub exchange what they have over TLS, then find themselves equal`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            node.store.append(noise("up", 3000), to: node.city)
            hub.store.append(noise("down", 2000), to: hub.store.log(.network))
            let first = try await node.synchronise(with: hub, at: server.address)
            #expect(first.session.sentEntries == 3000 && first.session.receivedEntries == 2000)
            #expect(first.session.roundTrips == 2 && !first.wasEqual)
            #expect(first.session.receipt?.receipt.size == 3000)
            #expect(node.store.digest(scope: node.scope) == hub.store.digest(scope: node.scope))
            let second = try await node.synchronise(with: hub, at: server.address)
            #expect(second.wasEqual && second.session.roundTrips == 1)
            #expect(second.up <= 120 && second.down <= 60, "\(second.up) up, \(second.down) down")
            #expect(second.session.window == Window(notBefore: 100, notAfter: 200))
            #expect(await eventually { hub.state.withLock { $0.summaries.count } == 2 })
            let summaries = hub.state.withLock { $0.summaries }
            #expect(summaries.map(\.up) == [first.up, second.up])
            #expect(summaries.map(\.down) == [first.down, second.down])
            #expect(summaries[0].report.receivedEntries == 3000 && summaries[0].scope == node.scope)
            await server.shutdown()
        }

        @Test func `The bytes of the report are the bytes a relay sees`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let proxy = try await CountingProxy(to: server.address)
            let node = try ModelNode()
            hub.enrol(node)
            for round in 0..<3 {
                if round == 1 { node.store.append(noise("up", 1500), to: node.city) }
                let before = proxy.state.withLock { ($0.up, $0.down) }
                let report = try await node.synchronise(with: hub, at: proxy.address)
                let after = proxy.state.withLock { ($0.up, $0.down) }
                #expect(report.wireUp == after.0 - before.0, "round \(round)")
                #expect(report.wireDown == after.1 - before.1, "round \(round)")
                #expect(report.wireUp > report.up && report.wireDown > report.down)
            }
            await server.shutdown()
        }

        @Test func `A transfer over a connection that breaks again and again arrives in the end`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let proxy = try await CountingProxy(to: server.address)
            let node = try ModelNode()
            hub.enrol(node)
            node.store.append(noise("up", 9000), to: node.city)
            hub.store.append(noise("down", 4000), to: hub.store.log(.network))
            var cuts = 0
            while true {
                proxy.state.withLock { $0 = .init(limit: 150_000) }
                do {
                    _ = try await node.synchronise(with: hub, at: proxy.address)
                    break
                } catch {
                    #expect(error.code == .cut || error.code == .handshakeFailed, "\(error)")
                    cuts += 1
                    try #require(cuts < 60)
                }
            }
            #expect(cuts > 3)
            #expect(node.store.digest(scope: node.scope) == hub.store.digest(scope: node.scope))
            await server.shutdown()
        }

        @Test func `Twenty nodes at once all get through`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            hub.store.append(noise("network", 100), to: hub.store.log(.network))
            let nodes = try (1...20).map { try ModelNode(partner: $0) }
            for node in nodes {
                hub.enrol(node)
                node.store.append(noise("node \(node.partner)", 300), to: node.city)
            }
            try await withThrowingTaskGroup(of: SyncReport.self) { group in
                for node in nodes {
                    group.addTask { try await node.synchronise(with: hub, at: server.address) }
                }
                for try await report in group {
                    #expect(report.session.sentEntries == 300 && report.session.receivedEntries == 100)
                }
            }
            for node in nodes { #expect(hub.store.size(of: node.city) == 300) }
            #expect(await eventually { server.sessionCount == 0 && server.pendingHandshakeCount == 0 })
            await server.shutdown()
        }

        @Test func `A hub that commits slowly holds the node back and loses nothing`() async throws {
            let hub = try ModelHub()
            hub.state.withLock { $0.ingestDelay = .milliseconds(50) }
            var limits = TransportLimits()
            limits.maximumBacklogByteCount = 64 << 10
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            node.store.append(noise("up", 20_000), to: node.city)
            let report = try await node.synchronise(with: hub, at: server.address)
            #expect(report.session.sentEntries == 20_000)
            #expect(hub.store.size(of: node.city) == 20_000)
            await server.shutdown()
        }

        @Test func `Nobody there, a hub that is busy and a hub that shuts down are told apart`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            hub.state.withLock {
                $0.admission = .closed(SessionError(.busy, "many sessions"), retry: Window(notBefore: 5, notAfter: 9))
            }
            let busy = await #expect(throws: TransportError.self) {
                try await node.synchronise(with: hub, at: server.address)
            }
            #expect(busy?.refusalCode == .busy && busy?.refusal?.notBefore == 5)
            #expect(busy?.report?.session.window == Window(notBefore: 5, notAfter: 9))
            await server.shutdown()
            let nobody = await #expect(throws: TransportError.self) {
                try await node.synchronise(with: hub, at: server.address)
            }
            #expect(nobody?.code == .unreachable)
        }
    }
}
