/// A strict reader of the HTML that our pages consist of: what a lenient browser would mend is a finding here.
struct HTMLTree {
    /// An element or a piece of text.
    final class Node {
        let tag: String
        let attributes: [(name: String, value: String)]
        var text = ""
        var children: [Node] = []
        weak var parent: Node?

        init(tag: String, attributes: [(name: String, value: String)] = []) {
            self.tag = tag
            self.attributes = attributes
        }

        subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

        /// The element itself and everything below, in order.
        var all: [Node] { [self] + children.flatMap(\.all) }

        func elements(_ tags: String...) -> [Node] { all.filter { tags.contains($0.tag) } }

        /// The text that is read out, spaces collapsed.
        var content: String {
            let whole = all.filter { $0.tag == "#text" }.map(\.text).joined(separator: " ")
            return whole.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        func isInside(_ tag: String) -> Bool {
            var node = parent
            while let current = node {
                if current.tag == tag { return true }
                node = current.parent
            }
            return false
        }
    }

    let root = Node(tag: "#root")
    private(set) var findings: [String] = []
    /// Kept so that parents, which are held weakly, live as long as the tree.
    private var scalars: [Unicode.Scalar]
    private var position = 0

    private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img"]
    /// SVG elements that close themselves.
    private static let selfClosing: Set<String> = ["line", "path", "polyline", "circle", "rect"]

    init(_ html: String) {
        scalars = Array(html.unicodeScalars)
        if !html.hasPrefix("<!doctype html>\n") { findings.append("the doctype does not come first") }
        position = min(scalars.count, "<!doctype html>\n".unicodeScalars.count)
        var open = [root]
        while position < scalars.count {
            if scalars[position] == "<" { readTag(&open) } else { readText(open[open.count - 1]) }
        }
        if open.count > 1 { findings.append("<\(open[open.count - 1].tag)> is never closed") }
    }

    private mutating func readText(_ parent: Node) {
        var text = ""
        while position < scalars.count, scalars[position] != "<" {
            if scalars[position] == ">" { findings.append("a bare > in text") }
            if let value = readEntity() {
                text += value
            } else {
                text.unicodeScalars.append(scalars[position])
                position += 1
            }
        }
        let node = Node(tag: "#text")
        node.text = text
        node.parent = parent
        parent.children.append(node)
    }

    private mutating func readEntity() -> String? {
        guard scalars[position] == "&" else { return nil }
        let known = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'"]
        for (entity, value) in known {
            let end = position + entity.unicodeScalars.count
            if end <= scalars.count, Array(entity.unicodeScalars) == Array(scalars[position..<end]) {
                position = end
                return value
            }
        }
        findings.append("a bare & in text")
        return nil
    }

    private mutating func readName() -> String {
        var name = ""
        while position < scalars.count,
            scalars[position].properties.isAlphabetic || "-:0123456789".unicodeScalars.contains(scalars[position])
        {
            name.unicodeScalars.append(scalars[position])
            position += 1
        }
        return name
    }

    private mutating func skipSpaces() {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    }

    private mutating func readTag(_ open: inout [Node]) {
        position += 1
        guard position < scalars.count else { return findings.append("the page ends in a tag") }
        if scalars[position] == "/" {
            position += 1
            let name = readName()
            skipSpaces()
            if position < scalars.count, scalars[position] == ">" {
                position += 1
            } else {
                findings.append("a broken end tag")
            }
            if open.count > 1, open[open.count - 1].tag == name {
                open.removeLast()
            } else {
                findings.append("</\(name)> closes <\(open[open.count - 1].tag)>")
            }
            return
        }
        let name = readName()
        if name.isEmpty { return findings.append("a bare < in text") }
        let attributes = readAttributes(of: name)
        let node = Node(tag: name, attributes: attributes)
        node.parent = open[open.count - 1]
        open[open.count - 1].children.append(node)
        let isClosed = position < scalars.count && scalars[position] == "/"
        if isClosed { position += 1 }
        if position < scalars.count, scalars[position] == ">" {
            position += 1
        } else {
            findings.append("<\(name)> is broken")
        }
        if isClosed, !Self.selfClosing.contains(name) { findings.append("<\(name)/> cannot close itself") }
        if !isClosed, !Self.void.contains(name) { open.append(node) }
    }

    private mutating func readAttributes(of tag: String) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        while true {
            let before = position
            skipSpaces()
            guard position < scalars.count, scalars[position] != ">", scalars[position] != "/" else { return result }
            if before == position { findings.append("attributes of <\(tag)> run together") }
            let name = readName()
            guard !name.isEmpty else {
                findings.append("<\(tag)> has a broken attribute")
                position += 1
                continue
            }
            if result.contains(where: { $0.name == name }) { findings.append("<\(tag)> has \(name) twice") }
            guard position < scalars.count, scalars[position] == "=" else {
                result.append((name, ""))
                continue
            }
            position += 1
            guard position < scalars.count, scalars[position] == "\"" else {
                findings.append("\(name) of <\(tag)> is not quoted")
                continue
            }
            position += 1
            var value = ""
            while position < scalars.count, scalars[position] != "\"" {
                if scalars[position] == "<" || scalars[position] == ">" {
                    findings.append("\(name) of <\(tag)> holds a bare tag sign")
                }
                if let text = readEntity() {
                    value += text
                } else {
                    value.unicodeScalars.append(scalars[position])
                    position += 1
                }
            }
            position += 1
            result.append((name, value))
        }
    }

    /// Tags and attribute names in order: what a text put into the page must never change.
    var structure: [String] {
        root.all.filter { $0.tag != "#text" }.map { node in
            ([node.tag] + node.attributes.map(\.name)).joined(separator: " ")
        }
    }

    /// What a text browser or a screen reader makes of the page: no drawings, no head.
    var plainText: String {
        guard let body = root.elements("body").first else { return "" }
        let read = body.all.filter { $0.tag == "#text" && !$0.isInside("svg") }
        return read.map(\.text).joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
