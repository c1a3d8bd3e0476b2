/// Why a side ends the session. Every version can read it, whatever the versions of the two sides.
public struct Refusal: Hashable, Sendable {
    /// The number of the reason.
    public let code: UInt64

    /// The stable English name of the reason.
    public let name: String

    /// A sentence for a person's log, in English.
    public let detail: String

    /// The lowest protocol version the sender speaks.
    public let versionMin: UInt64

    /// The highest protocol version the sender speaks.
    public let versionMax: UInt64

    /// The node should not come again before so many seconds from now; `nil` when that is up to it.
    public let notBefore: UInt32?

    /// The node should have come again so many seconds from now; `nil` when that is up to it.
    public let notAfter: UInt32?

    /// Makes a refusal.
    public init(
        code: UInt64, name: String, detail: String, versionMin: UInt64, versionMax: UInt64, notBefore: UInt32? = nil,
        notAfter: UInt32? = nil
    ) {
        self.code = code
        self.name = name
        self.detail = detail
        self.versionMin = versionMin
        self.versionMax = versionMax
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

extension Refusal {
    var cbor: CBOR {
        .array([
            .unsigned(code), .text(name), .text(detail), .unsigned(versionMin), .unsigned(versionMax),
            CBOR(optional: notBefore), CBOR(optional: notAfter),
        ])
    }

    /// Later versions may add elements; they are not read here.
    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "refuse")
        code = try fields.unsigned("code")
        name = try fields.text("name", upTo: Limits.maximumNameByteCount)
        detail = try fields.text("detail", upTo: Limits.maximumTextByteCount)
        versionMin = try fields.unsigned("versionMin")
        versionMax = try fields.unsigned("versionMax")
        notBefore = try fields.optionalUnsigned32("notBefore")
        notAfter = try fields.optionalUnsigned32("notAfter")
    }

    func check() throws(WireError) {
        try name.check("refuse.name", upTo: Limits.maximumNameByteCount)
        try detail.check("refuse.detail", upTo: Limits.maximumTextByteCount)
    }
}
