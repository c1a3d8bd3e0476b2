// Expected: overlapping accesses to 'transaction'
import LMDB

func remove(_ environment: Environment, _ table: Table, _ key: [UInt8]) throws -> Int {
    try environment.write { transaction in
        let value = try transaction.value(for: key.span, in: table)
        try transaction.remove(key.span, in: table)
        return value?.count ?? 0
    }
}
