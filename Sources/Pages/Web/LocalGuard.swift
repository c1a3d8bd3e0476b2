import Synchronization

/// The doorkeeper of pages that only the owner of this machine's session may see.
///
/// Four locks, since any web page and any user of the machine can reach a loopback port: the `Host` must be this
/// site's own (DNS rebinding), the session cookie is given out only against a secret that works once (other users),
/// forms carry a token and come from this site's own pages (cross-site requests).
package final class LocalGuard: Sendable {
    private struct State {
        var port: Int?
        var secret: String
        var sessions: [(cookie: String, token: String)] = []
    }

    private let state: Mutex<State>

    /// Sessions at a time; the oldest gives way. One person with a few browsers needs no more.
    static let maximumSessionCount = 16

    /// A doorkeeper with a fresh secret.
    package init() {
        state = Mutex(State(secret: Self.makeSecret()))
    }

    /// The path that opens a session once; after its use there is a new one.
    package var openPath: String { "/open?secret=" + state.withLock(\.secret) }

    /// Tells the port that is listened on; until then every request is refused.
    package func listen(on port: Int) { state.withLock { $0.port = port } }

    /// The name of the cookie: cookies do not tell ports apart, so the name does.
    package var cookieName: String { "pakt_session_\(state.withLock(\.port) ?? 0)" }

    /// 32 random bytes from the system's generator, as hexadecimal digits.
    private static func makeSecret() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let word = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }

    /// Compares in a time that does not depend on where two texts differ.
    package static func isEqual(_ left: String, _ right: String) -> Bool {
        let first = Array(left.utf8)
        let second = Array(right.utf8)
        guard first.count == second.count else { return false }
        return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Whether a request names exactly one host and it is this site's own.
    func isOwnHost(_ request: WebRequest) -> Bool {
        guard let port = state.withLock(\.port), let host = request.only("host") else { return false }
        return Self.names.contains { host == "\($0):\(port)" }
    }

    private static let names = ["127.0.0.1", "localhost", "[::1]"]

    /// Whether a form was sent by a page of this site.
    ///
    /// A browser says so in `Sec-Fetch-Site`; one that does not must name this site in `Origin`. Under
    /// `Referrer-Policy: no-referrer` browsers send `Origin: null` with their own forms, so `null` is believed only
    /// beside `Sec-Fetch-Site`.
    func isOwnForm(_ request: WebRequest) -> Bool {
        guard request.values("origin").count <= 1, request.values("sec-fetch-site").count <= 1 else { return false }
        let origin = request.only("origin")
        let isOwnOrigin = origin.map { $0 == "http://" + (request.only("host") ?? "") } ?? false
        guard let site = request.only("sec-fetch-site") else { return isOwnOrigin }
        guard site == "same-origin" || site == "none" else { return false }
        return origin == nil || origin == "null" || isOwnOrigin
    }

    /// Opens a session against the secret.
    ///
    /// - Returns: the `Set-Cookie` value, or nil when the secret is wrong or was used before.
    func open(secret: String) -> String? {
        let cookie: String? = state.withLock { state in
            guard Self.isEqual(secret, state.secret) else { return nil }
            state.secret = Self.makeSecret()
            let cookie = Self.makeSecret()
            state.sessions.append((cookie, Self.makeSecret()))
            if state.sessions.count > Self.maximumSessionCount { state.sessions.removeFirst() }
            return cookie
        }
        return cookie.map { "\(cookieName)=\($0); Path=/; HttpOnly; SameSite=Strict" }
    }

    /// The form token of a request's session; nil when the request has no session.
    func token(of request: WebRequest) -> String? {
        let name = cookieName
        let cookies = request.values("cookie").flatMap { $0.split(separator: ";") }
        for cookie in cookies.prefix(WebLimits.maximumFieldCount) {
            let parts = cookie.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
            let value = String(parts[1])
            if let session = state.withLock({ $0.sessions.first { Self.isEqual($0.cookie, value) } }) {
                return session.token
            }
        }
        return nil
    }
}
