import Testing
import Wire

struct MessageTests {
    static let key = [UInt8](repeating: 9, count: 32)
    static let announcements = [
        LogAnnouncement(writer: nil, audience: .city, partner: nil, epoch: .max, previous: Sample.link),
        LogAnnouncement(writer: key, audience: .desk, partner: 12, epoch: 0, previous: nil),
        LogAnnouncement(writer: key, audience: .network, partner: nil, epoch: 7, previous: nil),
    ]

    static let messages: [Message] =
        [
            .hello(
                Hello(
                    versionMin: 1, versionMax: 2, mustFeatures: 1, mayFeatures: .max, isScheduled: true,
                    digest: Hash.sha256([1]), program: "pakt 1.0 (Linux)")),
            .welcome(
                Welcome(version: 1, isEqual: true, notBefore: 86_400, notAfter: .max, hubTime: 1_790_000_000_000)),
            .welcome(Welcome(version: 1, features: 3, isEqual: false, notBefore: nil, notAfter: nil, hubTime: 0)),
            .positions([]),
            .positions(announcements.map { LogPosition(log: $0, size: 5, root: Hash.sha256([2])) }),
            .receipt(ReceiptMessage(logIndex: 1, size: 1 << 48, at: .max, signature: Sample.signature)),
            .turn,
            .bye(Hash.sha256([3])),
            .refuse(
                Refusal(
                    code: 7, name: "forked", detail: "Zwei Verläufe", versionMin: 1, versionMax: 1, notBefore: 60,
                    notAfter: nil)),
            .join(
                Join(
                    token: [UInt8](repeating: 1, count: 16), identityKey: key, bindingSignature: Sample.signature,
                    companyID: [UInt8](0..<8), program: "pakt 1.0", shareReadings: true)),
            .joined(
                Joined(
                    isActive: false, partner: 31, partnerName: "Rheinhafen Logistik GmbH", networkName: "Klimapakt",
                    companyID: [UInt8](0..<8), hubIdentityKey: key, hubBackupFingerprint: key, code: "483-201",
                    notBefore: nil, notAfter: 3600)),
        ] + announcements.map { .log($0) } + chunks

    static var chunks: [Message] {
        let seeds = SeedCover(seed: [UInt8](0..<16))
        var punctured = seeds
        punctured.puncture(2)
        let all = [(UInt64(0), seeds), (4096, punctured), (5, nil)].compactMap { start, seeds in
            try? Chunk.pack(Sample.entries(4), start: start, seeds: seeds, signature: Sample.signature)
        }
        return all.enumerated().map { .chunk(log: $0, $1) }
    }

    /// The type and the body of a frame shorter than 16 KiB.
    static func parts(_ frame: [UInt8]) -> (type: UInt8, body: [UInt8]) {
        let lengthCount = frame[0] < 0x80 ? 1 : 2
        return (frame[lengthCount], Array(frame[(lengthCount + 1)...]))
    }

    @Test(arguments: messages) func `A message comes back from its frame`(_ message: Message) throws {
        let (type, body) = Self.parts(try message.frame())
        #expect(type == message.type)
        #expect(try Message(type: type, body: body) == message)
        #expect(try CBOR(parsing: body).encoded() == body)
    }

    @Test(arguments: messages) func `No prefix of a message is a message`(_ message: Message) throws {
        let (type, body) = Self.parts(try message.frame())
        for count in 0..<body.count {
            #expect(failure { _ = try Message(type: type, body: Array(body.prefix(count))) } == .truncated)
        }
    }

    @Test(arguments: messages)
    func `Further elements are ignored only where versions can grow`(_ message: Message) throws {
        let (type, body) = Self.parts(try message.frame())
        guard case .array(let items) = try CBOR(parsing: body) else { return }
        let longer = CBOR.array(items + [.null]).encoded()
        switch message {
        case .hello, .welcome, .refuse, .joined: #expect(try Message(type: type, body: longer) == message)
        case .positions: #expect(failure { _ = try Message(type: type, body: longer) } == .wrongType)
        default: #expect(failure { _ = try Message(type: type, body: longer) } == .wrongCount)
        }
        if !items.isEmpty, case .positions = message { return }
        for count in items.indices {
            let shorter = CBOR.array(Array(items.prefix(count))).encoded()
            #expect(failure { _ = try Message(type: type, body: shorter) } == .wrongCount)
        }
    }

    @Test(arguments: messages) func `An element of another type is refused`(_ message: Message) throws {
        let (type, body) = Self.parts(try message.frame())
        guard case .array(let items) = try CBOR(parsing: body) else { return }
        for index in items.indices {
            var wrong = items
            wrong[index] = .tagged(1, .null)
            #expect(failure { _ = try Message(type: type, body: CBOR.array(wrong).encoded()) } == .wrongType)
        }
        #expect(failure { _ = try Message(type: type, body: CBOR.null.encoded()) } == .wrongType)
    }

    @Test func `Types that are not known are refused by name`() {
        for type: UInt8 in [0, 10, 15, 18, 127, 128, 255] {
            #expect(failure { _ = try Message(type: type, body: [0x80]) } == .unknownMessage)
        }
    }

    @Test func `A log is named the same on both sides`() {
        let own = LogDescriptor(
            feed: FeedDescriptor(writer: Self.key, audience: .city), epoch: 3, previous: Sample.link)
        let other = LogDescriptor(
            feed: FeedDescriptor(writer: Sample.writer, audience: .desk, partner: 1), epoch: 3, previous: nil)
        for log in [own, other] {
            let announcement = LogAnnouncement(log, node: Self.key)
            #expect((announcement.writer == nil) == (log == own))
            #expect(announcement.descriptor(node: Self.key) == log)
            #expect(announcement.descriptor(node: Self.key).id == log.id)
        }
    }

    @Test func `The limits of messages hold when writing`() {
        func name(_ count: Int) -> String { String(repeating: "\u{fc}", count: count / 2) }
        func hello(_ program: String, _ minimum: UInt64 = 1) -> Message {
            .hello(
                Hello(
                    versionMin: minimum, versionMax: 1, isScheduled: false, digest: Hash.sha256([]), program: program))
        }
        #expect(failure { _ = try hello(name(512)).frame() } == nil)
        #expect(failure { _ = try hello(name(514)).frame() } == .tooLarge)
        #expect(failure { _ = try hello("", 2).frame() } == .wrongValue)
        func refusal(_ detail: String) -> Message {
            .refuse(Refusal(code: 1, name: "", detail: detail, versionMin: 1, versionMax: 1))
        }
        #expect(failure { _ = try refusal(name(4096)).frame() } == nil)
        #expect(failure { _ = try refusal(name(4098)).frame() } == .tooLarge)
        func positions(_ count: Int) -> Message {
            let log = LogAnnouncement(
                writer: Self.key, audience: .desk, partner: .max, epoch: .max,
                previous: EpochLink(epoch: .max, size: 1 << 48, root: Hash.sha256([])))
            let position = LogPosition(log: log, size: 1 << 48, root: Hash.sha256([]))
            return .positions([LogPosition](repeating: position, count: count))
        }
        #expect(failure { _ = try positions(1024).frame() } == nil)
        #expect(failure { _ = try positions(1025).frame() } == .tooMany)
        func receipt(_ index: Int, _ count: Int = 64) -> Message {
            .receipt(ReceiptMessage(logIndex: index, size: 1, at: 1, signature: [UInt8](repeating: 0, count: count)))
        }
        #expect(failure { _ = try receipt(1023).frame() } == nil)
        #expect(failure { _ = try receipt(1024).frame() } == .wrongValue)
        #expect(failure { _ = try receipt(-1).frame() } == .wrongValue)
        #expect(failure { _ = try receipt(0, 63).frame() } == .wrongLength)
    }

    @Test func `The limits of messages hold when reading`() {
        func code(_ type: UInt8, _ items: [CBOR]) -> WireError.Code? {
            failure { _ = try Message(type: type, body: CBOR.array(items).encoded()) }
        }
        let digest = CBOR.bytes([UInt8](repeating: 0, count: 32))
        func hello(_ least: UInt64, _ most: UInt64, _ program: Int) -> [CBOR] {
            [
                .unsigned(least), .unsigned(most), .unsigned(0), .unsigned(0), .unsigned(0), digest,
                .text(String(repeating: "a", count: program)),
            ]
        }
        #expect(code(1, hello(1, 1, 512)) == nil && code(1, hello(1, 1, 513)) == .tooLarge)
        #expect(code(1, hello(2, 1, 0)) == .wrongValue)
        #expect(code(8, [.bytes([UInt8](repeating: 0, count: 31))]) == .wrongLength)
        let signature = CBOR.bytes(Sample.signature)
        #expect(code(6, [.unsigned(1023), .unsigned(1 << 48), .unsigned(0), signature]) == nil)
        #expect(code(6, [.unsigned(1024), .unsigned(0), .unsigned(0), signature]) == .wrongValue)
        #expect(code(6, [.unsigned(0), .unsigned(1 << 48 + 1), .unsigned(0), signature]) == .wrongValue)
        // A partner where there must be none, none where there must be one, an audience nobody knows.
        #expect(code(4, [.null, .unsigned(1), .unsigned(1), .unsigned(0), .null]) == .wrongValue)
        #expect(code(4, [.null, .unsigned(3), .null, .unsigned(0), .null]) == .wrongValue)
        #expect(code(4, [.null, .unsigned(4), .null, .unsigned(0), .null]) == .wrongValue)
        #expect(code(4, [.null, .unsigned(256), .null, .unsigned(0), .null]) == .wrongValue)
        #expect(code(4, [.null, .unsigned(3), .unsigned(1 << 32), .unsigned(0), .null]) == .wrongValue)
        #expect(code(4, [.bytes([1]), .unsigned(1), .null, .unsigned(0), .null]) == .wrongLength)
        let position = CBOR.array([.null, .unsigned(1), .null, .unsigned(0), .null, .unsigned(0), digest])
        #expect(code(3, [CBOR](repeating: position, count: 1024)) == nil)
        #expect(code(3, [CBOR](repeating: position, count: 1025)) == .tooMany)
    }

    @Test(arguments: UInt64(0)..<30) func `A changed bit never does more than fail`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for message in Self.messages {
            let (type, body) = Self.parts(try message.frame())
            for _ in 0..<40 {
                var changed = body
                generator.flipBit(in: &changed)
                guard let other = try? Message(type: type, body: changed) else { continue }
                #expect(failure { _ = try other.frame() } == nil)
            }
        }
    }
}
