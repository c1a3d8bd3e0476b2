import CLMDB
import Glibc

/// The file system a folder lies on, by the number that `statfs` tells.
package struct FileSystem: Hashable, Sendable {
    /// The magic number of `statfs(2)`, in its low 32 bits.
    package let magic: UInt32

    package init(magic: UInt32) { self.magic = magic }

    /// The file system of an existing path.
    package init(at path: String) throws(LMDBError) {
        var status = statfs()
        guard unsafe statfs(path, &status) == 0 else { throw .system(errno, call: "statfs", path: path) }
        magic = UInt32(truncatingIfNeeded: status.f_type)
    }

    /// The name of a file system whose memory maps or locks cannot be trusted, else `nil`.
    ///
    /// The numbers are those of `linux/magic.h` and of the manual page statfs(2). Overlay and tmpfs are sound.
    package var unsuitableName: String? {
        switch magic {
        case 0x6969: "NFS"
        case 0x517B: "SMB"
        case 0xFF53_4D42: "CIFS"
        case 0xFE53_4D42: "SMB2"
        case 0x6573_5546: "FUSE"
        case 0x0102_1997: "9p"
        case 0x564C: "NCP"
        case 0x5346_414F, 0x6B41_4653: "AFS"
        case 0x7375_7245: "Coda"
        case 0x00C3_6400: "Ceph"
        case 0x0BD0_0BD0: "Lustre"
        case 0x786F_4256: "VirtualBox shared folder"
        default: nil
        }
    }
}
