// Expected: lifetime-dependent variable 'kept' escapes its scope
import LMDB

func keep(_ environment: Environment, _ table: Table, _ key: [UInt8]) throws -> Int {
    var kept: Span<UInt8>?
    try environment.read { snapshot in
        kept = try snapshot.value(for: key.span, in: table)
    }
    return kept?.count ?? 0
}
