import ArgumentParser
import Catalogue
import CommandLineKit
import PaktStore
import Wire

struct Diff: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the records of two stores; a node and the hub on what the hub should hold.")
    @Argument(help: "A store's folder.") var first: String
    @Argument(help: "Another store's folder.") var second: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let a = try AnyStore.open(first)
        let b = try AnyStore.open(second)
        let scope = Comparison(a, b)
        let left = try scope.records(of: a)
        let right = try scope.records(of: b)
        let onlyLeft = left.keys.filter { right[$0] == nil }.sorted()
        let onlyRight = right.keys.filter { left[$0] == nil }.sorted()
        let different = left.keys.filter { id in right[id].map { left[id]?.fields != $0.fields } ?? false }.sorted()
        output.json([
            "schema": "admin.diff", "version": 1,
            "only_in_a": .array(onlyLeft.map { Self.line(left[$0], $0) }),
            "only_in_b": .array(onlyRight.map { Self.line(right[$0], $0) }),
            "different": .array(
                different.map { id in
                    [
                        "kind": .text(left[id]?.kind.name ?? ""), "id": .text(id.text),
                        "fields": .array(Self.changedFields(left[id], right[id]).map { .text($0) }),
                    ]
                }),
        ])
        for id in onlyLeft { output.text("< \(left[id]?.kind.name ?? "")  \(id.text)") }
        for id in onlyRight { output.text("> \(right[id]?.kind.name ?? "")  \(id.text)") }
        for id in different {
            output.text(
                "≠ \(left[id]?.kind.name ?? "")  \(id.text)  \(Self.changedFields(left[id], right[id]).joined(separator: ", "))"
            )
        }
        output.text(
            de: "\(onlyLeft.count) nur links, \(onlyRight.count) nur rechts, \(different.count) verschieden",
            en: "\(onlyLeft.count) only left, \(onlyRight.count) only right, \(different.count) different")
    }

    private static func line(_ record: StoredRecord?, _ id: RecordID) -> JSON {
        ["kind": .text(record?.kind.name ?? ""), "id": .text(id.text)]
    }

    private static func changedFields(_ left: StoredRecord?, _ right: StoredRecord?) -> [String] {
        guard let left, let right else { return [] }
        return left.kind.fields.map(\.name).filter { left.fields[$0] != right.fields[$0] }
    }
}

/// What two stores have in common by their nature.
private struct Comparison {
    /// The company that a node and a hub are compared on; `nil` for two stores of one role.
    private let companyID: [UInt8]?

    init(_ a: Replica, _ b: Replica) {
        switch (a.identity.role, b.identity.role) {
        case (.node, .hub): companyID = a.identity.companyID
        case (.hub, .node): companyID = b.identity.companyID
        default: companyID = nil
        }
    }

    /// The records to compare: between a node and the hub the company's own that go to the city, its desk, the network.
    func records(of replica: Replica) throws -> [RecordID: StoredRecord] {
        try replica.read { snapshot in
            var records: [RecordID: StoredRecord] = [:]
            try snapshot.visitRecords { record in
                if try isCompared(record, snapshot) { records[record.id] = record }
                return true
            }
            return records
        }
    }

    private func isCompared(_ record: StoredRecord, _ snapshot: StoreSnapshot) throws -> Bool {
        guard let companyID else { return true }
        guard record.audience != .own else { return false }
        return try record.owner == 0 || Companies.company(record.owner, in: snapshot.reader)?.id == companyID
    }
}
