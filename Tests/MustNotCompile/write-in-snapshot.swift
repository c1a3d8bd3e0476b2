// Expected: value of type 'ReadTransaction' has no member 'set'
import LMDB

func set(_ environment: Environment, _ table: Table, _ key: [UInt8]) throws {
    try environment.read { snapshot in
        try snapshot.set([1].span, for: key.span, in: table)
    }
}
