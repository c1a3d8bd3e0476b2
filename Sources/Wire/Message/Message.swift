/// One message between a node and a hub.
public enum Message: Hashable, Sendable {
    /// The node says what it speaks and holds.
    case hello(Hello)
    /// The hub accepts.
    case welcome(Welcome)
    /// The sender says how much of each log it holds.
    case positions([LogPosition])
    /// The sender gives a log its next number, from 0, for the chunks that follow.
    case log(LogAnnouncement)
    /// Entries of the log with this number.
    case chunk(log: Int, Chunk)
    /// The hub has stored a log of the node durably.
    case receipt(ReceiptMessage)
    /// The sender has said all it can say and waits for the other side.
    case turn
    /// The node ends the session; the digest is over what it holds now.
    case bye(Hash)
    /// The sender ends the session because something is wrong.
    case refuse(Refusal)
    /// A node asks to become part of the network.
    case join(Join)
    /// The hub has taken a node in.
    case joined(Joined)

    /// The number of the message in its frame.
    public var type: UInt8 {
        switch self {
        case .hello: 1
        case .welcome: 2
        case .positions: 3
        case .log: 4
        case .chunk: 5
        case .receipt: 6
        case .turn: 7
        case .bye: 8
        case .refuse: 9
        case .join: 16
        case .joined: 17
        }
    }
}

extension Message {
    /// The whole frame: length, type and body.
    ///
    /// - Throws: ``WireError`` when the message breaks a limit; nothing that could be refused is ever sent.
    public func frame() throws(WireError) -> [UInt8] {
        try check()
        var body = CBORWriter(capacity: 128)
        body.item(cbor)
        let count = body.bytes.count + 1
        guard count <= Limits.maximumFrameByteCount else { throw WireError(.tooLarge, context: "frame") }
        var frame: [UInt8] = []
        frame.reserveCapacity(count + Limits.maximumFrameLengthByteCount)
        var rest = count
        while rest >= 0x80 {
            frame.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        frame.append(UInt8(rest))
        frame.append(type)
        frame.append(contentsOf: body.bytes)
        return frame
    }

    /// Reads the body of a frame.
    ///
    /// Elements that a later version adds are ignored in `hello`, `welcome`, `refuse` and `joined`, so that two
    /// versions can always tell each other what they are; elsewhere they are an error.
    /// - Throws: ``WireError``; `unknownMessage` for every type not known here. ``FrameReader`` skips those from 128.
    public init(type: UInt8, body: [UInt8]) throws(WireError) {
        guard Self.isKnown(type) else { throw WireError(.unknownMessage, context: "type \(type)") }
        let cbor = try CBOR(parsing: body)
        switch type {
        case 1: self = .hello(try Hello(cbor: cbor))
        case 2: self = .welcome(try Welcome(cbor: cbor))
        case 3: self = .positions(try LogPosition.list(cbor: cbor))
        case 4: self = .log(try LogAnnouncement(cbor: cbor))
        case 5:
            var fields = try FieldReader(cbor, "chunk message")
            let log = Int(try fields.unsigned("log", upTo: Self.maximumLogIndex))
            self = .chunk(log: log, try Chunk(cbor: try fields.item("chunk")))
            try fields.end()
        case 6: self = .receipt(try ReceiptMessage(cbor: cbor))
        case 7:
            let fields = try FieldReader(cbor, "turn")
            try fields.end()
            self = .turn
        case 8:
            var fields = try FieldReader(cbor, "bye")
            self = .bye(try fields.hash("digest"))
            try fields.end()
        case 9: self = .refuse(try Refusal(cbor: cbor))
        case 16: self = .join(try Join(cbor: cbor))
        default: self = .joined(try Joined(cbor: cbor))
        }
    }

    private static func isKnown(_ type: UInt8) -> Bool {
        (1...9).contains(type) || type == 16 || type == 17
    }

    private var cbor: CBOR {
        switch self {
        case .hello(let hello): hello.cbor
        case .welcome(let welcome): welcome.cbor
        case .positions(let list): .array(list.map(\.cbor))
        case .log(let log): .array(log.items)
        case .chunk(let log, let chunk): .array([.unsigned(UInt64(log)), chunk.cbor])
        case .receipt(let receipt): receipt.cbor
        case .turn: .array([])
        case .bye(let digest): .array([.bytes(digest.bytes)])
        case .refuse(let refusal): refusal.cbor
        case .join(let join): join.cbor
        case .joined(let joined): joined.cbor
        }
    }

    private func check() throws(WireError) {
        switch self {
        case .hello(let hello): try hello.check()
        case .positions(let list):
            guard list.count <= Limits.maximumPositionCount else { throw WireError(.tooMany, context: "positions") }
            for position in list where position.size > Limits.maximumLogEntryCount {
                throw WireError(.wrongValue, context: "positions.log.size")
            }
        case .chunk(let log, _): try Self.check(logIndex: log)
        case .receipt(let receipt): try receipt.check()
        case .refuse(let refusal): try refusal.check()
        case .join(let join): try join.check()
        case .joined(let joined): try joined.check()
        case .welcome, .log, .turn, .bye: break
        }
    }
}
