import LMDB
import Testing

@Suite struct CursorTests {
    /// An environment whose table has the keys 10, 20 … 90, each with itself as value.
    private func tens() throws -> (Environment, Table) {
        let environment = try Folder().create()
        let table = try environment.table(named: "records")
        try environment.write { transaction in
            for key in stride(from: UInt8(90), through: 10, by: -10) {
                try transaction.set([key].span, for: [key].span, in: table)
            }
        }
        return (environment, table)
    }

    @Test func `Entries come in the order of their keys' bytes`() throws {
        let environment = try Folder().create()
        let table = try environment.table(named: "records")
        let keys: [[UInt8]] = [[0], [0, 0], [0, 1], [1], [127, 255], [128], [255], [255, 0]]
        for key in keys.shuffled() { try environment.set(key, for: key, in: table) }
        #expect(try environment.entries(of: table) == keys.map { [$0, $0] })
    }

    @Test func `A cursor goes forth and back and stops at both ends`() throws {
        let (environment, table) = try tens()
        try environment.read { snapshot in
            var cursor = try snapshot.cursor(over: table)
            #expect(try cursor.retreat()?.key[0] == nil)
            #expect(try cursor.advance()?.key[0] == 10)
            #expect(try cursor.advance()?.key[0] == 20)
            #expect(try cursor.retreat()?.key[0] == 10)
            #expect(try cursor.retreat()?.key[0] == nil)
            #expect(try cursor.retreat()?.key[0] == nil)
            #expect(try cursor.advance()?.key[0] == 10)
            #expect(try cursor.seekLast()?.key[0] == 90)
            #expect(try cursor.advance()?.key[0] == nil)
            #expect(try cursor.advance()?.key[0] == nil)
            #expect(try cursor.retreat()?.key[0] == 90)
            #expect(try cursor.seekFirst()?.key[0] == 10)
        }
    }

    @Test func `Seeking finds the key or the next and goes on from there`() throws {
        let (environment, table) = try tens()
        try environment.read { snapshot in
            var cursor = try snapshot.cursor(over: table)
            #expect(try cursor.seek(to: [30].span)?.key[0] == 30)
            #expect(try cursor.advance()?.key[0] == 40)
            #expect(try cursor.seek(to: [41].span)?.key[0] == 50)
            #expect(try cursor.retreat()?.key[0] == 40)
            #expect(try cursor.seek(to: [91].span)?.key[0] == nil)
            #expect(try cursor.advance()?.key[0] == nil)
            #expect(try cursor.retreat()?.key[0] == 90)
            #expect(try cursor.seek(to: [1].span)?.key[0] == 10)
            #expect(try cursor.retreat()?.key[0] == nil)
        }
    }

    @Test func `An empty table has nothing anywhere`() throws {
        let environment = try Folder().create()
        let table = try environment.table(named: "records")
        try environment.read { snapshot in
            var cursor = try snapshot.cursor(over: table)
            #expect(try cursor.advance()?.key[0] == nil)
            #expect(try cursor.retreat()?.key[0] == nil)
            #expect(try cursor.seekLast()?.key[0] == nil)
            #expect(try cursor.seekFirst()?.key[0] == nil)
            #expect(try cursor.seek(to: [1].span)?.key[0] == nil)
        }
    }

    @Test func `An entry outlives the next move of its cursor`() throws {
        let (environment, table) = try tens()
        try environment.read { snapshot in
            var cursor = try snapshot.cursor(over: table)
            let first = try cursor.advance()
            _ = try cursor.advance()
            let value = first?.value[0]
            #expect(value == 10)
        }
    }
}
