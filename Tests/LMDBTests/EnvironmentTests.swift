import Glibc
import LMDB
import Testing

@Suite struct EnvironmentTests {
    @Test func `What was committed is there after closing and opening again`() throws {
        let folder = Folder()
        do {
            let environment = try folder.create()
            try environment.set([1, 2, 3], for: [9], in: environment.table(named: "records"))
        }
        let environment = try folder.open()
        #expect(try environment.value([9], in: environment.table(named: "records")) == [1, 2, 3])
    }

    @Test func `The example of the documentation runs`() throws {
        let folder = Folder()
        let environment = try Environment(
            path: folder.path + "/store", configuration: .init(mode: .create, tables: ["readings"]))
        let readings = try environment.table(named: "readings")

        try environment.write { transaction in
            for hour in UInt8(0)..<24 {
                try transaction.set([hour, 100].span, for: [hour].span, in: readings)
            }
            try transaction.set(byteCount: 8, for: [24].span, in: readings) { output in
                output.append(repeating: 7, count: 8)  // straight into the map
            }
        }

        let total = try environment.read { snapshot in
            var total = 0
            var cursor = try snapshot.cursor(over: readings)
            while let entry = try cursor.advance() { total += Int(entry.value[1]) }
            return total
        }
        #expect(total == 24 * 100 + 7)
    }

    @Test func `Creating makes the folder and refuses an existing data file`() throws {
        let folder = Folder()
        let inner = folder.path + "/store"
        let configuration = Environment.Configuration(mode: .create, tables: ["records"])
        do { _ = try Environment(path: inner, configuration: configuration) }
        #expect(code { try Environment(path: inner, configuration: configuration) } == .alreadyExists)
        _ = try Environment(path: inner, configuration: .init(mode: .open, tables: ["records"]))
    }

    @Test(arguments: [Environment.Configuration.Mode.open, .readOnly])
    func `Opening never makes anything`(mode: Environment.Configuration.Mode) throws {
        let folder = Folder()
        #expect(code { try folder.open(mode: mode) } == .notFound)
        #expect(unsafe access(folder.dataPath, F_OK) != 0)
        let missing = Environment.Configuration(mode: mode, tables: [])
        #expect(code { try Environment(path: folder.path + "/none", configuration: missing) } == .notFound)
    }

    @Test func `A second open in one process is refused, by whatever path`() throws {
        let folder = Folder()
        let environment = try folder.create()
        #expect(code { try folder.open() } == .alreadyOpen)
        let link = folder.path + "-link"
        #expect(unsafe symlink(folder.path, link) == 0)
        defer { unsafe unlink(link) }
        let configuration = Environment.Configuration(mode: .open, tables: ["records"])
        #expect(code { try Environment(path: link, configuration: configuration) } == .alreadyOpen)
        try environment.sync()
    }

    @Test func `A failed open leaves the file free to be opened`() throws {
        let folder = Folder()
        do { _ = try folder.create() }
        #expect(code { try folder.open(["records", "missing"]) } == .damaged)
        _ = try folder.open()
    }

    @Test func `A failed creation leaves no data file`() throws {
        let folder = Folder()
        var configuration = Environment.Configuration(mode: .create, tables: ["a", "b", "c"])
        configuration.maximumTables = 2
        #expect(code { try Environment(path: folder.path, configuration: configuration) } == .tablesFull)
        _ = try folder.create()
    }

    @Test(arguments: ["", "a\0b", String(repeating: "x", count: 512)])
    func `A name that is no table name is refused`(name: String) {
        let folder = Folder()
        #expect(code { try folder.create([name]) } == .keySize)
    }

    @Test func `Only configured tables can be named`() throws {
        let environment = try Folder().create(["a", "b"])
        #expect(try environment.table(named: "a") != environment.table(named: "b"))
        #expect(try environment.table(named: "a") == environment.table(named: "a"))
        #expect(code { try environment.table(named: "c") } == .unknownTable)
    }

    @Test func `A read-only environment reads and does not write`() throws {
        let folder = Folder()
        do {
            let environment = try folder.create()
            try environment.set([1], for: [1], in: environment.table(named: "records"))
        }
        let environment = try folder.open(mode: .readOnly)
        let records = try environment.table(named: "records")
        #expect(try environment.value([1], in: records) == [1])
        #expect(code { try environment.set([2], for: [1], in: records) } == .accessDenied)
    }

    @Test func `The information tells sizes, transactions and readers`() throws {
        let environment = try Folder().create()
        let before = try environment.information()
        #expect(before.mapByteCount == Environment.defaultMapSize)
        #expect(before.maximumReaderCount == 1024)
        #expect(before.fileByteCount > 0 && before.usedPageCount >= 2 && before.pageByteCount >= 512)
        let records = try environment.table(named: "records")
        try environment.set([UInt8](repeating: 7, count: 100_000), for: [1], in: records)
        let after = try environment.information()
        #expect(after.lastTransaction == before.lastTransaction + 1)
        #expect(after.fileByteCount >= before.fileByteCount + 100_000)
        try environment.read { snapshot in
            let (count, list) = (try environment.information().readerCount, try environment.readers())
            #expect(count == 1)
            #expect(list.contains("\(getpid())"))
            #expect(snapshot.identifier == UInt64(after.lastTransaction))
        }
        #expect(Environment.versionText.hasPrefix("LMDB 0.9."))
    }

    @Test(arguments: [false, true])
    func `A copy is a snapshot of its own, opened like any other`(compacting: Bool) throws {
        let folder = Folder()
        let target = Folder()
        let environment = try folder.create()
        let records = try environment.table(named: "records")
        for round in 0..<20 {
            try environment.set([UInt8](repeating: 1, count: 5000), for: bigEndian(round), in: records)
        }
        try environment.write { transaction in
            for round in 0..<15 { try transaction.remove(bigEndian(round).span, in: records) }
        }
        try environment.copy(to: target.path + "/backup", compacting: compacting)
        try environment.set([2], for: [0], in: records)
        #expect(code { try environment.copy(to: target.path + "/backup", compacting: compacting) } == .alreadyExists)

        let copy = try Environment(
            path: target.path + "/backup", configuration: .init(mode: .open, tables: ["records"]))
        let copied = try copy.table(named: "records")
        #expect(try copy.entries(of: copied).count == 5)
        #expect(try copy.checkStructure().isSound)
        #expect(try (copy.information().fileByteCount < environment.information().fileByteCount) == compacting)
    }

    @Test func `No open file is handed on to another program`() throws {
        let folder = Folder()
        let environment = try folder.create()
        let numbers =
            openDescriptors(endingIn: folder.path + "/data.mdb") + openDescriptors(endingIn: folder.path + "/lock.mdb")
        #expect(numbers.count == 3)
        #expect(numbers.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
        try environment.sync()
    }

    @Test func `File systems with unsound maps or locks are refused`() throws {
        let unsuitable: [UInt32] = [0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997]
        #expect(unsuitable.allSatisfy { FileSystem(magic: $0).unsuitableName != nil })
        let suitable: [UInt32] = [
            0xEF53 /* ext4 */, 0x0102_1994 /* tmpfs */, 0x794C_7630 /* overlay */, 0x5846_5342,
        ]
        #expect(suitable.allSatisfy { FileSystem(magic: $0).unsuitableName == nil })
        #expect(try FileSystem(at: "/proc").magic == 0x9FA0)
        #expect(code { try FileSystem(at: "/nowhere") } == .notFound)
    }

    @Test func `An error is known by its code and says what happened`() {
        let error = LMDBError(.mapFull, call: "mdb_put", detail: "no page left")
        #expect(error == LMDBError(.mapFull, call: "mdb_txn_commit", detail: ""))
        #expect(error != LMDBError(.noSpace, call: "mdb_put", detail: "no page left"))
        #expect(error.description == "LMDB mapFull in mdb_put: no page left")
    }

    @Test func `The map is halved until it fits a limited address space`() async {
        await #expect(processExitsWith: .success) {
            limit(RLIMIT_AS, to: 8 << 30)
            let environment = try Folder().create()
            let records = try environment.table(named: "records")
            try environment.set([1], for: [1], in: records)
            let size = try environment.information().mapByteCount
            #expect(size < 8 << 30 && size >= 1 << 30)
        }
    }
}
