import ArgumentParser
import Catalogue
import CommandLineKit
import PaktStore
import Wire

struct Kinds: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "List what can be recorded.")
    @Argument(help: "One kind, to see its fields.") var kind: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let kinds = try kind.map { [try Catalogue.kind(named: $0)] } ?? Catalogue.kinds
        output.json(["schema": "pakt.kinds", "version": 1, "kinds": .array(kinds.map(\.json))])
        for kind in kinds {
            output.text("\(kind.name)  –  \(kind.label[output.language]). \(kind.help[output.language])")
            guard self.kind != nil else { continue }
            for field in kind.fields {
                let mark = field.isRequired ? "*" : " "
                let unit = field.unit.map { " [\($0)]" } ?? ""
                output.text(
                    "  \(mark) \(field.name)\(unit)  –  \(field.label[output.language]). \(field.help[output.language])"
                )
                for code in field.codes { output.text("        \(code.code)  \(code.label[output.language])") }
            }
        }
    }
}

struct Add: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record something new, or change the record with the same key.",
        usage: "pakt add KIND field=value … [--audience own|city]")
    @Argument(help: "The kind; see `pakt kinds`.") var kind: String
    @Argument(help: "Fields as name=value; @FILE reads a file, - standard input.") var fields: [String] = []
    @Option(help: "own keeps it in the company, city sends it to the city.") var audience: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().add(kind, fields, audience: audience, output)
    }
}

extension Node {
    /// Records something from arguments and says what was written.
    func add(_ word: String, _ arguments: [String], audience: String?, _ output: Output) throws {
        let kind = try Catalogue.kind(named: word)
        guard kind.writer == .company else {
            throw Failure(
                .notAllowed, "writerNotAllowed", de: "\(kind.label.de) schreibt die Geschäftsstelle.",
                en: "The city's office writes \(kind.label.en) records.")
        }
        let pairs = try FieldArguments(arguments).pairs
        let (appended, warnings, written) = try replica.write { transaction in
            let fields = try Catalogue.fields(
                from: pairs, of: kind, language: output.language, resolve: resolver(transaction))
            let warnings = try Catalogue.validate(fields, of: kind)
            let draft = Draft(
                kind: kind, fields: fields, audience: try self.audience(of: kind, asked: audience, transaction))
            return (try transaction.append(draft), warnings, fields)
        }
        output.written(appended.id, kind, written, warnings)
    }
}

struct Edit: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Change fields of a record; an empty value removes one.", usage: "pakt edit ID field=value …")
    @Argument(help: "The record's id or its beginning.") var id: String
    @Argument(help: "Fields as name=value.") var fields: [String]
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let arguments = try FieldArguments(fields)
        let node = try openStore()
        let (appended, kind, warnings, written) = try node.replica.write { transaction in
            let record = try transaction.ownRecord(named: id)
            guard !record.isDeleted else { throw StoreError(.noSuchRecord, id) }
            var fields = record.fields
            for pair in arguments.pairs {
                let field = try record.kind.field(named: pair.name)
                fields[field.name] =
                    pair.text.isEmpty
                    ? nil
                    : try Catalogue.parse(
                        pair.text, for: field, language: output.language, resolve: node.resolver(transaction))
            }
            try guardKey(record, fields)
            let warnings = try Catalogue.validate(fields, of: record.kind)
            let draft = Draft(kind: record.kind, fields: fields, subject: record.id)
            return (try transaction.append(draft), record.kind, warnings, fields)
        }
        output.written(appended.id, kind, written, warnings)
    }

    /// The key names the record: another key is another record.
    private func guardKey(_ record: StoredRecord, _ fields: Fields) throws {
        guard try Catalogue.keyBytes(record.fields, of: record.kind) == Catalogue.keyBytes(fields, of: record.kind)
        else {
            let names = record.kind.key.joined(separator: ", ")
            throw Failure(
                .invalidInput, "keyChanged",
                de: "\(names) benennen den Eintrag und lassen sich nicht ändern. Bitte neu anlegen und diesen löschen.",
                en: "\(names) name the record and cannot be changed. Add a new one and delete this.")
        }
    }
}

struct Delete: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a record; its history stays.")
    @Argument(help: "The record's id or its beginning.") var id: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let node = try openStore()
        let record = try node.replica.write { transaction in
            let record = try transaction.ownRecord(named: id)
            var key = Fields()
            for name in record.kind.key { key[name] = record.fields[name] }
            _ = try transaction.append(
                Draft(kind: record.kind, fields: key, audience: record.audience, subject: record.id, isDeletion: true))
            return record
        }
        output.json(["kind": .text(record.kind.name), "id": .text(record.id.text), "deleted": true])
        output.text(de: "Gelöscht: \(record.id.text)", en: "Deleted: \(record.id.text)")
    }
}

struct Show: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Show a record with all its fields.")
    @Argument(help: "The record's id or its beginning.") var id: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let (record, json) = try openStore().replica.read { snapshot in
            let record = try snapshot.record(named: id)
            return (record, try snapshot.json(of: record))
        }
        output.json(json)
        output.text("\(record.kind.label[output.language])  \(record.id.text)" + (record.isDeleted ? "  ✝" : ""))
        for (index, version) in record.versions.enumerated() {
            if index > 0 { output.text(de: "— andere Fassung —", en: "— other version —") }
            for field in record.kind.fields {
                guard let value = version.fields[field.name] else { continue }
                output.text("  \(field.label[output.language]): \(value.text(output.language, field: field))")
            }
        }
    }
}

struct History: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Show every entry that ever changed a record.")
    @Argument(help: "The record's id or its beginning.") var id: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().replica.read { snapshot in
            let record = try snapshot.record(named: id)
            for (dot, entry, leaf) in try snapshot.history(of: record.id) {
                guard case .payload(let payload) = entry.content else { continue }
                let fields = try Fields(payload: payload, of: record.kind)
                let stands = record.versions.contains { $0.dot == dot }
                output.json([
                    "dot": .text(dot.description), "leaf": .text(leaf.description),
                    "deleted": .boolean(entry.isDeletion),
                    "current": .boolean(stands), "fields": fields.json(of: record.kind),
                ])
                output.text("\(dot.sequence)  \(stands ? "*" : " ")  \(fields.json(of: record.kind).encoded)")
            }
        }
    }
}

struct List: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "List the records of a kind, one a line.")
    @Argument(help: "The kind; see `pakt kinds`.") var kind: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let kind = try Catalogue.kind(named: kind)
        try openStore().replica.read { snapshot in
            try snapshot.visitRecords(kind: kind) { record in
                let json = try snapshot.json(of: record)
                output.json(json)
                output.text(record.line(output.language))
                return true
            }
        }
    }
}

extension Output {
    /// Says what was written, with the canonical values, and every warning.
    func written(_ id: RecordID, _ kind: Kind, _ fields: Fields, _ warnings: [Warning]) {
        json([
            "kind": .text(kind.name), "id": .text(id.text), "fields": fields.json(of: kind),
            "warnings": .array(warnings.map { ["code": .text($0.code), "text": .text($0.text[language])] }),
        ])
        let values = kind.fields.compactMap { field in
            fields[field.name].map { "\(field.name)=\($0.text(language, field: field))" }
        }
        text(
            de: "Gespeichert: \(kind.label.de) \(id.text)  \(values.joined(separator: " · "))",
            en: "Saved: \(kind.label.en) \(id.text)  \(values.joined(separator: " · "))")
        for warning in warnings { say(de: "Hinweis: \(warning.text.de)", en: "Note: \(warning.text.en)") }
    }
}
