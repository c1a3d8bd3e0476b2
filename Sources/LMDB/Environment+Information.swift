import CLMDB
import Glibc

extension Environment {
    /// The size of an environment and who reads it, at one moment.
    public struct Information: Hashable, Sendable {
        /// The bytes of address space mapped; the file cannot grow beyond it.
        public let mapByteCount: Int
        /// The length of the data file in bytes.
        public let fileByteCount: Int
        /// The pages handed out so far, the free ones among them included.
        public let usedPageCount: Int
        /// The size of a page in bytes.
        public let pageByteCount: Int
        /// The number of the last committed transaction.
        public let lastTransaction: Int
        /// The reader slots in use, counted from the first, those of dead processes included.
        public let readerCount: Int
        /// The reader slots there are.
        public let maximumReaderCount: Int
    }

    /// The version of the C library, such as `LMDB 0.9.24: (July 24, 2019)`.
    ///
    /// The corresponding C function is `mdb_version`.
    public static var versionText: String {
        guard let text = unsafe mdb_version(nil, nil, nil) else { return "LMDB" }
        return unsafe String(cString: text)
    }

    /// The size of the environment and who reads it.
    ///
    /// - Throws: ``LMDBError`` with code `system`.
    /// - Complexity: O(1).
    ///
    /// The corresponding C functions are `mdb_env_info` and `mdb_env_stat`.
    public func information() throws(LMDBError) -> Information {
        try withStableMap { () throws(LMDBError) in
            var info = unsafe MDB_envinfo()
            try check(unsafe mdb_env_info(handle, &info), "mdb_env_info")
            var pages = MDB_stat()
            try check(unsafe mdb_env_stat(handle, &pages), "mdb_env_stat")
            let file = try DataFile(duplicateDescriptor(), path: path)
            return unsafe Information(
                mapByteCount: info.me_mapsize, fileByteCount: file.byteCount, usedPageCount: info.me_last_pgno + 1,
                pageByteCount: Int(pages.ms_psize), lastTransaction: info.me_last_txnid,
                readerCount: Int(info.me_numreaders), maximumReaderCount: Int(info.me_maxreaders))
        }
    }

    /// The data file under a number of its own: the path may lead elsewhere by now.
    func duplicateDescriptor() throws(LMDBError) -> Descriptor {
        var number: CInt = -1
        try check(unsafe mdb_env_get_fd(handle, &number), "mdb_env_get_fd")
        return try Descriptor(duplicating: number)
    }

    /// A table for people of the reader slots in use: process, thread and transaction, one line each.
    ///
    /// - Throws: ``LMDBError`` with code `system`.
    /// - Complexity: O(reader slots).
    ///
    /// The corresponding C function is `mdb_reader_list`.
    public func readers() throws(LMDBError) -> String {
        var text = ""
        let status = unsafe withUnsafeMutablePointer(to: &text) { text in
            unsafe mdb_reader_list(
                handle,
                { line, context in
                    guard let line = unsafe line, let context = unsafe context else { return 0 }
                    unsafe context.assumingMemoryBound(to: String.self).pointee += String(cString: line)
                    return 0
                }, text)
        }
        // A negative status is an error; others are the callback's.
        if status < 0 { throw LMDBError(status: status, call: "mdb_reader_list") }
        return text
    }

    /// Frees the reader slots of processes that died, so that their pages can be reused.
    ///
    /// - Returns: How many there were.
    /// - Throws: ``LMDBError`` with code `system`.
    /// - Complexity: O(reader slots).
    ///
    /// The corresponding C function is `mdb_reader_check`.
    @discardableResult
    public func checkForStaleReaders() throws(LMDBError) -> Int {
        var dead: CInt = 0
        try check(unsafe mdb_reader_check(handle, &dead), "mdb_reader_check")
        return Int(dead)
    }

    /// Waits until the disk has all that was committed; a commit does so by itself.
    ///
    /// - Throws: ``LMDBError`` with code `inputOutput` or `accessDenied` (read only).
    ///
    /// The corresponding C function is `mdb_env_sync`.
    public func sync() throws(LMDBError) {
        try check(unsafe mdb_env_sync(handle, 1), "mdb_env_sync")
    }

    /// Copies one snapshot of the environment into a new or empty folder, durably, while others read and write.
    ///
    /// Never copy the file by other means: its pages would be of different moments. After an error the half-made file
    /// is removed.
    ///
    /// - Parameters:
    ///   - path: The folder of the copy; made if it is not there.
    ///   - compacting: Leaves free pages out; slower, and the copy is as small as it can be.
    /// - Throws: ``LMDBError`` with code `alreadyExists`, `noSpace`, `inputOutput`, `damaged`, `readersFull`,
    ///   `accessDenied` or `system`.
    /// - Complexity: O(pages); writers are not held up, but the pages they free cannot be reused meanwhile.
    ///
    /// The corresponding C function is `mdb_env_copy2`.
    public func copy(to path: String, compacting: Bool) throws(LMDBError) {
        let copyPath = path + "/data.mdb"
        try makeFolder(path)
        if unsafe access(copyPath, F_OK) == 0 { throw .system(EEXIST, call: "mdb_env_copy2", path: copyPath) }
        do throws(LMDBError) {
            let status = try withStableMap { () throws(LMDBError) in
                unsafe mdb_env_copy2(handle, path, CUnsignedInt(compacting ? MDB_CP_COMPACT : 0))
            }
            try check(status, "mdb_env_copy2")
            try flush(copyPath)
            try flush(path)
        } catch {
            if error.code != .alreadyExists { unsafe unlink(copyPath) }
            throw error
        }
    }
}

/// Waits until the disk has the file, or the names in the folder.
private func flush(_ path: String) throws(LMDBError) {
    try Descriptor(path: path, flags: O_RDONLY).flush(path: path)
}
