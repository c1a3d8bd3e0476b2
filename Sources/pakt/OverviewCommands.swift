import ArgumentParser
import Catalogue
import CommandLineKit
import Pages
import PaktStore
import SyncEngine
import Wire

struct Preview: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every field that would leave for the city with the next synchronisation.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().replica.read { snapshot in
            for log in try snapshot.logs() where log.descriptor.feed.audience == .city && log.owner == Node.company {
                let sent = min(log.size, log.receipt?.receipt.size ?? 0)
                for (index, bytes) in try snapshot.encodedEntries(of: log, in: sent..<log.size).enumerated() {
                    let entry = try Entry(parsing: bytes, in: log.descriptor.id)
                    guard let kind = Catalogue.kind(number: entry.kind), case .payload(let payload) = entry.content
                    else {
                        continue
                    }
                    let fields = try Fields(payload: payload, of: kind)
                    output.json([
                        "sequence": .integer(Int64(sent) + Int64(index)), "kind": .text(kind.name),
                        "deleted": .boolean(entry.isDeletion), "fields": fields.json(of: kind),
                    ])
                    output.text("\(kind.label[output.language])  \(fields.json(of: kind).encoded)")
                }
            }
        }
    }
}

struct Network: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what the network shares: best practice, events, published figures.")
    @Option(help: "Only best practice of this category.") var category: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let wanted = try category.map { word in
            guard let field = Kind.bestPractice.field("category") else { return word }
            return try Catalogue.parse(word, for: field, language: output.language).text ?? word
        }
        try openStore().replica.read { snapshot in
            for kind in [Kind.bestPractice, .event, .publishedCell] {
                try snapshot.visitRecords(owner: 0, kind: kind) { record in
                    if let wanted, record.fields.text("category") != wanted { return true }
                    let json = try snapshot.json(of: record)
                    output.json(json)
                    output.text("\(kind.label[output.language]): \(record.line(output.language))")
                    return true
                }
            }
        }
    }
}

struct Conflicts: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "List records of which two versions stand; `pakt edit ID …` decides.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().replica.read { snapshot in
            try snapshot.visitRecords(includingDeleted: true) { record in
                guard record.hasSiblings else { return true }
                output.json([
                    "kind": .text(record.kind.name), "id": .text(record.id.text),
                    "versions": .array(
                        record.versions.map {
                            [
                                "dot": .text($0.dot.description), "deleted": .boolean($0.isDeletion),
                                "fields": $0.fields.json(of: record.kind),
                            ]
                        }),
                ])
                output.text(record.line(output.language))
                return true
            }
        }
    }
}

struct Doctor: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Look for what will cause trouble, and say what to do.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let node = try openStore()
        let status = try NodeStatus(of: node)
        let findings = try node.replica.read { try $0.findings() }
        output.json([
            "schema": "pakt.doctor", "version": 1, "state": .text(status.state.rawValue),
            "unreadable_entries": .integer(findings.count), "conflicts": .integer(status.conflicts),
        ])
        for line in status.lines(output.language) { output.text(line) }
        for finding in findings { output.text("  \(finding.code)  \(finding.dot)") }
    }
}
