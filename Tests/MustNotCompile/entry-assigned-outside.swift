// Expected: lifetime-dependent variable 'last' escapes its scope
import LMDB

func last(_ environment: Environment, _ table: Table) throws -> Int {
    var last: Entry?
    try environment.read { snapshot in
        var cursor = try snapshot.cursor(over: table)
        last = try cursor.seekLast()
    }
    return last?.value.count ?? 0
}
