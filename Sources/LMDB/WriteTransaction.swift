import CLMDB
import Glibc

/// All changes made through it become visible together at the commit, or never.
///
/// There is one at a time for all threads and processes; the others wait. It sees its own changes. It must end on the
/// thread that began it: LMDB would otherwise keep its lock for ever without a word, so ending it elsewhere traps.
/// The compiler refuses to use a value after a later write, because LMDB may have moved its page.
@safe public struct WriteTransaction: ~Copyable {
    /// `nil` once committed.
    private var handle: OpaquePointer?
    private let environment: Environment
    private let thread: pthread_t

    @unsafe init(_ handle: OpaquePointer?, of environment: Environment, on thread: pthread_t) {
        unsafe self.handle = handle
        self.environment = environment
        self.thread = thread
    }

    deinit {
        guard unsafe handle != nil else { return }
        requireOwnThread(thread)
        unsafe mdb_txn_abort(handle)
        environment.endWrite()
    }

    /// Makes all changes durable and visible, or none of them.
    ///
    /// - Throws: ``LMDBError`` with code `noSpace`, `inputOutput`, `mapFull` or `transactionFailed` when nothing was
    ///   saved, and `outcomeUnknown` when it cannot be known: close the environment, open it again and look.
    /// - Complexity: writes each changed page once and waits for the disk twice.
    ///
    /// The corresponding C function is `mdb_txn_commit`.
    package consuming func commit() throws(LMDBError) {
        requireOwnThread(thread)
        let status = unsafe mdb_txn_commit(handle)
        unsafe handle = nil
        environment.endWrite()
        if status != MDB_SUCCESS { throw environment.commitError(status) }
    }

    /// The value stored under `key`, or `nil` when there is none, seen through the changes made so far.
    ///
    /// The bytes are read in place and may be used until the next write; the compiler holds you to it.
    ///
    /// - Parameters:
    ///   - key: 1 to 511 bytes.
    ///   - table: A table of the same environment.
    /// - Throws: ``LMDBError`` with code `keySize`, `damaged` or `transactionFailed`.
    /// - Complexity: O(log *n*) pages touched, no allocation.
    ///
    /// The corresponding C function is `mdb_get`.
    @_lifetime(borrow self)
    public borrowing func value(for key: Span<UInt8>, in table: Table) throws(LMDBError) -> Span<UInt8>? {
        requireTable(table, of: environment.number)
        guard let bytes = unsafe try lookUp(handle, key, table) else { return nil }
        return unsafe _overrideLifetime(Span(bytes), borrowing: self)
    }

    /// A cursor before the first entry of `table`; no write is possible while it is in use.
    ///
    /// - Throws: ``LMDBError`` with code `damaged`, `outOfMemory` or `transactionFailed`.
    /// - Complexity: one allocation, made by LMDB.
    ///
    /// The corresponding C function is `mdb_cursor_open`.
    @_lifetime(borrow self)
    public borrowing func cursor(over table: Table) throws(LMDBError) -> Cursor {
        requireTable(table, of: environment.number)
        let cursor = unsafe try Cursor(handle, table)
        return unsafe _overrideLifetime(cursor, borrowing: self)
    }

    /// The number of entries in `table`, the changes made so far included.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` or `transactionFailed`.
    /// - Complexity: O(1): LMDB keeps the number.
    ///
    /// The corresponding C function is `mdb_stat`.
    public borrowing func count(of table: Table) throws(LMDBError) -> Int {
        try statistics(of: table).entryCount
    }

    /// The size and shape of `table`, the changes made so far included.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` or `transactionFailed`.
    /// - Complexity: O(1).
    ///
    /// The corresponding C function is `mdb_stat`.
    public borrowing func statistics(of table: Table) throws(LMDBError) -> TableStatistics {
        requireTable(table, of: environment.number)
        return unsafe try TableStatistics(handle, table)
    }

    /// Stores `value` under `key`, in place of what was there.
    ///
    /// - Parameters:
    ///   - value: Copied; may be empty.
    ///   - key: Copied; 1 to 511 bytes.
    ///   - table: A table of the same environment.
    /// - Throws: ``LMDBError`` with code `keySize`, `valueSize`, `mapFull`, `damaged`, `inputOutput` or
    ///   `transactionFailed`; after any but the first two the transaction can only be aborted.
    /// - Complexity: O(log *n*) pages touched; keys in ascending order cost a quarter of random ones.
    ///
    /// The corresponding C function is `mdb_put`.
    public mutating func set(_ value: Span<UInt8>, for key: Span<UInt8>, in table: Table) throws(LMDBError) {
        try put(value, for: key, in: table, flags: 0)
    }

    /// Stores `value` under `key`, which comes after every key in the table; faster and denser than ``set(_:for:in:)``.
    ///
    /// - Parameters:
    ///   - value: Copied; may be empty.
    ///   - key: Copied; 1 to 511 bytes.
    ///   - table: A table of the same environment.
    /// - Throws: ``LMDBError`` with code `keyOrder` when the key does not come last, else as ``set(_:for:in:)``.
    /// - Complexity: O(1) amortised.
    ///
    /// The corresponding C function is `mdb_put` with `MDB_APPEND`.
    public mutating func append(_ value: Span<UInt8>, for key: Span<UInt8>, in table: Table) throws(LMDBError) {
        try put(value, for: key, in: table, flags: CUnsignedInt(MDB_APPEND))
    }

    /// Stores a value of `byteCount` bytes that `body` writes straight into the map, without a copy in between.
    ///
    /// The place is filled with zeros where `body` does not reach, so that no old memory gets into the file.
    ///
    /// - Parameters:
    ///   - byteCount: The length of the value.
    ///   - key: Copied; 1 to 511 bytes.
    ///   - table: A table of the same environment.
    ///   - body: Appends exactly `byteCount` bytes.
    /// - Throws: ``LMDBError`` as ``set(_:for:in:)``, `valueSize` when `body` appended too few bytes, or what
    ///   `body` throws; in the last two cases the key holds what was written so far: abort, or set it again.
    /// - Complexity: O(log *n*) pages touched.
    ///
    /// The corresponding C function is `mdb_put` with `MDB_RESERVE`.
    public mutating func set(
        byteCount: Int, for key: Span<UInt8>, in table: Table,
        filling body: (inout OutputSpan<UInt8>) throws -> Void
    ) throws {
        requireTable(table, of: environment.number)
        try checkKey(key, "mdb_put")
        guard byteCount >= 0 else {
            throw LMDBError(.valueSize, call: "mdb_put", detail: "a value cannot have \(byteCount) bytes")
        }
        let transaction = unsafe handle
        let (status, place) = unsafe key.withUnsafeBytes { bytes in
            let address = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var name = unsafe MDB_val(mv_size: bytes.count, mv_data: address)
            var place = unsafe MDB_val(mv_size: byteCount, mv_data: nil)
            let status = unsafe mdb_put(transaction, table.identifier, &name, &place, CUnsignedInt(MDB_RESERVE))
            return unsafe (status, place)
        }
        try check(status, "mdb_put")
        guard byteCount > 0, let start = unsafe place.mv_data else { return }
        let target = unsafe UnsafeMutableRawBufferPointer(start: start, count: byteCount)
        let buffer = unsafe target.bindMemory(to: UInt8.self)
        var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        let failure: (any Error)?
        do {
            try body(&output)
            failure = nil
        } catch {
            failure = error
        }
        let written = output.count
        output.append(repeating: 0, count: byteCount - written)
        _ = unsafe output.finalize(for: buffer)
        if let failure { throw failure }
        guard written == byteCount else {
            throw LMDBError(.valueSize, call: "mdb_put", detail: "\(byteCount) bytes announced, \(written) written")
        }
    }

    /// Removes the entry of `key`.
    ///
    /// - Parameters:
    ///   - key: 1 to 511 bytes.
    ///   - table: A table of the same environment.
    /// - Returns: Whether there was one.
    /// - Throws: ``LMDBError`` as ``set(_:for:in:)``; `mapFull` too, since a deletion needs fresh pages first.
    /// - Complexity: O(log *n*) pages touched.
    ///
    /// The corresponding C function is `mdb_del`.
    @discardableResult
    public mutating func remove(_ key: Span<UInt8>, in table: Table) throws(LMDBError) -> Bool {
        requireTable(table, of: environment.number)
        try checkKey(key, "mdb_del")
        let transaction = unsafe handle
        let status = unsafe key.withValue { unsafe mdb_del(transaction, table.identifier, &$0, nil) }
        if status == MDB_NOTFOUND { return false }
        try check(status, "mdb_del")
        return true
    }

    /// Removes every entry of `table`; the table itself stays.
    ///
    /// - Throws: ``LMDBError`` as ``set(_:for:in:)``.
    /// - Complexity: O(pages of the table).
    ///
    /// The corresponding C function is `mdb_drop`.
    public mutating func removeAll(in table: Table) throws(LMDBError) {
        requireTable(table, of: environment.number)
        try check(unsafe mdb_drop(handle, table.identifier, 0), "mdb_drop")
    }

    private mutating func put(
        _ value: Span<UInt8>, for key: Span<UInt8>, in table: Table, flags: CUnsignedInt
    ) throws(LMDBError) {
        requireTable(table, of: environment.number)
        try checkKey(key, "mdb_put")
        let transaction = unsafe handle
        let status = unsafe key.withValue { name in
            unsafe value.withValue { value in
                unsafe mdb_put(transaction, table.identifier, &name, &value, flags)
            }
        }
        try check(status, "mdb_put")
    }
}

private func requireOwnThread(_ thread: pthread_t) {
    precondition(
        pthread_equal(thread, pthread_self()) != 0, "A write transaction must end on the thread that began it")
}
