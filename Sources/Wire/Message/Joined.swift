/// The hub's answer to a join request it accepts.
public struct Joined: Hashable, Sendable {
    /// Whether the node may synchronise at once; otherwise the office has to confirm the short code first.
    public let isActive: Bool

    /// The number of the partner.
    public let partner: UInt32

    /// The partner's name as the office knows it.
    public let partnerName: String

    /// The network's name.
    public let networkName: String

    /// The company, 8 bytes: the one asked for, or the partner's when it has a node already.
    public let companyID: [UInt8]

    /// The hub's identity key, 32 bytes.
    public let hubIdentityKey: [UInt8]

    /// The SHA-256 hash of the hub's backup key, 32 bytes.
    public let hubBackupFingerprint: [UInt8]

    /// The short code that both people compare.
    public let code: String

    /// The node should not come again before so many seconds from now; `nil` when it may come at any time.
    public let notBefore: UInt32?

    /// The node should have come again so many seconds from now; `nil` when there is no schedule.
    public let notAfter: UInt32?

    /// Makes an answer.
    public init(
        isActive: Bool, partner: UInt32, partnerName: String, networkName: String, companyID: [UInt8],
        hubIdentityKey: [UInt8], hubBackupFingerprint: [UInt8], code: String, notBefore: UInt32?, notAfter: UInt32?
    ) {
        self.isActive = isActive
        self.partner = partner
        self.partnerName = partnerName
        self.networkName = networkName
        self.companyID = companyID
        self.hubIdentityKey = hubIdentityKey
        self.hubBackupFingerprint = hubBackupFingerprint
        self.code = code
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

extension Joined {
    var cbor: CBOR {
        .array([
            .unsigned(isActive ? 0 : 1), .unsigned(UInt64(partner)), .text(partnerName), .text(networkName),
            .bytes(companyID), .bytes(hubIdentityKey), .bytes(hubBackupFingerprint), .text(code),
            CBOR(optional: notBefore), CBOR(optional: notAfter),
        ])
    }

    /// Later versions may add elements; they are not read here.
    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "joined")
        isActive = try fields.unsigned("state", upTo: 1) == 0
        partner = UInt32(try fields.unsigned("partner", upTo: UInt64(UInt32.max)))
        partnerName = try fields.text("partnerName", upTo: Limits.maximumNameByteCount)
        networkName = try fields.text("networkName", upTo: Limits.maximumNameByteCount)
        companyID = try fields.bytes("companyID", count: Limits.companyIDByteCount)
        hubIdentityKey = try fields.bytes("hubIdentityKey", count: Limits.keyByteCount)
        hubBackupFingerprint = try fields.bytes("hubBackupFingerprint", count: 32)
        code = try fields.text("code", upTo: Limits.maximumNameByteCount)
        notBefore = try fields.optionalUnsigned32("notBefore")
        notAfter = try fields.optionalUnsigned32("notAfter")
    }

    func check() throws(WireError) {
        try partnerName.check("joined.partnerName", upTo: Limits.maximumNameByteCount)
        try networkName.check("joined.networkName", upTo: Limits.maximumNameByteCount)
        try companyID.check("joined.companyID", count: Limits.companyIDByteCount)
        try hubIdentityKey.check("joined.hubIdentityKey", count: Limits.keyByteCount)
        try hubBackupFingerprint.check("joined.hubBackupFingerprint", count: 32)
        try code.check("joined.code", upTo: Limits.maximumNameByteCount)
    }
}
