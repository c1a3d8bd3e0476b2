import Catalogue
import FoundationEssentials
import Testing

/// The specification's tables say what the code says.
struct DocumentTests {
    /// The lines of a file in the source tree.
    private static func lines(_ path: String) throws -> [String] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "\(root)/\(path)"))
        return String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        text.split(separator: " ").joined(separator: " ")
    }

    /// The rows of the first table below a heading of the specification; code marks are taken off.
    private static func rows(under heading: String) throws -> [[String]] {
        let section = try lines("Protocol/PROTOCOL.md").drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("#") }
        let table = section.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
        let rows = table.dropFirst(2).map { row in
            row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { trimmed($0.filter { $0 != "`" }) }
        }
        try #require(!rows.isEmpty, "no table under \(heading)")
        return rows
    }

    private struct Declaration {
        let text: String
        let documentation: String
    }

    /// The declarations of a file that begin with a word, without it, each with its documentation in one line.
    private static func declarations(_ word: String, in path: String) throws -> [Declaration] {
        var found: [Declaration] = []
        var documentation: [String] = []
        for line in try lines(path).map({ trimmed($0) }) {
            if line.hasPrefix("///") {
                documentation.append(trimmed(line.dropFirst(3)))
                continue
            }
            if line.hasPrefix(word) {
                found.append(
                    Declaration(
                        text: String(line.dropFirst(word.count)), documentation: documentation.joined(separator: " ")))
            }
            documentation = []
        }
        try #require(!found.isEmpty, "nothing begins with '\(word)' in \(path)")
        return found
    }

    /// The value of a literal or of two with a shift between them; `nil` for anything else.
    private static func value(of expression: some StringProtocol) -> UInt64? {
        let parts = trimmed(expression).filter { $0 != "_" }.split(separator: " ")
        let numbers = parts.compactMap { $0.hasPrefix("0x") ? UInt64($0.dropFirst(2), radix: 16) : UInt64($0) }
        switch (parts.count, numbers.count) {
        case (1, 1): return numbers[0]
        case (3, 2) where parts[1] == "<<": return numbers[0] << numbers[1]
        default: return nil
        }
    }

    @Test func `The table of limits has every constant of the code with its value and its reason`() throws {
        let documented = try Self.rows(under: "## 16. Limits")
        let limits = try Self.declarations("public static let ", in: "Sources/Wire/Limits.swift")
        let declared = try limits.map { limit in
            let parts = limit.text.split(separator: "=", maxSplits: 1)
            let name = try #require(parts[0].split(separator: ":").first)
            let value = try #require(Self.value(of: parts.last ?? ""), "\(limit.text)")
            return [Self.trimmed(name), String(value), limit.documentation]
        }
        #expect(documented == declared)
    }

    @Test func `The table of refusals has every code with its number and its name`() throws {
        let documented = try Self.rows(under: "### 17.1 Refusals").map { Array($0.prefix(2)) }
        let codes = try Self.declarations("case ", in: "Sources/SyncEngine/RefusalCode.swift")
        let declared = try codes.map { code in
            let parts = code.text.split(separator: "=").map { Self.trimmed($0) }
            try #require(parts.count == 2, "\(code.text)")
            return [parts[1], parts[0]]
        }
        #expect(documented == declared)
    }

    @Test func `The table of errors has every code of reading with its meaning`() throws {
        let documented = try Self.rows(under: "### 17.2 Errors of reading")
        let declared = try Self.declarations("case ", in: "Sources/Wire/WireError.swift")
            .filter { !$0.text.hasPrefix(".") }.map { [$0.text, $0.documentation] }
        #expect(documented == declared)
    }

    @Test func `The table of kinds has every kind of the catalogue with its number, audience, writer and key`() throws {
        let documented = try Self.rows(under: "## 6. Records")
        let declared = Catalogue.kinds.sorted { $0.number < $1.number }.map { kind in
            let ownKey = kind.isSingle ? "one a company" : "the creating entry"
            return [
                String(kind.number), kind.name, kind.label.de, "\(kind.audience)", kind.writer.rawValue,
                kind.key.isEmpty ? ownKey : kind.key.joined(separator: ", "),
            ]
        }
        #expect(documented == declared)
    }
}
