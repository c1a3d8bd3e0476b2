public import Crypto

/// The hub's word that it has stored a log durably up to a size: what a partner can show later.
public struct Receipt: Hashable, Sendable {
    /// The log.
    public let log: LogID

    /// The number of entries stored.
    public let size: UInt64

    /// The Merkle root over them.
    public let root: Hash

    /// The hub's time when it had stored them, in milliseconds since 1970-01-01 00:00 UTC.
    public let at: UInt64

    /// States what has been stored.
    public init(log: LogID, size: UInt64, root: Hash, at: UInt64) {
        self.log = log
        self.size = size
        self.root = root
        self.at = at
    }

    /// The signed payload: CBOR [2, feed, epoch, size, root, milliseconds].
    public var payload: [UInt8] {
        var writer = CBORWriter(capacity: 96)
        writer.array(6)
        writer.unsigned(2)
        writer.feed(log.feed)
        writer.unsigned(log.epoch)
        writer.unsigned(size)
        writer.hash(root)
        writer.unsigned(at)
        return writer.bytes
    }

    /// The bytes under the signature: the payload within the Sig_structure of RFC 9052.
    public var signedBytes: [UInt8] { SignatureStructure.bytes(payload: payload) }

    /// Signs the receipt with the hub's key.
    ///
    /// - Returns: The 64 bytes of an Ed25519 signature.
    /// - Throws: What the cryptographic library throws; it has no reason to.
    public func sign(with key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        try SignatureStructure.sign(signedBytes, with: key)
    }

    /// Whether this signature over this receipt is the hub's.
    ///
    /// - Parameters:
    ///   - signature: 64 bytes; any other number is not valid.
    ///   - publicKey: The hub's 32 bytes.
    public func isValid(signature: [UInt8], by publicKey: [UInt8]) -> Bool {
        SignatureStructure.isValid(signature, over: signedBytes, by: publicKey)
    }

    /// The signature as a COSE_Sign1 with a detached payload, for other programs to check.
    public static func coseSign1(signature: [UInt8]) -> [UInt8] { SignatureStructure.message(signature: signature) }
}
