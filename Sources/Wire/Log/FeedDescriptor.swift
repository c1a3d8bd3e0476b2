/// What makes a feed: who writes it, for whom.
public struct FeedDescriptor: Hashable, Sendable {
    /// The Ed25519 public key of the writing node, 32 bytes.
    public let writer: [UInt8]

    /// Who may hold the feed.
    public let audience: Audience

    /// The number of the partner a desk feed is for; `nil` for every other audience.
    public let partner: UInt32?

    /// The name that follows from the other three.
    public let id: FeedID

    /// Describes a feed.
    ///
    /// - Precondition: The writer's key has 32 bytes; a partner is named if and only if the audience is `desk`.
    public init(writer: [UInt8], audience: Audience, partner: UInt32? = nil) {
        precondition(writer.count == Limits.keyByteCount, "a writer's key has 32 bytes")
        precondition((partner != nil) == (audience == .desk), "desk feeds have a partner, and only they")
        self.writer = writer
        self.audience = audience
        self.partner = partner
        var cbor = CBORWriter(capacity: 48)
        cbor.array(3)
        cbor.byteString(writer)
        cbor.unsigned(UInt64(audience.rawValue))
        if let partner { cbor.unsigned(UInt64(partner)) } else { cbor.null() }
        id = FeedID(firstBytesOf: Hash.sha256(cbor.bytes))
    }
}
