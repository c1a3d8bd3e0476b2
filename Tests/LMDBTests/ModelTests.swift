import LMDB
import Testing

@Suite struct ModelTests {
    /// Runs random operations on the store and on a dictionary, and compares all of both after each transaction.
    @Test(arguments: 0..<40)
    func `Random operations leave what a dictionary would hold`(seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let folder = Folder()
        var environment: Environment? = try folder.create()
        var model: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<30 {
            if Int.random(in: 0..<5, using: &generator) == 0 {
                environment = nil
                environment = try folder.open()
            }
            guard let environment else { return }
            let table = try environment.table(named: "records")
            var draft = model
            let isKept = Int.random(in: 0..<4, using: &generator) > 0
            let failure = code {
                try environment.write { transaction in
                    for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                        try ModelTests.change(&transaction, &draft, table, &generator)
                    }
                    if !isKept { throw LMDBError(.system, call: "test", detail: "abort") }
                }
            }
            #expect(failure == (isKept ? nil : .system))
            if isKept { model = draft }
            try ModelTests.compare(environment, table, model, &generator)
        }
    }

    private static func randomKey(_ generator: inout SeededGenerator) -> [UInt8] {
        // Few and short keys, so that they meet; now and then a long one.
        let isLong = Int.random(in: 0..<50, using: &generator) == 0
        let count = isLong ? Int.random(in: 400...511, using: &generator) : Int.random(in: 1...3, using: &generator)
        return (0..<count).map { _ in [0, 1, 127, 128, 255][Int.random(in: 0..<5, using: &generator)] }
    }

    private static func change(
        _ transaction: inout WriteTransaction, _ model: inout [[UInt8]: [UInt8]], _ table: Table,
        _ generator: inout SeededGenerator
    ) throws {
        let key = randomKey(&generator)
        switch Int.random(in: 0..<100, using: &generator) {
        case 0:
            try transaction.removeAll(in: table)
            model = [:]
        case 1..<40:
            let isThere = try transaction.remove(key.span, in: table)
            #expect(isThere == (model.removeValue(forKey: key) != nil))
        case 40..<60:
            let count = Int.random(in: 0..<9000, using: &generator)
            try transaction.set(byteCount: count, for: key.span, in: table) { $0.append(repeating: 5, count: count) }
            model[key] = [UInt8](repeating: 5, count: count)
        default:
            let value = (0..<Int.random(in: 0..<200, using: &generator)).map { UInt8(truncatingIfNeeded: $0) }
            try transaction.set(value.span, for: key.span, in: table)
            model[key] = value
        }
        let found = try transaction.value(for: key.span, in: table)?.copied
        #expect(found == model[key])
    }

    private static func compare(
        _ environment: Environment, _ table: Table, _ model: [[UInt8]: [UInt8]], _ generator: inout SeededGenerator
    ) throws {
        let sorted = model.keys.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(try environment.entries(of: table) == sorted.map { [$0, model[$0] ?? []] })
        try environment.read { snapshot in
            let count = try snapshot.count(of: table)
            #expect(count == model.count)
            var cursor = try snapshot.cursor(over: table)
            var backwards: [[UInt8]] = []
            var last = try cursor.seekLast()?.key.copied
            while let key = last {
                backwards.append(key)
                last = try cursor.retreat()?.key.copied
            }
            #expect(backwards == sorted.reversed())
            for _ in 0..<10 {
                let wanted = randomKey(&generator)
                let found = try cursor.seek(to: wanted.span)?.key.copied
                #expect(found == sorted.first { !$0.lexicographicallyPrecedes(wanted) })
            }
        }
    }
}
