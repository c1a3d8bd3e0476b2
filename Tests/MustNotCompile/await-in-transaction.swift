// Expected: cannot pass function of type
import LMDB

func wait(_ environment: Environment) async throws {
    try environment.write { transaction in
        await Task.yield()
    }
}
