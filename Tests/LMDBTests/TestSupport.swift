import Glibc
import LMDB

/// A folder of its own for a test, removed with all it holds when the test lets it go.
final class Folder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/lmdb-test-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { template in
            guard let start = template.baseAddress, let name = unsafe mkdtemp(start) else {
                fatalError("no folder for a test")
            }
            return unsafe String(cString: name)
        }
    }

    deinit { Folder.remove(path) }

    private static func remove(_ folder: String) {
        if let listing = unsafe opendir(folder) {
            while let entry = unsafe readdir(listing) {
                let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name == "." || name == ".." { continue }
                let path = folder + "/" + name
                if unsafe unlink(path) != 0 { remove(path) }
            }
            unsafe closedir(listing)
        }
        unsafe rmdir(folder)
    }

    var dataPath: String { path + "/data.mdb" }

    /// An environment made in this folder.
    func create(_ tables: [String] = ["records"], mapSize: Int? = nil) throws -> Environment {
        var configuration = Environment.Configuration(mode: .create, tables: tables)
        if let mapSize { configuration.mapSize = mapSize }
        return try Environment(path: path, configuration: configuration)
    }

    /// The environment in this folder.
    func open(_ tables: [String] = ["records"], mode: Environment.Configuration.Mode = .open) throws -> Environment {
        try Environment(path: path, configuration: .init(mode: mode, tables: tables))
    }

    var data: [UInt8] {
        get throws { try bytes(of: dataPath) }
    }

    func replaceData(_ bytes: [UInt8]) throws {
        guard let file = unsafe fopen(dataPath, "w") else { throw Failure(what: "no data file") }
        let count = unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
        if count != bytes.count { throw Failure(what: "not written") }
    }
}

/// A file's bytes.
func bytes(of path: String) throws -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { throw Failure(what: "no file \(path)") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = unsafe fread(&part, 1, part.count, file)
        if count == 0 { return bytes }
        bytes += part.prefix(count)
    }
}

struct Failure: Error { let what: String }

/// A generator whose numbers follow from its seed: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Span<UInt8> {
    var copied: [UInt8] { indices.map { self[$0] } }
}

extension Environment {
    /// All entries of a table, in order.
    func entries(of table: Table) throws -> [[[UInt8]]] {
        try read { snapshot in
            var entries: [[[UInt8]]] = []
            var cursor = try snapshot.cursor(over: table)
            while let entry = try cursor.advance() { entries.append([entry.key.copied, entry.value.copied]) }
            return entries
        }
    }

    func value(_ key: [UInt8], in table: Table) throws -> [UInt8]? {
        try read { try $0.value(for: key.span, in: table)?.copied }
    }

    func set(_ value: [UInt8], for key: [UInt8], in table: Table) throws {
        try write { try $0.set(value.span, for: key.span, in: table) }
    }
}

/// The code of the error that `body` throws, or `nil`.
func code<Result: ~Copyable>(_ body: () throws -> Result) -> LMDBError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? LMDBError)?.code
    }
}

/// Eight bytes whose order is that of the number.
func bigEndian(_ number: Int) -> [UInt8] {
    (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}

/// Lowers a limit of this process; for children only.
func limit(_ resource: __rlimit_resource, to bound: rlim_t) {
    var limit = rlimit(rlim_cur: bound, rlim_max: bound)
    precondition(unsafe setrlimit(CInt(resource.rawValue), &limit) == 0)
}

/// The open files of this process whose path ends so.
func openDescriptors(endingIn ending: String) -> [CInt] {
    (CInt(0)..<1024).filter { number in
        var link = [CChar](repeating: 0, count: 1024)
        let count = unsafe readlink("/proc/self/fd/\(number)", &link, link.count)
        let name = String(decoding: link.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return name.hasSuffix(ending)
    }
}
