// Expected: overlapping accesses to 'transaction'
import LMDB

func clear(_ environment: Environment, _ table: Table) throws {
    try environment.write { transaction in
        var cursor = try transaction.cursor(over: table)
        while let entry = try cursor.advance() {
            try transaction.remove(entry.key, in: table)
        }
    }
}
