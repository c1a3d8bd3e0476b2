// Expected: requires that 'Cursor' conform to 'Escapable'
import LMDB

func cursor(_ environment: Environment, _ table: Table) throws {
    var cursor: Cursor = try environment.read { snapshot in
        try snapshot.cursor(over: table)
    }
    _ = try cursor.advance()
}
