public import Catalogue

/// The local page of a company's store: its state, its measures with a form to add one, its path to the target.
///
/// It listens on this machine only and opens only to who has the one-time address.
/// Paths: `/`, `/open`, `/measures`, `/style.css`, `/icon.svg`.
public struct LocalSite: Sendable {
    private let page: @Sendable (Language) async throws -> LocalPage
    private let addMeasure: @Sendable ([String: String], Language) async -> FormOutcome
    private let onNewOpenPath: @Sendable (String) -> Void
    private let guardian = LocalGuard()

    /// The local page of a store.
    ///
    /// - Parameters:
    ///   - page: makes the page's content in a language.
    ///   - addMeasure: stores a measure from the form's fields (`title category theme start expectedSavingKwh
    ///     expectedSavingKgCo2e`; empty ones are left out) or says what is wrong with each.
    ///   - onNewOpenPath: called with the next one-time path each time one was used.
    public init(
        page: @escaping @Sendable (Language) async throws -> LocalPage,
        addMeasure: @escaping @Sendable ([String: String], Language) async -> FormOutcome,
        onNewOpenPath: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.page = page
        self.addMeasure = addMeasure
        self.onNewOpenPath = onNewOpenPath
    }

    /// The path, with a secret, that opens the page in a browser once.
    public var openPath: String { guardian.openPath }

    /// Serves the page until the task is cancelled or its service group shuts down.
    ///
    /// - Parameters:
    ///   - host: `127.0.0.1`, `::1` or `localhost`.
    ///   - port: the port; 0 takes a free one.
    ///   - onListening: called once with `HOST:PORT`; `http://` + that + ``openPath`` is the address to show.
    /// - Throws: ``PagesError`` with code `notLoopback` or `cannotListen`.
    public func serve(host: String, port: Int, onListening: @escaping @Sendable (String) -> Void) async throws {
        let address = try Loopback.address(host)
        try await WebServer.serve(
            self, host: address, port: port, onPort: { guardian.listen(on: $0) }, onListening: onListening)
    }

    /// Lets tests answer requests without a socket.
    package func listen(on port: Int) { guardian.listen(on: port) }
}

/// The addresses that only this machine can reach.
enum Loopback {
    /// The address to bind; `localhost` is taken as 127.0.0.1, whatever the machine's host file says.
    static func address(_ host: String) throws(PagesError) -> String {
        switch host {
        case "127.0.0.1", "localhost": return "127.0.0.1"
        case "::1", "[::1]": return "::1"
        default: throw PagesError(.notLoopback, address: host)
        }
    }
}

extension LocalSite: WebSite {
    package func respond(to request: WebRequest) async -> WebResponse {
        guard guardian.isOwnHost(request) else { return Routes.unshared(.failure(421, request)) }
        if let fixed = Routes.fixed(request.path), Routes.reading.contains(request.method) { return fixed }
        do {
            return Routes.unshared(try await answer(to: request))
        } catch {
            return Routes.unshared(.failure(500, request))
        }
    }

    private func answer(to request: WebRequest) async throws -> WebResponse {
        switch request.path {
        case "/open":
            return guardian.answerToOpen(request, onNewOpenPath: onNewOpenPath)
        case "/measures":
            // The address that a form leaves in the browser: opened again without a form, it is the start page.
            if request.method == "GET" { return .seeOther("/?lang=\(request.language.rawValue)") }
            guard request.method == "POST" else { return Routes.notAllowed(request, allow: "GET, POST") }
            return try await add(request)
        case "/":
            guard Routes.reading.contains(request.method) else { return Routes.notAllowed(request, allow: "GET, HEAD") }
            guard let token = guardian.token(of: request) else { return .failure(403, request) }
            let language = request.language
            let saved = request.parameter("added").flatMap { Self.isRecordID($0) ? $0 : nil }
            let html = try await page(language).html(language, LocalView(token: token, savedID: saved))
            return .page(html, language)
        case "/style.css", "/icon.svg": return Routes.notAllowed(request, allow: "GET, HEAD")
        default: return .failure(404, request)
        }
    }

    /// A record id as shown: 16 characters of Crockford's alphabet; anything else is not echoed.
    private static func isRecordID(_ text: String) -> Bool {
        text.utf8.count == 16 && text.utf8.allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".utf8.contains($0) }
    }

    private func add(_ request: WebRequest) async throws -> WebResponse {
        guard let token = guardian.token(of: request), guardian.isOwnForm(request) else {
            return .failure(403, request)
        }
        let type = request.only("content-type")?.split(separator: ";").first?.lowercased()
        guard type == "application/x-www-form-urlencoded" else { return .failure(415, request) }
        guard let text = String(validating: request.body, as: UTF8.self), let sent = FormText.parse(text),
            Set(sent.map(\.name)).count == sent.count
        else { return .failure(400, request) }
        let fields = Dictionary(sent.map { ($0.name, $0.value) }) { first, _ in first }
        guard LocalGuard.isEqual(fields["token"] ?? "", token) else { return .failure(403, request) }
        let language = request.language
        var typed: [String: String] = [:]
        for name in MeasureForm.fields {
            let value = Self.trimmed(fields[name] ?? "")
            if !value.isEmpty { typed[name] = value }
        }
        var errors = MeasureForm.check(typed, language)
        if errors.isEmpty {
            switch await addMeasure(typed, language) {
            case .added(let id):
                return .seeOther("/?lang=\(language.rawValue)" + (Self.isRecordID(id) ? "&added=\(id)" : ""))
            case .refused(let reasons): errors = reasons
            }
        }
        let html = try await page(language).html(language, LocalView(token: token, typed: typed, errors: errors))
        return .page(html, status: 422, language)
    }

    private static func trimmed(_ text: String) -> String {
        func isSpace(_ character: Character) -> Bool { character.isWhitespace }
        let start = text.drop(while: isSpace)
        return String(start.reversed().drop(while: isSpace).reversed())
    }
}

extension LocalGuard {
    /// Answers the one-time address: a session and the start page, or a refusal.
    func answerToOpen(_ request: WebRequest, onNewOpenPath: @Sendable (String) -> Void) -> WebResponse {
        guard request.method == "GET" else { return Routes.notAllowed(request, allow: "GET") }
        guard let secret = request.parameter("secret"), let cookie = open(secret: secret) else {
            return .failure(403, request)
        }
        onNewOpenPath(openPath)
        return .seeOther("/?lang=\(request.language.rawValue)", headers: [("set-cookie", cookie)])
    }
}
