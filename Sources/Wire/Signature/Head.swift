public import Crypto

/// What a writer signs: how long its log is, the Merkle root over it, and which epoch went before.
public struct Head: Hashable, Sendable {
    /// The log.
    public let log: LogID

    /// The number of entries.
    public let size: UInt64

    /// The Merkle root over them.
    public let root: Hash

    /// Where the epoch before ended; `nil` for a feed's first epoch.
    public let previous: EpochLink?

    /// States the head of a log.
    public init(log: LogID, size: UInt64, root: Hash, previous: EpochLink? = nil) {
        self.log = log
        self.size = size
        self.root = root
        self.previous = previous
    }

    /// The signed payload: CBOR [1, feed, epoch, size, root, previous].
    public var payload: [UInt8] {
        var writer = CBORWriter(capacity: 128)
        writer.array(6)
        writer.unsigned(1)
        writer.feed(log.feed)
        writer.unsigned(log.epoch)
        writer.unsigned(size)
        writer.hash(root)
        if let previous { previous.write(to: &writer) } else { writer.null() }
        return writer.bytes
    }

    /// The bytes under the signature: the payload within the Sig_structure of RFC 9052.
    public var signedBytes: [UInt8] { SignatureStructure.bytes(payload: payload) }

    /// Signs the head.
    ///
    /// - Returns: The 64 bytes of an Ed25519 signature.
    /// - Throws: What the cryptographic library throws; it has no reason to.
    public func sign(with key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        try SignatureStructure.sign(signedBytes, with: key)
    }

    /// Whether this signature over this head is the writer's.
    ///
    /// - Parameters:
    ///   - signature: 64 bytes; any other number is not valid.
    ///   - publicKey: The writer's 32 bytes.
    public func isValid(signature: [UInt8], by publicKey: [UInt8]) -> Bool {
        SignatureStructure.isValid(signature, over: signedBytes, by: publicKey)
    }

    /// The signature as a COSE_Sign1 with a detached payload, for other programs to check.
    public static func coseSign1(signature: [UInt8]) -> [UInt8] { SignatureStructure.message(signature: signature) }
}
