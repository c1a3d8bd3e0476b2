/// Cuts a stream of bytes into messages, however the network has cut it.
///
/// The length of a frame is checked as soon as it is there. Call ``next()`` until it gives `nil` after each
/// ``append(_:)``; then no more than one frame is ever held. After an error the stream cannot be read on, and
/// nothing further is kept.
public struct FrameReader: Sendable {
    private var buffer: [UInt8] = []
    private var start = 0
    private var failure: WireError?

    /// Makes a reader at the beginning of a stream.
    public init() {}

    /// The number of bytes held that no message has been made of.
    public var bufferedByteCount: Int { buffer.count - start }

    /// Takes the next bytes of the stream.
    public mutating func append(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        // Bytes that have been read go before memory grows, so the buffer stays as long as one frame.
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
        do throws(WireError) { _ = try header() } catch { fail(error) }
    }

    /// The next whole message, or `nil` when more bytes are needed.
    ///
    /// Messages of unknown type from 128 are skipped.
    /// - Throws: ``WireError``; the same again at each further call.
    public mutating func next() throws(WireError) -> Message? {
        if let failure { throw failure }
        do throws(WireError) {
            while let (length, count) = try header(), bufferedByteCount >= length + count {
                let bodyStart = start + length + 1
                let type = buffer[bodyStart - 1]
                let body = Array(buffer[bodyStart..<bodyStart + count - 1])
                start += length + count
                if type >= Limits.firstIgnorableMessageType { continue }
                return try Message(type: type, body: body)
            }
            return nil
        } catch {
            fail(error)
            throw error
        }
    }

    private mutating func fail(_ error: WireError) {
        failure = error
        buffer = []
        start = 0
    }

    /// The bytes of the length itself and what it says, or `nil` when it is not there yet.
    private func header() throws(WireError) -> (length: Int, count: Int)? {
        var count = 0
        for length in 1...Limits.maximumFrameLengthByteCount {
            guard start + length <= buffer.count else { return nil }
            let byte = buffer[start + length - 1]
            count |= Int(byte & 0x7f) << (7 * (length - 1))
            if byte < 0x80 {
                guard byte > 0 || length == 1 else { throw WireError(.notMinimal, context: "frame length") }
                guard count > 0 else { throw WireError(.wrongValue, context: "frame length") }
                guard count <= Limits.maximumFrameByteCount else { throw WireError(.tooLarge, context: "frame") }
                return (length, count)
            }
        }
        throw WireError(.tooLarge, context: "frame length")
    }
}
