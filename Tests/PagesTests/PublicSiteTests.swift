import Catalogue
import Logging
import Pages
import ServiceLifecycle
import Testing

@Suite struct PublicSiteTests {
    struct Failure: Error {}

    private let site = PublicSite(
        page: { SamplePages.publicPage($0) }, cells: { SamplePages.deskPage(.de).cells }, isHealthy: { true })

    private func withSite(_ body: (Int) async throws -> Void) async throws {
        let site = site
        try await Serving.withPort({ try await site.serve(host: "127.0.0.1", port: 0, onListening: $0) }, body)
    }

    @Test func `Every path answers with its type and every protection`() async throws {
        let types = [
            "/": "text/html; charset=utf-8", "/?lang=en": "text/html; charset=utf-8",
            "/accessibility": "text/html; charset=utf-8",
            "/cells.json": "application/json", "/cells.csv": "text/csv; charset=utf-8; header=present",
            "/healthz": "application/json",
            "/style.css": "text/css; charset=utf-8", "/icon.svg": "image/svg+xml",
        ]
        try await withSite { port in
            for (path, type) in types {
                let reply = try await RawHTTP.request("GET", path, port: port)
                #expect(reply.status == 200 && reply["content-type"] == type, "\(path): \(reply.status)")
                #expect(reply["content-security-policy"] == SecurityHeaders.contentSecurityPolicy)
                #expect(reply["x-content-type-options"] == "nosniff" && reply["referrer-policy"] == "no-referrer")
                #expect(reply["cache-control"] != nil && reply["set-cookie"] == nil)
                #expect(!reply.headers.contains { $0.name.hasPrefix("access-control") })
                #expect(reply["content-length"] == String(reply.body.utf8.count))
            }
        }
    }

    @Test func `The language comes from the address, else from the browser, else it is German`() async throws {
        try await withSite { port in
            for (target, accept, language) in [
                ("/?lang=en", "de", "en"), ("/", "en-GB,en;q=0.9,de;q=0.8", "en"), ("/", "fr, en;q=0.5", "en"),
                ("/", "fr", "de"), ("/?lang=xx", "", "de"),
                ("/?lang=%ff", "en", "en"),
            ] {
                let reply = try await RawHTTP.request("GET", target, port: port, headers: [("Accept-Language", accept)])
                #expect(reply["content-language"] == language, "\(target) \(accept)")
            }
        }
    }

    @Test func `HEAD answers like GET without a body`() async throws {
        try await withSite { port in
            let get = try await RawHTTP.request("GET", "/", port: port)
            let head = try await RawHTTP.request("HEAD", "/", port: port)
            #expect(head.status == 200 && head.body.isEmpty && head["content-length"] == get["content-length"])
        }
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    func `No other method is answered`(_ method: String) async throws {
        try await withSite { port in
            let reply = try await RawHTTP.request(method, "/", port: port)
            #expect(reply.status == 405 && reply["allow"] == "GET, HEAD")
        }
    }

    @Test func `Unknown and crooked paths are not found and echo nothing`() async throws {
        try await withSite { port in
            for path in [
                "/../etc/passwd", "/%2e%2e/", "/<script>", "//", "/index.html", "/style.css/", "/open", "/measures",
                "/cells.json%00",
            ] {
                let reply = try await RawHTTP.request("GET", path, port: port)
                #expect(reply.status == 404 || reply.status == 400, "\(path): \(reply.status)")
                #expect(!reply.body.contains("script>") && !reply.body.contains("passwd"))
            }
        }
    }

    @Test func `Requests beyond the limits are refused and the next one is served`() async throws {
        try await withSite { port in
            let host = "Host: 127.0.0.1:\(port)\r\n"
            let long = String(repeating: "a", count: 3000)
            let many = (0..<150).map { "X-\($0): 1\r\n" }.joined()
            let cases: [(String, Set<Int>)] = [
                ("GET /?\(long) HTTP/1.1\r\n\(host)Connection: close\r\n\r\n", [414]),
                ("GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 20_000))\r\n\r\n", [400]),
                ("GET / HTTP/1.1\r\n\(host)\(many)\r\n", [400]),
                ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", [400]),
                ("GET / HTTP/1.1\r\n\(host)Host: other\r\nConnection: close\r\n\r\n", [400]),
                (
                    "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
                    [400]
                ),
                ("POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", [400]),
                (
                    "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n",
                    [400, 413]
                ),
                (
                    "POST / HTTP/1.1\r\n\(host)Connection: close\r\nContent-Length: 40000\r\n\r\n\(String(repeating: "x", count: 40_000))",
                    [413]
                ),
                ("\u{16}\u{3}\u{1} not http\r\n\r\n", [400]), ("GET\r\n\r\n", [400]),
            ]
            for (bytes, expected) in cases {
                let reply = try await RawHTTP.send(bytes, to: port)
                #expect(expected.contains(reply.status), "\(bytes.prefix(60)): \(reply.status)")
            }
            #expect(try await RawHTTP.request("GET", "/healthz", port: port).body == "{\"status\":\"ok\"}\n")
        }
    }

    @Test func `A page that cannot be made is an answer that says so and no more`() async throws {
        let broken = PublicSite(page: { _ in throw Failure() }, cells: { throw Failure() }, isHealthy: { false })
        try await Serving.withPort({ try await broken.serve(host: "127.0.0.1", port: 0, onListening: $0) }) { port in
            for path in ["/", "/cells.csv", "/cells.json", "/accessibility"] {
                let reply = try await RawHTTP.request("GET", path, port: port)
                #expect(reply.status == 500 && !reply.body.contains("Failure"))
                #expect(HTMLChecker.findings(in: reply.body, language: "de").isEmpty)
            }
            let health = try await RawHTTP.request("GET", "/healthz", port: port)
            #expect(health.status == 503 && health.body == "{\"status\":\"degraded\"}\n")
        }
    }

    @Test(arguments: Language.allCases)
    func `Pages beside the main one pass the checker too`(_ language: Language) async throws {
        try await withSite { port in
            for path in ["/accessibility", "/nothing"] {
                let reply = try await RawHTTP.request("GET", "\(path)?lang=\(language.rawValue)", port: port)
                let findings = HTMLChecker.findings(in: reply.body, language: language.rawValue)
                #expect(findings.isEmpty, "\(path): \(findings)")
            }
        }
    }

    @Test func `A port that is taken is named in the error`() async throws {
        try await withSite { port in
            let second = site
            await #expect { try await second.serve(host: "127.0.0.1", port: port) { _ in } } throws: { error in
                (error as? PagesError)?.code == .cannotListen && String(describing: error).contains("127.0.0.1:\(port)")
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `A service group can shut the site down`() async throws {
        struct Service: ServiceLifecycle.Service {
            let site: PublicSite
            let onListening: @Sendable (String) -> Void
            func run() async throws { try await site.serve(host: "127.0.0.1", port: 0, onListening: onListening) }
        }
        let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
        let service = Service(site: site) { continuation.yield($0) }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
                logger: .init(label: "test")))
        async let running: Void = group.run()
        for await _ in addresses { break }
        await group.triggerGracefulShutdown()
        try await running
    }
}
