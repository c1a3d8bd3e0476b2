import CZlib

/// Raw deflate (RFC 1951) with a preset dictionary, both ways into buffers whose size is known beforehand.
///
/// Only this file touches zlib. The window is 32 KiB (windowBits -15: no header, no checksum; the Merkle leaves
/// check the content).
enum Deflate {
    private static let windowBits: Int32 = -15
    private static let memoryLevel: Int32 = 8
    // Higher levels cost three times as much for a hundredth of the bytes.
    private static let level: Int32 = 6

    /// The compressed bytes, or `nil` when they would not be shorter than the input.
    static func compress(_ raw: [UInt8], dictionary: [UInt8]) -> [UInt8]? {
        guard raw.count > 1 else { return nil }
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        let started = unsafe deflateInit2_(
            &stream, level, Z_DEFLATED, windowBits, memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(started == Z_OK, "zlib has no memory")
        defer { _ = unsafe deflateEnd(&stream) }
        _ = unsafe dictionary.withUnsafeBufferPointer { bytes in
            unsafe deflateSetDictionary(&stream, bytes.baseAddress, UInt32(bytes.count))
        }
        var input = raw
        var output = [UInt8](repeating: 0, count: raw.count - 1)
        let result = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(target.count)
                return unsafe deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { return nil }
        output.removeLast(unsafe Int(stream.avail_out))
        return output
    }

    /// The bytes that were compressed, if they are exactly `rawByteCount` and all input is used up.
    ///
    /// - Throws: `corruptPacking` for damaged or left-over input, `rawSizeMismatch` for another size.
    static func decompress(
        _ packed: [UInt8], rawByteCount: Int, dictionary: [UInt8]
    ) throws(WireError) -> [UInt8] {
        var stream = unsafe z_stream()
        let started = unsafe inflateInit2_(
            &stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(started == Z_OK, "zlib has no memory")
        defer { _ = unsafe inflateEnd(&stream) }
        _ = unsafe dictionary.withUnsafeBufferPointer { bytes in
            unsafe inflateSetDictionary(&stream, bytes.baseAddress, UInt32(bytes.count))
        }
        var input = packed
        var output = [UInt8](repeating: 0, count: rawByteCount)
        let result = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = source.baseAddress
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(target.count)
                return unsafe inflate(&stream, Z_FINISH)
            }
        }
        let consumed = unsafe packed.count - Int(stream.avail_in)
        let isFull = unsafe stream.avail_out == 0
        switch result {
        case Z_STREAM_END:
            guard isFull else { throw WireError(.rawSizeMismatch, offset: consumed, context: "chunk.packed") }
            guard consumed == packed.count else {
                throw WireError(.corruptPacking, offset: consumed, context: "chunk.packed")
            }
            return output
        case Z_BUF_ERROR where isFull:
            throw WireError(.rawSizeMismatch, offset: consumed, context: "chunk.packed")
        default: throw WireError(.corruptPacking, offset: consumed, context: "chunk.packed")
        }
    }
}
