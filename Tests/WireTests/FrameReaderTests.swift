import Testing
import Wire

struct FrameReaderTests {
    static func stream() throws -> [UInt8] {
        var stream: [UInt8] = []
        for message in MessageTests.messages { stream += try message.frame() }
        return stream
    }

    static func read(_ parts: [[UInt8]]) throws -> [Message] {
        var reader = FrameReader()
        var messages: [Message] = []
        for part in parts {
            reader.append(part)
            while let message = try reader.next() { messages.append(message) }
        }
        return messages
    }

    @Test func `All at once and byte by byte give the same messages`() throws {
        let stream = try Self.stream()
        #expect(try Self.read([stream]) == MessageTests.messages)
        #expect(try Self.read(stream.map { [$0] }) == MessageTests.messages)
    }

    @Test(arguments: UInt64(0)..<30) func `Any cut gives the same messages`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let stream = try Self.stream()
        var parts: [[UInt8]] = []
        var start = 0
        while start < stream.count {
            let end = min(stream.count, start + Int.random(in: 0...400, using: &generator))
            parts.append(Array(stream[start..<end]))
            start = end
        }
        #expect(try Self.read(parts) == MessageTests.messages)
    }

    @Test func `Bytes may be appended several times before reading`() throws {
        var reader = FrameReader()
        let frame = try Message.turn.frame()
        for _ in 0..<10 { reader.append(frame) }
        var count = 0
        while try reader.next() == .turn { count += 1 }
        #expect(count == 10 && reader.bufferedByteCount == 0)
    }

    @Test func `An end inside a frame is no message and no error`() throws {
        let frame = try Message.bye(Hash.sha256([])).frame()
        for count in 0..<frame.count {
            var reader = FrameReader()
            reader.append(Array(frame.prefix(count)))
            #expect(try reader.next() == nil)
            #expect(reader.bufferedByteCount == count)
        }
    }

    // The length 262,144 is the limit; 818010 is one more.
    @Test(arguments: [
        ("00", WireError.Code.wrongValue), ("8000", .notMinimal), ("818000", .notMinimal), ("818080", .tooLarge),
        ("ffffff", .tooLarge), ("818010", .tooLarge), ("ffff7f", .tooLarge), ("020a80", .unknownMessage),
        ("027f80", .unknownMessage), ("0207a0", .wrongType), ("0107", .truncated),
    ])
    func `A bad frame is refused by name, for good and without keeping bytes`(
        _ hex: String, _ code: WireError.Code
    ) {
        var reader = FrameReader()
        reader.append(bytes(hex))
        for _ in 0..<2 {
            #expect(failure { _ = try reader.next() } == code)
            reader.append([UInt8](repeating: 0, count: 1000))
            #expect(reader.bufferedByteCount == 0)
        }
    }

    @Test func `A length beyond the limit is refused before the body comes`() {
        var reader = FrameReader()
        for byte: UInt8 in [0x81, 0x80, 0x10] { reader.append([byte]) }
        #expect(reader.bufferedByteCount == 0)
        #expect(failure { _ = try reader.next() } == .tooLarge)
    }

    @Test func `The longest frame is read`() throws {
        var reader = FrameReader()
        let body = [UInt8](repeating: 0, count: Limits.maximumFrameByteCount - 1)
        reader.append([0x80, 0x80, 0x10, 0x80] + body + (try Message.turn.frame()))
        // Its type may be skipped, so what comes next is the turn.
        #expect(try reader.next() == .turn)
    }

    @Test func `Messages of a later version from 128 are skipped`() throws {
        let turn = try Message.turn.frame()
        let skipped: [UInt8] = [0x01, 0x80, 0x04, 0xff, 0x01, 0x02, 0x03]
        #expect(try Self.read([skipped + turn + skipped]) == [.turn])
        #expect(try Self.read((skipped + turn + skipped).map { [$0] }) == [.turn])
    }

    @Test func `Good messages before a bad one are given`() throws {
        var reader = FrameReader()
        reader.append(try Message.turn.frame() + [0x00])
        #expect(try reader.next() == .turn)
        #expect(failure { _ = try reader.next() } == .wrongValue)
    }
}
