public import Catalogue

/// The desk of the city's office: members, open reviews and raw cells, to be read on the hub's machine only.
///
/// Paths: `/`, `/open`, `/style.css`, `/icon.svg`. It changes nothing; each row names the command that does.
public struct DeskSite: Sendable {
    private let page: @Sendable (Language) async throws -> DeskPage
    private let onNewOpenPath: @Sendable (String) -> Void
    private let guardian = LocalGuard()

    /// The desk of a network.
    ///
    /// - Parameters:
    ///   - page: makes the page's content in a language.
    ///   - onNewOpenPath: called with the next one-time path each time one was used.
    public init(
        page: @escaping @Sendable (Language) async throws -> DeskPage,
        onNewOpenPath: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.page = page
        self.onNewOpenPath = onNewOpenPath
    }

    /// The path, with a secret, that opens the desk in a browser once.
    public var openPath: String { guardian.openPath }

    /// Serves the desk until the task is cancelled or its service group shuts down.
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

extension DeskSite: WebSite {
    package func respond(to request: WebRequest) async -> WebResponse {
        guard guardian.isOwnHost(request) else { return Routes.unshared(.failure(421, request)) }
        if let fixed = Routes.fixed(request.path), Routes.reading.contains(request.method) { return fixed }
        switch request.path {
        case "/open": return Routes.unshared(guardian.answerToOpen(request, onNewOpenPath: onNewOpenPath))
        case "/":
            guard Routes.reading.contains(request.method) else {
                return Routes.unshared(Routes.notAllowed(request, allow: "GET, HEAD"))
            }
            guard guardian.token(of: request) != nil else { return Routes.unshared(.failure(403, request)) }
            let language = request.language
            guard let page = try? await page(language) else { return Routes.unshared(.failure(500, request)) }
            return Routes.unshared(.page(page.html(language), language))
        case "/style.css", "/icon.svg": return Routes.unshared(Routes.notAllowed(request, allow: "GET, HEAD"))
        default: return Routes.unshared(.failure(404, request))
        }
    }
}
