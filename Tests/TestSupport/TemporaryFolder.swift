import Glibc

/// A folder of its own for a test, removed with all it holds when the test lets go of it.
public final class TemporaryFolder: Sendable {
    /// Where it lies.
    public let path: String

    /// Makes an empty folder.
    public init() {
        let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? P_tmpdir
        var template = Array((parent + "/paktwerk-test-XXXXXX").utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { template in
            guard let start = template.baseAddress, let name = unsafe mkdtemp(start) else {
                fatalError("no folder for a test in \(parent)")
            }
            return unsafe String(cString: name)
        }
    }

    deinit { Self.remove(path) }

    /// A path inside the folder; nothing is made there.
    public func appending(_ name: String) -> String { path + "/" + name }

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
}

/// Changes who may read and write a file.
public func setMode(_ mode: UInt32, of path: String) {
    precondition(unsafe chmod(path, mode) == 0, "chmod \(path)")
}
