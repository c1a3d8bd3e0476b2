import Catalogue
import Crypto
import PaktStore
import SyncEngine
import TestSupport
import Testing
import Wire

/// A fold above the store for tests: per owner, how many records it has.
final class CountingFold: DerivedFold {
    func refresh(owners: Set<UInt32>, in transaction: StoreTransaction) throws {
        for owner in owners.sorted() {
            let count = try transaction.records(owner: owner).count
            try transaction.writer.set(
                CBOR.unsigned(UInt64(count)).encoded(), for: Array("owner \(owner)".utf8), in: .derived)
        }
    }
}

/// `verify` is silent about a sound store and finds whatever else was done to it.
struct VerifyTests {
    /// A store with rows in every table: own logs sealed and open, foreign logs, receipts, siblings, findings.
    private static func store(_ seed: Int, in storage: any Storage) throws -> Replica {
        let fold = CountingFold()
        let hub = try Pact.hub(company: 51)
        let colleague = try Pact.node(52, colleagueOf: 51)
        let node = try Pact.node(51, in: storage, fold: fold)
        try node.appendSites(0..<20)
        try colleague.appendSites(15..<25)
        _ = try hub.append(.event("Treffen"))
        _ = try hub.append(.practice("Abwärme", partner: Pact.partner))
        _ = try node.append(.site("Werk 1", town: "geheim", audience: .own))
        var strange = HandMadeLog(key: try Pact.key(53), .city, epoch: 5, seed: seed)
        strange.append(Entry(kind: 4711, content: .payload([0xa0])))
        _ = try node.write { try $0.ingest(strange.chunk(0..<1), of: strange.descriptor, owner: 1) }
        try hub.pull(from: colleague)
        try hub.pull(from: node)
        try node.pull(from: hub)
        let position = try #require(try node.position(of: node.ownLog(.city)))
        try node.write { transaction in
            try transaction.store(hub.receipt(for: position, at: 1), hubKey: hub.identity.publicKey)
            try transaction.setFact("partner", to: .unsigned(5))
            try transaction.setHint("next", to: .unsigned(9))
            // Two large ones seal what was open; two small ones are open again.
            for index in 0..<9 {
                var draft = Draft.site("Werk \(index)")
                draft.fields.unknown[1000] = .bytes([UInt8](repeating: 1, count: 60_000))
                _ = try transaction.append(draft)
            }
            _ = try transaction.append(.measure("Abwärme"))
            _ = try transaction.append(.measure("Dämmung"))
        }
        return node
    }

    private static func findings(_ replica: Replica) -> [Finding] {
        do {
            return try replica.verify(hubKey: Pact.publicKey(Pact.key(900)))
        } catch {
            return [Finding(code: "thrown", place: "", text: "\(error)")]
        }
    }

    @Test func `A sound store has no findings, and rows in every table`() throws {
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        #expect(Self.findings(replica) == [])
        let tables = try dump(storage)
        for table in StoreTable.allCases { #expect(tables[table.rawValue]?.isEmpty == false, "\(table)") }
    }

    @Test(arguments: StoreTable.allCases) func `A row removed from any table is found`(_ table: StoreTable) throws {
        // Facts and hints of other modules follow from nothing.
        let free: Set = ["partner", "next", "previousEpochs"]
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        for (key, value) in try #require(try dump(storage)[table.rawValue])
        where !free.contains(String(decoding: key, as: UTF8.self)) {
            try storage.write { try $0.remove(key, in: table) }
            #expect(!Self.findings(replica).isEmpty, "\(table) \(key.hexadecimal)")
            try storage.write { try $0.set(value, for: key, in: table) }
        }
        #expect(Self.findings(replica) == [])
    }

    @Test(arguments: StoreTable.allCases) func `A row added to any table is found`(_ table: StoreTable) throws {
        guard ![.meta, .hints, .companies].contains(table) else { return }
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        let rows = try #require(try dump(storage)[table.rawValue])
        var generator = SeededGenerator(seed: 5)
        for (key, value) in rows {
            var last = key
            last[key.count - 1] ^= 1 << UInt8(generator.below(8))
            var any = key
            any[generator.below(key.count)] ^= 1 << UInt8(generator.below(8))
            for other in [last, any, key + [0], Array(key.dropLast()), [key[0]]] {
                guard rows[other] == nil, !other.isEmpty else { continue }
                try storage.write { try $0.set(value, for: other, in: table) }
                #expect(!Self.findings(replica).isEmpty, "\(table) \(other.hexadecimal)")
                try storage.write { try $0.remove(other, in: table) }
            }
        }
        #expect(Self.findings(replica) == [])
    }

    @Test(arguments: StoreTable.allCases) func `A changed byte in any table is found`(_ table: StoreTable) throws {
        guard ![.meta, .hints, .companies].contains(table) else { return }
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        var generator = SeededGenerator(seed: 6)
        for (key, value) in try #require(try dump(storage)[table.rawValue]) {
            for _ in 0..<3 {
                var changed = value
                let place = generator.below(changed.count + 1)
                if place < changed.count {
                    changed[place] ^= 1 << UInt8(generator.below(8))
                } else {
                    changed.append(UInt8(generator.below(256)))
                }
                // What still unpacks to the same entries is the same chunk.
                if table == .chunks, try Self.isSameChunk(value, changed) { continue }
                try storage.write { try $0.set(changed, for: key, in: table) }
                #expect(!Self.findings(replica).isEmpty, "\(table) \(key.hexadecimal)")
            }
            try storage.write { try $0.set(value, for: key, in: table) }
        }
        #expect(Self.findings(replica) == [])
    }

    @Test(arguments: StoreTable.allCases) func `A row cut short in any table is found`(_ table: StoreTable) throws {
        guard ![.meta, .hints, .companies].contains(table) else { return }
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        for (key, value) in try #require(try dump(storage)[table.rawValue]) where !value.isEmpty {
            for count in [0, 1, value.count / 2, value.count - 1] where count < value.count {
                try storage.write { try $0.set(Array(value.prefix(count)), for: key, in: table) }
                #expect(!Self.findings(replica).isEmpty, "\(table) \(key.hexadecimal), \(count) bytes")
            }
            try storage.write { try $0.set(value, for: key, in: table) }
        }
        #expect(Self.findings(replica) == [])
    }

    private static func isSameChunk(_ left: [UInt8], _ right: [UInt8]) throws -> Bool {
        guard let item = try? CBOR(parsing: right), let chunk = try? Chunk(cbor: item) else { return false }
        let other = try Chunk(cbor: CBOR(parsing: left))
        return (try? chunk.unpack()) == (try other.unpack()) && chunk.signature == other.signature
            && chunk.start == other.start && chunk.seeds == other.seeds
    }

    @Test func `Facts that contradict each other are found`() throws {
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        let rows = try dump(storage)
        func isFound(_ table: StoreTable, _ key: [UInt8], _ value: [UInt8]) throws -> Bool {
            let old = try #require(rows[table.rawValue]?[key])
            try storage.write { try $0.set(value, for: key, in: table) }
            defer { try? storage.write { try $0.set(old, for: key, in: table) } }
            return !Self.findings(replica).isEmpty
        }
        let identity = Array("identity".utf8)
        let links = CBOR.array([
            .array([
                .bytes(replica.ownLog(.city).feed.bytes),
                .array([.unsigned(1), .unsigned(1), .bytes(Hash.sha256([]).bytes)]),
            ])
        ]).encoded()
        let company = CBOR.map([0: .bytes([UInt8](repeating: 1, count: 8)), 1: .text("Muster GmbH")]).encoded()
        #expect(try isFound(.meta, identity, [0xa0]))
        #expect(try isFound(.meta, identity, [0xff]))
        #expect(try isFound(.meta, Array("previousEpochs".utf8), links))
        #expect(try isFound(.meta, Array("partner".utf8), [0x18]))
        #expect(try isFound(.companies, [0, 0, 0, 1], company))
        #expect(try isFound(.companies, [0, 0, 0, 0], company))
        #expect(try isFound(.hints, Array("next".utf8), [0x18]))
        #expect(Self.findings(replica) == [])
    }

    @Test func `Entries are checked against the writers' signatures, not against the store's own words`() throws {
        // A thief of the data file without the key rewrites a log: tree, seeds and rows all agree.
        let storage = MapStorage()
        let replica = try Self.store(1, in: storage)
        let forgedStorage = MapStorage()
        let forger = try Pact.node(51, in: forgedStorage, fold: CountingFold())
        try forger.appendSites(0..<4096)
        let rows = try dump(forgedStorage)
        try storage.write { writer in
            for table in StoreTable.allCases where table != .meta {
                var old: [[UInt8]] = []
                try writer.scan(table, from: []) { key, _ in
                    old.append([UInt8](copying: key))
                    return true
                }
                for key in old { try writer.remove(key, in: table) }
                for (key, value) in rows[table.rawValue] ?? [:] { try writer.set(value, for: key, in: table) }
            }
            let (key, value) = try #require(rows["chunks"]?.min { $0.key.lexicographicallyPrecedes($1.key) })
            let chunk = try Chunk(cbor: CBOR(parsing: value))
            let forged = try Chunk.pack(
                chunk.unpack(), start: 0, seeds: chunk.seeds, signature: [UInt8](repeating: 2, count: 64))
            try writer.set(forged.cbor.encoded(), for: key, in: .chunks)
        }
        #expect(Self.findings(replica).map(\.code) == ["damagedLog"])
    }
}
