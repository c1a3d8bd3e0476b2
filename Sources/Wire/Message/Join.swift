/// A node's request to become part of the network, with the token of its invitation.
public struct Join: Hashable, Sendable {
    /// The single-use token of the invitation, 16 bytes.
    public let token: [UInt8]

    /// The node's identity key, 32 bytes.
    public let identityKey: [UInt8]

    /// The identity key's signature over the node's TLS key, 64 bytes.
    public let bindingSignature: [UInt8]

    /// The company, 8 bytes.
    public let companyID: [UInt8]

    /// The program and its version, for the hub's log.
    public let program: String

    /// Whether raw readings go to the city; otherwise only the yearly figures do.
    public let shareReadings: Bool

    /// Makes a request.
    public init(
        token: [UInt8], identityKey: [UInt8], bindingSignature: [UInt8], companyID: [UInt8], program: String,
        shareReadings: Bool
    ) {
        self.token = token
        self.identityKey = identityKey
        self.bindingSignature = bindingSignature
        self.companyID = companyID
        self.program = program
        self.shareReadings = shareReadings
    }
}

extension Join {
    var cbor: CBOR {
        .array([
            .bytes(token), .bytes(identityKey), .bytes(bindingSignature), .bytes(companyID), .text(program),
            .unsigned(shareReadings ? 1 : 0),
        ])
    }

    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "join")
        token = try fields.bytes("token", count: Limits.tokenByteCount)
        identityKey = try fields.bytes("identityKey", count: Limits.keyByteCount)
        bindingSignature = try fields.bytes("bindingSignature", count: Limits.signatureByteCount)
        companyID = try fields.bytes("companyID", count: Limits.companyIDByteCount)
        program = try fields.text("program", upTo: Limits.maximumNameByteCount)
        shareReadings = try fields.unsigned("share", upTo: 1) == 1
        try fields.end()
    }

    func check() throws(WireError) {
        try token.check("join.token", count: Limits.tokenByteCount)
        try identityKey.check("join.identityKey", count: Limits.keyByteCount)
        try bindingSignature.check("join.bindingSignature", count: Limits.signatureByteCount)
        try companyID.check("join.companyID", count: Limits.companyIDByteCount)
        try program.check("join.program", upTo: Limits.maximumNameByteCount)
    }
}
