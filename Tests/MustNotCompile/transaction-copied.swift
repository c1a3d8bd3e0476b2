// Expected: 'snapshot' is borrowed and cannot be consumed
import LMDB

func copy(_ environment: Environment) throws {
    try environment.read { snapshot in
        let copy = snapshot
        _ = copy.identifier
        _ = snapshot.identifier
    }
}
