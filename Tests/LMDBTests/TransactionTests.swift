import Glibc
import LMDB
import Testing

@Suite struct TransactionTests {
    @Test(arguments: [0, 1, 2000, 4096, 100_000, 3_000_000])
    func `A value of any length is read as it was written`(byteCount: Int) throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        let value = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try environment.set(value, for: [1], in: records)
        #expect(try environment.value([1], in: records) == value)
    }

    @Test func `A key has 1 to 511 bytes`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        for count in [1, 511] {
            let key = [UInt8](repeating: 5, count: count)
            try environment.set([UInt8(count & 1)], for: key, in: records)
            #expect(try environment.value(key, in: records) == [1])
        }
        for key in [[], [UInt8](repeating: 5, count: 512)] {
            #expect(code { try environment.set([1], for: key, in: records) } == .keySize)
            #expect(code { try environment.value(key, in: records) } == .keySize)
            #expect(code { try environment.write { try $0.remove(key.span, in: records) } } == .keySize)
            #expect(code { try environment.write { try $0.append([1].span, for: key.span, in: records) } } == .keySize)
            #expect(
                code { try environment.write { try $0.set(byteCount: 1, for: key.span, in: records) { _ in } } }
                    == .keySize)
            try environment.read { snapshot in
                var cursor = try snapshot.cursor(over: records)
                do throws(LMDBError) {
                    _ = try cursor.seek(to: key.span)
                    Issue.record("the key was taken")
                } catch { #expect(error.code == .keySize) }
            }
        }
        #expect(maximumKeyByteCount == 511)
    }

    @Test func `What throws is undone as a whole`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        #expect(throws: Failure.self) {
            try environment.write { transaction in
                try transaction.set([2].span, for: [1].span, in: records)
                try transaction.remove([1].span, in: records)
                throw Failure(what: "changed my mind")
            }
        }
        #expect(try environment.value([1], in: records) == [1])
    }

    @Test func `A write sees its own changes and a snapshot sees none of them`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        try environment.read { snapshot in
            try environment.write { transaction in
                try transaction.set([2].span, for: [1].span, in: records)
                try transaction.set([3].span, for: [2].span, in: records)
                #expect(try transaction.value(for: [1].span, in: records)?.copied == [2])
                #expect(try transaction.count(of: records) == 2)
                var keys: [UInt8] = []
                var cursor = try transaction.cursor(over: records)
                while let entry = try cursor.advance() { keys.append(entry.key[0]) }
                #expect(keys == [1, 2])
            }
            #expect(try snapshot.value(for: [1].span, in: records)?.copied == [1])
            #expect(try snapshot.count(of: records) == 1)
        }
        #expect(try environment.value([2], in: records) == [3])
    }

    @Test func `Removing tells whether there was something`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.set([1], for: [1], in: records)
        let removed = try environment.write { transaction in
            [try transaction.remove([1].span, in: records), try transaction.remove([1].span, in: records)]
        }
        #expect(removed == [true, false])
        #expect(try environment.value([1], in: records) == nil)
    }

    @Test func `Removing all empties one table and keeps it`() throws {
        let environment = try Folder().create(["a", "b"])
        let (a, b) = (try environment.table(named: "a"), try environment.table(named: "b"))
        try environment.write { transaction in
            for number in 0..<1000 {
                try transaction.set([1].span, for: bigEndian(number).span, in: a)
                try transaction.set([1].span, for: bigEndian(number).span, in: b)
            }
        }
        let statistics = try environment.read { try $0.statistics(of: a) }
        #expect(statistics.entryCount == 1000 && statistics.depth == 2 && statistics.branchPageCount == 1)
        #expect(statistics.leafPageCount > 1 && statistics.overflowPageCount == 0)
        #expect(statistics.byteCount == (1 + statistics.leafPageCount) * statistics.pageByteCount)
        try environment.write { try $0.removeAll(in: a) }
        #expect(try environment.read { [try $0.count(of: a), try $0.count(of: b)] } == [0, 1000])
        try environment.set([1], for: [1], in: a)
    }

    @Test func `Appending takes ascending keys only`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.write { transaction in
            for number in 0..<5000 { try transaction.append([7].span, for: bigEndian(number).span, in: records) }
        }
        #expect(try environment.entries(of: records).map { $0[0] } == (0..<5000).map(bigEndian))
        for number in [4999, 17] {
            let late = bigEndian(number)
            #expect(
                code { try environment.write { try $0.append([8].span, for: late.span, in: records) } } == .keyOrder)
        }
        #expect(try environment.value(bigEndian(17), in: records) == [7])
    }

    @Test func `A value can be written straight into the map`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        for byteCount in [0, 8, 70_000] {
            try environment.write { transaction in
                try transaction.set(byteCount: byteCount, for: [1].span, in: records) { output in
                    for index in 0..<byteCount { output.append(UInt8(truncatingIfNeeded: index)) }
                }
            }
            let expected = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
            #expect(try environment.value([1], in: records) == expected)
        }
    }

    @Test func `A value written short is an error and leaves no old memory behind`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.write { transaction in
            let short = code { try transaction.set(byteCount: 600, for: [1].span, in: records) { $0.append(9) } }
            #expect(short == .valueSize)
            #expect(throws: Failure.self) {
                try transaction.set(byteCount: 600, for: [2].span, in: records) { _ in throw Failure(what: "no") }
            }
            #expect(code { try transaction.set(byteCount: -1, for: [3].span, in: records) { _ in } } == .valueSize)
        }
        #expect(try environment.value([1], in: records) == [9] + [UInt8](repeating: 0, count: 599))
        #expect(try environment.value([2], in: records) == [UInt8](repeating: 0, count: 600))
    }

    @Test func `Writing inside a write on one thread is refused instead of waiting for ever`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        try environment.write { transaction in
            #expect(code { try environment.set([1], for: [1], in: records) } == .nestedWrite)
            try transaction.set([2].span, for: [1].span, in: records)
        }
        #expect(try environment.value([1], in: records) == [2])
        try environment.set([3], for: [1], in: records)
    }

    @Test func `Many snapshots can be open at once on one thread`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        var seen: [[UInt8]?] = []
        func descend(_ depth: Int) throws {
            try environment.set([UInt8(depth)], for: [1], in: records)
            try environment.read { snapshot in
                if depth < 50 { try descend(depth + 1) }
                seen.append(try snapshot.value(for: [1].span, in: records)?.copied)
            }
        }
        try descend(0)
        #expect(seen == (0...50).reversed().map { [UInt8($0)] })
    }

    @Test func `More snapshots than slots is an error that passes`() throws {
        let folder = Folder()
        var configuration = Environment.Configuration(mode: .create, tables: ["records"])
        configuration.maximumReaders = 2
        let environment = try Environment(path: folder.path, configuration: configuration)
        try environment.read { _ in
            try environment.read { _ in
                #expect(code { try environment.read { _ in } } == .readersFull)
            }
        }
        try environment.read { _ in }
    }

    @Test func `A table of another environment traps`() async {
        await #expect(processExitsWith: .failure) {
            let (first, second) = (try Folder().create(), try Folder().create())
            _ = try first.value([1], in: second.table(named: "records"))
        }
    }

    @Test func `A write transaction that ends on another thread traps`() async {
        await #expect(processExitsWith: .failure) {
            let environment = try Folder().create()
            endElsewhere(Holder(transaction: try environment.beginWrite()))
        }
    }

    @Test func `A class can hold a transaction and lend it to functions`() throws {
        let environment = try Folder().create()
        let records = try environment.table(named: "records")
        let holder = Holder(transaction: try environment.beginWrite())
        try holder.transaction?.set([4, 4].span, for: [1].span, in: records)
        #expect(try holder.byteCount(of: [1], in: records) == 2)
        try holder.commit()
        #expect(try environment.value([1], in: records) == [4, 4])
        let abandoned = Holder(transaction: try environment.beginWrite())
        try abandoned.transaction?.set([5].span, for: [1].span, in: records)
        abandoned.transaction = nil
        #expect(try environment.value([1], in: records) == [4, 4])
    }

    @Test func `A transaction keeps its environment open`() throws {
        let folder = Folder()
        var environment: Environment? = try folder.create()
        let snapshot = try environment?.beginRead()
        environment = nil
        #expect(code { try folder.open() } == .alreadyOpen)
        _ = consume snapshot
        _ = try folder.open()
    }
}

/// A store that keeps a transaction; values are borrowed in functions that the transaction is lent to.
private final class Holder {
    var transaction: WriteTransaction?

    init(transaction: consuming WriteTransaction) { self.transaction = consume transaction }

    func byteCount(of key: [UInt8], in table: Table) throws -> Int? {
        switch transaction {
        case .some(let open): try Holder.byteCount(of: key, in: table, open)
        case nil: nil
        }
    }

    private static func byteCount(
        of key: [UInt8], in table: Table, _ transaction: borrowing WriteTransaction
    ) throws -> Int? {
        try transaction.value(for: key.span, in: table)?.count
    }

    func commit() throws {
        if let open = transaction.take() { try open.commit() }
    }
}

/// Lets a transaction go on a thread that did not begin it.
private func endElsewhere(_ holder: Holder) {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(holder).toOpaque()
    unsafe pthread_create(
        &thread, nil,
        { context in
            guard let context = unsafe context else { return nil }
            unsafe Unmanaged<Holder>.fromOpaque(context).takeRetainedValue().transaction = nil
            return nil
        }, context)
    pthread_join(thread, nil)
}
