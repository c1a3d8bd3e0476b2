import ArgumentParser
import Catalogue
import CommandLineKit
import NodeService
import PaktStore
import Wire

struct Init: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a store for a company, offline; joining the pact can come later.")
    @Option(help: "The company's name.") var partner: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let path = options.storePath(program: "pakt")
        let name = try NodeName.checked(partner)
        let replica = try StoreFolder.create(at: path, role: .node, name: name)
        output.json([
            "schema": "pakt.init", "version": 1, "partner": .text(name), "node": .text(replica.identity.nodeName),
            "store": .text(path),
        ])
        output.text(
            de: "Speicher für \(name) angelegt: \(path)\nWeiter mit: pakt add Site name=…",
            en: "Made a store for \(name): \(path)\nNext: pakt add Site name=…")
    }
}

/// The rules for a company's name.
enum NodeName {
    static func checked(_ name: String) throws -> String {
        guard let field = Kind.partner.field("legalName") else { return name }
        guard case .text(let name) = try Catalogue.parse(name, for: field, language: .en) else { return name }
        return name
    }
}

struct Status: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Show what is saved here and what the city has received.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let status = try NodeStatus(of: openStore())
        output.json(status.json)
        for line in status.lines(output.language) { output.text(line) }
    }
}

struct Verify: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every tree and signature, rebuild all folds and compare them.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let node = try openStore()
        let hubKey = try node.replica.read { try Enrolment(in: $0)?.hubIdentityKey }
        try output.report(node.replica.verify(hubKey: hubKey))
    }
}

struct Backup: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything into one file, also beside a running daemon.",
        discussion: "The file holds the store's private key and can only be read by you. Keep it as you keep a key.")
    @Argument(help: "The file to write.") var file: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let node = try openStore()
        let bytes = try PaktStore.Backup.make(of: node.replica)
        try Files.write(bytes, to: file)
        output.json(["schema": "pakt.backup", "version": 1, "file": .text(file), "bytes": .integer(bytes.count)])
        output.text(de: "Gesichert: \(file), \(bytes.count) Bytes", en: "Backed up: \(file), \(bytes.count) bytes")
    }
}

struct Restore: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a store from a backup; what is written from then on is a new chapter.",
        usage: "pakt restore FILE --store NEW")
    @Argument(help: "The backup file.") var file: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let path = options.storePath(program: "pakt")
        let replica = try RestoreFolder.restore(file, to: path, role: .node, fold: nil)
        let entries = try replica.read { try $0.logs().reduce(0) { $0 + $1.size } }
        output.json([
            "schema": "pakt.restore", "version": 1, "store": .text(path), "entries": .integer(Int64(entries)),
        ])
        output.text(
            de:
                "Wiederhergestellt: \(path), \(entries) Einträge. Ab jetzt beginnt ein neuer Abschnitt; „pakt sync“ holt zurück, was die Stadt danach noch erhalten hat.",
            en:
                "Restored: \(path), \(entries) entries. A new epoch begins; \"pakt sync\" fetches what the city received later."
        )
    }
}

struct Log: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries of this store's feeds.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().replica.read { snapshot in
            try snapshot.visitEntries { dot, audience, entry in
                let kind = Catalogue.kind(number: entry.kind)?.name ?? "kind \(entry.kind)"
                output.json([
                    "dot": .text(dot.description), "audience": .text("\(audience)"), "kind": .text(kind),
                    "deleted": .boolean(entry.isDeletion),
                ])
                output.text("\(audience)/\(dot.sequence)  \(kind)\(entry.isDeletion ? "  ✝" : "")")
            }
        }
    }
}

struct Export: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print all records, one JSON object a line.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().replica.read { snapshot in
            try snapshot.visitRecords { record in
                Output.printLine(try snapshot.json(of: record).encoded)
                return true
            }
        }
    }
}

struct Version: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print the versions of program and formats.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        output.json([
            "program": "pakt", "version": .text(Program.version), "format": .integer(Int64(Replica.formatVersion)),
            "catalogue": .integer(Catalogue.version),
        ])
        output.text("pakt \(Program.version)")
    }
}
