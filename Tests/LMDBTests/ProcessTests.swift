import Glibc
import LMDB
import Testing

@Suite struct ProcessTests {
    @Test func `A reader that was killed is cleared away, and the file stops growing`() async throws {
        let folder = Folder()
        let environment = try folder.create()
        let records = try environment.table(named: "records")
        func rewrite(_ times: Int) throws -> Int {
            for _ in 0..<times {
                try environment.write { transaction in
                    for number in 0..<50 {
                        try transaction.set(
                            [UInt8](repeating: 1, count: 200).span, for: bigEndian(number).span, in: records)
                    }
                }
            }
            return try environment.information().usedPageCount
        }
        let settled = try rewrite(20)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
            try child.read { _ in _ = raise(SIGKILL) }
        }
        let grown = try rewrite(50)
        #expect(grown > settled + 100)
        #expect(try environment.checkForStaleReaders() == 1)
        #expect(try environment.checkForStaleReaders() == 0)
        #expect(try rewrite(50) <= grown + 10)
    }

    @Test func `Opening clears away readers that were killed`() async throws {
        let folder = Folder()
        do { _ = try folder.create() }
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
            try child.read { _ in _ = raise(SIGKILL) }
        }
        let environment = try folder.open()
        #expect(try environment.checkForStaleReaders() == 0)
    }

    @Test func `A writer that was killed leaves the last commit and a free lock`() async throws {
        let folder = Folder()
        let environment = try folder.create()
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
            let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
            let records = try child.table(named: "records")
            try child.write { transaction in
                try transaction.set([2].span, for: [1].span, in: records)
                _ = raise(SIGKILL)
            }
        }
        #expect(try environment.value([1], in: records) == [1])
        try environment.set([3], for: [1], in: records)
        #expect(try environment.value([1], in: records) == [3])
    }

    @Test func `Two processes that count together lose no count`() async throws {
        let folder = Folder()
        let environment = try folder.create()
        let counter = try Counter(environment)
        async let other: Void = {
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
                for _ in 0..<500 { try Counter(child).increment() }
            }
        }()
        for _ in 0..<500 {
            try counter.increment()
            await Task.yield()
        }
        await other
        #expect(try counter.value() == 1000)
        #expect(try environment.checkStructure().isSound)
    }

    @Test func `Of two processes that create at once, one does and one finds it there`() async throws {
        let folder = Folder()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [path = folder.path as String] in
                        let configuration = Environment.Configuration(mode: .create, tables: ["records"])
                        let found = code {
                            let made = try Environment(path: path, configuration: configuration)
                            let records = try made.table(named: "records")
                            try made.set(
                                [UInt8(truncatingIfNeeded: getpid())], for: bigEndian(Int(getpid())), in: records)
                        }
                        #expect(found == nil || found == .alreadyExists)
                    }
                }
            }
        }
        let environment = try folder.open()
        #expect(try environment.entries(of: environment.table(named: "records")).count == 1)
    }

    @Test func `A map that another process has outgrown is adopted`() async throws {
        let folder = Folder()
        let environment = try folder.create(mapSize: 1 << 20)
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
            let records = try child.table(named: "records")
            for number in 2..<8 {
                try child.set([UInt8](repeating: 7, count: 1 << 20), for: [UInt8(number)], in: records)
            }
        }
        #expect(try environment.value([7], in: records)?.count == 1 << 20)
        try environment.set([2], for: [2], in: records)
        #expect(try environment.information().mapByteCount > 4 << 20)
    }

    @Test func `While a snapshot is open, an outgrown map is not moved beneath it`() async throws {
        let folder = Folder()
        let environment = try folder.create(mapSize: 1 << 20)
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        do {
            let snapshot = try environment.beginRead()
            await #expect(processExitsWith: .success) { [path = folder.path as String] in
                let child = try Environment(path: path, configuration: .init(mode: .open, tables: ["records"]))
                let records = try child.table(named: "records")
                let value = [UInt8](repeating: 7, count: 1 << 20)
                for number in 2..<8 { try child.set(value, for: [UInt8(number)], in: records) }
            }
            #expect(code { try environment.read { _ in } } == .mapResized)
            let kept = try snapshot.value(for: [1].span, in: records)?.copied
            #expect(kept == [1])
        }
        #expect(try environment.value([7], in: records)?.count == 1 << 20)
    }
}

/// A number in a store that several processes raise.
private struct Counter {
    let environment: Environment
    let records: Table

    init(_ environment: Environment) throws {
        self.environment = environment
        records = try environment.table(named: "records")
    }

    func increment() throws {
        try environment.write { transaction in
            let present = Counter.number(try transaction.value(for: [1].span, in: records)?.copied)
            try transaction.set(bigEndian(present + 1).span, for: [1].span, in: records)
        }
    }

    func value() throws -> Int { Counter.number(try environment.value([1], in: records)) }

    private static func number(_ bytes: [UInt8]?) -> Int { (bytes ?? []).reduce(0) { $0 << 8 | Int($1) } }
}
