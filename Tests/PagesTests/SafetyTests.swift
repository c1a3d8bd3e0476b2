import Catalogue
import Pages
import Testing

@Suite struct SafetyTests {
    static let payloads = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</title><script>x</script>",
        "</textarea></select></table><svg onload=x>", "\"\u{301} onfocus=x autofocus=\"", "<\u{338}script>",
        "&lt;script&gt;&amp;&#60;",
        "{{token}} {{{token}}} {{% CONTENT_TYPE: TEXT}}", "{n} {year} {who}", "--><!--", "]]><![CDATA[",
        "javascript:alert(1)",
        "a\u{202E}gnp.exe\u{202C}", "a\u{0}b\u{1B}[31mc\u{7F}\u{9B}", "\u{200B}\u{FEFF}\u{2066}x\u{2069}\u{E0041}",
        "\u{2028}\u{2029}\r\n", "=cmd|' /C calc'!A0",
    ]

    /// Puts the payload into the field that is asked for at the given place; the other fields stay.
    final class Injection {
        let payload: String
        let place: Int
        private(set) var count = 0

        init(_ payload: String, at place: Int) {
            self.payload = payload
            self.place = place
        }

        func text(_ original: String) -> String {
            defer { count += 1 }
            return count == place ? payload : original
        }
    }

    private static let makers: [(String, @Sendable (Language, (String) -> String) -> String)] = [
        ("public", { SamplePages.publicPage($0, $1).html($0) }), ("desk", { SamplePages.deskPage($0, $1).html($0) }),
        ("local", { SamplePages.localPage($0, state: .needsYou, $1).html($0, LocalView(token: "00")) }),
        (
            "errors",
            { language, text in
                let errors = [FieldError(field: "title", text: text("a")), FieldError(field: nil, text: text("b"))]
                let typed = [
                    "title": text("c"), "start": text("d"), "expectedSavingKwh": text("e"), "category": text("f"),
                ]
                return SamplePages.localPage(language, state: .waiting).html(
                    language, LocalView(token: "00", typed: typed, errors: errors))
            }
        ),
    ]

    @Test(arguments: payloads)
    func `No text changes the structure of a page, whichever field it stands in`(_ payload: String) {
        for (name, make) in Self.makers {
            let counter = Injection("", at: -1)
            let expected = HTMLTree(make(.de, counter.text)).structure
            #expect(counter.count > 5)
            for place in 0..<counter.count {
                let html = make(.de, Injection(payload, at: place).text)
                let tree = HTMLTree(html)
                #expect(tree.structure == expected, "\(name), field \(place)")
                #expect(tree.findings.isEmpty, "\(name), field \(place): \(tree.findings)")
                let steering = html.unicodeScalars.contains { SafeText.isSteering($0) && $0 != "\n" }
                #expect(!steering, "\(name), field \(place)")
            }
        }
    }

    @Test func `Steering characters are shown, not obeyed`() {
        #expect(SafeText.escaped("a\u{202E}b\u{0}\u{1B}") == "a\\u{202e}b\\u{0}\\u{1b}")
        #expect(SafeText.escaped("Özdemir & Söhne <\"'>") == "Özdemir &amp; Söhne &lt;&quot;&#39;&gt;")
    }

    @Test func `A quotation mark under a combining mark is still escaped`() {
        #expect(SafeText.escaped("\"\u{301}") == "&quot;\u{301}")
    }

    @Test(arguments: [
        "https://example.org/a?b=c&d=e#f", "http://example.org", "mailto:a@example.org", "HTTPS://EXAMPLE.ORG",
    ])
    func `An ordinary link can be clicked`(_ link: String) { #expect(SafeText.link(link) == link) }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x",
        "vbscript:x", "//evil.example",
        "https://", "file:///etc/passwd", "https://a b", "https://a\"b", "https://a\u{202E}b", "https://a<b",
        "\u{1}https://a", "",
    ])
    func `Any other link is shown as text alone`(_ link: String) {
        #expect(SafeText.link(link) == nil)
        var page = SamplePages.publicPage(.de)
        page.events[0].link = link
        page.contactMail = link
        #expect(!HTMLTree(page.html(.de)).root.elements("a").contains { $0["href"] == link })
    }

    @Test func `Every template begins with our own escaping`() {
        for (name, source) in Templates.sources {
            #expect(source.hasPrefix("{{% CONTENT_TYPE: PAGE}}\n"), "\(name)")
        }
    }

    @Test func `Nothing but finished HTML is put in without escaping`() {
        let allowed: Set = ["main", "path", "bar", "chartWide", "chartNarrow"]
        for (name, source) in Templates.sources {
            for part in source.split(separator: "{{{", omittingEmptySubsequences: false).dropFirst() {
                let tag = part.split(separator: "}}}").first.map(String.init) ?? ""
                #expect(allowed.contains(tag), "\(name): \(tag)")
            }
            #expect(!source.contains("{{&"), "\(name)")
        }
    }
}
