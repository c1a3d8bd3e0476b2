import CLMDB
import Glibc

/// What went wrong in LMDB or in the operating system beneath it.
///
/// Two errors are equal when their codes are equal: `call` and `detail` are for people.
/// A missing key is no error; it is `nil` or `false`.
public struct LMDBError: Error, Sendable {
    /// What kind of failure this is; new cases may be added.
    public enum Code: String, Sendable, CaseIterable {
        /// `create` found a data file that already exists.
        case alreadyExists
        /// `open` found no data file in the folder.
        case notFound
        /// This process already has the same data file open; LMDB would lose its locks.
        case alreadyOpen
        /// The file is not a sound LMDB data file: empty, cut short, forged or inconsistent.
        case damaged
        /// The file was written by an incompatible release of LMDB.
        case versionMismatch
        /// The folder lies on a network, FUSE or 9p file system, where maps and locks cannot be trusted.
        case unsuitableFileSystem
        /// The operating system refused access, or a write was asked of a read-only environment.
        case accessDenied
        /// The map is full; the transaction must be aborted.
        case mapFull
        /// The disk or the quota is full; nothing of the transaction was saved.
        case noSpace
        /// A commit failed where nobody knows whether it was saved: close, open again and look.
        case outcomeUnknown
        /// An earlier commit failed so badly that the environment must be closed and opened again.
        case mustReopen
        /// Reading or writing the disk failed; a commit that says so saved nothing.
        case inputOutput
        /// Another process has grown the file past this process's map while transactions are open here.
        case mapResized
        /// Others committed twice before a walk over the pages could begin; try again.
        case overtaken
        /// The address space or memory is too small.
        case outOfMemory
        /// Every reader slot is taken by living transactions.
        case readersFull
        /// More tables were named than `maximumTables`.
        case tablesFull
        /// The environment has no table of this name.
        case unknownTable
        /// A key is not 1 to 511 bytes long.
        case keySize
        /// A value is longer than LMDB can store, or was not filled as announced.
        case valueSize
        /// `append` was given a key that does not come after every key in the table.
        case keyOrder
        /// The transaction touched more pages than LMDB can hold at once.
        case transactionTooLarge
        /// An earlier failure in this transaction makes it unusable; it can only be aborted.
        case transactionFailed
        /// This thread already has a write transaction open and would wait for itself for ever.
        case nestedWrite
        /// Anything else; `detail` has LMDB's or the operating system's words.
        case system
    }

    /// What kind of failure this is.
    public let code: Code
    /// The C function or the check that failed, such as `mdb_put`.
    public let call: String
    /// What happened, for people, in English.
    public let detail: String

    package init(_ code: Code, call: String, detail: String) {
        self.code = code
        self.call = call
        self.detail = detail
    }

    /// The error for a status that a C function of LMDB returned.
    init(status: CInt, call: String) {
        self.init(Code(status: status), call: call, detail: "\(errorText(status)) (\(status))")
    }

    /// The error for the `errno` that a function of the operating system left.
    static func system(_ number: CInt, call: String, path: String) -> LMDBError {
        LMDBError(Code(status: number), call: call, detail: "\(path): \(errorText(number)) (\(number))")
    }
}

extension LMDBError: Hashable {
    /// Equality of the codes alone.
    public static func == (left: LMDBError, right: LMDBError) -> Bool { left.code == right.code }

    /// Hashes the code alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension LMDBError: CustomStringConvertible {
    /// The code, the call and the detail in one line.
    public var description: String { "LMDB \(code.rawValue) in \(call): \(detail)" }
}

extension LMDBError.Code {
    init(status: CInt) {
        self =
            switch status {
            case MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_INVALID, MDB_INCOMPATIBLE: .damaged
            case MDB_PANIC: .mustReopen
            case MDB_VERSION_MISMATCH: .versionMismatch
            case MDB_MAP_FULL: .mapFull
            case MDB_DBS_FULL: .tablesFull
            case MDB_READERS_FULL: .readersFull
            case MDB_TXN_FULL: .transactionTooLarge
            case MDB_MAP_RESIZED: .mapResized
            case MDB_BAD_TXN: .transactionFailed
            case MDB_BAD_VALSIZE: .valueSize
            case MDB_BAD_DBI: .unknownTable
            case MDB_KEYEXIST: .keyOrder
            case ENOENT, ENOTDIR: .notFound
            case EEXIST: .alreadyExists
            case EACCES, EPERM, EROFS: .accessDenied
            case ENOSPC, EDQUOT, EFBIG: .noSpace
            case EIO: .inputOutput
            case ENOMEM: .outOfMemory
            default: .system
            }
    }
}

/// LMDB's words for a status of its own, the operating system's for an `errno`.
private func errorText(_ status: CInt) -> String {
    guard let text = unsafe mdb_strerror(status) else { return "unknown status" }
    return unsafe String(cString: text)
}

/// Throws the error that a status stands for, unless it is success.
@inline(__always)
func check(_ status: CInt, _ call: StaticString) throws(LMDBError) {
    if status != MDB_SUCCESS { throw LMDBError(status: status, call: call.description) }
}
