/// Why one side ends a session or an enrolment; the number travels in the refuse message and never changes its meaning.
public enum RefusalCode: UInt64, Hashable, Sendable, CaseIterable {
    case unsupportedVersion = 1
    case unsupportedFeature = 2
    case unexpectedMessage = 3
    case malformed = 4
    case limit = 5
    case busy = 6
    case outsideWindow = 7
    case notEnrolled = 8
    case pending = 9
    case suspended = 10
    case revoked = 11
    case forked = 12
    case gap = 13
    case invalidChunk = 14
    case invalidReceipt = 15
    case notAllowed = 16
    case storeFailed = 17
    case timeout = 18
    case quota = 19
    case shuttingDown = 20
    case tokenUnknown = 32
    case tokenUsed = 33
    case tokenExpired = 34
    case tooManyAttempts = 35
    case bindingInvalid = 36
    case enrolmentClosed = 37

    /// The name beside the number, for a reader that does not know the number.
    public var name: String { "\(self)" }
}
