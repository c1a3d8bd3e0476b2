import Crypto
import Glibc
import LMDB

/// The files of a store in its folder: LMDB's data file, and the private key beside it.
public enum StoreFolder {
    /// The file that holds the Ed25519 key, 64 hexadecimal digits; readable by its owner alone.
    static let keyFile = "identity.key"

    /// Makes a store in a folder, which is made when it is not there.
    ///
    /// - Throws: ``StoreError`` `alreadyExists` when the folder holds a store.
    public static func create(
        at path: String, role: Role, name: String, companyID: [UInt8]? = nil, fold: (any DerivedFold)? = nil
    ) throws -> Replica {
        let key = Curve25519.Signing.PrivateKey()
        return try create(at: path, signingKey: key) { storage in
            try Replica.create(
                in: storage, role: role, name: name, signingKey: key, companyID: companyID, fold: fold)
        }
    }

    static func create(
        at path: String, signingKey: Curve25519.Signing.PrivateKey, _ make: (LMDBStorage) throws -> Replica
    ) throws -> Replica {
        try prepare(path)
        let storage = try LMDBStorage(path: path, mode: .create)
        try writeKey(signingKey, at: path)
        return try make(storage)
    }

    /// Removes the files of a store that was made just now and has come to nothing.
    public static func discard(at path: String) {
        for name in ["data.mdb", "lock.mdb", keyFile] { unsafe unlink(path + "/" + name) }
        unsafe rmdir(path)
    }

    /// Makes the folders above the store's, and refuses a folder that holds another store's key.
    static func prepare(_ path: String) throws {
        guard unsafe access(path + "/" + keyFile, F_OK) != 0 else { throw StoreError(.alreadyExists, path) }
        for index in path.indices.dropFirst() where path[index] == "/" {
            let folder = String(path[..<index])
            guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
                throw StoreError(.unsuitablePlace, "\(folder): \(systemErrorText())")
            }
        }
    }

    static func writeKey(_ key: Curve25519.Signing.PrivateKey, at path: String) throws {
        let text = [UInt8](key.rawRepresentation).hexadecimal + "\n"
        try PrivateFile.write(text, to: path + "/" + keyFile, replacing: false)
    }

    /// Opens the store in a folder.
    ///
    /// - Throws: ``StoreError`` `notFound` where there is none, `wrongRole` for the other program's, `damaged`, `busy`.
    public static func open(at path: String, role: Role, fold: (any DerivedFold)? = nil) throws -> Replica {
        let replica = try open(at: path) { $0 == role ? fold : nil }
        guard replica.identity.role == role else {
            throw StoreError(.wrongRole, role == .hub ? "this is a company's store" : "this is a hub's store")
        }
        return replica
    }

    /// Opens the store in a folder, whichever program's it is.
    ///
    /// - Parameter fold: the fold above the store that belongs to its role.
    public static func open(at path: String, fold: (Role) -> (any DerivedFold)?) throws -> Replica {
        let storage = try LMDBStorage(path: path, mode: .open)
        let role = try storage.read { try StoreIdentity(in: $0).role }
        return try Replica.open(in: storage, signingKey: key(at: path), fold: fold(role))
    }

    private static func key(at path: String) throws -> Curve25519.Signing.PrivateKey {
        let text = try PrivateFile.read(path + "/" + keyFile)
        guard let bytes = [UInt8](hexadecimal: text.trimmed),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { throw StoreError(.badKeyFile, "\(path)/\(keyFile) is not a key") }
        return key
    }
}

extension Backup {
    /// Makes a store in a folder from a backup's bytes; nothing is written when the backup is refused.
    public static func restore(
        _ bytes: [UInt8], to path: String, role: Role, fold: (any DerivedFold)? = nil
    ) throws -> Replica {
        try restore(bytes, role: role, fold: fold) { key in
            try StoreFolder.prepare(path)
            let storage = try LMDBStorage(path: path, mode: .create)
            try StoreFolder.writeKey(key, at: path)
            return storage
        }
    }
}

/// Small files that only their owner may read.
public enum PrivateFile {
    /// Larger than any key or certificate; a longer file is not one of ours.
    static let maximumByteCount = 64 << 10

    /// Writes text to a file with mode 0600, durably.
    public static func write(_ text: String, to path: String, replacing: Bool) throws {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (replacing ? O_TRUNC : O_EXCL)
        let file = unsafe Glibc.open(path, flags, 0o600)
        guard file >= 0 else { throw StoreError(.badKeyFile, "\(path): \(systemErrorText())") }
        defer { _ = close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw StoreError(.noSpace, "\(path): \(systemErrorText())") }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw StoreError(.noSpace, "\(path): \(systemErrorText())") }
    }

    /// The size of a file in bytes; 0 where there is none.
    static func byteCount(_ path: String) -> Int {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Reads a file that must not be readable by others.
    public static func read(_ path: String) throws -> String {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw StoreError(.badKeyFile, "\(path): \(systemErrorText())") }
        defer { _ = close(file) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.badKeyFile, "\(path) is not a regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw StoreError(.badKeyFile, "\(path) can be read by others; run: chmod 600 \(path)")
        }
        guard status.st_size <= maximumByteCount else { throw StoreError(.badKeyFile, "\(path) is too long") }
        let count = Int(status.st_size)
        var bytes = [UInt8](repeating: 0, count: count)
        let got = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, count) }
        guard got == count else { throw StoreError(.badKeyFile, "\(path): \(systemErrorText())") }
        return String(decoding: bytes, as: UTF8.self)
    }
}

func systemErrorText() -> String { unsafe String(cString: strerror(errno)) }

extension [UInt8] {
    /// Two lower-case hexadecimal digits a byte.
    public var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// The bytes that pairs of hexadecimal digits name, or `nil`.
    public init?(hexadecimal text: String) {
        let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}

extension String {
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
