import Catalogue
import Crypto
import LMDB
import PaktStore
import SyncEngine
import TestSupport
import Testing
import Wire

/// Backups bring everything back, and nothing that was changed.
struct BackupTests {
    /// A new storage for a restored store: the data file in every fifth case.
    private static func storage(_ seed: Int, in folder: TemporaryFolder) throws -> any Storage {
        seed % 5 == 0 ? try LMDBStorage(path: folder.path, mode: .create) : MapStorage()
    }

    private static func restored(
        _ bytes: [UInt8], role: Role, seed: Int, in folder: TemporaryFolder
    ) throws -> Replica {
        try Backup.restore(bytes, role: role, entropy: SeededEntropy(seed: seed + 7777).source) { _ in
            try storage(seed, in: folder)
        }
    }

    private static func work(_ node: Replica, _ steps: Range<Int>, _ generator: inout SeededGenerator) throws {
        for step in steps {
            switch generator.below(5) {
            case 0: _ = try node.append(.site("Werk \(generator.below(6))", town: "Ort \(step)", audience: .own))
            case 1:
                let known = try node.read { try $0.records(kind: .measure).map(\.id) }
                _ = try node.append(.measure("Maßnahme \(step)", subject: known.randomElement(using: &generator)))
            case 2: _ = try node.append(.site("Werk \(generator.below(6))", isDeletion: true))
            default: _ = try node.append(.site("Werk \(generator.below(6))", town: "Ort \(step)"))
            }
        }
    }

    private static func names(_ replica: Replica) throws -> Set<[UInt8]> {
        var names: Set<[UInt8]> = []
        try replica.read { try $0.visitEntries { dot, _, entry in names.insert(entry.encoded(in: dot.log)) } }
        return names
    }

    @Test(arguments: 0..<50) func `A restored node loses nothing and goes on in a new epoch`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let hub = try Pact.hub(company: 41)
        let old = try Pact.node(41)
        try old.write { try $0.setFact("partner", to: .unsigned(5)) }
        try Self.work(old, 0..<generator.below(30), &generator)
        if generator.oneIn(2) { try hub.pull(from: old) }
        let backup = try Backup.make(of: old)
        let atBackup = try old.position(of: old.ownLog(.city)).map {
            EpochLink(epoch: $0.log.epoch, size: $0.size, root: $0.root)
        }
        try Self.work(old, 30..<30 + generator.below(20), &generator)
        if generator.oneIn(2) { try hub.pull(from: old) }
        let kept = try Self.names(old)
        let sent = try Self.names(hub)

        let folder = TemporaryFolder()
        let new = try Self.restored(backup, role: .node, seed: seed, in: folder)
        #expect(try new.verify() == [])
        #expect(new.identity.epoch != old.identity.epoch && new.identity.publicKey == old.identity.publicKey)
        #expect(new.identity.companyID == old.identity.companyID && new.identity.name == old.identity.name)
        #expect(try new.read { try $0.fact("partner") } == .unsigned(5))
        // The first words of the new life, before the lost tail is back.
        _ = try new.append(.site("neu", town: "Mannheim"))
        try new.pull(from: hub)
        #expect(try Self.names(new).isSuperset(of: sent))
        #expect(try new.position(of: old.ownLog(.city))?.size ?? 0 >= hub.position(of: old.ownLog(.city))?.size ?? 0)
        let state = try #require(try new.read { try $0.log(new.ownLog(.city)) })
        #expect(state.descriptor.previous == atBackup)

        try Self.work(new, 60..<80, &generator)
        try hub.pull(from: new)
        #expect(try new.verify() == [] && hub.verify() == [])
        let everything = try Self.names(new)
        #expect(try everything.isSuperset(of: Self.names(hub)))
        if try hub.position(of: old.ownLog(.city)) == old.position(of: old.ownLog(.city)) {
            // All had been sent: only what stayed in the own feed after the backup may be missing.
            let own = try old.read { snapshot in
                try snapshot.log(old.ownLog(.own)).map { try snapshot.encodedEntries(of: $0, in: 0..<$0.size) } ?? []
            }
            #expect(everything.isSuperset(of: kept.subtracting(own)))
        }
    }

    @Test(arguments: 0..<10) func `A restored hub is refilled by its nodes`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let node = try Pact.node(42)
        let old = try Pact.hub(company: 42)
        for step in 0..<5 { _ = try old.append(.event("Treffen \(step)")) }
        try Self.work(node, 0..<10, &generator)
        try old.pull(from: node)
        try node.pull(from: old)
        let backup = try Backup.make(of: old)
        for step in 5..<9 { _ = try old.append(.event("Treffen \(step)")) }
        _ = try old.append(.practice("Abwärme", partner: Pact.partner))
        try Self.work(node, 10..<20, &generator)
        try old.pull(from: node)
        try node.pull(from: old)

        let folder = TemporaryFolder()
        let new = try Self.restored(backup, role: .hub, seed: seed, in: folder)
        _ = try new.append(.event("Treffen danach"))
        try new.pull(from: node)
        try node.pull(from: new)
        for id in [old.ownLog(.network), old.ownLog(.desk, partner: Pact.partner), node.ownLog(.city)] {
            #expect(try new.position(of: id) == old.position(of: id))
        }
        let events = try node.read { try $0.records(owner: 0, kind: .event) }
        #expect(events.count == 10)
        #expect(try new.read { try $0.records(owner: 0, kind: .event).map(\.id) } == events.map(\.id))
        #expect(try new.verify() == [] && node.verify() == [])
    }

    @Test func `Large logs come back whole, sealed and not`() throws {
        let node = try Pact.node(43)
        try node.appendSites(0..<9000)
        let folder = TemporaryFolder()
        let new = try Self.restored(try Backup.make(of: node), role: .node, seed: 0, in: folder)
        #expect(try new.position(of: node.ownLog(.city)) == node.position(of: node.ownLog(.city)))
        try new.appendSites(9000..<9001)
        let link = try #require(try new.read { try $0.log(new.ownLog(.city))?.descriptor.previous })
        let position = try #require(try node.position(of: node.ownLog(.city)))
        #expect(link == EpochLink(epoch: node.identity.epoch, size: 9000, root: position.root))
        #expect(try new.read { try $0.records(kind: .site).count } == 9001)
        #expect(try new.verify() == [])
    }

    @Test func `A feed that was silent for one life is still linked to the one before`() throws {
        let first = try Pact.node(44)
        try first.appendSites(0..<3)
        let folder = TemporaryFolder()
        let second = try Self.restored(try Backup.make(of: first), role: .node, seed: 1, in: folder)
        _ = try second.append(.site("Werk", audience: .own))
        let third = try Self.restored(try Backup.make(of: second), role: .node, seed: 2, in: folder)
        try third.appendSites(3..<4)
        let link = try third.read { try $0.log(third.ownLog(.city))?.descriptor.previous }
        #expect(link?.epoch == first.identity.epoch && link?.size == 3)
        _ = try third.append(.site("Werk", town: "Mannheim", audience: .own))
        let own = try third.read { try $0.log(third.ownLog(.own))?.descriptor.previous }
        #expect(own?.epoch == second.identity.epoch && own?.size == 1)
        #expect(try third.verify() == [])
    }

    @Test func `Receipts come back, hints do not`() throws {
        let hub = try Pact.hub(company: 47)
        let node = try Pact.node(47)
        try node.appendSites(0..<3)
        let position = try #require(try node.position(of: node.ownLog(.city)))
        let receipt = try hub.receipt(for: position, at: 5)
        try node.write { transaction in
            try transaction.store(receipt, hubKey: hub.identity.publicKey)
            try transaction.setHint("next", to: .unsigned(9))
        }
        let folder = TemporaryFolder()
        let new = try Self.restored(try Backup.make(of: node), role: .node, seed: 1, in: folder)
        #expect(try new.read { try $0.log(position.log)?.receipt } == receipt)
        #expect(try new.read { try $0.hint("next") } == nil)
        #expect(try new.logsAwaitingReceipt(scope: new.scope) == [])
        #expect(try new.verify(hubKey: hub.identity.publicKey) == [])
    }

    @Test func `A changed or cut backup is refused before a storage is made`() throws {
        let node = try Pact.node(45)
        try node.appendSites(0..<3)
        _ = try node.append(.measure("Abwärme"))
        let backup = try Backup.make(of: node)
        func isRefusedUntouched(_ bytes: [UInt8], role: Role = .node) -> StoreError.Code? {
            code {
                try Backup.restore(bytes, role: role) { _ in
                    Issue.record("a storage was made")
                    return MapStorage()
                }
            }
        }
        for index in backup.indices {
            var changed = backup
            changed[index] ^= 1 << UInt8(index % 8)
            #expect(isRefusedUntouched(changed) == .badBackup, "byte \(index)")
        }
        for count in backup.indices where count % 7 == 0 || count > backup.count - 40 {
            #expect(isRefusedUntouched(Array(backup.prefix(count))) == .badBackup, "first \(count) bytes")
        }
        #expect(isRefusedUntouched(backup + [0]) == .badBackup)
        #expect(isRefusedUntouched(Array("kein Backup".utf8)) == .badBackup)
        #expect(isRefusedUntouched([]) == .badBackup)
        #expect(isRefusedUntouched(backup, role: .hub) == .wrongRole)
    }

    @Test func `A forged backup with a fitting hash is refused before a storage is made`() throws {
        let node = try Pact.node(46)
        try node.appendSites(0..<3)
        let backup = try Backup.make(of: node)
        let items = try CBOR.parseSequence(backup, maximumCount: .max).dropLast()
        func forged(_ change: (inout [[UInt8]]) throws -> Void) rethrows -> [UInt8] {
            var parts = Array(items)
            try change(&parts)
            let bytes = Array(parts.joined())
            return bytes + CBOR.bytes(Hash.sha256(bytes).bytes).encoded()
        }
        let forgeries = [
            forged { $0.removeLast() },
            forged { $0.append($0[1]) },
            forged { $0.swapAt(1, 2) },
            forged { $0.remove(at: 0) },
            try forged { parts in
                let chunk = try Chunk(cbor: CBOR(parsing: parts[2]))
                var signature = chunk.signature
                signature[5] ^= 1
                parts[2] = try Chunk.pack(chunk.unpack(), start: 0, seeds: chunk.seeds, signature: signature).cbor
                    .encoded()
            },
        ]
        for bytes in forgeries {
            #expect(
                isRefused {
                    try Backup.restore(bytes, role: .node) { _ in
                        Issue.record("a storage was made")
                        return MapStorage()
                    }
                })
        }
    }
}

extension Draft {
    static func event(_ title: String) -> Draft {
        Draft(kind: .event, fields: Fields(["title": .text(title)]))
    }

    static func practice(_ title: String, partner: UInt32) -> Draft {
        Draft(
            kind: .bestPractice, fields: Fields(["titleDe": .text(title)]), audience: .desk, partner: partner)
    }
}
