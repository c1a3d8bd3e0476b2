// Expected: requires that 'Span<UInt8>' conform to 'Escapable'
import LMDB

func first(_ environment: Environment, _ table: Table, _ key: [UInt8]) throws -> Int {
    let value: Span<UInt8>? = try environment.read { snapshot in
        try snapshot.value(for: key.span, in: table)
    }
    return value?.count ?? 0
}
