import Catalogue
import Glibc
import Pages
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("0", "0", "0"), ("1234.5", "1.234,5", "1,234.5"), ("-1234567", "−1.234.567", "−1,234,567"),
        ("999", "999", "999"),
        ("1000", "1.000", "1,000"), ("0.25", "0,25", "0.25"),
        (
            "123456789012345678901234567890", "123.456.789.012.345.678.901.234.567.890",
            "123,456,789,012,345,678,901,234,567,890"
        ),
        ("a", "a", "a"), ("1e5", "1e5", "1e5"), ("-", "-", "-"), ("1.", "1.", "1."),
    ])
    func `A number is written as its readers write it`(_ text: String, _ german: String, _ english: String) {
        #expect(NumberText.localised(text, .de) == german)
        #expect(NumberText.localised(text, .en) == english)
    }

    @Test func `A number whose decimals never end is marked as rounded`() {
        #expect(NumberText.exact(SamplePages.exact("1/3"), .de) == "≈\u{A0}0,333")
        #expect(NumberText.exact(SamplePages.exact("1/8"), .de) == "0,125")
    }

    @Test func `Percentages drop a zero decimal in sentences and keep it in columns`() {
        #expect(NumberText.percent(55, .de) == "55\u{A0}%")
        #expect(NumberText.percent(SamplePages.exact("12.45"), .en) == "12.5%")
        #expect(NumberText.percent(SamplePages.exact("-0.01"), .en) == "0%")
        #expect(NumberText.percentInColumn(16, .de) == "16,0\u{A0}%")
    }

    @Test func `Moments are German local time, in summer and in winter`() throws {
        let winter = try #require(Instant(rfc3339: "2026-11-22T13:51:00Z"))
        let summer = try #require(Instant(rfc3339: "2026-07-01T22:30:00Z"))
        #expect(NumberText.moment(winter, .de) == "22. November 2026, 14:51\u{A0}Uhr")
        #expect(NumberText.moment(summer, .en) == "2 July 2026, 00:30")
        #expect(NumberText.span(winter, winter.adding(seconds: 3600), .de).to == "15:51\u{A0}Uhr")
    }

    @Test(arguments: [
        (0, "gerade eben", "just now"), (-50, "gerade eben", "just now"), (60, "vor 1 Minute", "1 minute ago"),
        (7200, "vor 2 Stunden", "2 hours ago"),
        (86_400, "vor 1 Tag", "1 day ago"), (864_000, "vor 10 Tagen", "10 days ago"),
    ])
    func `An age is told in the largest fitting unit`(_ seconds: Int64, _ german: String, _ english: String) {
        let then = SamplePages.now.adding(seconds: -seconds)
        #expect(NumberText.age(then, now: SamplePages.now, .de) == german)
        #expect(NumberText.age(then, now: SamplePages.now, .en) == english)
    }

    @Test func `Amounts are shown in a unit that fits`() {
        func text(_ kilograms: Exact) -> String { DisplayScale.tonnes(upTo: kilograms).text(kilograms, .de) }
        #expect(text(4_236_901_552) == "4,24\u{A0}Mio.\u{A0}t")
        #expect(text(412_300_551) == "412\u{A0}Tsd.\u{A0}t")
        #expect(text(42_906) == "42,9\u{A0}t")
        #expect(DisplayScale.energy(upTo: 2_100_000).text(2_100_000, .en) == "2.10\u{A0}GWh")
    }

    @Test func `Every text exists in both languages with the same places to fill`() {
        #expect(Words.all.count > 150)
        for (name, label) in Words.all {
            #expect(!label.de.isEmpty && !label.en.isEmpty, "\(name)")
            #expect(Set(Words.places(in: label.de)) == Set(Words.places(in: label.en)), "\(name)")
            let isSame = label.de == label.en
            #expect(
                !isSame || ["t", "Partner", "category"].contains(label.de) || label.de.count < 5,
                "\(name) is not translated")
        }
    }

    @Test func `Every text that a template names exists`() {
        for (template, source) in Templates.sources {
            for part in source.split(separator: "{{t.", omittingEmptySubsequences: false).dropFirst() {
                let name = part.split(separator: "}}").first.map(String.init) ?? ""
                #expect(Words.all[name] != nil, "\(template): \(name)")
            }
        }
    }

    @Test(arguments: AllPages.all(.de).map(\.name))
    func `Both languages show the same page`(_ name: String) throws {
        let german = try #require(AllPages.all(.de).first { $0.name == name })
        let english = try #require(AllPages.all(.en).first { $0.name == name })
        #expect(HTMLTree(german.html).structure == HTMLTree(english.html).structure)
    }

    @Test func `No place to fill is left on any page`() {
        for language in Language.allCases {
            for page in AllPages.all(language) + AllPages.empty(language) {
                let text = HTMLTree(page.html).plainText
                #expect(!text.contains("{") && !text.contains("Optional("), "\(page.name)")
            }
        }
    }

    @Test(arguments: [("light", Palette.light), ("dark", Palette.dark)])
    func `Every colour in use can be read on its surface`(_ name: String, _ palette: Palette) throws {
        for (pairs, minimum) in [(Palette.textPairs, 4.5), (Palette.graphicPairs, 3.0)] {
            for pair in pairs {
                let first = try #require(palette.colours[pair.text])
                let second = try #require(palette.colours[pair.surface])
                let ratio = Self.contrast(first, second)
                #expect(ratio >= minimum, "\(name): \(pair.text) on \(pair.surface) is \(ratio)")
            }
        }
        #expect(Set(Palette.light.colours.keys) == Set(Palette.dark.colours.keys))
    }

    @Test func `The stylesheet uses the palette alone and answers dark mode, narrow screens, print and calm`() {
        let rules = Stylesheet.css.split(separator: "\n").filter { !$0.contains(":root") }.joined(separator: "\n")
        #expect(!rules.contains("#"), "a colour beside the palette")
        for name in Palette.light.colours.keys { #expect(rules.contains("var(--\(name))"), "\(name) is not used") }
        for need in [
            "prefers-color-scheme: dark", "@media print", "max-width: 40rem", "prefers-reduced-motion",
            ":focus-visible",
        ] {
            #expect(Stylesheet.css.contains(need))
        }
        #expect(Stylesheet.css.count { $0 == "{" } == Stylesheet.css.count { $0 == "}" })
        #expect(!Stylesheet.css.contains("url(") && !Stylesheet.css.contains("@import"))
    }

    /// The contrast ratio of WCAG 2.1.
    private static func contrast(_ first: Palette.Colour, _ second: Palette.Colour) -> Double {
        func linear(_ channel: UInt8) -> Double {
            let share = Double(channel) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        func luminance(_ colour: Palette.Colour) -> Double {
            0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
        }
        let values = [luminance(first), luminance(second)].sorted()
        return (values[1] + 0.05) / (values[0] + 0.05)
    }
}
