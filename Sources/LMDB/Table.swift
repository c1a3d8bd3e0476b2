/// One named, ordered map from keys to values inside an environment; LMDB calls it a named database.
///
/// A table is a plain value, valid as long as the environment that gave it. Using it in a transaction of another
/// environment traps: LMDB itself would silently reach a different table.
public struct Table: Hashable, Sendable {
    /// LMDB's number of the table, its `MDB_dbi`.
    let identifier: UInt32
    /// The number of the environment within this process.
    let environmentNumber: UInt32
}
