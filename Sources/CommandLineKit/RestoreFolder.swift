public import PaktStore

/// Restoring a backup file into a folder.
public enum RestoreFolder {
    /// Makes a store from a backup; when the backup is refused, nothing is left behind.
    public static func restore(
        _ file: String, to path: String, role: Role, fold: (any DerivedFold)?
    ) throws -> Replica {
        guard !Files.exists(path + "/data.mdb") else { throw StoreError(.alreadyExists, path) }
        let bytes = try Files.bytes(file)
        return try Backup.restore(bytes, to: path, role: role, fold: fold)
    }
}
