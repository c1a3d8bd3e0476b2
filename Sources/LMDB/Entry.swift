public import CLMDB

/// A key and its value, read in place from the memory map.
///
/// Both live as long as the transaction that was read, not merely until the cursor moves; the compiler holds you to it.
public struct Entry: ~Escapable {
    /// 1 to 511 bytes.
    public let key: Span<UInt8>
    /// Possibly empty.
    public let value: Span<UInt8>

    @inlinable
    @_lifetime(copy key, copy value)
    init(key: Span<UInt8>, value: Span<UInt8>) {
        self.key = key
        self.value = value
    }
}

extension Span<UInt8> {
    /// The bytes that LMDB answered with; the caller says what they depend on.
    @inlinable @inline(__always)
    @_lifetime(immortal)
    @unsafe init(_ value: MDB_val) {
        let bytes = unsafe UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
        self = unsafe _overrideLifetime(Span(_unsafeBytes: bytes), copying: ())
    }

    /// Calls `body` with the bytes as LMDB takes them.
    ///
    /// The structure is made inside: a captured variable passed by reference would be boxed on the heap at each call.
    @inline(__always)
    func withValue(_ body: (inout MDB_val) -> CInt) -> CInt {
        unsafe withUnsafeBytes { bytes in
            let address = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            var value = unsafe MDB_val(mv_size: bytes.count, mv_data: address)
            return unsafe body(&value)
        }
    }
}

/// The longest key LMDB stores, in bytes; fixed when the system's library was compiled.
public let maximumKeyByteCount = 511

@inline(__always)
func checkKey(_ key: Span<UInt8>, _ call: StaticString) throws(LMDBError) {
    guard !key.isEmpty, key.count <= maximumKeyByteCount else {
        throw LMDBError(.keySize, call: call.description, detail: "a key has 1 to 511 bytes, this one \(key.count)")
    }
}

func requireTable(_ table: Table, of environmentNumber: UInt32) {
    precondition(table.environmentNumber == environmentNumber, "A table belongs to the environment that gave it")
}
