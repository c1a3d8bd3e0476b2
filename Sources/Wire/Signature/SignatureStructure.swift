import Crypto

/// What an Ed25519 signature of ours covers: the Sig_structure of COSE_Sign1 (RFC 9052, section 4.4).
///
/// The protected header is always {1: -8} (EdDSA) and there is no external data, so only the 64 bytes of the
/// signature need to travel; anyone can put them into a COSE_Sign1 with a detached payload.
enum SignatureStructure {
    /// The encoded protected header: a map with the algorithm EdDSA.
    static let protectedHeader: [UInt8] = [0xa1, 0x01, 0x27]

    static func bytes(payload: [UInt8]) -> [UInt8] {
        var writer = CBORWriter(capacity: payload.count + 32)
        writer.array(4)
        writer.text("Signature1")
        writer.byteString(protectedHeader)
        writer.byteString([])
        writer.byteString(payload)
        return writer.bytes
    }

    static func sign(_ bytes: [UInt8], with key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        [UInt8](try key.signature(for: bytes))
    }

    static func isValid(_ signature: [UInt8], over bytes: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == Limits.signatureByteCount, publicKey.count == Limits.keyByteCount,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    /// A COSE_Sign1 (tag 18) with a detached payload.
    static func message(signature: [UInt8]) -> [UInt8] {
        CBOR.tagged(18, .array([.bytes(protectedHeader), .map([]), .null, .bytes(signature)])).encoded()
    }
}
