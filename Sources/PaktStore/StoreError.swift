/// Why the store refused, with what a person needs to act.
public struct StoreError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The stable names of what can go wrong in a store.
    public enum Code: String, Sendable {
        /// There is no store in the folder.
        case notFound
        /// There is a store in the folder already.
        case alreadyExists
        /// The store belongs to the other program (a hub's store opened as a node's, or the reverse).
        case wrongRole
        /// The data contradicts its checks; the detail says where.
        case damaged
        /// The store's format is newer than this program.
        case newerFormat
        /// A chunk does not begin where the log ends.
        case gap
        /// The same place of one log holds two different contents.
        case forked
        /// A head's signature does not fit its log.
        case badSignature
        /// The writer may not write this log or this kind.
        case notAllowed
        /// No record has this identity.
        case noSuchRecord
        /// More than one record begins with this identity.
        case ambiguousRecord
        /// An entry or a key is larger than its limit.
        case tooLarge
        /// The private key file is missing, unreadable or open to others.
        case badKeyFile
        /// A backup file is not one, or was changed.
        case badBackup
        /// The store has no space left to write to.
        case noSpace
        /// The disk failed at the end of a commit: whether it was saved is known only after opening the store again.
        case outcomeUnknown
        /// The folder cannot hold a store: a network file system, or one that may not be written to.
        case unsuitablePlace
        /// Another process holds the store.
        case busy
        /// Something else the data file's library reported.
        case unexpected
    }

    /// What went wrong.
    public let code: Code
    /// Where, or with what: a path, a log, a dot.
    public let detail: String

    /// Makes an error.
    public init(_ code: Code, _ detail: String = "") {
        self.code = code
        self.detail = detail
    }

    public static func == (left: StoreError, right: StoreError) -> Bool { left.code == right.code }

    public var description: String { detail.isEmpty ? code.rawValue : "\(code.rawValue): \(detail)" }
}
