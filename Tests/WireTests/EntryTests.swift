import Crypto
import Testing
import Wire

struct EntryTests {
    static let dots = [
        Dot(log: Sample.log, sequence: 3), Dot(log: Sample.log, sequence: 300), Dot(log: Sample.otherLog, sequence: 0),
    ].sorted()

    static let entries: [Entry] = [
        Entry(kind: 0, content: .payload([0xa0])),
        Entry(kind: 10, content: .payload(Sample.payload(1))),
        Entry(kind: .max, isDeletion: true, content: .payload([0xa0])),
        Entry(kind: 2, subject: dots[0], content: .payload(Sample.payload(2))),
        Entry(kind: 2, supersedes: dots, content: .payload(Sample.payload(3))),
        Entry(kind: 2, isDeletion: true, subject: dots[2], supersedes: [dots[1]], content: .payload([0xa0])),
        Entry(kind: 2, isDeletion: true, subject: dots[2], content: .erased(Hash.sha256([1]))),
        Entry(
            kind: 3, unknownOptions: [CBORPair(.unsigned(9), .text("new")), CBORPair(.negative(0), .boolean(true))],
            content: .payload([0xa0])),
    ]

    @Test(arguments: entries) func `An entry comes back, and no prefix of it does`(_ entry: Entry) throws {
        let encoded = entry.encoded(in: Sample.log)
        #expect(try Entry(parsing: encoded, in: Sample.log) == entry)
        #expect(try CBOR(parsing: encoded).encoded() == encoded)
        for count in 0..<encoded.count {
            #expect(failure { _ = try Entry(parsing: Array(encoded.prefix(count)), in: Sample.log) } == .truncated)
        }
        #expect(failure { _ = try Entry(parsing: encoded + [0], in: Sample.log) } == .trailingBytes)
    }

    @Test func `A dot of the same log is its place, of another log its whole name`() {
        let entry = Entry(
            kind: 1, subject: Dot(log: Sample.log, sequence: 5), supersedes: [Dot(log: Sample.otherLog, sequence: 6)],
            content: .payload([0xa0]))
        let other = "8350" + hexadecimal(Sample.otherLog.feed.bytes) + "0906"
        #expect(hexadecimal(entry.encoded(in: Sample.log)) == "8301a0a201050281" + other)
    }

    @Test(arguments: entries) func `A leaf is the hash of its header and its commitment`(_ entry: Entry) throws {
        let salt = [UInt8](repeating: 7, count: 16)
        // The header is the encoded entry without its payload.
        guard case .array(var items) = try CBOR(parsing: entry.encoded(in: Sample.log)) else { return }
        let content = items.remove(at: 1)
        let commitment = content.bytesValue ?? Array(SHA256.hash(data: salt + content.encoded()))
        let wanted = SHA256.hash(data: [0] + CBOR.array(items).encoded() + commitment)
        #expect(entry.leafHash(in: Sample.log, salt: salt).bytes == Array(wanted))
        var erased = entry
        erased.content = .erased(entry.commitment(salt: salt))
        #expect(erased.leafHash(in: Sample.log, salt: []) == entry.leafHash(in: Sample.log, salt: salt))
        #expect(try Entry(parsing: erased.encoded(in: Sample.log), in: Sample.log) == erased)
    }

    @Test func `Superseded dots are written in order and once`() throws {
        var entry = Entry(kind: 1, supersedes: Self.dots, content: .payload([0xa0]))
        let sorted = entry.encoded(in: Sample.log)
        entry.supersedes = Self.dots.reversed() + Self.dots
        #expect(entry.encoded(in: Sample.log) == sorted)
        #expect(try Entry(parsing: sorted, in: Sample.log).supersedes == Self.dots)
    }

    @Test(arguments: [
        ("00", WireError.Code.wrongType), ("80", .wrongCount), ("8101", .wrongCount), ("8401a0a00000", .wrongCount),
        ("822001", .wrongType), ("821b0000000100000000a0", .wrongValue), ("820100", .wrongType),
        ("82014100", .wrongLength), ("8201a201000100", .duplicateKey), ("8301a000", .wrongType),
        ("8301a0a0", .notCanonical), ("8301a0a100f4", .notCanonical), ("8301a0a10001", .notCanonical),
        ("8301a0a10280", .notCanonical), ("8301a0a102820505", .notCanonical), ("8301a0a102820504", .notCanonical),
        ("8301a0a20100f500f5", .wrongType), ("8301a0a2010000f5", .unsortedMap), ("8301a0a200f500f5", .duplicateKey),
        ("8301a0a1616100", .wrongType), ("8301a0a101820000", .wrongCount), ("8301a0a10120", .wrongType),
        ("8301a0a1011b0001000000000000", .wrongValue), ("8201a100f90000", .floatingPoint),
        ("8301a0a100f7", .simpleValue),
    ])
    func `Anything but the only encoding of an entry is refused by name`(_ hex: String, _ code: WireError.Code) {
        #expect(failure { _ = try Entry(parsing: bytes(hex), in: Sample.log) } == code)
    }

    @Test func `A dot of the same log by its whole name is refused`() {
        let name = "8350" + hexadecimal(Sample.log.feed.bytes) + "1b0102030405060708" + "05"
        #expect(failure { _ = try Entry(parsing: bytes("8301a0a101" + name), in: Sample.log) } == .notCanonical)
        #expect(failure { _ = try Entry(parsing: bytes("8301a0a101" + name), in: Sample.otherLog) } == nil)
    }

    @Test func `An obligation of a later version is seen`() {
        #expect(Self.entries.map(\.hasUnknownObligation) == Self.entries.map { $0.kind == 3 })
    }

    @Test func `The limits of entries hold exactly`() {
        func entry(byteCount: Int) -> [UInt8] {
            let padding = CBOR.map([0: .bytes([UInt8](repeating: 0, count: byteCount - 7))])
            return Entry(kind: 1, content: .payload(padding.encoded())).encoded(in: Sample.log)
        }
        // 7 bytes of frame up to 65,535 bytes of content, 9 beyond.
        let longest = entry(byteCount: Limits.maximumEntryByteCount)
        #expect(longest.count == Limits.maximumEntryByteCount)
        #expect(failure { _ = try Entry(parsing: longest, in: Sample.log) } == nil)
        let tooLong = entry(byteCount: Limits.maximumEntryByteCount + 1)
        #expect(failure { _ = try Entry(parsing: tooLong, in: Sample.log) } == .tooLarge)

        func superseding(_ count: Int) -> [UInt8] {
            let dots = (0..<count).map { Dot(log: Sample.log, sequence: UInt64($0)) }
            return Entry(kind: 1, supersedes: dots, content: .payload([0xa0])).encoded(in: Sample.log)
        }
        #expect(failure { _ = try Entry(parsing: superseding(256), in: Sample.log) } == nil)
        #expect(failure { _ = try Entry(parsing: superseding(257), in: Sample.log) } == .tooMany)
    }

    @Test(arguments: UInt64(0)..<20) func `A changed bit gives another entry or none`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for entry in Self.entries {
            let encoded = entry.encoded(in: Sample.log)
            for _ in 0..<50 {
                var changed = encoded
                generator.flipBit(in: &changed)
                guard let other = try? Entry(parsing: changed, in: Sample.log) else { continue }
                #expect(other != entry && other.encoded(in: Sample.log) == changed)
                let salt = [UInt8](repeating: 7, count: 16)
                #expect(other.leafHash(in: Sample.log, salt: salt) != entry.leafHash(in: Sample.log, salt: salt))
            }
        }
    }
}
