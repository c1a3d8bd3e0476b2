// Expected: escaping closure captures 'inout' parameter 'transaction'
import LMDB

func send(_ environment: Environment, _ table: Table) throws {
    try environment.write { transaction in
        Task { _ = try transaction.count(of: table) }
        return
    }
}
