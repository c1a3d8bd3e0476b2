import CLMDB
import Glibc

// The steps of opening an environment, in their order.

func makeFolder(_ path: String) throws(LMDBError) {
    if unsafe mkdir(path, 0o700) != 0 && errno != EEXIST { throw .system(errno, call: "mkdir", path: path) }
}

/// A table's name is a key of the main table and a C string.
func checkName(_ name: String) throws(LMDBError) {
    guard (1...maximumKeyByteCount).contains(name.utf8.count), !name.utf8.contains(0) else {
        throw LMDBError(.keySize, call: "mdb_dbi_open", detail: "a table's name has 1 to 511 bytes, none of them zero")
    }
}

/// Claims the data file for this process: of two that create at once, one finds it there.
func makeEmptyFile(_ path: String) throws(LMDBError) {
    _ = try Descriptor(path: path, flags: O_RDWR | O_CREAT | O_EXCL, permissions: 0o600)
}

/// Gives the lock file its place on the disk.
///
/// LMDB maps it and writes into the map: on a full disk that would be a signal, and so it is an error here. A file that
/// is there keeps its length, since other processes have mapped it. It is not open in this process, or closing it here
/// would drop its locks.
func allocateLockFile(_ path: String, maximumReaders: Int) throws(LMDBError) {
    let file: Descriptor
    do throws(LMDBError) {
        file = try Descriptor(path: path, flags: O_RDWR | O_CREAT, permissions: 0o600)
    } catch {
        if error.code == .accessDenied { return }  // LMDB decides whether a reader may do without it.
        throw error
    }
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else { throw .system(errno, call: "fstat", path: path) }
    // A slot has 64 bytes, and the head of the file as much as three.
    let byteCount = status.st_size > 0 ? status.st_size : (maximumReaders + 2) * 64
    let failure = posix_fallocate(file.number, 0, byteCount)
    if failure != 0 { throw .system(failure, call: "posix_fallocate", path: path) }
}

/// Whether the address space has this much room in one piece.
func hasRoom(for byteCount: Int) -> Bool {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let place = unsafe mmap(nil, byteCount, PROT_NONE, flags, -1, 0)
    guard unsafe place != MAP_FAILED else { return false }
    unsafe munmap(place, byteCount)
    return true
}

/// Opens the file with the largest map, at most the one wished for, that the address space has room for.
@unsafe func openHandle(
    _ path: String, _ configuration: Environment.Configuration
) throws(LMDBError) -> OpaquePointer {
    var mapSize = max(configuration.mapSize, Environment.leastMapSize)
    while mapSize / 2 >= Environment.leastMapSize && !hasRoom(for: mapSize) { mapSize /= 2 }
    while true {
        do throws(LMDBError) {
            return unsafe try openHandle(path, configuration, mapSize: mapSize)
        } catch {
            guard error.code == .outOfMemory, mapSize / 2 >= Environment.leastMapSize else { throw error }
            mapSize /= 2
        }
    }
}

@unsafe private func openHandle(
    _ path: String, _ configuration: Environment.Configuration, mapSize: Int
) throws(LMDBError) -> OpaquePointer {
    var created: OpaquePointer?
    try check(unsafe mdb_env_create(&created), "mdb_env_create")
    guard let handle = unsafe created else {
        throw LMDBError(.outOfMemory, call: "mdb_env_create", detail: "no environment")
    }
    do throws(LMDBError) {
        try check(unsafe mdb_env_set_mapsize(handle, mapSize), "mdb_env_set_mapsize")
        try check(unsafe mdb_env_set_maxdbs(handle, CUnsignedInt(configuration.maximumTables)), "mdb_env_set_maxdbs")
        try check(
            unsafe mdb_env_set_maxreaders(handle, CUnsignedInt(configuration.maximumReaders)), "mdb_env_set_maxreaders")
        // Without MDB_NOTLS a read transaction would belong to its thread, and a thread could hold one only.
        let flags = MDB_NOTLS | (configuration.mode == .readOnly ? MDB_RDONLY : 0)
        try check(unsafe mdb_env_open(handle, path, CUnsignedInt(flags), 0o600), "mdb_env_open")
        // LMDB closes its other handles when another program is started, but not this one.
        var descriptor: CInt = -1
        try check(unsafe mdb_env_get_fd(handle, &descriptor), "mdb_env_get_fd")
        if fcntl(descriptor, F_SETFD, FD_CLOEXEC) < 0 { throw .system(errno, call: "fcntl", path: path) }
    } catch {
        unsafe mdb_env_close(handle)
        throw error
    }
    return unsafe handle
}

/// Opens every table in one transaction; only `create` writes.
@unsafe func openTables(
    _ handle: OpaquePointer, _ configuration: Environment.Configuration, _ number: UInt32
) throws(LMDBError) -> [String: Table] {
    let isNew = configuration.mode == .create
    var begun: OpaquePointer?
    try check(unsafe mdb_txn_begin(handle, nil, CUnsignedInt(isNew ? 0 : MDB_RDONLY), &begun), "mdb_txn_begin")
    var tables: [String: Table] = [:]
    for name in configuration.tables {
        var identifier: MDB_dbi = 0
        let status = unsafe mdb_dbi_open(begun, name, CUnsignedInt(isNew ? MDB_CREATE : 0), &identifier)
        if status != MDB_SUCCESS {
            unsafe mdb_txn_abort(begun)
            if status == MDB_NOTFOUND {
                throw LMDBError(.damaged, call: "mdb_dbi_open", detail: "the table \"\(name)\" is missing")
            }
            throw LMDBError(status: status, call: "mdb_dbi_open")
        }
        tables[name] = Table(identifier: identifier, environmentNumber: number)
    }
    try check(unsafe mdb_txn_commit(begun), "mdb_txn_commit")
    return tables
}
