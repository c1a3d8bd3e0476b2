import Crypto
import Testing
import Wire

struct NameTests {
    @Test func `A feed's name is the beginning of a hash over what makes it`() {
        let city = FeedDescriptor(writer: Sample.writer, audience: .city)
        let wanted = SHA256.hash(data: bytes("835820" + hexadecimal(Sample.writer) + "01f6"))
        #expect(city.id.bytes == Array(wanted.prefix(16)))
        let desk = FeedDescriptor(writer: Sample.writer, audience: .desk, partner: 300)
        let other = SHA256.hash(data: bytes("835820" + hexadecimal(Sample.writer) + "0319012c"))
        #expect(desk.id.bytes == Array(other.prefix(16)))
        #expect(FeedID(desk.id.bytes) == desk.id && FeedID([1]) == nil)
    }

    @Test func `A feed with a short key or a misplaced partner stops the program`() async {
        await #expect(processExitsWith: .failure) { _ = FeedDescriptor(writer: [1], audience: .city) }
        await #expect(processExitsWith: .failure) {
            _ = FeedDescriptor(writer: [UInt8](repeating: 0, count: 32), audience: .city, partner: 1)
        }
        await #expect(processExitsWith: .failure) {
            _ = FeedDescriptor(writer: [UInt8](repeating: 0, count: 32), audience: .desk)
        }
    }

    @Test func `Equal sets of positions have equal digests, whatever their order`() {
        var generator = SeededGenerator(seed: 3)
        let positions = (0..<20).map { number in
            let feed = FeedDescriptor(writer: Sample.writer, audience: .desk, partner: UInt32(number / 3))
            let log = LogID(feed: feed.id, epoch: UInt64(number % 3))
            return Position(log: log, size: UInt64(number + 1), root: generator.hash())
        }
        let digest = Position.digest(positions)
        for _ in 0..<10 { #expect(Position.digest(positions.shuffled(using: &generator)) == digest) }
        let empty = Position(log: Sample.log, size: 0, root: MerkleTree.emptyRoot)
        #expect(Position.digest(positions + [empty]) == digest)
        #expect(Position.digest(Array(positions.dropLast())) != digest)
        #expect(Position.digest([]) == Hash.sha256([0x80]) && Position.digest([empty]) == Hash.sha256([0x80]))
        // The digest as its definition says, made from items.
        let items = positions.sorted { $0.log < $1.log }.map { position in
            CBOR.array([
                .bytes(position.log.feed.bytes), .unsigned(position.log.epoch), .unsigned(position.size),
                .bytes(position.root.bytes),
            ])
        }
        #expect(Hash.sha256(CBOR.array(items).encoded()) == digest)
    }

    @Test func `A dot's text names it and nothing else does`() {
        let dot = Dot(log: Sample.log, sequence: 42)
        let text = "\(hexadecimal(Sample.log.feed.bytes))/0102030405060708/42"
        #expect(dot.description == text && Dot(text: text) == dot)
        for wrong in [
            "", "/", "//", "\(Sample.log)", "\(Sample.log)/", "\(Sample.log)/-1", "\(Sample.log)/042", "\(text)/1",
            " \(text)", text.uppercased(), "00/0102030405060708/1", "\(hexadecimal(Sample.log.feed.bytes))/1/1",
            "\(Sample.log)/18446744073709551616", "\(Sample.log)/+1",
        ] where wrong != text {
            #expect(Dot(text: wrong) == nil, "\(wrong)")
        }
    }

    @Test func `Logs and dots order by feed, epoch and place`() {
        let feeds = [Sample.log.feed, Sample.otherLog.feed].sorted()
        let logs = feeds.flatMap { feed in [0, 1, UInt64.max].map { LogID(feed: feed, epoch: $0) } }
        #expect(logs.shuffled().sorted() == logs)
        let dots = logs.flatMap { log in [0, 1, 2].map { Dot(log: log, sequence: $0) } }
        #expect(dots.shuffled().sorted() == dots)
    }
}
