public import SyncEngine
public import Wire

/// Why a connection to a hub came to nothing or ended early.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure, stable for scripts.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// No connection: the name is unknown, nobody listens, or the network is down.
        case unreachable
        /// The hub showed another key than the one pinned; nothing was sent to it.
        case wrongKey
        /// The encrypted connection failed for another reason.
        case handshakeFailed
        /// The hub refused; ``TransportError/refusal`` says why and perhaps until when.
        case refused
        /// This side refused what the hub sent.
        case protocolViolation
        /// The connection ended early; what was received until then is kept.
        case cut
        /// The hub was silent for too long.
        case timeout
        /// The own store failed.
        case storeFailed
        /// An address or a key given by the caller is unusable.
        case invalidArgument
    }

    public let code: Code
    /// What happened, in English.
    public let detail: String
    /// The hub's refusal, with code `refused` only.
    public let refusal: Refusal?
    /// The session's own error, where this side ended it.
    public let sessionError: SessionError?
    /// The fingerprints expected and found, with code `wrongKey` only.
    public let expectedPins: [Hash]
    public let foundPin: Hash?
    /// What the session did before it failed, or `nil` when none began.
    public let report: SyncReport?

    public init(
        _ code: Code, _ detail: String, refusal: Refusal? = nil, sessionError: SessionError? = nil,
        expectedPins: [Hash] = [], foundPin: Hash? = nil, report: SyncReport? = nil
    ) {
        self.code = code
        self.detail = detail
        self.refusal = refusal
        self.sessionError = sessionError
        self.expectedPins = expectedPins
        self.foundPin = foundPin
        self.report = report
    }

    /// The refusal's code, or `nil` when nobody refused or the code is not known to this program.
    public var refusalCode: RefusalCode? { refusal.flatMap { RefusalCode(rawValue: $0.code) } }

    public var description: String {
        switch code {
        case .wrongKey:
            let expected = expectedPins.map(Fingerprint.text).joined(separator: " or ")
            return "\(detail) (expected \(expected), found \(foundPin.map(Fingerprint.text) ?? "none"))"
        default: return "\(detail) (\(code.rawValue))"
        }
    }
}

/// How a key's hash is shown to people.
public enum Fingerprint {
    /// The hash in hexadecimal, in groups of four digits.
    public static func text(_ hash: Hash) -> String {
        let digits = Array(hash.description)
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }
            .joined(separator: " ")
    }
}
