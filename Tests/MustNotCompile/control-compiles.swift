// Expected: nothing
import LMDB

/// The right way of every other file here: what is kept is copied, and changes come after the scan.
func right(_ environment: Environment, _ table: Table, _ key: [UInt8]) throws -> Int {
    let count = try environment.read { snapshot in
        var total = try snapshot.value(for: key.span, in: table)?.count ?? 0
        var cursor = try snapshot.cursor(over: table)
        while let entry = try cursor.advance() { total += entry.value.count }
        return total
    }
    return try environment.write { transaction in
        let before = try transaction.value(for: key.span, in: table)?.count ?? 0
        try transaction.set([1, 2, 3].span, for: key.span, in: table)
        try transaction.remove(key.span, in: table)
        return count + before
    }
}
