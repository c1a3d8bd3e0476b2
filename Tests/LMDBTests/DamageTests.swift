import LMDB
import Testing

@Suite struct DamageTests {
    /// The bytes of a sound data file with a table of a thousand records, some of them on overflow pages.
    private static func soundFile() throws -> [UInt8] {
        let folder = Folder()
        do {
            let environment = try folder.create()
            let records = try environment.table(named: "records")
            for part in 0..<10 {
                try environment.write { transaction in
                    for number in part * 100..<part * 100 + 100 {
                        let value = [UInt8](repeating: UInt8(part), count: number % 50 == 0 ? 9000 : 60)
                        try transaction.set(value.span, for: bigEndian(number).span, in: records)
                    }
                    if part > 0 { try transaction.remove(bigEndian(part * 100 - 1).span, in: records) }
                }
            }
        }
        return try folder.data
    }

    private func openingCode(_ bytes: [UInt8]) throws -> LMDBError.Code? {
        let folder = Folder()
        do { _ = try folder.create() }
        try folder.replaceData(bytes)
        return code { try folder.open() }
    }

    @Test func `An empty data file is damage and not a new store`() throws {
        let folder = Folder()
        do { _ = try folder.create() }
        try folder.replaceData([])
        #expect(code { try folder.open() } == .damaged)
        #expect(code { try folder.open(mode: .readOnly) } == .damaged)
        #expect(code { try folder.create() } == .alreadyExists)
        #expect(try folder.data.isEmpty)
    }

    @Test func `A sound file opens`() throws {
        #expect(try openingCode(DamageTests.soundFile()) == nil)
    }

    @Test func `A file cut short anywhere is damage`() throws {
        let sound = try DamageTests.soundFile()
        var lengths = Array(stride(from: 0, to: sound.count, by: 4096))
        lengths += [1, 15, 100, 151, 152, 4095, 4097, 4248, 8191, 8193, sound.count - 1]
        for length in lengths {
            let found = try openingCode(Array(sound.prefix(length)))
            #expect(found == .damaged, "cut to \(length) of \(sound.count) bytes")
        }
    }

    /// A forged field of a meta page: where it lies in the page, its length, what is put there, what that is.
    struct Forgery: Sendable, CustomTestStringConvertible {
        let name: String
        let offset: Int
        let count: Int
        let value: UInt64
        var expected: LMDBError.Code = .damaged
        /// Whether it matters in the older of the two pages too.
        var isAlwaysBelieved = true
        var testDescription: String { name }
    }

    static let forgeries = [
        Forgery(name: "page number", offset: 0, count: 8, value: 77),
        Forgery(name: "page flags", offset: 10, count: 2, value: 2),
        Forgery(name: "magic", offset: 16, count: 4, value: 0xDEAD_BEEF),
        Forgery(name: "version", offset: 20, count: 4, value: 999, expected: .versionMismatch),
        Forgery(name: "page size zero", offset: 40, count: 4, value: 0),
        Forgery(name: "page size no power of two", offset: 40, count: 4, value: 5000),
        Forgery(name: "page size too small", offset: 40, count: 4, value: 256),
        Forgery(name: "page size too large", offset: 40, count: 4, value: 1 << 31),
        Forgery(name: "other page size", offset: 40, count: 4, value: 8192),
        Forgery(name: "flags of the free pages", offset: 44, count: 2, value: 4, isAlwaysBelieved: false),
        Forgery(name: "root of the free pages", offset: 80, count: 8, value: 1 << 40, isAlwaysBelieved: false),
        Forgery(name: "root in the meta pages", offset: 128, count: 8, value: 1, isAlwaysBelieved: false),
        Forgery(name: "flags of the main table", offset: 92, count: 2, value: 4, isAlwaysBelieved: false),
        Forgery(name: "depth of the main table", offset: 94, count: 2, value: 60, isAlwaysBelieved: false),
        Forgery(name: "no depth", offset: 94, count: 2, value: 0, isAlwaysBelieved: false),
        Forgery(name: "root of the main table", offset: 128, count: 8, value: 1 << 62, isAlwaysBelieved: false),
        Forgery(name: "last page", offset: 136, count: 8, value: 1 << 30),
        Forgery(name: "last page without end", offset: 136, count: 8, value: .max),
        Forgery(name: "last page zero", offset: 136, count: 8, value: 0, isAlwaysBelieved: false),
        Forgery(name: "transaction far ahead", offset: 144, count: 8, value: 1 << 63),
        Forgery(name: "transaction of the other page", offset: 144, count: 8, value: 12),
    ]

    @Test(arguments: forgeries, [0, 1])
    func `A forged meta page is an error before LMDB sees it`(forgery: Forgery, page: Int) throws {
        var bytes = try DamageTests.soundFile()
        // The eleventh transaction, the newest, is on the second page.
        #expect(bytes[144] == 10 && bytes[4096 + 144] == 11)
        let start = page * 4096 + forgery.offset
        for index in 0..<forgery.count {
            bytes[start + index] = UInt8(truncatingIfNeeded: forgery.value >> (8 * index))
        }
        // A transaction number belongs to its page by being even or odd.
        if forgery.name == "transaction of the other page" { bytes[start] = UInt8(11 + page) }
        let isHarmless = page == 0 && !forgery.isAlwaysBelieved
        #expect(try openingCode(bytes) == (isHarmless ? nil : forgery.expected))
    }

    @Test(arguments: 0..<8)
    func `Random bytes in the meta pages never end in a signal at opening`(seed: Int) async throws {
        await #expect(processExitsWith: .success) { [seed = seed as Int] in
            let sound = try DamageTests.soundFile()
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<100 {
                var bytes = sound
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let offset =
                        Int.random(in: 0..<152, using: &generator) + (Bool.random(using: &generator) ? 4096 : 0)
                    bytes[offset] = UInt8.random(in: 0...255, using: &generator)
                }
                let folder = Folder()
                try folder.replaceData(bytes)
                // Opening may succeed: not every byte matters. It may fail. It may not crash.
                _ = code { try folder.open() }
                _ = code { try Environment.checkStructure(at: folder.path) }
            }
        }
    }

    @Test func `A file whose last pages were freed unwritten opens and is sound`() throws {
        let folder = Folder()
        do {
            let environment = try folder.create()
            let records = try environment.table(named: "records")
            for round in 0..<5 { try environment.set([UInt8(round)], for: [1], in: records) }
            try environment.write { transaction in
                try transaction.set([1].span, for: [1].span, in: records)
                try transaction.set(byteCount: 1_000_000, for: [2].span, in: records) { output in
                    output.append(repeating: 7, count: 1_000_000)
                }
                try transaction.remove([2].span, in: records)
            }
            let information = try environment.information()
            // The premise: LMDB never wrote the pages of the value that was gone again.
            #expect(information.fileByteCount < information.usedPageCount * information.pageByteCount)
        }
        let environment = try folder.open()
        #expect(try environment.value([1], in: environment.table(named: "records")) == [1])
        #expect(try environment.checkStructure().isSound)
    }
}

@Suite struct StructureTests {
    @Test(arguments: 0..<20)
    func `After any operations the structure is sound and no page is lost`(seed: Int) throws {
        let folder = Folder()
        let environment = try folder.create(["a", "b"])
        let tables = [try environment.table(named: "a"), try environment.table(named: "b")]
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            try environment.write { transaction in
                for _ in 0..<200 {
                    let table = tables[Int.random(in: 0...1, using: &generator)]
                    let key = bigEndian(Int.random(in: 0..<300, using: &generator))
                    if Int.random(in: 0..<3, using: &generator) == 0 {
                        try transaction.remove(key.span, in: table)
                    } else {
                        let count = Int.random(in: 0..<10, using: &generator) == 0 ? 6000 : 50
                        try transaction.set([UInt8](repeating: 1, count: count).span, for: key.span, in: table)
                    }
                }
            }
        }
        let report = try environment.checkStructure()
        #expect(report.problems == [])
        #expect(report.lostPageCount == 0)
        let counts = try environment.read { ["a": try $0.count(of: tables[0]), "b": try $0.count(of: tables[1])] }
        #expect(report.entryCounts == counts)
        let information = try environment.information()
        #expect(report.pageCount == information.usedPageCount)
        #expect(report.transaction == UInt64(information.lastTransaction))
    }

    /// Flips single bits in a store of 400 records and asks the walk for its opinion.
    @Test(arguments: 0..<4)
    func `A flipped bit never crashes the walk, and one in a page's head is found`(seed: Int) async throws {
        await #expect(processExitsWith: .success) { [seed = seed as Int] in
            let folder = Folder()
            do {
                let environment = try folder.create()
                let records = try environment.table(named: "records")
                try environment.write { transaction in
                    for number in 0..<400 {
                        let value = [UInt8](repeating: 3, count: 250)
                        try transaction.set(value.span, for: bigEndian(number).span, in: records)
                    }
                }
            }
            let sound = try folder.data
            var generator = SeededGenerator(seed: seed)
            for round in 0..<300 {
                var bytes = sound
                let page = Int.random(in: 2..<sound.count / 4096, using: &generator)
                let isHead = round % 2 == 0
                let offset =
                    isHead ? Int.random(in: 0..<8, using: &generator) : Int.random(in: 8..<4096, using: &generator)
                bytes[page * 4096 + offset] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try folder.replaceData(bytes)
                let report = try Environment.checkStructure(at: folder.path)
                // A free page may hold anything.
                if isHead && report.isSound && report.freePageCount == 0 { Issue.record("page \(page) passed") }
            }
        }
    }
}
