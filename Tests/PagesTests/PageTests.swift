import Catalogue
import Pages
import Testing

/// Every kind of page in every language, as its HTML.
enum AllPages {
    static func all(_ language: Language, _ text: (String) -> String = { $0 }) -> [(name: String, html: String)] {
        var result = [("public", SamplePages.publicPage(language, text).html(language))]
        result.append(("desk", SamplePages.deskPage(language, text).html(language)))
        for state in SyncState.allCases {
            let page = SamplePages.localPage(language, state: state, text)
            result.append(("local \(state.rawValue)", page.html(language, LocalView(token: "00"))))
        }
        let errors = [
            FieldError(field: "title", text: text("zu lang")), FieldError(field: "start", text: text("kein Datum")),
            FieldError(field: nil, text: text("der Speicher ist belegt")),
        ]
        let view = LocalView(
            token: "00", typed: ["title": text("LED"), "start": text("gestern"), "theme": "resilience"], errors: errors)
        result.append(("local errors", SamplePages.localPage(language, state: .waiting, text).html(language, view)))
        let saved = LocalView(token: "00", savedID: "4m9k2q7x1c8v3b6n")
        result.append(("local saved", SamplePages.localPage(language, state: .waiting, text).html(language, saved)))
        return result
    }

    static func empty(_ language: Language) -> [(name: String, html: String)] {
        let edition = PageEdition(publishedOn: SamplePages.day(2026, 11, 20), newestData: nil, now: SamplePages.now)
        let network = PublicPage(networkName: "Klimapakt", headline: Headline(partners: 0), edition: edition)
        let local = LocalPage(
            partner: "Neu GmbH", state: .waiting, savedEntries: 0, unsent: 0, now: SamplePages.now,
            categories: [Choice(code: "a", label: "A")], themes: [Choice(code: "b", label: "B")])
        return [
            ("empty public", network.html(language)), ("empty local", local.html(language, LocalView(token: "00"))),
            ("empty desk", DeskPage(networkName: "Klimapakt", now: SamplePages.now).html(language)),
        ]
    }
}

@Suite struct PageTests {
    @Test(arguments: Language.allCases)
    func `Every page passes every rule of the checker`(_ language: Language) {
        for page in AllPages.all(language) + AllPages.empty(language) {
            let findings = HTMLChecker.findings(in: page.html, language: language.rawValue)
            #expect(findings.isEmpty, "\(page.name): \(findings)")
        }
    }

    @Test(arguments: [
        ("<main id=\"main\"", "<main onclick=\"x\" id=\"main\"", "24:"),
        ("<caption id=\"path-caption\">", "<caption id=\"energy-caption\">", "20:"),
        (" scope=\"row\"", "", "32:"), ("<h2>", "<h4>", "</h2>"), (" lang=\"de\"", "", "2:"),
        ("class=\"skip\"", "class=\"x\"", "17:"),
        ("href=\"/cells.csv\"", "href=\"javascript:x\"", "44:"),
        ("rel=\"stylesheet\" href=\"/", "rel=\"stylesheet\" href=\"https://x/", "29:"),
        ("tabindex=\"0\"", "tabindex=\"3\"", "27:"), ("role=\"img\"", "", "46:"),
        ("<figcaption>", "<p>", "</figcaption>"), ("</main>", "", "</body>"),
    ])
    func `The checker finds what is broken on purpose`(_ what: String, _ with: String, _ finding: String) {
        let html = SamplePages.publicPage(.de).html(.de)
        let parts = html.split(separator: what, maxSplits: 1, omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let findings = HTMLChecker.findings(in: parts.joined(separator: with), language: "de")
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }

    @Test func `A page reads as plain text with the headline first`() {
        let german = HTMLTree(SamplePages.publicPage(.de).html(.de)).plainText
        #expect(german.contains("38 von 40 Klimapartnern haben 2025 17,6 % weniger Treibhausgase verursacht als 2019."))
        #expect(german.contains("Zusammen waren es 4,24 Mio. t CO₂e nach 5,14 Mio. t CO₂e im Jahr 2019"))
        #expect(
            german.contains("2025 lagen die Emissionen mit 4,24 Mio. t CO₂e über dem Zielpfad von 4,00 Mio. t CO₂e."))
        let english = HTMLTree(SamplePages.publicPage(.en).html(.en)).plainText
        #expect(english.contains("38 of 40 climate partners caused 17.6% less greenhouse gas in 2025 than in 2019."))
    }

    @Test func `Tables hold the exact values that sentences round`() {
        let page = HTMLTree(SamplePages.publicPage(.de).html(.de)).plainText
        for exact in ["4.236.901,55275", "5.143.820,4565", "11.204.890.112,875", "+233.081,09625", "−82.616,33825"] {
            #expect(page.contains(exact), "\(exact)")
        }
        #expect(HTMLTree(SamplePages.publicPage(.en).html(.en)).plainText.contains("4,236,901.55275"))
    }

    @Test(arguments: [
        (Headline(partners: 0), "Das Netzwerk ist gegründet, die ersten Klimapartner treten bei."),
        (Headline(partners: 12), "12 Klimapartner gehen gemeinsam den Weg bis 2035."),
        (
            Headline(partners: 12, year: 2025, totalKg: 4_000_000, state: .withheld),
            "12 Klimapartner gehen gemeinsam den Weg bis 2035."
        ),
        (
            Headline(partners: 12, reporting: 12, year: 2025, totalKg: 4_000_000),
            "12 Klimapartner haben 2025 zusammen 4.000 t CO₂e verursacht."
        ),
        (
            Headline(partners: 12, year: 2025, totalKg: 110, comparisonYear: 2019, comparisonKg: 100),
            "12 Klimapartner haben 2025 10 % mehr Treibhausgase verursacht als 2019."
        ),
        (
            Headline(partners: 12, year: 2025, totalKg: 100, comparisonYear: 2019, comparisonKg: 100),
            "12 Klimapartner haben 2025 ebenso viele Treibhausgase verursacht wie 2019."
        ),
        (
            Headline(partners: 12, year: 2025, totalKg: 100, comparisonYear: 2019, comparisonKg: 0),
            "12 Klimapartner haben 2025 zusammen 0,10 t CO₂e verursacht."
        ),
    ])
    func `The headline says what the facts allow`(_ headline: Headline, _ sentence: String) {
        var page = SamplePages.publicPage(.de)
        page.headline = headline
        let plain = page.headlineSentence(.de).split(separator: "\u{A0}").joined(separator: " ")
        #expect(plain == sentence)
    }

    @Test func `A withheld total is nowhere in the page and the reason is`() {
        var page = SamplePages.publicPage(.de)
        page.path = [PathYear(year: 2025, targetKg: 5, actualKg: 123_456_789, state: .withheld)]
        page.headline = Headline(
            partners: 12, year: 2025, totalKg: 123_456_789, comparisonYear: 2019, comparisonKg: 987_654_321,
            state: .withheld)
        page.energy.rows[0].state = .withheld
        page.energy.totalKwh = nil
        let text = HTMLTree(page.html(.de)).plainText
        for hidden in ["123", "988", "987", "6.120.044.318,5"] { #expect(!text.contains(hidden), "\(hidden)") }
        #expect(text.contains("Die Summe für 2025 wird nicht gezeigt"))
        #expect(text.contains("geheim gehalten"))
    }

    @Test func `A single withheld carrier cannot be worked out from a total or a share`() {
        var page = SamplePages.publicPage(.de)
        page.energy.rows.removeAll { $0.carrier == "Flüssiggas" }
        let text = HTMLTree(page.html(.de)).plainText
        #expect(!text.contains("11.204.890.112,875") && !text.contains("11,2 TWh") && !text.contains("54,6 %"))
        #expect(!text.contains("Erneuerbarer Anteil") && text.contains("daher gibt es keine Summe"))
    }

    @Test(arguments: Language.allCases)
    func `The five words of the state stand on the local page`(_ language: Language) {
        let words: [SyncState: (String, String)] = [
            .upToDate: ("Aktuell", "Up to date"), .waiting: ("Wartet", "Waiting"), .syncing: ("Überträgt", "Syncing"),
            .needsYou: ("Bitte prüfen", "Needs you"), .damaged: ("Beschädigt", "Damaged"),
        ]
        for state in SyncState.allCases {
            let tree = HTMLTree(SamplePages.localPage(language, state: state).html(language, LocalView(token: "00")))
            let word = language == .de ? words[state]?.0 : words[state]?.1
            let shown = tree.root.all.first { $0["class"] == "word" }?.content ?? ""
            #expect(shown.hasSuffix(word ?? "?"))
        }
    }

    @Test func `An error is tied to its field and what was typed comes back`() throws {
        let view = LocalView(
            token: "00", typed: ["title": "LED", "theme": "resilience"],
            errors: [FieldError(field: "start", text: "Kein Datum. Beispiel: 2026-02-01")])
        let tree = HTMLTree(SamplePages.localPage(.de).html(.de, view))
        let start = try #require(tree.root.all.first { $0["id"] == "start" })
        #expect(start["aria-invalid"] == "true")
        #expect(start["aria-describedby"] == "start-hint start-error")
        #expect(
            tree.root.all.first { $0["id"] == "start-error" }?.content == "! Fehler: Kein Datum. Beispiel: 2026-02-01")
        #expect(tree.root.all.first { $0["id"] == "title" }?["value"] == "LED")
        #expect(tree.root.elements("option").first { $0["selected"] != nil }?["value"] == "resilience")
        #expect(tree.root.elements("title").first?.content.hasPrefix("Fehler: ") ?? false)
        #expect(tree.root.elements("a").contains { $0["href"] == "#start" })
    }
}
