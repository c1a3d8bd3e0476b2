import Catalogue
import Crypto
import PaktStore
import SyncEngine
import TestSupport
import Testing
import Wire

/// Appending: trees, sealing, and the chunks that a log is sent in.
struct LogTests {
    /// Sizes around the ends of runs.
    static let edges = [0, 1, 2, 4095, 4096, 4097, 8191, 8192, 8193, 9999, 10_000]

    /// A node with 10,000 entries in its city log, the log's tree by definition, and its encoded entries.
    private static func large() throws -> (Replica, LogID, DefinedTree, [[UInt8]]) {
        let replica = try Pact.node(21)
        let log = replica.ownLog(.city)
        var roots: [Hash] = []
        try replica.write { transaction in
            for index in 0..<10_000 {
                _ = try transaction.append(.site("Werk \(index)", town: "Ort \(index % 7)"))
                roots.append(try #require(try transaction.log(log)).root)
            }
        }
        let entries = try replica.read { snapshot in
            try snapshot.encodedEntries(of: #require(try snapshot.log(log)), in: 0..<10_000)
        }
        var tree = DefinedTree()
        var seeds: SeedCover?
        for chunk in try replica.chunks(of: log, from: 0, maximumByteCount: .max) {
            seeds = chunk.seeds ?? seeds
            for index in Int(chunk.start)..<Int(chunk.end) {
                tree.append(try DefinedTree.leaf(entries[index], salt: #require(seeds?.salt(at: index % 4096))))
            }
        }
        for (index, root) in roots.enumerated() {
            guard tree.root(index + 1) != root else { continue }
            Issue.record("root at \(index + 1)")
            break
        }
        return (replica, log, tree, entries)
    }

    @Test func `Trees are those of RFC 9162 at every size, and can be asked for later`() throws {
        var (replica, log, tree, entries) = try Self.large()
        var generator = SeededGenerator(seed: 1)
        for size in Self.edges + (0..<20).map({ _ in generator.below(10_000) }) {
            #expect(try replica.root(of: log, at: UInt64(size)) == tree.root(size), "size \(size)")
        }
        #expect(try replica.root(of: log, at: 10_001) == nil)
        for start in Self.edges.dropLast() + (0..<20).map({ _ in generator.below(10_000) }) {
            var next = start
            for chunk in try replica.chunks(of: log, from: UInt64(start), maximumByteCount: .max) {
                #expect(Int(chunk.start) == next)
                #expect(try chunk.unpack() == Array(entries[next..<Int(chunk.end)]))
                next = Int(chunk.end)
                let root = tree.root(next)
                let head = Head(log: log, size: chunk.end, root: try #require(root), previous: nil)
                #expect(head.isValid(signature: chunk.signature, by: replica.identity.publicKey), "end \(next)")
                #expect(try Chunk(cbor: CBOR(parsing: chunk.cbor.encoded())) == chunk)
            }
            #expect(next == 10_000, "from \(start)")
        }
        #expect(try replica.verify() == [])
    }

    @Test func `A log can be taken up at any position, in portions of any size`() throws {
        let source = try Pact.node(22)
        try source.appendSites(0..<300)
        let log = source.ownLog(.city)
        let descriptor = try #require(try source.read { try $0.log(log)?.descriptor })
        let whole = try #require(try source.chunks(of: log, from: 0, maximumByteCount: .max).first)
        let entries = try whole.unpack()
        var generator = SeededGenerator(seed: 3)
        for position in 1..<300 {
            let rest = try source.chunks(of: log, from: UInt64(position), maximumByteCount: 1)
            #expect(rest.count == 1 && rest[0].seeds == nil)
            #expect(try rest[0].unpack() == Array(entries[position...]))
        }
        // A receiver that got a prefix when the log was shorter goes on from there.
        let younger = try Pact.node(22)
        let reader = try Pact.hub(company: 22)
        var size = 0
        while size < 300 {
            let more = min(300, size + 1 + generator.below(40))
            try younger.appendSites(size..<more)
            for chunk in try younger.chunks(of: log, from: UInt64(size), maximumByteCount: .max) {
                _ = try reader.write { try $0.ingest(chunk, of: descriptor, owner: Pact.partner) }
            }
            size = more
        }
        #expect(try reader.position(of: log) == source.position(of: log))
        #expect(try reader.verify() == [])
        // And hands on what it holds, from any position.
        for position in 0..<300 {
            let chunks = try reader.chunks(of: log, from: UInt64(position), maximumByteCount: .max)
            #expect(try chunks.flatMap { try $0.unpack() } == Array(entries[position...]))
        }
        #expect(try reader.chunks(of: log, from: 300, maximumByteCount: .max) == [])
        #expect(try reader.chunks(of: log, from: 301, maximumByteCount: .max) == [])
    }

    /// A draft of about `count` bytes that hardly shrink, or shrink as tables do.
    private static func bulky(_ index: Int, _ count: Int, _ generator: inout SeededGenerator) -> Draft {
        var draft = Draft.site("Werk \(index)")
        let isTable = generator.oneIn(2)
        draft.fields.unknown[1000] = .bytes(
            isTable ? (0..<count).map { _ in UInt8(48 + generator.below(10)) } : generator.bytes(count))
        return draft
    }

    @Test(arguments: 0..<4) func `Large entries are sealed into chunks within the limits`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let source = try Pact.node(23)
        let reader = try Pact.hub(company: 23)
        let total = seed < 2 ? 40 : 150
        for index in 0..<total {
            let count = seed == 0 ? 64_000 : generator.below(seed == 1 ? 64_000 : 9_000)
            _ = try source.append(Self.bulky(index, count, &generator))
            if generator.oneIn(7) { try reader.pull(from: source, maximumByteCount: 100_000) }
        }
        let log = source.ownLog(.city)
        let state = try #require(try source.read { try $0.log(log) })
        #expect(state.sealed > 0 && state.size == UInt64(total))
        try reader.pull(from: source)
        #expect(try reader.position(of: log) == source.position(of: log))
        let entries = try source.read { try $0.encodedEntries(of: state, in: 0..<UInt64(total)) }
        for position in stride(from: 0, to: total, by: 3) {
            let chunks = try source.chunks(of: log, from: UInt64(position), maximumByteCount: .max)
            #expect(try chunks.flatMap { try $0.unpack() } == Array(entries[position...]))
        }
        #expect(try source.verify() == [] && reader.verify() == [])
    }

    @Test func `An entry that is too large is refused and leaves nothing`() throws {
        let storage = MapStorage()
        let replica = try Pact.node(24, in: storage)
        try replica.appendSites(0..<2)
        let before = try dump(storage)
        var draft = Draft.site("Werk")
        draft.fields.unknown[1000] = .bytes([UInt8](repeating: 1, count: Limits.maximumEntryByteCount))
        #expect(isRefused { try replica.append(draft) })
        #expect(try dump(storage) == before)
    }

    @Test func `A failing transaction undoes everything, and the next one goes on as if it had not been`() throws {
        struct Stop: Error {}
        let storages = [MapStorage(), MapStorage()]
        let replicas = try storages.map { try Pact.node(25, in: $0) }
        for replica in replicas { try replica.appendSites(0..<3) }
        let before = try dump(storages[0])
        #expect(throws: Stop.self) {
            try replicas[0].write { transaction in
                for index in 0..<200 { _ = try transaction.append(.measure("Maßnahme \(index)")) }
                throw Stop()
            }
        }
        #expect(try dump(storages[0]) == before)
        for replica in replicas { try replica.appendSites(3..<9) }
        let log = replicas[0].ownLog(.city)
        #expect(try replicas[0].position(of: log) == replicas[1].position(of: log))
    }
}
