import NIOCore
import NIOSSL
import SyncEngine
import SyncTransport
import Synchronization
import Testing
import Wire

extension OverTheNetwork {
    @Suite struct KeyTests {
        @Test func `A hub with another key is refused by the node, which names both fingerprints`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            let expected = try TransportIdentity().pin
            let error = await #expect(throws: TransportError.self) {
                try await node.synchronise(with: hub, at: server.address, pins: [expected])
            }
            #expect(error?.code == .wrongKey && error?.foundPin == hub.identity.pin)
            #expect(error?.expectedPins == [expected])
            #expect(error?.description.contains(Fingerprint.text(expected)) == true)
            #expect(error?.description.contains(Fingerprint.text(hub.identity.pin)) == true)
            #expect(hub.state.withLock { $0.authorisations } == 0)
            // The backup key in second place is as good as the first.
            _ = try await node.synchronise(with: hub, at: server.address, pins: [expected, hub.identity.pin])
            await server.shutdown()
        }

        @Test func `An unknown key is refused without a look at what it sends`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            let error = await #expect(throws: TransportError.self) {
                try await node.synchronise(with: hub, at: server.address)
            }
            #expect(error?.refusalCode == .notEnrolled)
            let raw = try await RawClient.connect(to: server.address, .init(identity: TransportIdentity()))
            raw.send([0xFF, 0xFF, 0xFF, 0xFF])
            #expect(await eventually { raw.refusal?.name == "notEnrolled" && raw.isClosed })
            #expect(hub.state.withLock { $0.summaries.isEmpty })
            await server.shutdown()
        }

        @Test func `A revoked key is refused, also on a session that is open`() async throws {
            let hub = try ModelHub()
            var limits = TransportLimits()
            limits.authorisationInterval = .milliseconds(100)
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            #expect(await eventually { server.sessionCount == 1 })
            hub.state.withLock { _ = $0.revoked.insert(node.identity.pin) }
            #expect(await eventually { raw.refusal?.name == "revoked" && raw.isClosed })
            let error = await #expect(throws: TransportError.self) {
                try await node.synchronise(with: hub, at: server.address)
            }
            #expect(error?.refusalCode == .revoked)
            await server.shutdown()
        }

        @Test func `Older TLS, no certificate, no protocol and a wrong one do not get in`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            let attempts: [RawClient.Options] = [
                .init(identity: node.identity, maximumVersion: .tlsv12), .init(identity: nil),
                .init(identity: node.identity, protocols: []),
                .init(identity: node.identity, protocols: ["h2", "pakt/9"]),
            ]
            for (index, options) in attempts.enumerated() {
                let raw = try await RawClient.connect(to: server.address, options)
                #expect(await eventually { raw.isClosed }, "attempt \(index)")
                #expect(raw.messages.isEmpty)
            }
            #expect(hub.state.withLock { $0.authorisations } == 0)
            _ = try await node.synchronise(with: hub, at: server.address)
            await server.shutdown()
        }

        @Test func `A second session of the same node ends the first`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            #expect(await eventually { server.sessionCount == 1 })
            _ = try await node.synchronise(with: hub, at: server.address)
            #expect(await eventually { raw.isClosed && raw.refusal?.name == "busy" })
            await server.shutdown()
        }
    }
}

extension OverTheNetwork {
    @Suite struct DeadlineTests {
        private var limits: TransportLimits {
            var limits = TransportLimits()
            limits.frameDeadline = .milliseconds(1000)
            limits.idleDeadline = .milliseconds(3000)
            limits.lingerDeadline = .milliseconds(300)
            return limits
        }

        private var hello: [UInt8] {
            get throws {
                try Message.hello(
                    Hello(
                        versionMin: 1, versionMax: 1, mustFeatures: 0, mayFeatures: 0, isScheduled: false,
                        digest: Hash.sha256([1]), program: "raw")
                ).frame()
            }
        }

        @Test func `Connections that say nothing, or stop in the handshake, are closed`() async throws {
            let hub = try ModelHub()
            var limits = limits
            limits.handshakeDeadline = .milliseconds(400)
            let server = try await hub.serve(limits: limits)
            let silent = try await RawClient.connect(to: server.address, nil)
            let stuck = try await RawClient.connect(to: server.address, nil)
            stuck.send([0x16, 0x03, 0x01, 0x02])
            #expect(await eventually { silent.isClosed && stuck.isClosed })
            #expect(await eventually { server.pendingHandshakeCount == 0 })
            await server.shutdown()
        }

        @Test func `A session without a word is ended`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            #expect(await eventually { raw.refusal?.name == "timeout" && raw.isClosed })
            await server.shutdown()
        }

        @Test func `A frame that comes a byte at a time is not waited for`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            for byte in try hello {
                if raw.isClosed { break }
                raw.send([byte])
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(await eventually { raw.refusal?.name == "timeout" && raw.isClosed })
            await server.shutdown()
        }

        @Test func `A peer that does not read is dropped`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            let network = hub.store.log(.network)
            hub.store.append((0..<300).map { name in noise("\(name)", 500).joined() }, to: network)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            raw.send(try hello)
            #expect(await eventually { raw.messages.last == .turn })
            try await raw.channel.setOption(.autoRead, value: false).get()
            let wanted = LogPosition(
                log: LogAnnouncement(network, node: node.store.publicKey), size: 0, root: Hash.sha256([]))
            raw.send(try Message.positions([wanted]).frame() + Message.turn.frame())
            #expect(await eventually { server.sessionCount == 0 })
            raw.channel.close(promise: nil)
            await server.shutdown()
        }

        @Test func `Silent connections do not keep an honest node out`() async throws {
            let hub = try ModelHub()
            var limits = TransportLimits()
            limits.maximumHandshakeCountPerAddress = 4
            limits.handshakePatience = .milliseconds(100)
            let server = try await hub.serve(limits: limits)
            var silent: [RawClient] = []
            for _ in 0..<20 { silent.append(try await RawClient.connect(to: server.address, nil)) }
            let node = try ModelNode()
            hub.enrol(node)
            let start = ContinuousClock.now
            _ = try await node.synchronise(with: hub, at: server.address)
            #expect(ContinuousClock.now - start < .seconds(8))
            #expect(silent.count { $0.isClosed } > 0)
            for client in silent { client.channel.close(promise: nil) }
            await server.shutdown()
        }

        @Test func `Beyond the cap connections wait in the system's queue and are served later`() async throws {
            let hub = try ModelHub()
            var limits = TransportLimits()
            limits.maximumConnectionCount = 3
            let server = try await hub.serve(limits: limits)
            let nodes = try (1...10).map { try ModelNode(partner: $0) }
            for node in nodes { hub.enrol(node) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in nodes {
                    group.addTask { _ = try await node.synchronise(with: hub, at: server.address) }
                }
                try await group.waitForAll()
            }
            await server.shutdown()
        }
    }
}

extension OverTheNetwork {
    @Suite struct MalformedTests {
        /// Bytes that are no message, and the refusals they get.
        static let cases: [(name: String, bytes: [UInt8], refusal: String)] = [
            ("length too long", [0xFF, 0xFF, 0xFF, 0xFF, 0x01], "malformed"),
            ("length above the limit", [0x81, 0x80, 0x10], "malformed"),
            ("length not minimal", [0x81, 0x00, 0x07], "malformed"), ("length zero", [0x00], "malformed"),
            ("unknown type", [0x02, 0x30, 0x80], "malformed"), ("no CBOR", [0x02, 0x01, 0xFF], "malformed"),
            ("a wrong body", [0x02, 0x01, 0x80], "malformed"),
            ("trailing bytes", [0x03, 0x07, 0x80, 0x80], "malformed"),
            ("a turn first", [0x02, 0x07, 0x80], "unexpectedMessage"),
            ("a hello that goes on and on", [0x80, 0x80, 0x08] + [UInt8](repeating: 1, count: 3000), "malformed"),
        ]

        @Test func `Bytes that are no message are refused, and the hub lives on`() async throws {
            let hub = try ModelHub()
            var limits = TransportLimits()
            limits.lingerDeadline = .milliseconds(300)
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            hub.enrol(node)
            for (name, bytes, refusal) in Self.cases {
                let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
                raw.send(bytes)
                #expect(await eventually { raw.refusal?.name == refusal && raw.isClosed }, "\(name)")
            }
            node.store.append(noise("still", 10), to: node.city)
            _ = try await node.synchronise(with: hub, at: server.address)
            #expect(hub.store.size(of: node.city) == 10)
            await server.shutdown()
        }

        @Test(arguments: 0..<20 as Range<UInt64>)
        func `Random bytes before and after a hello do no harm`(seed: UInt64) async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            hub.enrol(node)
            let raw = try await RawClient.connect(to: server.address, .init(identity: node.identity))
            var bytes: [UInt8] = []
            if seed % 2 == 0 {
                bytes += try Message.hello(
                    Hello(
                        versionMin: 1, versionMax: 1, mustFeatures: 0, mayFeatures: 0, isScheduled: false,
                        digest: Hash.sha256([1]), program: "raw")
                ).frame()
            }
            for block in 0..<32 { bytes += Hash.sha256(Array("\(seed) \(block)".utf8)).bytes }
            raw.send(bytes)
            raw.channel.close(mode: .output, promise: nil)
            #expect(await eventually { raw.isClosed })
            _ = try await node.synchronise(with: hub, at: server.address)
            await server.shutdown()
        }
    }
}
