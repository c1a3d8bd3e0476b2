/// What can go wrong when a page is to be served.
public struct PagesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name of what went wrong.
    public enum Code: String, Hashable, Sendable {
        /// The page is meant for this machine only and was to be bound to another address.
        case notLoopback = "not_loopback"
        /// The address or port cannot be listened on.
        case cannotListen = "cannot_listen"
    }

    /// What went wrong.
    public let code: Code
    /// The address that was asked for.
    public let address: String
    /// What the system said; empty when it said nothing.
    public let detail: String

    init(_ code: Code, address: String, detail: String = "") {
        self.code = code
        self.address = address
        self.detail = detail
    }

    /// What happened and what to do, in English.
    public var description: String {
        switch code {
        case .notLoopback: "\(address) is not an address of this machine alone; use 127.0.0.1 or ::1"
        case .cannotListen:
            "cannot listen on \(address): \(detail); choose another port or stop the program that uses it"
        }
    }
}
