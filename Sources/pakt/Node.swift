import Catalogue
import CommandLineKit
import NodeService
import PaktStore
import Wire

/// A company's store with what the commands need besides: who may see readings, how people name records.
struct Node {
    let replica: Replica
    let path: String

    static func open(at path: String) throws -> Node {
        Node(replica: try StoreFolder.open(at: path, role: .node), path: path)
    }

    /// The number of the own company in a node's store.
    static let company = NodeService.company

    /// Joining and synchronising.
    var service: NodeService {
        NodeService(replica, program: "pakt \(Program.version)", now: { Process.now.secondsSince1970 })
    }

    /// Whether readings go to the city; the company's choice at `join`.
    func sharesReadings(_ snapshot: StoreSnapshot) throws -> Bool {
        try snapshot.fact(Enrolment.factName)?[Enrolment.Key.shareReadings.rawValue]?.boolValue ?? true
    }

    /// The audience of a new record: as asked for, else the kind's, with readings kept back when the company chose so.
    func audience(of kind: Kind, asked: String?, _ snapshot: StoreSnapshot) throws -> Audience? {
        switch asked {
        case "own": return .own
        case "city": return .city
        case nil: break
        case let other?:
            throw Failure(
                .invalidInput, "unknownAudience", de: "--audience ist own oder city, nicht \(other).",
                en: "--audience is own or city, not \(other).")
        }
        return kind.isReading ? (try sharesReadings(snapshot) ? nil : .own) : nil
    }

    /// Finds a record by what people call it: the beginning of its id, or the text of its key's first field.
    func resolver(_ snapshot: StoreSnapshot) -> Catalogue.Resolver {
        { kindName, word in
            if let record = try? snapshot.record(named: word), record.kind.name == kindName { return record.id }
            guard let kind = try? Catalogue.kind(named: kindName) else { return nil }
            let found = try? snapshot.records(owner: Node.company, kind: kind).filter { record in
                let names = kind.key.isEmpty ? ["title", "name", "number"] : [kind.key[0]]
                return names.contains { record.fields.text($0) == word }
            }
            return found?.count == 1 ? found?[0].id : nil
        }
    }
}

extension StoredRecord {
    /// The record in a line for people.
    func line(_ language: Language) -> String {
        let values = kind.fields.compactMap { field in
            fields[field.name].map { "\(field.label[language]): \($0.text(language, field: field))" }
        }
        return "\(id.text)  " + values.prefix(6).joined(separator: " · ") + (hasSiblings ? "  (!)" : "")
    }
}

extension StoreSnapshot {
    /// A record of the own company that a person may change.
    func ownRecord(named word: String) throws -> StoredRecord {
        let record = try record(named: word)
        guard record.owner == Node.company, record.kind.writer == .company else {
            throw Failure(
                .notAllowed, "notOwnRecord", de: "Diesen Eintrag hat die Stadt geschrieben.",
                en: "This record was written by the city.")
        }
        return record
    }
}
