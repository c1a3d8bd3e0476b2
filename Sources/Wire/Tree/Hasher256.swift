import Crypto

/// SHA-256 fed piece by piece, without joining the pieces first.
///
/// The cryptographic library takes raw pointers; this is the one place where bytes are handed to it.
struct Hasher256 {
    private var function = SHA256()

    mutating func update(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe function.update(bufferPointer: $0) }
    }

    mutating func update(byte: UInt8) {
        var byte = byte
        unsafe withUnsafeBytes(of: &byte) { unsafe function.update(bufferPointer: $0) }
    }

    mutating func update(_ hash: Hash) {
        var words = (
            hash.words.0.bigEndian, hash.words.1.bigEndian, hash.words.2.bigEndian, hash.words.3.bigEndian
        )
        unsafe withUnsafeBytes(of: &words) { unsafe function.update(bufferPointer: $0) }
    }

    mutating func update(_ seed: Seed) {
        var words = (seed.high.bigEndian, seed.low.bigEndian)
        unsafe withUnsafeBytes(of: &words) { unsafe function.update(bufferPointer: $0) }
    }

    consuming func finalize() -> Hash {
        unsafe function.finalize().withUnsafeBytes { bytes in
            unsafe Hash(
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
        }
    }
}
