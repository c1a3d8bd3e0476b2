import Glibc
import Synchronization

/// Which file it is, whatever path leads to it.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}

/// The data files that this process has open.
///
/// The locks of POSIX belong to the process: closing any second handle on the lock file would silently drop those of
/// the first, and other processes would then overwrite pages that are being read here.
enum Registry {
    private struct State {
        var open: Set<FileIdentity> = []
        var lastNumber: UInt32 = 0
    }

    private static let state = Mutex(State())

    /// Notes the file as open and gives the environment its number, or `nil` when the file is open already.
    static func enter(_ file: FileIdentity) -> UInt32? {
        state.withLock { state in
            guard state.open.insert(file).inserted else { return nil }
            state.lastNumber += 1
            return state.lastNumber
        }
    }

    /// Forgets the file, after `close` has closed it.
    ///
    /// Both are one step to others: a file that was deleted while it was open gives its number free with the close, and
    /// the next file may have the same one.
    static func leave(_ file: FileIdentity, after close: () -> Void = {}) {
        state.withLock { state in
            close()
            state.open.remove(file)
        }
    }
}
