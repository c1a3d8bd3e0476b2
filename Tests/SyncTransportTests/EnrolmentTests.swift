import Crypto
import SyncEngine
import SyncTransport
import Synchronization
import Testing
import Wire

@Suite struct InvitationTests {
    private let invitation = Invitation(
        address: HubAddress(host: "klima.example.org", port: 443), hubPin: Hash.sha256([1]),
        hubIdentityKey: [UInt8](repeating: 9, count: 32), hubBackupPin: Hash.sha256([2]),
        token: (0..<16).map { $0 }, expiresAt: 1_800_000_000, partnerName: "Stahl & Söhne GmbH")

    @Test func `An invitation is one line that can be read back`() throws {
        let text = invitation.text
        #expect(text.hasPrefix("pakt1") && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(try Invitation(text: text) == invitation)
    }

    @Test func `Capitals, spaces, line breaks and letters that look like digits do not matter`() throws {
        let text = invitation.text
        #expect(try Invitation(text: "  " + text.uppercased() + "\r\n") == invitation)
        let broken = stride(from: 0, to: text.count, by: 60).map { start in
            String(text.dropFirst(start).prefix(60))
        }.joined(separator: "\n  ")
        #expect(try Invitation(text: broken) == invitation)
        // Enough of them that a digit also stands among the four check characters.
        for expiresAt in UInt64(0)..<64 {
            let other = Invitation(
                address: invitation.address, hubPin: invitation.hubPin, hubIdentityKey: invitation.hubIdentityKey,
                hubBackupPin: invitation.hubBackupPin, token: invitation.token, expiresAt: expiresAt,
                partnerName: invitation.partnerName)
            let typed = other.text.replacing("0", with: "o").replacing("1", with: "l")
            #expect(try Invitation(text: typed) == other)
        }
    }

    @Test func `Every single wrong character is found without a network`() throws {
        let text = Array(invitation.text)
        for index in 5..<text.count {
            for replacement in ["z", "0", "u"] as [Character] where text[index] != replacement {
                var wrong = text
                wrong[index] = replacement
                let error = #expect(throws: InvitationError.self) { try Invitation(text: String(wrong)) }
                #expect(error == .mistyped || error == .truncated, "character \(index)")
            }
        }
    }

    @Test func `Swapped and missing characters are found`() throws {
        let text = Array(invitation.text)
        for index in 5..<text.count - 1 where text[index] != text[index + 1] {
            var swapped = text
            swapped.swapAt(index, index + 1)
            #expect(throws: InvitationError.self) { try Invitation(text: String(swapped)) }
        }
        for count in 5..<text.count - 4 {
            #expect(throws: InvitationError.truncated) { try Invitation(text: String(text[..<count])) }
        }
        for count in text.count - 4..<text.count {
            #expect(throws: InvitationError.self) { try Invitation(text: String(text[..<count])) }
        }
    }

    @Test func `Other texts are no invitations`() {
        for text in ["", "pakt", "hello", "pakt2abc", String(repeating: "pakt1", count: 5000)] {
            #expect(throws: InvitationError.notAnInvitation) { try Invitation(text: text) }
        }
    }

    @Test func `Addresses are read with and without a port`() {
        #expect(HubAddress("hub.example.org") == HubAddress(host: "hub.example.org", port: 20350))
        #expect(HubAddress("hub.example.org:443") == HubAddress(host: "hub.example.org", port: 443))
        #expect(HubAddress("[::1]:9") == HubAddress(host: "::1", port: 9))
        #expect(HubAddress("::1") == HubAddress(host: "::1", port: 20350))
        #expect(HubAddress("[::1]:9")?.description == "[::1]:9")
        for text in ["", ":1", "a:", "a:x", "a:70000", "a:-1", "[::1", "[::1]x", "a b:1", "a/b", "a:123456"] {
            #expect(HubAddress(text) == nil, "\(text)")
        }
    }
}

@Suite struct IdentityTests {
    @Test func `A key kept as text keeps its pin`() throws {
        let identity = try TransportIdentity()
        let again = try TransportIdentity(pemRepresentation: identity.pemRepresentation)
        #expect(again.pin == identity.pin)
        #expect(try TransportIdentity().pin != identity.pin)
    }

    @Test func `A binding is valid for its two keys only`() throws {
        let key = Curve25519.Signing.PrivateKey()
        let publicKey = Array(key.publicKey.rawRepresentation)
        let pin = Hash.sha256([1])
        let signature = try KeyBinding.sign(pin: pin, with: key)
        #expect(KeyBinding.isValid(signature: signature, pin: pin, by: publicKey))
        #expect(!KeyBinding.isValid(signature: signature, pin: Hash.sha256([2]), by: publicKey))
        let other = Array(Curve25519.Signing.PrivateKey().publicKey.rawRepresentation)
        #expect(!KeyBinding.isValid(signature: signature, pin: pin, by: other))
        #expect(!KeyBinding.isValid(signature: [], pin: pin, by: publicKey))
        #expect(!KeyBinding.isValid(signature: signature, pin: pin, by: []))
    }
}

extension OverTheNetwork {
    @Suite struct EnrolmentTests {
        private let token: [UInt8] = (100..<116).map { $0 }

        private func invitation(_ hub: ModelHub, _ address: HubAddress, token: [UInt8]? = nil) -> Invitation {
            Invitation(
                address: address, hubPin: hub.identity.pin, hubIdentityKey: hub.store.publicKey,
                hubBackupPin: Hash.sha256([7]), token: token ?? self.token, expiresAt: 2_000_000_000,
                partnerName: "Stahl")
        }

        private func join(
            _ node: ModelNode, _ invitation: Invitation
        ) async throws(TransportError) -> JoinClient.Answer {
            try await JoinClient(identity: node.identity).join(
                invitation, identityKey: node.store.key, companyID: [1, 2, 3, 4, 5, 6, 7, 8], program: "pakt test",
                sharesReadings: true)
        }

        @Test func `An invited node joins, both sides show one code, and it may synchronise`() async throws {
            let hub = try ModelHub()
            hub.state.withLock { $0.tokens[token] = false }
            let server = try await hub.serve()
            let node = try ModelNode()
            let answer = try await join(node, invitation(hub, server.address))
            #expect(answer.joined.partner == 1 && answer.joined.partnerName == "Stahl & Söhne")
            #expect(answer.code == answer.joined.code && answer.code.count == 9)
            #expect(answer.hubPin == hub.identity.pin)
            let request = try #require(hub.state.withLock { $0.joins.first })
            #expect(request.pin == node.identity.pin && request.address == "127.0.0.1")
            _ = try await node.synchronise(with: hub, at: server.address)
            await server.shutdown()
        }

        @Test func `Of two nodes with one token exactly one gets in`() async throws {
            let hub = try ModelHub()
            hub.state.withLock { $0.tokens[token] = false }
            let server = try await hub.serve()
            let invitation = invitation(hub, server.address)
            let nodes = [try ModelNode(), try ModelNode(), try ModelNode()]
            var successes = 0
            await withTaskGroup(of: RefusalCode?.self) { group in
                for node in nodes {
                    group.addTask {
                        do {
                            _ = try await join(node, invitation)
                            return nil
                        } catch {
                            return (error as? TransportError)?.refusalCode
                        }
                    }
                }
                for await code in group {
                    if code == nil { successes += 1 } else { #expect(code == .tokenUsed) }
                }
            }
            #expect(successes == 1)
            await server.shutdown()
        }

        @Test func `A token is not sent to a hub with another key`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let other = try ModelHub()
            let node = try ModelNode()
            let error = await #expect(throws: TransportError.self) {
                try await join(node, invitation(other, server.address))
            }
            #expect(error?.code == .wrongKey)
            #expect(hub.state.withLock { $0.joins.isEmpty })
            await server.shutdown()
        }

        @Test func `Guessing is slowed down: five attempts a token, twenty a minute`() async throws {
            let hub = try ModelHub()
            let server = try await hub.serve()
            let node = try ModelNode()
            var codes: [RefusalCode?] = []
            for attempt in 0..<30 {
                let guess = attempt < 7 ? token : Array(Hash.sha256([UInt8(attempt)]).bytes.prefix(16))
                let error = await #expect(throws: TransportError.self) {
                    try await join(node, invitation(hub, server.address, token: guess))
                }
                codes.append(error?.refusalCode)
            }
            #expect(codes.prefix(5).allSatisfy { $0 == .tokenUnknown })
            #expect(codes[5] == .tooManyAttempts && codes[6] == .tooManyAttempts)
            #expect(codes.count { $0 == .tokenUnknown } == 20)
            #expect(codes.last == .tooManyAttempts)
            #expect(hub.state.withLock { $0.joins.count } == 20)
            await server.shutdown()
        }

        @Test func `A request that is too long, no request or bound to another key is refused`() async throws {
            let hub = try ModelHub()
            hub.state.withLock { $0.tokens[token] = false }
            var limits = TransportLimits()
            limits.lingerDeadline = .milliseconds(300)
            let server = try await hub.serve(limits: limits)
            let node = try ModelNode()
            let stolen = try KeyBinding.sign(pin: Hash.sha256([1]), with: node.store.key)
            let forged = Message.join(
                Join(
                    token: token, identityKey: node.store.publicKey, bindingSignature: stolen,
                    companyID: [UInt8](repeating: 0, count: 8), program: "raw", shareReadings: false))
            let cases: [([UInt8], String)] = [
                ([0x80, 0x80, 0x02] + [UInt8](repeating: 0, count: 5000), "limit"),
                (try Message.turn.frame(), "unexpectedMessage"),
                ([0x00], "malformed"), (try forged.frame(), "bindingInvalid"),
            ]
            for (bytes, refusal) in cases {
                let raw = try await RawClient.connect(
                    to: server.address, .init(identity: node.identity, protocols: ["pakt-join/1"]))
                raw.send(bytes)
                #expect(await eventually { raw.refusal?.name == refusal && raw.isClosed }, "\(refusal)")
            }
            #expect(hub.state.withLock { $0.joins.isEmpty && $0.tokens[token] == false })
            await server.shutdown()
        }
    }
}
