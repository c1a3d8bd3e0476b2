// Expected: missing reinitialization of inout parameter 'transaction' after consume
import LMDB

func take(_ environment: Environment, _ table: Table) throws {
    try environment.write { transaction in
        let mine = transaction
        _ = try mine.count(of: table)
    }
}
