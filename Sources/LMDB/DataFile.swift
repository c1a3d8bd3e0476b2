import Glibc

/// An open file, closed when it is let go.
struct Descriptor: ~Copyable {
    let number: CInt

    init(path: String, flags: CInt, permissions: mode_t = 0) throws(LMDBError) {
        number = unsafe open(path, flags | O_CLOEXEC, permissions)
        if number < 0 { throw .system(errno, call: "open", path: path) }
    }

    /// Another number for an open file, which stays open.
    init(duplicating open: CInt) throws(LMDBError) {
        number = fcntl(open, F_DUPFD_CLOEXEC, 0)
        if number < 0 { throw .system(errno, call: "fcntl", path: "descriptor \(open)") }
    }

    deinit { close(number) }

    /// Waits until the disk has what was written.
    borrowing func flush(path: String) throws(LMDBError) {
        if fsync(number) != 0 { throw .system(errno, call: "fsync", path: path) }
    }
}

/// A data file read by `pread`, never mapped, so that damage is an error and no signal.
struct DataFile: ~Copyable {
    let path: String
    let byteCount: Int
    let identity: FileIdentity
    private let descriptor: Descriptor

    /// Opens an existing file to read it.
    ///
    /// Closing it again is harmless to an environment of this process: LMDB's locks are on the lock file.
    init(path: String) throws(LMDBError) {
        try self.init(Descriptor(path: path, flags: O_RDONLY), path: path)
    }

    /// Takes an open file; `path` is its name for people.
    init(_ descriptor: consuming Descriptor, path: String) throws(LMDBError) {
        var status = stat()
        guard unsafe fstat(descriptor.number, &status) == 0 else { throw .system(errno, call: "fstat", path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LMDBError(.damaged, call: "fstat", detail: "\(path) is no file")
        }
        self.path = path
        byteCount = Int(status.st_size)
        identity = FileIdentity(status)
        self.descriptor = descriptor
    }

    /// The bytes at `offset`: `count` of them, or fewer at the end of the file.
    borrowing func read(_ count: Int, at offset: Int) throws(LMDBError) -> [UInt8] {
        let count = min(count, max(0, byteCount - offset))
        let descriptor = descriptor.number
        var failure: CInt = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let rest = unsafe buffer.baseAddress?.advanced(by: filled)
                let got = unsafe pread(descriptor, rest, count - filled, offset + filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        if failure != 0 { throw .system(failure, call: "pread", path: path) }
        return bytes
    }

    /// How often a check is repeated when another process may have written meanwhile.
    private static let attemptCount = 10

    /// Both meta pages, the newest first, in line with each other.
    ///
    /// Another process may be writing one of them just now, half of it read: what looks damaged is read again.
    ///
    /// - Throws: ``LMDBError`` with code `damaged`, `versionMismatch` or `inputOutput`.
    borrowing func metaPages() throws(LMDBError) -> (newest: MetaPage, older: MetaPage) {
        for _ in 1..<DataFile.attemptCount {
            if let pages = try? readMetaPages() { return pages }
        }
        return try readMetaPages()
    }

    private borrowing func readMetaPages() throws(LMDBError) -> (newest: MetaPage, older: MetaPage) {
        guard byteCount > 0 else { throw damage("the file is empty: cut to nothing, or never finished") }
        let first = try MetaPage(try read(MetaPage.byteCount, at: 0), index: 0)
        let second = try MetaPage(try read(MetaPage.byteCount, at: first.pageByteCount), index: 1)
        guard first.pageByteCount == second.pageByteCount else { throw damage("the page sizes differ") }
        let isSecondNewer = second.transaction > first.transaction
        let (newest, older) = isSecondNewer ? (second, first) : (first, second)
        guard newest.transaction - older.transaction <= 1, newest.lastPage >= older.lastPage else {
            throw damage("transactions \(older.transaction) and \(newest.transaction) do not follow each other")
        }
        return (newest, older)
    }

    private borrowing func damage(_ text: String) -> LMDBError {
        LMDBError(.damaged, call: "data file", detail: "\(path): \(text)")
    }

    /// Checks what LMDB would believe unseen, so that opening the file cannot end in a signal.
    ///
    /// A file may rightly end before its last page, when that page was freed by the transaction that took it and so
    /// never written. Such a file is walked, since it might as well be cut short.
    ///
    /// - Throws: ``LMDBError`` with code `damaged`, `versionMismatch` or `inputOutput`.
    /// - Complexity: O(1), or O(pages) when the file ends before its last page.
    static func check(_ path: String) throws(LMDBError) {
        let file = try DataFile(path: path)
        let newest = try file.metaPages().newest
        try newest.checkTrees()
        if UInt64(file.byteCount / newest.pageByteCount) > newest.lastPage { return }
        if let problem = try walkSettled(path).problems.first { throw file.damage(problem) }
    }

    /// Walks the newest snapshot of a file, again when somebody committed meanwhile and may have reused its pages.
    static func walkSettled(_ path: String) throws(LMDBError) -> StructureReport {
        var attempt = 1
        while true {
            let report = try DataFile(path: path).walk(transaction: nil)
            let isSettled = try DataFile(path: path).metaPages().newest.transaction == report.transaction
            if report.isSound || isSettled || attempt == attemptCount { return report }
            attempt += 1
        }
    }
}
