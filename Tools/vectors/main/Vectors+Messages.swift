import Wire

private func goodMessages() throws -> [(String, Message)] {
    let key = Sample.other
    let signature = [UInt8](repeating: 0x5a, count: 64)
    let own = LogAnnouncement(writer: nil, audience: .city, partner: nil, epoch: Sample.epoch, previous: Sample.link)
    let desk = LogAnnouncement(writer: key, audience: .desk, partner: 12, epoch: 0, previous: nil)
    let entries = (0..<3).map { Sample.entry($0).encoded(in: Sample.log) }
    let chunk = try Chunk.pack(entries, start: 0, seeds: SeedCover(seed: Sample.seed), signature: signature)
    let digest = Hash.sha256([1])
    return [
        (
            "hello",
            .hello(
                Hello(
                    versionMin: 1, versionMax: 2, mayFeatures: 5, isScheduled: true, digest: digest, program: "pakt 1.0"
                ))
        ),
        (
            "welcome, equal",
            .welcome(
                Welcome(version: 1, isEqual: true, notBefore: 86_400, notAfter: 90_000, hubTime: 1_790_000_000_000))
        ),
        (
            "welcome, not equal, no schedule",
            .welcome(Welcome(version: 1, features: 5, isEqual: false, notBefore: nil, notAfter: nil, hubTime: 0))
        ),
        ("no positions", .positions([])),
        ("positions", .positions([own, desk].map { LogPosition(log: $0, size: 5, root: digest) })),
        ("log of the node itself", .log(own)), ("log of another writer", .log(desk)), ("chunk", .chunk(log: 1, chunk)),
        ("receipt", .receipt(ReceiptMessage(logIndex: 0, size: 5, at: 1_790_000_000_123, signature: signature))),
        ("turn", .turn), ("bye", .bye(digest)),
        (
            "refuse",
            .refuse(
                Refusal(
                    code: 7, name: "forked", detail: "two heads of one epoch", versionMin: 1, versionMax: 1,
                    notBefore: 60))
        ),
        (
            "join",
            .join(
                Join(
                    token: [UInt8](repeating: 1, count: 16), identityKey: key, bindingSignature: signature,
                    companyID: [UInt8](0..<8), program: "pakt 1.0", shareReadings: true))
        ),
        (
            "joined",
            .joined(
                Joined(
                    isActive: false, partner: 31, partnerName: "Rheinhafen Spedition GmbH",
                    networkName: "Klimapakt Duisburg",
                    companyID: [UInt8](0..<8), hubIdentityKey: key, hubBackupFingerprint: digest.bytes, code: "483-201",
                    notBefore: nil, notAfter: 3600))
        ),
    ]
}

/// Reads a stream to its end.
private func read(_ stream: [UInt8]) throws -> [Message] {
    var reader = FrameReader()
    reader.append(stream)
    var messages: [Message] = []
    while let message = try reader.next() { messages.append(message) }
    return messages
}

/// Frames of every message, and streams that must be refused.
func messageVectors() throws -> VectorFile {
    var file = VectorFile(
        "messages",
        about: "Streams of frames: 'types' are the messages in them, frames of unknown type from 128 left out. With "
            + "'error': must be refused, by this name. A strict prefix of a good stream waits for more bytes.")
    for (name, message) in try goodMessages() {
        let frame = try message.frame()
        let messages = try read(frame)
        precondition(messages == [message], "messages: \(name) is refused")
        file.good(name, [("frames", .hex(frame)), ("types", .list([.number(UInt64(message.type))]))])
    }
    let skipped = [UInt8](hex: "018004ff010203")
    let turn = try Message.turn.frame()
    let seven = JSON.number(7)
    file.good(
        "messages of a later version are skipped",
        [("frames", .hex(skipped + turn + skipped)), ("types", .list([seven]))])
    file.good("two messages in one stream", [("frames", .hex(turn + turn)), ("types", .list([seven, seven]))])
    let longWelcome = [UInt8](hex: "0902870100f5f6f60000")
    let welcomes = try read(longWelcome)
    precondition(welcomes.count == 1, "messages: a longer welcome is refused")
    file.good(
        "a welcome with an element of a later version", [("frames", .hex(longWelcome)), ("types", .list([.number(2)]))])
    let bad: [(String, String, WireError.Code)] = [
        ("an empty frame", "00", .wrongValue), ("a length not minimal", "8200", .notMinimal),
        ("262,145 bytes announced", "818010", .tooLarge), ("a length of four bytes", "81808001", .tooLarge),
        ("an unknown type below 128", "020a80", .unknownMessage), ("a body missing", "0107", .truncated),
        ("a turn with an element", "03078100", .wrongCount), ("a map for a body", "0207a0", .wrongType),
        ("two bodies in one frame", "03078080", .trailingBytes), ("a digest of one byte", "0408814100", .wrongLength),
        ("an audience nobody knows", "070485f604f600f6", .wrongValue),
        ("a desk log without a partner", "070485f603f600f6", .wrongValue),
        ("a city log with a partner", "070485f6010100f6", .wrongValue),
        ("a writer's key of one byte", "080485410101f600f6", .wrongLength),
    ]
    for (name, hex, code) in bad {
        file.bad(name, [UInt8](hex: hex), as: "frames", code) { _ = try read($0) }
    }
    return file
}
