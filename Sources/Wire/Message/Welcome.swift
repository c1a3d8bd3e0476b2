/// The hub's answer to a hello it accepts.
public struct Welcome: Hashable, Sendable {
    /// The protocol version of this session.
    public let version: UInt64

    /// The features of this session, one bit each.
    public let features: UInt64

    /// Whether both sides hold the same, so that the node can close at once.
    public let isEqual: Bool

    /// The node should not come again before so many seconds from now; `nil` when it may come at any time.
    public let notBefore: UInt32?

    /// The node should have come again so many seconds from now; `nil` when there is no schedule.
    public let notAfter: UInt32?

    /// The hub's clock, in milliseconds since 1970-01-01 00:00 UTC.
    public let hubTime: UInt64

    /// Makes a welcome.
    public init(
        version: UInt64, features: UInt64 = 0, isEqual: Bool, notBefore: UInt32?, notAfter: UInt32?, hubTime: UInt64
    ) {
        self.version = version
        self.features = features
        self.isEqual = isEqual
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.hubTime = hubTime
    }
}

extension Welcome {
    var cbor: CBOR {
        .array([
            .unsigned(version), .unsigned(features), .boolean(isEqual), CBOR(optional: notBefore),
            CBOR(optional: notAfter), .unsigned(hubTime),
        ])
    }

    /// Later versions may add elements; they are not read here.
    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "welcome")
        version = try fields.unsigned("version")
        features = try fields.unsigned("features")
        isEqual = try fields.boolean("equal")
        notBefore = try fields.optionalUnsigned32("notBefore")
        notAfter = try fields.optionalUnsigned32("notAfter")
        hubTime = try fields.unsigned("hubTime")
    }
}
