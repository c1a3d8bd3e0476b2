import NIOCore
import NIOSSL
import Synchronization
import Wire

/// The names of our protocols in TLS.
enum ProtocolName {
    static let session = "pakt/1"
    static let enrolment = "pakt-join/1"
}

/// The TLS settings both sides share: version 1.3, keys instead of authorities, no resumption that is needed.
enum SecureContext {
    static func server(_ identity: TransportIdentity, limits: TransportLimits) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [try identity.certificateSource()], privateKey: try identity.privateKeySource())
        configuration.applicationProtocols = [ProtocolName.session, ProtocolName.enrolment]
        configuration.shutdownTimeout = TimeAmount(limits.lingerDeadline)
        harden(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    static func client(
        _ identity: TransportIdentity, protocol name: String, limits: TransportLimits
    ) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateChain = [try identity.certificateSource()]
        configuration.privateKey = try identity.privateKeySource()
        configuration.applicationProtocols = [name]
        configuration.shutdownTimeout = TimeAmount(limits.lingerDeadline)
        harden(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    private static func harden(_ configuration: inout TLSConfiguration) {
        configuration.minimumTLSVersion = .tlsv13
        configuration.curves = [.x25519_MLKEM768, .x25519]
        // Asks for the peer's certificate; what it must be is decided by the callback, which sees the key alone.
        configuration.certificateVerification = .noHostnameVerification
        configuration.renegotiationSupport = .none
    }
}

/// The key a peer has shown in its handshake.
final class PeerKey: Sendable {
    private let found = Mutex<Hash?>(nil)

    /// The SHA-256 of the peer's public key, or `nil` before it was shown.
    var pin: Hash? { found.withLock { $0 } }

    /// Records the key and accepts it if it is one of the expected ones; `nil` accepts any, to be looked up later.
    func verification(expecting pins: [Hash]?) -> NIOSSLCustomVerificationCallback {
        { certificates, promise in
            let key = try? certificates.first?.extractPublicKey().toSPKIBytes()
            let pin = key.map { Hash.sha256($0) }
            self.found.withLock { $0 = pin }
            guard let pin, pins?.contains(pin) ?? true else { return promise.succeed(.failed) }
            promise.succeed(.certificateVerified)
        }
    }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
