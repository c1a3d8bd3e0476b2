import CLMDB
import Glibc
import Synchronization

/// An ordered key-value store in one folder, mapped into memory: many readers, one writer, all of them transactions.
///
/// The folder holds `data.mdb` and `lock.mdb`. Several processes may have it open; a process opens it once. The
/// environment closes when the last reference to it and the last transaction are gone. Do not fork while it is open.
///
/// ```swift
/// let environment = try Environment(path: "store", configuration: .init(mode: .create, tables: ["readings"]))
/// let readings = try environment.table(named: "readings")
/// try environment.write { try $0.set([42].span, for: [1].span, in: readings) }
/// ```
@safe public final class Environment: Sendable {
    /// The folder.
    public let path: String
    /// What the environment was opened with.
    public let configuration: Configuration

    nonisolated(unsafe) let handle: OpaquePointer
    let number: UInt32
    private let identity: FileIdentity
    private let tables: [String: Table]
    private let gate = Mutex(Gate())

    /// What this process has in progress.
    private struct Gate: Sendable {
        var transactionCount = 0
        var writer: pthread_t?
    }

    /// Opens the environment in the folder `path`.
    ///
    /// Before LMDB sees the file, its meta pages are checked, so that a damaged file is an error and not a crash.
    /// Slots of readers that died are freed.
    ///
    /// - Parameters:
    ///   - path: The folder; `create` makes it, readable by its owner alone, if it is not there.
    ///   - configuration: Mode, tables and limits.
    /// - Throws: ``LMDBError`` with code `alreadyExists` (`create`), `notFound` (else), `alreadyOpen`, `damaged`
    ///   (a table that is missing counts as damage), `versionMismatch`, `unsuitableFileSystem`, `accessDenied`,
    ///   `tablesFull`, `outOfMemory`, `noSpace` or `system`.
    /// - Complexity: O(1) in the size of the store.
    ///
    /// The corresponding C functions are `mdb_env_create`, `mdb_env_open` and `mdb_dbi_open`.
    public init(path: String, configuration: Configuration) throws(LMDBError) {
        for name in configuration.tables { try checkName(name) }
        let dataPath = path + "/data.mdb"
        if configuration.mode == .create { try makeFolder(path) }
        if let name = try FileSystem(at: path).unsuitableName {
            throw LMDBError(.unsuitableFileSystem, call: "statfs", detail: "\(path) is on \(name); use a local disk")
        }
        if configuration.mode == .create { try makeEmptyFile(dataPath) }
        var isComplete = false
        defer { if !isComplete && configuration.mode == .create { unsafe unlink(dataPath) } }

        let identity = try DataFile(path: dataPath).identity
        guard let number = Registry.enter(identity) else {
            throw LMDBError(.alreadyOpen, call: "mdb_env_open", detail: "\(path) is already open in this process")
        }
        defer { if !isComplete { Registry.leave(identity) } }
        if configuration.mode != .create { try DataFile.check(dataPath) }
        try allocateLockFile(path + "/lock.mdb", maximumReaders: configuration.maximumReaders)

        let handle = unsafe try openHandle(path, configuration)
        do throws(LMDBError) {
            var dead: CInt = 0
            try check(unsafe mdb_reader_check(handle, &dead), "mdb_reader_check")
            tables = unsafe try openTables(handle, configuration, number)
        } catch {
            unsafe mdb_env_close(handle)
            throw error
        }
        unsafe self.handle = handle
        self.path = path
        self.configuration = configuration
        self.number = number
        self.identity = identity
        isComplete = true
    }

    deinit {
        Registry.leave(identity) { unsafe mdb_env_close(handle) }
    }

    /// The table of this name, one of those in the configuration.
    ///
    /// - Throws: ``LMDBError`` with code `unknownTable`.
    /// - Complexity: O(1).
    public func table(named name: String) throws(LMDBError) -> Table {
        guard let table = tables[name] else {
            throw LMDBError(.unknownTable, call: "table(named:)", detail: "\"\(name)\" is not in the configuration")
        }
        return table
    }

    /// Reads from one snapshot, which ends with `body`.
    ///
    /// `body` is synchronous, so that no snapshot is held while waiting for something else.
    ///
    /// - Throws: ``LMDBError`` with code `readersFull`, `mapResized`, `mustReopen` or `outOfMemory`, or what `body` throws.
    /// - Complexity: one allocation at most besides what `body` does.
    ///
    /// The corresponding C functions are `mdb_txn_begin` with `MDB_RDONLY` and `mdb_txn_abort`.
    public func read<Result: ~Copyable>(_ body: (borrowing ReadTransaction) throws -> Result) throws -> Result {
        let transaction = try beginRead()
        return try body(transaction)
    }

    /// Makes all changes of `body` together: they are durable when this returns, and undone when it throws.
    ///
    /// Waits until no other thread or process is writing. `body` is synchronous: a write stays on its thread.
    ///
    /// - Throws: ``LMDBError`` with code `accessDenied` (read only), `nestedWrite`, `mapResized`, `mustReopen`, those
    ///   of the commit (`noSpace`, `mapFull`, `transactionFailed`, `outcomeUnknown`), or what `body` throws.
    ///   After `outcomeUnknown` do not say that nothing was saved: close the environment, open it again and look.
    /// - Complexity: waits for the disk twice besides what `body` does.
    ///
    /// The corresponding C functions are `mdb_txn_begin`, `mdb_txn_commit` and `mdb_txn_abort`.
    public func write<Result: ~Copyable>(_ body: (inout WriteTransaction) throws -> Result) throws -> Result {
        var transaction = try beginWrite()
        let result = try body(&transaction)
        try transaction.commit()
        return result
    }

    /// A snapshot that its holder ends by letting it go; for stores that wrap a transaction in a type of their own.
    ///
    /// - Throws: As ``read(_:)``.
    ///
    /// The corresponding C function is `mdb_txn_begin` with `MDB_RDONLY`.
    package func beginRead() throws(LMDBError) -> ReadTransaction {
        startTransaction()
        var (status, begun) = unsafe begin(CUnsignedInt(MDB_RDONLY))
        if status == MDB_READERS_FULL, (try? checkForStaleReaders()) ?? 0 > 0 {
            unsafe (status, begun) = begin(CUnsignedInt(MDB_RDONLY))
        }
        if status != MDB_SUCCESS {
            endTransaction()
            throw LMDBError(status: status, call: "mdb_txn_begin")
        }
        return unsafe ReadTransaction(begun, of: self)
    }

    /// A write transaction that its holder commits, or aborts by letting it go, on the thread that began it.
    ///
    /// - Throws: As ``write(_:)``.
    ///
    /// The corresponding C function is `mdb_txn_begin`.
    package func beginWrite() throws(LMDBError) -> WriteTransaction {
        let thread = pthread_self()
        let isNested = gate.withLock { gate in
            if let writer = gate.writer, pthread_equal(writer, thread) != 0 { return true }
            gate.transactionCount += 1
            return false
        }
        if isNested {
            throw LMDBError(.nestedWrite, call: "mdb_txn_begin", detail: "this thread is already writing")
        }
        let (status, begun) = unsafe begin(0)
        if status != MDB_SUCCESS {
            endTransaction()
            throw LMDBError(status: status, call: "mdb_txn_begin")
        }
        gate.withLock { $0.writer = thread }
        return unsafe WriteTransaction(begun, of: self, on: thread)
    }

    /// Begins a transaction; when another process has grown the file, adopts the new size once and tries again.
    @unsafe private func begin(_ flags: CUnsignedInt) -> (status: CInt, transaction: OpaquePointer?) {
        var begun: OpaquePointer?
        var status = unsafe mdb_txn_begin(handle, nil, flags, &begun)
        if status == MDB_MAP_RESIZED && adoptMapSize() {
            status = unsafe mdb_txn_begin(handle, nil, flags, &begun)
        }
        return unsafe (status, begun)
    }
}

// MARK: - Transactions of this process

extension Environment {
    /// Counts a transaction in, so that the map is not moved beneath it.
    func startTransaction() {
        gate.withLock { $0.transactionCount += 1 }
    }

    /// Counts a transaction out.
    func endTransaction() {
        gate.withLock { $0.transactionCount -= 1 }
    }

    /// Counts the write transaction out.
    func endWrite() {
        gate.withLock { gate in
            gate.writer = nil
            gate.transactionCount -= 1
        }
    }

    /// Maps the file anew, large enough for what another process has written.
    ///
    /// LMDB would do so under running readers, who would then read unmapped memory: it is done only when the caller's
    /// transaction, not yet begun, is the only one of this process. Nobody can begin one meanwhile.
    ///
    /// - Returns: Whether the map has grown.
    private func adoptMapSize() -> Bool {
        gate.withLock { gate in
            guard gate.transactionCount == 1 else { return false }
            var info = unsafe MDB_envinfo()
            var pages = MDB_stat()
            guard unsafe mdb_env_info(handle, &info) == MDB_SUCCESS, unsafe mdb_env_stat(handle, &pages) == MDB_SUCCESS
            else { return false }
            let needed = unsafe (info.me_last_pgno + 1) * Int(pages.ms_psize)
            var size = unsafe info.me_mapsize
            while size < needed { size *= 2 }
            // LMDB gives up the old map first and is left without one when the new does not fit: try it out.
            for wish in [size * 2, size, needed] where hasRoom(for: wish) {
                return unsafe mdb_env_set_mapsize(handle, wish) == MDB_SUCCESS
            }
            return false
        }
    }

    /// Runs `body` while the map cannot be moved.
    func withStableMap<Result>(_ body: () throws(LMDBError) -> Result) throws(LMDBError) -> Result {
        startTransaction()
        defer { endTransaction() }
        return try body()
    }

    /// What a failed commit means.
    ///
    /// LMDB writes the pages, waits for the disk, and then writes the meta page that makes them count. A failure before
    /// that leaves the last commit in force. When the meta page itself fails, nobody knows what the disk has; LMDB then
    /// refuses every further transaction, and that is how the case is told.
    func commitError(_ status: CInt) -> LMDBError {
        let error = LMDBError(status: status, call: "mdb_txn_commit")
        guard (try? beginRead()) != nil else {
            return LMDBError(.outcomeUnknown, call: error.call, detail: error.detail)
        }
        // LMDB calls a write that the disk took only half of an input/output error.
        if error.code == .inputOutput && isDiskFull {
            return LMDBError(.noSpace, call: error.call, detail: error.detail)
        }
        return error
    }

    /// Whether less than a mebibyte is left, so that a commit may not have found room.
    private var isDiskFull: Bool {
        var number: CInt = -1
        var status = statfs()
        guard unsafe mdb_env_get_fd(handle, &number) == MDB_SUCCESS, unsafe fstatfs(number, &status) == 0 else {
            return false
        }
        return Int(status.f_bavail) * Int(status.f_bsize) < 1 << 20
    }
}
