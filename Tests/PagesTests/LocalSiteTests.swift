import Catalogue
import Pages
import Synchronization
import Testing

@Suite struct LocalSiteTests {
    /// What the form handed over, and a site that keeps it.
    final class Kept: Sendable {
        private let state = Mutex<(fields: [[String: String]], paths: [String])>(([], []))

        var fields: [[String: String]] { state.withLock(\.fields) }
        var paths: [String] { state.withLock(\.paths) }

        func keep(_ fields: [String: String]) { state.withLock { $0.fields.append(fields) } }
        func announce(_ path: String) { state.withLock { $0.paths.append(path) } }
    }

    private static let saved = "4m9k2q7x1c8v3b6n"

    private func withSite(_ body: (LocalSite, Kept, Int) async throws -> Void) async throws {
        let kept = Kept()
        let site = LocalSite(
            page: { SamplePages.localPage($0) },
            addMeasure: { fields, language in
                kept.keep(fields)
                guard fields["start"] != "gestern" else {
                    return .refused([FieldError(field: "start", text: language == .de ? "Kein Datum" : "No date")])
                }
                return .added(id: Self.saved)
            },
            onNewOpenPath: kept.announce)
        try await Serving.withPort({ try await site.serve(host: "127.0.0.1", port: 0, onListening: $0) }) { port in
            try await body(site, kept, port)
        }
    }

    private func open(_ site: LocalSite, _ port: Int) async throws -> (cookie: String, token: String) {
        let opened = try await RawHTTP.request("GET", site.openPath, port: port)
        let cookie = String((opened["set-cookie"] ?? "").prefix { $0 != ";" })
        let page = try await RawHTTP.request("GET", "/", port: port, headers: [("Cookie", cookie)])
        let token = HTMLTree(page.body).root.elements("input").first { $0["name"] == "token" }?["value"] ?? ""
        return (cookie, token)
    }

    @Test func `The address opens the page once, and the next one is announced`() async throws {
        try await withSite { site, kept, port in
            let first = site.openPath
            #expect(first.utf8.count == "/open?secret=".utf8.count + 64)
            let opened = try await RawHTTP.request("GET", first, port: port)
            let cookie = opened["set-cookie"] ?? ""
            #expect(opened.status == 303 && opened["location"] == "/?lang=de")
            #expect(
                cookie.hasPrefix("pakt_session_\(port)=") && cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
            #expect(try await RawHTTP.request("GET", first, port: port).status == 403)
            #expect(kept.paths == [site.openPath] && site.openPath != first)
            #expect(try await RawHTTP.request("GET", site.openPath, port: port).status == 303)
            for wrong in ["/open", "/open?secret=", "/open?secret=\(String(repeating: "0", count: 64))"] {
                #expect(try await RawHTTP.request("GET", wrong, port: port).status == 403)
            }
            #expect(try await RawHTTP.request("HEAD", site.openPath, port: port).status == 405)
        }
    }

    @Test func `Without the session's cookie nothing of the store is shown`() async throws {
        try await withSite { site, _, port in
            let session = try await open(site, port)
            for cookie in [
                "", "pakt_session_\(port)=", "pakt_session_\(port)=\(String(repeating: "0", count: 64))",
                "other=\(session.token)",
            ] {
                let reply = try await RawHTTP.request("GET", "/", port: port, headers: [("Cookie", cookie)])
                #expect(reply.status == 403 && !reply.body.contains("Ruhrort"))
            }
            let page = try await RawHTTP.request(
                "GET", "/", port: port, headers: [("Cookie", "a=b; \(session.cookie)")])
            #expect(page.status == 200 && page.body.contains("Ruhrort") && page["cache-control"] == "no-store")
            #expect(HTMLChecker.findings(in: page.body, language: "de").isEmpty)
        }
    }

    @Test func `Only this site's own host names are answered`() async throws {
        try await withSite { site, _, port in
            let session = try await open(site, port)
            let headers = [("Cookie", session.cookie)]
            for host in ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"] {
                #expect(
                    try await RawHTTP.request("GET", "/", port: port, host: host, headers: headers).status == 200,
                    "\(host)")
            }
            for host in [
                "evil.example", "evil.example:\(port)", "127.0.0.1", "localhost", "localhost:\(port + 1)",
                "127.0.0.1:\(port).evil.example",
                "evil@127.0.0.1:\(port)", "127.0.0.2:\(port)", "0.0.0.0:\(port)", "[::]:\(port)", "localhost.:\(port)",
                "127.1:\(port)",
            ] {
                for path in ["/", "/style.css", site.openPath] {
                    let reply = try await RawHTTP.request("GET", path, port: port, host: host, headers: headers)
                    #expect(reply.status == 421 && reply["set-cookie"] == nil, "\(host) \(path): \(reply.status)")
                }
            }
        }
    }

    private static let form =
        "title=LED+f%C3%BCr+Halle+2&category=lighting&theme=protection&start=2026-02-01&expectedSavingKwh=12500%2C5&expectedSavingKgCo2e=&extra=x"

    @Test func `A form of this site's own pages is taken, in every way a browser sends it`() async throws {
        try await withSite { site, kept, port in
            let session = try await open(site, port)
            let own = "http://127.0.0.1:\(port)"
            for origin in [
                [("Sec-Fetch-Site", "same-origin"), ("Origin", own)],
                [("Sec-Fetch-Site", "same-origin"), ("Origin", "null")], [("Sec-Fetch-Site", "none")],
                [("Origin", own)],
            ] {
                let headers =
                    [("Cookie", session.cookie), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
                    + origin
                let reply = try await RawHTTP.request(
                    "POST", "/measures?lang=en", port: port, headers: headers,
                    body: "token=\(session.token)&" + Self.form)
                #expect(
                    reply.status == 303 && reply["location"] == "/?lang=en&added=\(Self.saved)",
                    "\(origin): \(reply.status)")
            }
            let expected = [
                "title": "LED für Halle 2", "category": "lighting", "theme": "protection", "start": "2026-02-01",
                "expectedSavingKwh": "12500,5",
            ]
            #expect(kept.fields == Array(repeating: expected, count: 4))
            let page = try await RawHTTP.request(
                "GET", "/?lang=de&added=\(Self.saved)", port: port, headers: [("Cookie", session.cookie)])
            #expect(
                HTMLTree(page.body).plainText.contains(
                    "Die Maßnahme ist auf diesem Rechner gespeichert (\(Self.saved))."))
            let hostile = try await RawHTTP.request(
                "GET", "/?added=%3Cscript%3E123", port: port, headers: [("Cookie", session.cookie)])
            #expect(!hostile.body.contains("script") && !hostile.body.contains("role=\"status\""))
        }
    }

    @Test func `Everything else is refused and stores nothing`() async throws {
        try await withSite { site, kept, port in
            let session = try await open(site, port)
            let own = "http://127.0.0.1:\(port)"
            let cookie = ("Cookie", session.cookie)
            let type = ("Content-Type", "application/x-www-form-urlencoded")
            let here = ("Sec-Fetch-Site", "same-origin")
            let body = "token=\(session.token)&" + Self.form
            let cases: [([(String, String)], String, Int)] = [
                ([type, here], body, 403), ([cookie, type], body, 403),
                ([cookie, type, ("Origin", "null")], body, 403),
                ([cookie, type, ("Origin", "https://evil.example")], body, 403),
                ([cookie, type, ("Sec-Fetch-Site", "cross-site")], body, 403),
                ([cookie, type, ("Sec-Fetch-Site", "same-site"), ("Origin", own)], body, 403),
                ([cookie, type, ("Sec-Fetch-Site", "cross-site"), ("Origin", own)], body, 403),
                ([cookie, type, here, ("Origin", "https://evil.example")], body, 403),
                ([cookie, type, here, ("Origin", own + "0")], body, 403),
                ([cookie, type, here, ("Sec-Fetch-Site", "cross-site")], body, 403),
                ([cookie, type, here], Self.form, 403),
                ([cookie, type, here], "token=&" + Self.form, 403),
                ([cookie, type, here], "token=\(String(repeating: "0", count: 64))&" + Self.form, 403),
                ([cookie, here, ("Content-Type", "text/plain")], body, 415),
                ([cookie, here, ("Content-Type", "application/json")], body, 415),
                ([cookie, here], body, 415), ([cookie, type, here], body + "&title=x", 400),
                ([cookie, type, here], body + "&a=%zz", 400),
                ([cookie, type, here], body + "&a=%ff", 400),
                ([cookie, type, here], body + (0..<40).map { "&a\($0)=1" }.joined(), 400),
                ([cookie, type, here], body + "&pad=" + String(repeating: "x", count: 17_000), 413),
            ]
            for (index, (headers, body, status)) in cases.enumerated() {
                let reply = try await RawHTTP.request("POST", "/measures", port: port, headers: headers, body: body)
                #expect(reply.status == status, "case \(index): \(reply.status)")
                #expect(!reply.headers.contains { $0.name.hasPrefix("access-control") })
            }
            for method in ["HEAD", "PUT", "DELETE"] {
                #expect(
                    try await RawHTTP.request(method, "/measures", port: port, headers: [cookie, here]).status == 405)
            }
            let again = try await RawHTTP.request("GET", "/measures?lang=en", port: port, headers: [cookie])
            #expect(again.status == 303 && again["location"] == "/?lang=en")
            #expect(kept.fields.isEmpty)
        }
    }

    @Test func `A form with errors comes back with what was typed`() async throws {
        try await withSite { site, kept, port in
            let session = try await open(site, port)
            let headers = [
                ("Cookie", session.cookie), ("Content-Type", "application/x-www-form-urlencoded"),
                ("Sec-Fetch-Site", "same-origin"),
            ]
            let token = "token=\(session.token)&"
            let empty = try await RawHTTP.request(
                "POST", "/measures", port: port, headers: headers, body: token + "title=++&theme=protection")
            let tree = HTMLTree(empty.body)
            #expect(empty.status == 422 && kept.fields.isEmpty)
            #expect(tree.root.elements("p").filter { $0["class"] == "error" }.count == 2)
            #expect(HTMLChecker.findings(in: empty.body, language: "de").isEmpty)
            let refused = try await RawHTTP.request(
                "POST", "/measures?lang=en", port: port, headers: headers,
                body: token + "title=%3Cb%3E%E2%80%AE&category=lighting&theme=protection&start=gestern")
            #expect(refused.status == 422 && HTMLTree(refused.body).plainText.contains("Error: No date"))
            #expect(refused.body.contains("value=\"&lt;b&gt;\\u{202e}\""))
            let long = try await RawHTTP.request(
                "POST", "/measures", port: port, headers: headers,
                body: token + "category=a&theme=b&title=" + String(repeating: "x", count: 201))
            #expect(long.status == 422 && long.body.contains("höchstens 200 Zeichen."))
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.10", "", "example.org", "127.0.0.1.evil.example"])
    func `The page is bound to this machine or not at all`(_ host: String) async {
        let local = LocalSite(page: { SamplePages.localPage($0) }, addMeasure: { _, _ in .refused([]) })
        let desk = DeskSite(page: { SamplePages.deskPage($0) })
        await #expect { try await local.serve(host: host, port: 0) { _ in } } throws: {
            ($0 as? PagesError)?.code == .notLoopback
        }
        await #expect { try await desk.serve(host: host, port: 0) { _ in } } throws: {
            ($0 as? PagesError)?.code == .notLoopback
        }
    }

    @Test func `The desk opens only to who has its address`() async throws {
        let desk = DeskSite(page: { SamplePages.deskPage($0) })
        try await Serving.withPort({ try await desk.serve(host: "localhost", port: 0, onListening: $0) }) { port in
            #expect(try await RawHTTP.request("GET", "/", port: port).status == 403)
            let opened = try await RawHTTP.request("GET", desk.openPath + "&lang=en", port: port)
            let cookie = String((opened["set-cookie"] ?? "").prefix { $0 != ";" })
            let page = try await RawHTTP.request(
                "GET", opened["location"] ?? "", port: port, headers: [("Cookie", cookie)])
            #expect(page.status == 200 && page["content-language"] == "en" && page.body.contains("3,102,455,871.5"))
            #expect(page["cache-control"] == "no-store" && page["x-frame-options"] == "DENY")
            #expect(try await RawHTTP.request("POST", "/", port: port, headers: [("Cookie", cookie)]).status == 405)
            #expect(
                try await RawHTTP.request(
                    "GET", "/", port: port, host: "evil.example:\(port)", headers: [("Cookie", cookie)]
                ).status == 421)
        }
    }

    @Test func `Old sessions give way to new ones`() {
        let guardian = LocalGuard()
        guardian.listen(on: 1)
        #expect(LocalGuard.isEqual("ab", "ab") && !LocalGuard.isEqual("ab", "ac") && !LocalGuard.isEqual("ab", "abc"))
        #expect(guardian.openPath != LocalGuard().openPath)
    }
}
