import CLMDB

/// A snapshot of the whole environment: what is read here does not change, whatever others write meanwhile.
///
/// It cannot be copied, and no value read through it can outlive it: the compiler refuses both. As long as it is
/// open, pages that writers free cannot be reused and the file grows: read in batches and let it go.
@safe public struct ReadTransaction: ~Copyable {
    let handle: OpaquePointer?
    let environment: Environment

    @unsafe init(_ handle: OpaquePointer?, of environment: Environment) {
        unsafe self.handle = handle
        self.environment = environment
    }

    deinit {
        unsafe mdb_txn_abort(handle)
        environment.endTransaction()
    }

    /// The number of the last commit this snapshot has; the next commit's is one higher.
    ///
    /// The corresponding C function is `mdb_txn_id`.
    public var identifier: UInt64 { unsafe UInt64(mdb_txn_id(handle)) }

    /// The value stored under `key`, or `nil` when there is none.
    ///
    /// The bytes are read in place from the memory map: nothing is copied, and the compiler keeps them from
    /// outliving this transaction. Copy what you keep.
    ///
    /// - Parameters:
    ///   - key: 1 to 511 bytes.
    ///   - table: A table of the same environment.
    /// - Throws: ``LMDBError`` with code `keySize` or `damaged`.
    /// - Complexity: O(log *n*) pages touched, no allocation.
    ///
    /// The corresponding C function is `mdb_get`.
    @_lifetime(borrow self)
    public borrowing func value(for key: Span<UInt8>, in table: Table) throws(LMDBError) -> Span<UInt8>? {
        requireTable(table, of: environment.number)
        guard let bytes = unsafe try lookUp(handle, key, table) else { return nil }
        return unsafe _overrideLifetime(Span(bytes), borrowing: self)
    }

    /// A cursor before the first entry of `table`.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` or `outOfMemory`.
    /// - Complexity: one allocation, made by LMDB.
    ///
    /// The corresponding C function is `mdb_cursor_open`.
    @_lifetime(borrow self)
    public borrowing func cursor(over table: Table) throws(LMDBError) -> Cursor {
        requireTable(table, of: environment.number)
        let cursor = unsafe try Cursor(handle, table)
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }

    /// The number of entries in `table`.
    ///
    /// - Throws: ``LMDBError`` with code `damaged`.
    /// - Complexity: O(1): LMDB keeps the number.
    ///
    /// The corresponding C function is `mdb_stat`.
    public borrowing func count(of table: Table) throws(LMDBError) -> Int {
        try statistics(of: table).entryCount
    }

    /// The size and shape of `table`.
    ///
    /// - Throws: ``LMDBError`` with code `damaged`.
    /// - Complexity: O(1).
    ///
    /// The corresponding C function is `mdb_stat`.
    public borrowing func statistics(of table: Table) throws(LMDBError) -> TableStatistics {
        requireTable(table, of: environment.number)
        return unsafe try TableStatistics(handle, table)
    }
}

/// The size and shape of one table.
public struct TableStatistics: Hashable, Sendable {
    /// The number of entries.
    public let entryCount: Int
    /// The height of the tree of pages; 0 when the table is empty.
    public let depth: Int
    /// The number of pages that only lead to other pages.
    public let branchPageCount: Int
    /// The number of pages that hold entries.
    public let leafPageCount: Int
    /// The number of pages that hold values too long for a leaf.
    public let overflowPageCount: Int
    /// The size of a page in bytes.
    public let pageByteCount: Int

    /// All pages of the table together, in bytes.
    public var byteCount: Int { (branchPageCount + leafPageCount + overflowPageCount) * pageByteCount }

    @unsafe init(_ transaction: OpaquePointer?, _ table: Table) throws(LMDBError) {
        var raw = MDB_stat()
        try check(unsafe mdb_stat(transaction, table.identifier, &raw), "mdb_stat")
        entryCount = raw.ms_entries
        depth = Int(raw.ms_depth)
        branchPageCount = raw.ms_branch_pages
        leafPageCount = raw.ms_leaf_pages
        overflowPageCount = raw.ms_overflow_pages
        pageByteCount = Int(raw.ms_psize)
    }
}

/// What `mdb_get` finds, or `nil`.
@inline(__always)
@unsafe func lookUp(_ transaction: OpaquePointer?, _ key: Span<UInt8>, _ table: Table) throws(LMDBError) -> MDB_val? {
    try checkKey(key, "mdb_get")
    let (status, value) = unsafe key.withUnsafeBytes { bytes in
        let address = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        var name = unsafe MDB_val(mv_size: bytes.count, mv_data: address)
        var value = unsafe MDB_val()
        let status = unsafe mdb_get(transaction, table.identifier, &name, &value)
        return unsafe (status, value)
    }
    if status == MDB_NOTFOUND { return nil }
    try check(status, "mdb_get")
    return unsafe value
}
