import ArgumentParser
import Catalogue
import CommandLineKit
import Figures
import HubService
import PaktStore
import SyncEngine
import Wire

struct Agreements: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "List agreements and whether the city has confirmed them.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openHub().replica.read { snapshot in
            let confirmed = Set(try snapshot.records(kind: .confirmation).compactMap { $0.fields.text("agreementDot") })
            for record in try snapshot.records(kind: .agreement) where record.owner > 0 {
                let isConfirmed = confirmed.contains(record.chosen.dot.description)
                let partner = try snapshot.companyName(record.owner)
                output.json([
                    "partner": .text(partner), "id": .text(record.id.text), "confirmed": .boolean(isConfirmed),
                    "fields": record.fields.json(of: record.kind),
                ])
                output.text(
                    "\(record.id.text)  \(partner)  \(record.fields.text("number") ?? "")  \(isConfirmed ? "✓" : "–")")
            }
        }
    }
}

struct Reviews: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what waits for the office: inventories and agreements.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        for (partner, record) in try openHub().reviews() {
            output.json([
                "partner": .text(partner), "kind": .text(record.kind.name), "id": .text(record.id.text),
                "fields": record.fields.json(of: record.kind),
            ])
            let verb = record.kind.number == Kind.inventory.number ? "accept" : "confirm"
            let year = record.fields.integer("hubYear").map { "\($0)" } ?? record.fields.text("number") ?? ""
            output.text(
                "\(partner)  \(record.kind.label[output.language]) \(year)  →  pakt-hub \(verb) \(record.id.text)")
        }
    }
}

struct Confirm: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Confirm an agreement for the city; with this it is in force.")
    @Argument(help: "The agreement's id.") var ids: [String]
    @Option(help: "Who signed for the city.") var by: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        for id in ids {
            let (partner, record) = try office { try hub.confirm(agreement: id, by: by) }
            output.json([
                "schema": "hub.confirm", "version": 1, "partner": .text(partner), "agreement": .text(record.text),
            ])
            output.text(de: "Bestätigt: \(partner) \(record.text)", en: "Confirmed: \(partner) \(record.text)")
        }
    }
}

struct Accept: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accept submitted inventories; figures count accepted ones only.")
    @Argument(help: "The inventories' ids.") var ids: [String]
    @Option(help: "A remark to the partner.") var note: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        for id in ids {
            let (partner, record) = try office { try hub.accept(inventory: id, note: note) }
            output.json([
                "schema": "hub.accept", "version": 1, "partner": .text(partner), "inventory": .text(record.text),
            ])
            output.text(de: "Angenommen: \(partner) \(record.text)", en: "Accepted: \(partner) \(record.text)")
        }
    }
}

struct Republish: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish a partner's best practice to the network, without the contact person.")
    @Argument(help: "The best practice's id.") var id: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let published = try office { try openHub().republish(bestPractice: id) }
        output.json(["schema": "hub.republish", "version": 1, "id": .text(published.text)])
        output.text(de: "Im Netzwerk: \(published.text)", en: "In the network: \(published.text)")
    }
}

struct Add: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record something of the office for all partners: an event, the network's profile.",
        usage: "pakt-hub add KIND field=value …")
    @Argument(help: "The kind.") var kind: String
    @Argument(help: "Fields as name=value.") var fields: [String]
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let kind = try OfficeKind.named(kind)
        let pairs = try FieldArguments(fields).pairs
        let values = try Catalogue.fields(from: pairs, of: kind, language: output.language)
        let appended = try openHub().add(kind, values)
        output.json(["kind": .text(kind.name), "id": .text(appended.id.text), "warnings": []])
        output.text(de: "Gespeichert: \(appended.id.text)", en: "Saved: \(appended.id.text)")
    }
}

/// The kinds that the office may write by hand.
enum OfficeKind {
    static func named(_ word: String) throws -> Kind {
        let kind = try Catalogue.kind(named: word)
        guard kind.audience == .network, kind.writer == .office || kind.number == Kind.bestPractice.number else {
            throw Failure(
                .notAllowed, "writerNotAllowed", de: "\(kind.label.de) schreibt nicht die Geschäftsstelle.",
                en: "The office does not write \(kind.label.en) records.")
        }
        return kind
    }
}

struct Import: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Take in JSON lines of a kind that the office writes.")
    @Argument(help: "The file; - is standard input.") var file: String
    @Option(name: .customLong("as"), help: "The kind of the records.") var kind: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let kind = try OfficeKind.named(kind)
        let hub = try openHub()
        var rows = 0
        var written = 0
        for line in try Files.bytes(file).split(separator: 0x0a) where line.contains(where: { $0 > 0x20 }) {
            rows += 1
            let fields = try Fields(json: JSON(parsing: Array(line)), of: kind)
            if try hub.add(kind, fields).dot != nil { written += 1 }
        }
        output.json([
            "schema": "pakt.import", "version": 1, "rows": .integer(rows), "accepted": .integer(rows), "rejected": 0,
            "unchanged": .integer(rows - written), "records": .integer(written),
        ])
        output.text(de: "\(written) von \(rows) Zeilen übernommen.", en: "\(written) of \(rows) rows taken in.")
    }
}

struct Schedule: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show or set when nodes shall call.", subcommands: [ShowSchedule.self, SetSchedule.self],
        defaultSubcommand: ShowSchedule.self)
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {}
}

struct ShowSchedule: PaktCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show when nodes shall call.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws { output.timetable(try openHub().schedule()) }
}

struct SetSchedule: PaktCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "Set when nodes shall call.")
    @Option(help: "Seconds from a session to the next window.") var after: UInt32
    @Option(help: "Seconds over which the nodes spread.") var window: UInt32
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let timetable = SyncTimetable(afterSeconds: after, windowSeconds: window)
        try openHub().set(timetable)
        output.timetable(timetable)
    }
}

extension Output {
    fileprivate func timetable(_ timetable: SyncTimetable) {
        json([
            "schema": "hub.schedule", "version": 1, "after_seconds": .integer(Int64(timetable.afterSeconds)),
            "window_seconds": .integer(Int64(timetable.windowSeconds)),
        ])
        text(
            de:
                "Knoten melden sich \(timetable.afterSeconds) bis \(timetable.window.notAfter) Sekunden nach ihrem letzten Abgleich.",
            en: "Nodes call \(timetable.afterSeconds) to \(timetable.window.notAfter) seconds after their last session."
        )
    }
}
