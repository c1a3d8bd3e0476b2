public import Catalogue

/// The public page of a network with its figures as files.
///
/// Paths: `/`, `/accessibility`, `/cells.json`, `/cells.csv`, `/healthz`, `/style.css`, `/icon.svg`.
public struct PublicSite: Sendable {
    private let page: @Sendable (Language) async throws -> PublicPage
    private let cells: @Sendable () async throws -> [FigureCell]
    private let isHealthy: @Sendable () async -> Bool

    /// The public page of a network.
    ///
    /// - Parameters:
    ///   - page: makes the page's content in a language; a failure is shown as a page that says so.
    ///   - cells: the published cells; a value in a cell that is not published is dropped here once more.
    ///   - isHealthy: what `/healthz` says; it says nothing else.
    public init(
        page: @escaping @Sendable (Language) async throws -> PublicPage,
        cells: @escaping @Sendable () async throws -> [FigureCell],
        isHealthy: @escaping @Sendable () async -> Bool = { true }
    ) {
        self.page = page
        self.cells = cells
        self.isHealthy = isHealthy
    }

    /// Serves the page until the task is cancelled or its service group shuts down.
    ///
    /// - Parameters:
    ///   - host: the address to listen on.
    ///   - port: the port; 0 takes a free one.
    ///   - onListening: called once with `HOST:PORT`, the actual port in it, when requests are accepted.
    /// - Throws: ``PagesError`` with code `cannotListen`.
    public func serve(host: String, port: Int, onListening: @escaping @Sendable (String) -> Void) async throws {
        try await WebServer.serve(self, host: host, port: port, onListening: onListening)
    }
}

extension PublicSite: WebSite {
    package func respond(to request: WebRequest) async -> WebResponse {
        if let fixed = Routes.fixed(request.path), Routes.reading.contains(request.method) { return fixed }
        do {
            return Routes.shared(try await answer(to: request))
        } catch {
            return Routes.shared(.failure(500, request))
        }
    }

    private func answer(to request: WebRequest) async throws -> WebResponse {
        let language = request.language
        guard
            ["/", "/accessibility", "/cells.json", "/cells.csv", "/healthz", "/style.css", "/icon.svg"]
                .contains(request.path)
        else { return .failure(404, request) }
        guard Routes.reading.contains(request.method) else { return Routes.notAllowed(request, allow: "GET, HEAD") }
        switch request.path {
        case "/healthz":
            let isHealthy = await isHealthy()
            let body = "{\"status\":\"\(isHealthy ? "ok" : "degraded")\"}\n"
            return WebResponse(isHealthy ? 200 : 503, type: "application/json", body: body)
        case "/cells.csv":
            return WebResponse(
                200, type: "text/csv; charset=utf-8; header=present", body: CellExport.csv(try await cells()),
                headers: [("content-disposition", "attachment; filename=\"cells.csv\"")])
        case "/cells.json":
            let page = try await page(language)
            let body = CellExport.json(network: page.networkName, edition: page.edition, cells: try await cells())
            return WebResponse(200, type: "application/json", body: body)
        case "/accessibility":
            let page = try await page(language)
            let html = PublicPage.accessibilityHTML(
                networkName: page.networkName, contactMail: page.contactMail, language)
            return .page(html, language)
        default: return .page(try await page(language).html(language), language)
        }
    }
}
