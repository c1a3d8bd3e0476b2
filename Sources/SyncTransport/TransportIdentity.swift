public import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
public import Wire
import X509

/// The key a node or a hub shows in TLS, in a certificate that is only its container.
///
/// Peers know each other by the hash of the public key; the certificate is made anew at each start and neither its
/// dates nor its names mean anything.
public struct TransportIdentity: Sendable {
    public let privateKey: P256.Signing.PrivateKey
    /// The SHA-256 of the public key as SubjectPublicKeyInfo in DER: what peers pin.
    public let pin: Hash
    /// The self-signed certificate in DER.
    package let certificate: [UInt8]

    /// Makes a new key.
    ///
    /// - Throws: An error of the certificate library, which does not happen with a sound key.
    public init() throws {
        try self.init(privateKey: P256.Signing.PrivateKey())
    }

    /// Takes a key that the caller kept.
    public init(privateKey: P256.Signing.PrivateKey) throws {
        self.privateKey = privateKey
        pin = Hash.sha256(Array(privateKey.publicKey.derRepresentation))
        certificate = try Self.makeCertificate(privateKey)
    }

    /// Reads a key kept as PEM, which is how ``pemRepresentation`` gives it.
    public init(pemRepresentation: String) throws {
        try self.init(privateKey: P256.Signing.PrivateKey(pemRepresentation: pemRepresentation))
    }

    /// The private key as PEM, to be kept where only its owner can read it.
    public var pemRepresentation: String { privateKey.pemRepresentation }

    private static func makeCertificate(_ key: P256.Signing.PrivateKey) throws -> [UInt8] {
        let name = try DistinguishedName { CommonName("pakt") }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(1), publicKey: .init(key.publicKey),
            // 2000 to 2099: nobody reads the dates, but other programs that show the certificate should not complain.
            notValidBefore: Date(timeIntervalSince1970: 946_684_800),
            notValidAfter: Date(timeIntervalSince1970: 4_070_908_800),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {}, issuerPrivateKey: .init(key))
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    func certificateSource() throws -> NIOSSLCertificateSource {
        .certificate(try NIOSSLCertificate(bytes: certificate, format: .der))
    }

    func privateKeySource() throws -> NIOSSLPrivateKeySource {
        .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKey.pemRepresentation.utf8), format: .pem))
    }
}

/// The statement by which an identity key takes a TLS key as its own.
public enum KeyBinding {
    /// What is signed: CBOR ["pakt tls binding", hash of the TLS key].
    public static func signedBytes(pin: Hash) -> [UInt8] {
        CBOR.array([.text("pakt tls binding"), .bytes(pin.bytes)]).encoded()
    }

    public static func sign(pin: Hash, with key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
        Array(try key.signature(for: signedBytes(pin: pin)))
    }

    /// - Parameter publicKey: Ed25519, 32 bytes; any other count gives false.
    public static func isValid(signature: [UInt8], pin: Hash, by publicKey: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: signedBytes(pin: pin))
    }
}

/// The eight digits that both screens show at enrolment, so that two people can compare them on the telephone.
public enum ConfirmationCode {
    /// Made from all four keys, in the form `1234-5678`.
    public static func text(nodeIdentityKey: [UInt8], nodePin: Hash, hubIdentityKey: [UInt8], hubPin: Hash) -> String {
        let keys = CBOR.array([
            .text("pakt confirmation code"), .bytes(nodeIdentityKey), .bytes(nodePin.bytes), .bytes(hubIdentityKey),
            .bytes(hubPin.bytes),
        ])
        let number = Hash.sha256(keys.encoded()).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(number % 100_000_000)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        return "\(padded.prefix(4))-\(padded.suffix(4))"
    }
}

extension TransportIdentity {
    /// The purpose under which a store draws the secret of its TLS key.
    public static let secretPurpose = "paktwerk tls key 1"

    /// The identity whose private key is these 32 secret bytes, so that one secret brings back a whole store.
    ///
    /// - Throws: for bytes that are no P-256 key, of which there is one in 2^32 at most.
    public init(secret: [UInt8]) throws {
        try self.init(privateKey: P256.Signing.PrivateKey(rawRepresentation: secret))
    }
}
