// Public, because the step of a scan is inlined into its caller: Swift then costs a seventh more than C, and not a half.
public import CLMDB

/// A place in a table's order of keys, from which entries are pulled one after the other.
///
/// A new cursor stands before the first entry. Moving costs no allocation. Keys are ordered as unsigned bytes.
///
/// ```swift
/// var cursor = try snapshot.cursor(over: table)
/// while let entry = try cursor.advance() { total += entry.value.count }
/// ```
@safe public struct Cursor: ~Copyable, ~Escapable {
    @usableFromInline enum Place { case beforeFirst, onEntry, afterLast }

    @usableFromInline let handle: OpaquePointer
    @usableFromInline var place = Place.beforeFirst

    @_lifetime(immortal)
    @unsafe init(_ transaction: OpaquePointer?, _ table: Table) throws(LMDBError) {
        var opened: OpaquePointer?
        try check(unsafe mdb_cursor_open(transaction, table.identifier, &opened), "mdb_cursor_open")
        guard let opened = unsafe opened else {
            throw LMDBError(.system, call: "mdb_cursor_open", detail: "no cursor")
        }
        unsafe handle = opened
    }

    deinit { unsafe mdb_cursor_close(handle) }

    /// The next entry in order, or `nil` at the end; at first, the first entry.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` when the file is inconsistent.
    /// - Complexity: O(1) amortised, no allocation.
    ///
    /// The corresponding C function is `mdb_cursor_get` with `MDB_NEXT`.
    @inlinable
    @_lifetime(copy self)
    public mutating func advance() throws(LMDBError) -> Entry? {
        if place == .afterLast { return nil }
        return try move(place == .onEntry ? MDB_NEXT : MDB_FIRST, otherwise: .afterLast)
    }

    /// The entry before the present one, or `nil` at the beginning; after the end, the last entry.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` when the file is inconsistent.
    /// - Complexity: O(1) amortised, no allocation.
    ///
    /// The corresponding C function is `mdb_cursor_get` with `MDB_PREV`.
    @_lifetime(copy self)
    public mutating func retreat() throws(LMDBError) -> Entry? {
        if place == .beforeFirst { return nil }
        return try move(place == .onEntry ? MDB_PREV : MDB_LAST, otherwise: .beforeFirst)
    }

    /// The first entry whose key is `key` or comes after it, or `nil` when there is none.
    ///
    /// ``advance()`` then continues behind that entry.
    ///
    /// - Parameter key: 1 to 511 bytes.
    /// - Throws: ``LMDBError`` with code `keySize` or `damaged`.
    /// - Complexity: O(log *n*) pages touched, no allocation.
    ///
    /// The corresponding C function is `mdb_cursor_get` with `MDB_SET_RANGE`.
    @_lifetime(copy self)
    public mutating func seek(to key: Span<UInt8>) throws(LMDBError) -> Entry? {
        try checkKey(key, "mdb_cursor_get")
        let cursor = unsafe handle
        let (status, found, value) = unsafe key.withUnsafeBytes { bytes in
            let address = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var found = unsafe MDB_val(mv_size: bytes.count, mv_data: address)
            var value = unsafe MDB_val()
            let status = unsafe mdb_cursor_get(cursor, &found, &value, MDB_SET_RANGE)
            return unsafe (status, found, value)
        }
        return unsafe try arrive(status, found, value, otherwise: .afterLast)
    }

    /// The first entry of the table, or `nil` when it is empty.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` when the file is inconsistent.
    /// - Complexity: O(log *n*) pages touched, no allocation.
    ///
    /// The corresponding C function is `mdb_cursor_get` with `MDB_FIRST`.
    @_lifetime(copy self)
    public mutating func seekFirst() throws(LMDBError) -> Entry? { try move(MDB_FIRST, otherwise: .afterLast) }

    /// The last entry of the table, or `nil` when it is empty.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` when the file is inconsistent.
    /// - Complexity: O(log *n*) pages touched, no allocation.
    ///
    /// The corresponding C function is `mdb_cursor_get` with `MDB_LAST`.
    @_lifetime(copy self)
    public mutating func seekLast() throws(LMDBError) -> Entry? { try move(MDB_LAST, otherwise: .beforeFirst) }

    @inlinable @inline(__always)
    @_lifetime(copy self)
    mutating func move(_ operation: MDB_cursor_op, otherwise miss: Place) throws(LMDBError) -> Entry? {
        var key = unsafe MDB_val()
        var value = unsafe MDB_val()
        let status = unsafe mdb_cursor_get(handle, &key, &value, operation)
        return unsafe try arrive(status, key, value, otherwise: miss)
    }

    @inlinable @inline(__always)
    @_lifetime(copy self)
    @unsafe mutating func arrive(
        _ status: CInt, _ key: MDB_val, _ value: MDB_val, otherwise miss: Place
    ) throws(LMDBError) -> Entry? {
        guard status == MDB_SUCCESS else {
            try leave(status, for: miss)
            return nil
        }
        place = .onEntry
        let entry = unsafe Entry(key: Span(key), value: Span(value))
        return unsafe _overrideLifetime(entry, copying: self)
    }

    /// Takes the place beyond the last entry in either direction, or throws; apart, so that the usual step stays short.
    @usableFromInline @inline(never)
    mutating func leave(_ status: CInt, for miss: Place) throws(LMDBError) {
        place = miss
        if status != MDB_NOTFOUND { try check(status, "mdb_cursor_get") }
    }
}
