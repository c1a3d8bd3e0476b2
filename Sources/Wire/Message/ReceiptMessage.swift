/// A receipt as it travels: the root is what the node itself has at this size, so that it must check it.
public struct ReceiptMessage: Hashable, Sendable {
    /// The log, counted from 0 in the order the node announced its logs in this session.
    public let logIndex: Int

    /// The number of entries stored.
    public let size: UInt64

    /// The hub's time, in milliseconds since 1970-01-01 00:00 UTC.
    public let at: UInt64

    /// The hub's signature over the ``Receipt``, 64 bytes.
    public let signature: [UInt8]

    /// Makes the message.
    public init(logIndex: Int, size: UInt64, at: UInt64, signature: [UInt8]) {
        self.logIndex = logIndex
        self.size = size
        self.at = at
        self.signature = signature
    }
}

extension ReceiptMessage {
    var cbor: CBOR {
        .array([.unsigned(UInt64(logIndex)), .unsigned(size), .unsigned(at), .bytes(signature)])
    }

    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "receipt")
        logIndex = Int(try fields.unsigned("log", upTo: Message.maximumLogIndex))
        size = try fields.unsigned("size", upTo: Limits.maximumLogEntryCount)
        at = try fields.unsigned("at")
        signature = try fields.bytes("signature", count: Limits.signatureByteCount)
        try fields.end()
    }

    func check() throws(WireError) {
        guard signature.count == Limits.signatureByteCount else {
            throw WireError(.wrongLength, context: "receipt.signature")
        }
        try Message.check(logIndex: logIndex)
    }
}
