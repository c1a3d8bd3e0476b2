import LMDB
import Testing

@Suite struct ConcurrencyTests {
    /// Moves sums between two keys while others read: every snapshot has both or neither of the two changes.
    @Test func `Readers on many threads always see whole transactions`() async throws {
        let folder = Folder()
        let environment = try folder.create()
        let records = try environment.table(named: "records")
        try environment.write { transaction in
            try transaction.set(bigEndian(1000).span, for: [1].span, in: records)
            try transaction.set(bigEndian(0).span, for: [2].span, in: records)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<4 {
                group.addTask {
                    for _ in 0..<50 {
                        try environment.write { try ConcurrencyTests.move(task + 1, &$0, records) }
                        await Task.yield()
                    }
                }
                group.addTask {
                    for _ in 0..<500 {
                        let sum = try environment.read { try ConcurrencyTests.sum($0, records) }
                        #expect(sum == 1000)
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
        let moved = try environment.value([2], in: records).map { $0.reduce(0) { $0 << 8 | Int($1) } }
        #expect(moved == 50 * (1 + 2 + 3 + 4))
        #expect(try environment.checkStructure().isSound)
    }

    private static func number(_ bytes: borrowing Span<UInt8>?) -> Int {
        switch bytes {
        case .some(let bytes): bytes.indices.reduce(0) { $0 << 8 | Int(bytes[$1]) }
        case nil: 0
        }
    }

    private static func move(_ amount: Int, _ transaction: inout WriteTransaction, _ records: Table) throws {
        let first = number(try transaction.value(for: [1].span, in: records))
        let second = number(try transaction.value(for: [2].span, in: records))
        try transaction.set(bigEndian(first - amount).span, for: [1].span, in: records)
        try transaction.set(bigEndian(second + amount).span, for: [2].span, in: records)
    }

    private static func sum(_ snapshot: borrowing ReadTransaction, _ records: Table) throws -> Int {
        number(try snapshot.value(for: [1].span, in: records)) + number(try snapshot.value(for: [2].span, in: records))
    }

    @Test func `Environments are opened and closed on many threads`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let folder = Folder()
                    for round in 0..<20 {
                        let environment = round == 0 ? try folder.create() : try folder.open()
                        try environment.set([UInt8(round)], for: [1], in: environment.table(named: "records"))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
