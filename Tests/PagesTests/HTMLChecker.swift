import Pages

/// Checks a page against the rules that follow from WCAG 2.1 AA and from our own promises (no script, no foreign
/// source). Each rule has a number, so that a finding can be looked up; the reader itself adds the syntax rules.
struct HTMLChecker {
    typealias Node = HTMLTree.Node

    let tree: HTMLTree
    let language: String
    private var findings: [String]

    /// All findings of one page; empty is the goal.
    static func findings(in html: String, language: String) -> [String] {
        var checker = HTMLChecker(html, language: language)
        checker.checkDocument()
        checker.checkHeadings()
        checker.checkLandmarks()
        checker.checkReferences()
        checker.checkSafety()
        checker.checkTables()
        checker.checkForms()
        checker.checkLinks()
        checker.checkPictures()
        checker.checkLists()
        return checker.findings
    }

    /// The number of rules below, without those of the reader.
    static let ruleCount = 47

    private init(_ html: String, language: String) {
        tree = HTMLTree(html)
        self.language = language
        findings = tree.findings
        for scalar in html.unicodeScalars where SafeText.isSteering(scalar) && scalar != "\n" {
            findings.append("1: a steering character \(String(scalar.value, radix: 16)) in the page")
        }
    }

    private mutating func rule(_ number: Int, _ holds: Bool, _ text: String) {
        if !holds { findings.append("\(number): \(text)") }
    }

    private func elements(_ tags: String...) -> [Node] { tree.root.all.filter { tags.contains($0.tag) } }

    private mutating func checkDocument() {
        let html = elements("html")
        rule(2, html.count == 1 && html.first?["lang"] == language, "the page does not say its language")
        let titles = elements("title").filter { !$0.isInside("svg") }
        rule(3, titles.count == 1 && titles.first?.content.isEmpty == false, "no title, or an empty one")
        rule(4, elements("meta").contains { $0["charset"] == "utf-8" }, "no character set")
        let viewport = elements("meta").first { $0["name"] == "viewport" }?["content"] ?? ""
        rule(5, viewport.hasPrefix("width=device-width"), "no viewport")
        rule(6, !viewport.contains("scalable") && !viewport.contains("maximum"), "zooming is forbidden")
        rule(7, !elements("meta").contains { $0["http-equiv"] != nil }, "the page reloads or redirects by itself")
        rule(8, elements("meta").contains { $0["name"] == "color-scheme" }, "dark mode is not announced")
    }

    private mutating func checkHeadings() {
        let headings = elements("h1", "h2", "h3", "h4", "h5", "h6")
        rule(9, elements("h1").count == 1, "there are \(elements("h1").count) h1")
        rule(10, headings.first?.tag == "h1", "the first heading is no h1")
        var last = 0
        for heading in headings {
            let level = heading.tag.last?.wholeNumberValue ?? 0
            rule(11, level <= last + 1, "<\(heading.tag)> skips a level: \(heading.content)")
            rule(12, !heading.content.isEmpty, "an empty heading")
            last = level
        }
    }

    private mutating func checkLandmarks() {
        rule(13, elements("main").count == 1, "there are \(elements("main").count) main parts")
        rule(14, elements("header").count == 1, "no header, or several")
        rule(15, elements("footer").count == 1, "no footer, or several")
        let names = elements("nav").compactMap { $0["aria-label"] }
        rule(
            16, names.count == elements("nav").count && Set(names).count == names.count,
            "navigations are not told apart")
        let first = tree.root.all.first { ["a", "button", "input", "select"].contains($0.tag) }
        rule(17, first?["class"] == "skip" && first?["href"] == "#main", "the first stop is no skip link")
        rule(18, elements("main").first?["id"] == "main", "the skip link leads nowhere")
        let outside = tree.root.elements("section").filter { !$0.isInside("main") }
        rule(19, outside.isEmpty, "a section outside the main part")
    }

    private mutating func checkReferences() {
        let identifiers = tree.root.all.compactMap { $0["id"] }
        rule(20, Set(identifiers).count == identifiers.count, "an id stands twice")
        for node in tree.root.all {
            let named = [node["aria-labelledby"], node["aria-describedby"], node["for"]].compactMap(\.self)
            for identifier in named.flatMap({ $0.split(separator: " ").map(String.init) }) {
                rule(21, identifiers.contains(identifier), "<\(node.tag)> points to a missing \(identifier)")
            }
            if let href = node["href"], href.hasPrefix("#") {
                rule(22, identifiers.contains(String(href.dropFirst())), "a link to a missing \(href)")
            }
        }
    }

    private mutating func checkSafety() {
        rule(
            23, elements("script", "iframe", "object", "embed", "base", "style", "template").isEmpty,
            "a forbidden element")
        for node in tree.root.all {
            for attribute in node.attributes {
                rule(24, !attribute.name.hasPrefix("on"), "an event handler \(attribute.name)")
                rule(25, attribute.name != "style", "a style in <\(node.tag)>")
                rule(
                    26, attribute.name != "autofocus" && attribute.name != "accesskey",
                    "\(attribute.name) moves the focus")
            }
            if let index = node["tabindex"] { rule(27, index == "0" || index == "-1", "tabindex \(index)") }
            rule(28, node["target"] == nil, "a link that opens a window")
            if let source = node["src"] ?? (node.tag == "link" ? node["href"] : nil) {
                rule(29, source.hasPrefix("/") && !source.hasPrefix("//"), "a foreign source \(source)")
            }
        }
        rule(30, elements("font", "center", "marquee", "blink", "b", "i", "u").isEmpty, "an element that only looks")
    }

    private mutating func checkTables() {
        for table in elements("table") {
            let captions = table.elements("caption")
            rule(31, captions.count == 1 && captions[0].content.isEmpty == false, "a table without a caption")
            for header in table.elements("th") {
                rule(32, header["scope"] == "col" || header["scope"] == "row", "a th without scope: \(header.content)")
                rule(33, !header.content.isEmpty, "an empty th")
            }
            let widths = table.elements("tr").map { $0.children.count { ["td", "th"].contains($0.tag) } }
            rule(34, Set(widths).count == 1, "rows of different length: \(widths)")
            for row in table.elements("tbody").flatMap({ $0.elements("tr") }) {
                rule(35, row.children.first { $0.tag != "#text" }?.tag == "th", "a row without a heading")
            }
            let region = table.parent
            let isReachable =
                region?["tabindex"] == "0" && region?["role"] == "region" && region?["aria-labelledby"] != nil
            rule(36, isReachable, "a table that cannot be scrolled by keyboard")
        }
    }

    private mutating func checkForms() {
        let labels = elements("label").compactMap { $0["for"] }
        for control in elements("input", "select", "textarea") where control["type"] != "hidden" {
            let name = control["name"] ?? ""
            rule(37, control["id"].map { labels.contains($0) } ?? false, "\(name) has no label")
            if control["aria-invalid"] == "true" {
                rule(
                    38, control["aria-describedby"]?.contains("\(name)-error") ?? false,
                    "\(name) does not name its error")
            }
        }
        for form in elements("form") {
            rule(
                39, form["method"] == "post" && form["action"]?.hasPrefix("/") ?? false, "a form that is sent elsewhere"
            )
            rule(
                40, form.elements("input").contains { $0["name"] == "token" && $0["value"]?.isEmpty == false },
                "a form without a token")
            rule(41, form.elements("button").contains { !$0.content.isEmpty }, "a form without a button")
        }
    }

    private mutating func checkLinks() {
        var targets: [String: String] = [:]
        for link in elements("a") {
            let text = link.content
            rule(42, !text.isEmpty, "a link without text")
            rule(
                43, !["hier", "here", "mehr", "more", "link"].contains(text.lowercased()),
                "a link that means nothing alone")
            let href = link["href"] ?? ""
            let isSafe =
                href.hasPrefix("#") || (href.hasPrefix("/") && !href.hasPrefix("//")) || SafeText.link(href) != nil
            rule(44, isSafe, "an unsafe link \(href)")
            if let other = targets[text], link["class"] != "skip" {
                rule(45, other == href, "“\(text)” leads to two places")
            }
            targets[text] = href
            if let other = link["hreflang"] {
                rule(45, link["lang"] == other && other != language, "the other language is not marked")
            }
        }
    }

    private mutating func checkPictures() {
        for drawing in elements("svg") {
            let isHidden = drawing["aria-hidden"] == "true"
            let isNamed =
                drawing["role"] == "img" && drawing["aria-labelledby"] != nil
                && drawing.elements("title").contains { !$0.content.isEmpty }
                && drawing.elements("desc").contains { !$0.content.isEmpty }
            rule(46, isHidden != isNamed, "a drawing that is neither hidden nor described")
        }
        for figure in elements("figure") {
            let hasCaption = figure.elements("figcaption").contains { !$0.content.isEmpty }
            let hasTable = figure.parent.map { !$0.elements("table").isEmpty } ?? false
            rule(46, hasCaption && hasTable, "a chart without a sentence or without its table")
        }
        rule(46, elements("img").allSatisfy { $0["alt"] != nil }, "a picture without alt")
    }

    private mutating func checkLists() {
        for list in elements("ul", "ol") {
            let others = list.children.filter { $0.tag != "li" && !$0.content.isEmpty }
            rule(
                47, others.isEmpty && !list.elements("li").isEmpty, "a list with something else in it, or an empty one")
        }
        for list in elements("dl") {
            let groups = list.children.filter { $0.tag != "#text" }
            rule(
                47, groups.allSatisfy { !$0.elements("dt").isEmpty && !$0.elements("dd").isEmpty },
                "a term without a description")
        }
        for time in elements("time") {
            rule(47, time["datetime"]?.utf8.count == 10, "a time that no program can read")
        }
        for paragraph in elements("p", "li", "dt", "option", "caption", "label") {
            rule(47, !paragraph.content.isEmpty, "an empty <\(paragraph.tag)>")
        }
    }
}
