// Expected: 'commit' is inaccessible due to 'package' protection level
import LMDB

func commit(_ environment: Environment) throws {
    try environment.write { transaction in
        try transaction.commit()
    }
}
