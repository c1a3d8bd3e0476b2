/// A log as messages name it: with all that its name and its signatures depend on.
public struct LogAnnouncement: Hashable, Sendable {
    /// The writer's public key, 32 bytes; `nil` for the node of this session.
    public let writer: [UInt8]?

    /// Who may hold the log.
    public let audience: Audience

    /// The partner a desk feed is for; `nil` for every other audience.
    public let partner: UInt32?

    /// The random number of the writer's store.
    public let epoch: UInt64

    /// Where the epoch before ended; `nil` for a feed's first epoch.
    public let previous: EpochLink?

    /// Announces a log.
    ///
    /// - Precondition: A writer's key has 32 bytes; a partner is named if and only if the audience is `desk`.
    public init(writer: [UInt8]?, audience: Audience, partner: UInt32?, epoch: UInt64, previous: EpochLink?) {
        precondition(writer == nil || writer?.count == Limits.keyByteCount, "a writer's key has 32 bytes")
        precondition((partner != nil) == (audience == .desk), "desk feeds have a partner, and only they")
        self.writer = writer
        self.audience = audience
        self.partner = partner
        self.epoch = epoch
        self.previous = previous
    }

    /// Announces a log in a session.
    ///
    /// - Parameters:
    ///   - descriptor: The log.
    ///   - node: The public key of the session's node, which is left out when it is the writer.
    public init(_ descriptor: LogDescriptor, node: [UInt8]) {
        self.init(
            writer: descriptor.feed.writer == node ? nil : descriptor.feed.writer, audience: descriptor.feed.audience,
            partner: descriptor.feed.partner, epoch: descriptor.epoch, previous: descriptor.previous)
    }

    /// The log that is meant.
    ///
    /// - Parameter node: The public key of the session's node, 32 bytes.
    public func descriptor(node: [UInt8]) -> LogDescriptor {
        LogDescriptor(
            feed: FeedDescriptor(writer: writer ?? node, audience: audience, partner: partner), epoch: epoch,
            previous: previous)
    }
}

extension LogAnnouncement {
    /// The five elements that both messages naming logs begin with.
    var items: [CBOR] {
        [
            writer.map { .bytes($0) } ?? .null, .unsigned(UInt64(audience.rawValue)), CBOR(optional: partner),
            .unsigned(epoch), previous?.cbor ?? .null,
        ]
    }

    init(from fields: inout FieldReader, _ context: String) throws(WireError) {
        writer = try fields.optionalBytes("writer", count: Limits.keyByteCount)
        audience = try fields.audience("audience")
        partner = try fields.optionalUnsigned32("partner")
        guard (partner != nil) == (audience == .desk) else {
            throw WireError(.wrongValue, context: "\(context).partner")
        }
        epoch = try fields.unsigned("epoch")
        previous = try fields.previous("previous")
    }

    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "log")
        try self.init(from: &fields, "log")
        try fields.end()
    }
}
