import Catalogue
import LMDB
import PaktStore
import TestSupport
import Testing
import Wire

/// The data file and the map in memory are the same storage.
struct StorageTests {
    private struct Stop: Error {}

    /// Runs one random step and says what it saw.
    private static func step(_ seed: Int, _ writer: any StorageWriter) throws -> String {
        var generator = SeededGenerator(seed: seed)
        let table = StoreTable.allCases[generator.below(3)]
        let key = key(&generator)
        switch generator.below(9) {
        case 0..<4: try writer.set(generator.bytes(generator.below(40) * generator.below(9)), for: key, in: table)
        case 4: try writer.remove(key, in: table)
        case 5: return "\(String(describing: try writer.value(for: key, in: table)))"
        case 6: return try look(generator.oneIn(3) ? [] : key, in: table, writer)
        case 7:
            let found = try writer.last(in: table, below: generator.oneIn(3) ? [] : key)
            return "\(String(describing: found?.key)) \(String(describing: found?.value))"
        default: return try changingScan(key, in: table, writer, &generator)
        }
        return ""
    }

    private static func key(_ generator: inout SeededGenerator) -> [UInt8] {
        (0...generator.below(3)).map { _ in UInt8(generator.below(6) * 51) }
    }

    private static func look(_ start: [UInt8], in table: StoreTable, _ reader: any StorageReader) throws -> String {
        var seen: [[UInt8]] = []
        try reader.scan(table, from: start) { key, value in
            seen += [[UInt8](copying: key), [UInt8](copying: value)]
            return seen.count < 20
        }
        return "\(seen)"
    }

    /// A scan whose body writes: it sees what lies ahead at each moment.
    private static func changingScan(
        _ start: [UInt8], in table: StoreTable, _ writer: any StorageWriter, _ generator: inout SeededGenerator
    ) throws -> String {
        var seen: [[UInt8]] = []
        var random = generator
        try writer.scan(table, from: start) { key, value in
            seen += [[UInt8](copying: key), [UInt8](copying: value)]
            let other = Self.key(&random)
            if random.oneIn(2) {
                try writer.set([1], for: other, in: table)
            } else {
                try writer.remove(random.oneIn(3) ? [UInt8](copying: key) : other, in: table)
            }
            if random.oneIn(4) { seen.append(try writer.last(in: table, below: [])?.key ?? []) }
            return seen.count < 12
        }
        return "\(seen)"
    }

    @Test(arguments: 0..<20) func `The data file does what the map does`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = TemporaryFolder()
        let file = try LMDBStorage(path: folder.path, mode: .create)
        let map = MapStorage()
        var count = 0
        while count < 1000 {
            let first = count
            count += 1 + generator.below(60)
            let isFailing = generator.oneIn(4)
            let seen = [file as any Storage, map].map { storage in
                var seen: [String] = []
                do {
                    try storage.write { writer in
                        for step in first..<count { seen.append(try Self.step(seed &* 100_000 + step, writer)) }
                        if isFailing { throw Stop() }
                    }
                    seen.append("committed")
                } catch {
                    seen.append("\(error)")
                }
                return seen
            }
            #expect(seen[0] == seen[1], "seed \(seed), steps \(first)..<\(count)")
            #expect(try dump(file) == dump(map), "seed \(seed), after \(count)")
        }
        for table in StoreTable.allCases.prefix(3) {
            for start: [UInt8] in [[], [0], [102, 51], [255, 255, 255]] {
                let seen = try [file as any Storage, map].map { try $0.read { try Self.look(start, in: table, $0) } }
                #expect(seen[0] == seen[1])
            }
        }
    }

    @Test func `What was committed is there when the file is opened again`() throws {
        let folder = TemporaryFolder()
        let wanted: [String: [[UInt8]: [UInt8]]] = try {
            let storage = try LMDBStorage(path: folder.path, mode: .create)
            try storage.write { writer in
                for index in UInt8(0)..<100 { try writer.set([index], for: [index, 1], in: .hints) }
            }
            #expect(throws: Stop.self) {
                try storage.write { writer in
                    try writer.remove([5, 1], in: .hints)
                    throw Stop()
                }
            }
            return try dump(storage)
        }()
        #expect(wanted["hints"]?.count == 100)
        #expect(try dump(LMDBStorage(path: folder.path, mode: .open)) == wanted)
    }

    @Test func `A writer is of no use after its closure`() throws {
        let folder = TemporaryFolder()
        let storage = try LMDBStorage(path: folder.path, mode: .create)
        let writer = try storage.write { $0 }
        let reader = try storage.read { $0 }
        #expect(code { try writer.set([1], for: [1], in: .hints) } == .unexpected)
        #expect(code { try writer.remove([1], in: .hints) } == .unexpected)
        #expect(code { try writer.value(for: [1], in: .hints) } == .unexpected)
        #expect(code { try reader.value(for: [1], in: .hints) } == .unexpected)
        #expect(code { try reader.last(in: .hints, below: []) } == .unexpected)
    }

    @Test func `Readers see whole transactions while another thread writes`() async throws {
        let folder = TemporaryFolder()
        let replica = try Pact.node(71, in: LMDBStorage(path: folder.path, mode: .create), fold: CountingFold())
        let log = replica.ownLog(.city)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for step in 0..<60 { try replica.appendSites(step * 7..<step * 7 + 7) } }
            for _ in 0..<3 {
                group.addTask {
                    var last = 0
                    while last < 420 {
                        try replica.read { snapshot in
                            let state = try snapshot.log(log)
                            let count = try snapshot.records(kind: .site).count
                            #expect(count % 7 == 0 && count >= last && state?.size ?? 0 == UInt64(count))
                            let derived = try snapshot.reader.value(for: Array("owner 1".utf8), in: .derived)
                            #expect(derived ?? [0] == CBOR.unsigned(UInt64(count)).encoded())
                            last = count
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try replica.verify() == [])
    }

    @Test func `A folder holds one store, with a key that only its owner reads`() throws {
        let folder = TemporaryFolder()
        let identity = try {
            let replica = try StoreFolder.create(at: folder.appending("store"), role: .node, name: "Muster GmbH")
            try replica.appendSites(0..<3)
            return replica.identity
        }()
        let path = folder.appending("store")
        #expect(code { try StoreFolder.create(at: path, role: .node, name: "x") } == .alreadyExists)
        #expect(code { try StoreFolder.open(at: path, role: .hub) } == .wrongRole)
        #expect(code { try StoreFolder.open(at: folder.appending("nothing"), role: .node) } == .notFound)
        let backup = try {
            let replica = try StoreFolder.open(at: path, role: .node)
            #expect(replica.identity == identity)
            #expect(try replica.read { try $0.records(kind: .site).count } == 3)
            #expect(try replica.verify() == [])
            return try Backup.make(of: replica)
        }()
        let restored = try Backup.restore(backup, to: folder.appending("again"), role: .node)
        #expect(restored.identity.publicKey == identity.publicKey && restored.identity.epoch != identity.epoch)
        #expect(try restored.verify() == [])
        #expect(code { try Backup.restore(backup, to: path, role: .node) } == .alreadyExists)
    }

    @Test func `A key file that others can read, or that is another store's, is refused`() throws {
        let folder = TemporaryFolder()
        for name in ["one", "two"] {
            _ = try StoreFolder.create(at: folder.appending(name), role: .node, name: name)
        }
        let path = folder.appending("one/identity.key")
        let other = try PrivateFile.read(folder.appending("two/identity.key"))
        let own = try PrivateFile.read(path)
        for text in [other, "no key\n", ""] {
            try PrivateFile.write(text, to: path, replacing: true)
            #expect(code { try StoreFolder.open(at: folder.appending("one"), role: .node) } == .badKeyFile)
        }
        try PrivateFile.write(own, to: path, replacing: true)
        setMode(0o644, of: path)
        #expect(code { try StoreFolder.open(at: folder.appending("one"), role: .node) } == .badKeyFile)
        setMode(0o600, of: path)
        #expect(try StoreFolder.open(at: folder.appending("one"), role: .node).identity.name == "one")
    }
}
