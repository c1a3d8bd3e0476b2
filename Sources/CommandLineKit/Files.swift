import Glibc

/// Reading the files that users name.
public enum Files {
    /// The largest file that is read whole: far above a year of a large company's readings.
    public static let maximumByteCount = 256 << 20

    /// The files of a store, which no output may replace.
    private static let protectedNames: Set = ["data.mdb", "lock.mdb", "identity.key", "hub-backup-key.pem"]

    /// Visits a file's bytes piece by piece; `-` is standard input.
    public static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let file = try open(path)
        defer { if file != STDIN_FILENO { _ = close(file) } }
        while true {
            var buffer = [UInt8](repeating: 0, count: 256 << 10)
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return }
            buffer.removeLast(buffer.count - count)
            try body(buffer)
        }
    }

    /// A file's bytes, of a file that is not too long to be held; `-` is standard input.
    public static func bytes(_ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try read(path) { piece in
            bytes += piece
            guard bytes.count <= maximumByteCount else {
                throw Failure(
                    .invalidInput, "fileTooLong", de: "\(path) ist länger als 256 MiB.",
                    en: "\(path) is longer than 256 MiB.")
            }
        }
        return bytes
    }

    private static func open(_ path: String) throws -> Int32 {
        if path == "-" { return STDIN_FILENO }
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path) }
        var status = stat()
        guard unsafe fstat(file, &status) == 0, [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) else {
            _ = close(file)
            throw Failure(
                .invalidInput, "notAFile", de: "\(path) ist keine Datei.", en: "\(path) is not a file.")
        }
        return file
    }

    /// Writes a new file with mode 0600, durably, under its name only when it is whole.
    ///
    /// An older file of this name is replaced; a store's own files never are.
    public static func write(_ bytes: [UInt8], to path: String) throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard !protectedNames.contains(name) else {
            throw Failure(
                .invalidInput, "protectedName",
                de: "\(name) ist eine Datei eines Speichers. Bitte einen anderen Namen wählen.",
                en: "\(name) is a file of a store. Please choose another name.")
        }
        let partial = "\(path).\(getpid()).part"
        let file = unsafe Glibc.open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure(path) }
        defer { _ = close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let failed = failure(path)
                unsafe unlink(partial)
                throw failed
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0, unsafe rename(partial, path) == 0 else {
            let failed = failure(path)
            unsafe unlink(partial)
            throw failed
        }
    }

    /// Whether something has this name.
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    private static func failure(_ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno))
        let status: ExitStatus = errno == ENOSPC || errno == EDQUOT ? .noSpace : .invalidInput
        return Failure(status, "file", de: "\(path): \(reason)", en: "\(path): \(reason)")
    }
}
