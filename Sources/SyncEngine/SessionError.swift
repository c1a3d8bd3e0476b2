public import Wire

/// Why a session ended before its time, as this side found it.
///
/// Two errors are equal when their codes and logs are; the detail is for people.
public struct SessionError: Error, Hashable, Sendable, CustomStringConvertible {
    public let code: RefusalCode
    /// What happened, in English and without a peer's own words.
    public let detail: String
    /// The log it happened in, or `nil` when it concerns the whole session.
    public let log: LogID?

    /// Longer details are cut in a refuse message; four bytes a character stay within the message's limit.
    private static let maximumDetailCharacterCount = Limits.maximumTextByteCount / 8

    public init(_ code: RefusalCode, _ detail: String, log: LogID? = nil) {
        self.code = code
        self.detail = detail
        self.log = log
    }

    public static func == (left: SessionError, right: SessionError) -> Bool {
        left.code == right.code && left.log == right.log
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(log)
    }

    public var description: String { "\(code.name): \(detail)" }

    /// The message that tells the peer, with a window to come back in where one is known.
    ///
    /// What went wrong inside this side's store is not for the peer: it learns only that something did.
    public func refusal(window: Window? = nil) -> Refusal {
        let told = code == .storeFailed ? "the store of the other side failed" : detail
        return Refusal(
            code: code.rawValue, name: code.name, detail: String(told.prefix(Self.maximumDetailCharacterCount)),
            versionMin: ProtocolVersion.oldest, versionMax: ProtocolVersion.newest,
            notBefore: window?.notBefore, notAfter: window?.notAfter)
    }
}

/// The versions of the session protocol that this program speaks.
public enum ProtocolVersion {
    public static let oldest: UInt64 = 1
    public static let newest: UInt64 = 1
    /// The feature bits this program understands; none is assigned yet.
    public static let knownFeatures: UInt64 = 0
}

/// When the next session is wanted, in seconds from now.
public struct Window: Hashable, Sendable {
    public let notBefore: UInt32
    public let notAfter: UInt32

    public init(notBefore: UInt32, notAfter: UInt32) {
        self.notBefore = notBefore
        self.notAfter = max(notBefore, notAfter)
    }

    /// The window of two optional message fields, or `nil` unless both are there.
    public init?(notBefore: UInt32?, notAfter: UInt32?) {
        guard let notBefore, let notAfter else { return nil }
        self.init(notBefore: notBefore, notAfter: notAfter)
    }
}
