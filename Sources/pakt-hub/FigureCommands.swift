import ArgumentParser
import Catalogue
import CommandLineKit
import Figures
import HubService
import PaktStore
import SyncTransport
import Wire

struct Figures: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the network's figures with raw values: for the office's desk only.")
    @Option(help: "Only this year.") var year: Int?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        let headsHash = try hub.headsHash()
        let cells = try hub.table(years: year.map { [$0] }).cells(under: hub.disclosure)
        output.json([
            "schema": "hub.figures", "version": 1, "cells": .array(cells.map(\.json)),
            "heads_hash": .text(headsHash.description),
        ])
        for cell in cells { output.text(cell.line) }
    }
}

extension Cell {
    /// The cell in a line for people.
    var line: String {
        let place = ([key.year.map { "\($0)" }].compactMap { $0 } + key.dimensions.map { "\($0.name)=\($0.value)" })
            .joined(separator: " ")
        let value = valueText ?? fractionText ?? "–"
        return "\(key.figure.rawValue)  \(place)  \(value) \(unit)  n=\(contributors)  \(status.rawValue)"
    }
}

struct Explain: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Say which partners a figure is made of.")
    @Argument(help: "The figure, such as emissions.s1.") var figure: String
    @Option(help: "The year.") var year: Int
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        guard let wanted = Figure(rawValue: figure) else {
            let known = Figure.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .invalidInput, "unknownFigure", de: "Die Zahl „\(figure)“ gibt es nicht; es gibt: \(known).",
                en: "There is no figure \"\(figure)\"; there are: \(known).")
        }
        let hub = try openHub()
        let contributions = try hub.replica.read { try FiguresFold.contributions($0) }
        for contribution in contributions {
            let table = FigureTable(contributions: [contribution], years: [year], on: Process.today)
            for cell in table.cells(under: hub.disclosure)
            where cell.key.figure == wanted && cell.contributors > 0 {
                output.json(["partner": .text(contribution.name), "cell": cell.json])
                output.text("\(contribution.name)  \(cell.line)")
            }
        }
    }
}

struct Policy: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show or set the secret parameter of the rules of publication.")
    @Option(help: "p of the dominance rule in percent: how closely the largest may be estimated.") var percent: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        if let percent {
            guard let value = Exact(decimal: percent), value > 0, value <= 100 else {
                throw Failure(
                    .invalidInput, "outOfRange", de: "--percent ist größer als 0 und höchstens 100, zum Beispiel 12.5.",
                    en: "--percent is above 0 and at most 100, for example 12.5.")
            }
            try openHub().set(dominancePercent: value)
            output.json(["schema": "hub.policy", "version": 1, "percent": .text(value.description)])
            output.text(de: "Gesetzt; bitte geheim halten.", en: "Set; please keep it secret.")
        } else {
            let value = try openHub().disclosure.dominancePercent.description
            output.json(["schema": "hub.policy", "version": 1, "percent": .text(value)])
            output.text("p = \(value) %")
        }
    }
}

struct Publish: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish today's edition: every cell that betrays no company, for the page and for all partners.")
    @Flag(help: "Only show what would be published.") var dryRun = false
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        var name: String?
        let edition: Edition
        if dryRun {
            edition = try hub.draftEdition()
        } else {
            let published = try hub.publish()
            name = published.name
            edition = published.edition
        }
        output.json([
            "schema": "hub.publish", "version": 1, "edition": .text(orNull: name), "dry_run": .boolean(dryRun),
            "cells": .array(edition.cells.map(\.json)), "heads_hash": .text(edition.headsHash.description),
            "hash": .text(edition.hash.description),
        ])
        for cell in edition.cells { output.text(cell.line) }
        let count = edition.cells.count { $0.status == .published }
        output.say(
            de: "\(count) von \(edition.cells.count) Zahlen \(dryRun ? "würden veröffentlicht" : "veröffentlicht").",
            en: "\(count) of \(edition.cells.count) figures \(dryRun ? "would be published" : "published").")
    }
}

struct Status: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Show what the hub holds.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        try hub.replica.read { snapshot in
            var records = 0
            try snapshot.visitRecords { record in
                if record.owner > 0 { records += 1 }
                return true
            }
            let logs = try snapshot.logs()
            let entries = logs.filter { $0.owner > 0 && $0.descriptor.feed.audience == .city }.reduce(0) {
                $0 + $1.size
            }
            let lines = try snapshot.replicaLines()
            let findings = try snapshot.findings().count
            let address = try hub.rememberedAddress()?.description
            output.json([
                "schema": "hub.status", "version": 1, "network": .text(hub.replica.identity.name),
                "records": .integer(records), "entries": .integer(Int64(entries)), "feeds": .integer(logs.count),
                "nodes": .integer(lines.count), "findings": .integer(findings),
                "address": .text(orNull: address),
            ])
            output.text(
                de:
                    "\(hub.replica.identity.name): \(lines.count) Knoten, \(records) Aufzeichnungen, \(entries) Einträge",
                en: "\(hub.replica.identity.name): \(lines.count) nodes, \(records) records, \(entries) entries")
        }
    }
}

struct Verify: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check every tree and signature, rebuild all folds and figures from the feeds and compare them.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try openHub()
        try output.report(hub.replica.verify(hubKey: hub.replica.identity.publicKey))
    }
}

struct Backup: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything into one file, also beside a running hub.")
    @Argument(help: "The file to write.") var file: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let bytes = try PaktStore.Backup.make(of: openHub().replica)
        try Files.write(bytes, to: file)
        output.json(["schema": "pakt.backup", "version": 1, "file": .text(file), "bytes": .integer(bytes.count)])
        output.text(de: "Gesichert: \(file), \(bytes.count) Bytes", en: "Backed up: \(file), \(bytes.count) bytes")
    }
}

struct Restore: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Make the hub's store from a backup.")
    @Argument(help: "The backup file.") var file: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let path = options.storePath(program: "pakt-hub")
        _ = try RestoreFolder.restore(file, to: path, role: .hub, fold: FiguresFold())
        output.json(["schema": "pakt.restore", "version": 1, "store": .text(path)])
        output.text(de: "Wiederhergestellt: \(path)", en: "Restored: \(path)")
    }
}

struct Log: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "List the entries of all feeds.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openHub().replica.read { snapshot in
            try snapshot.visitEntries { dot, audience, entry in
                let kind = Catalogue.kind(number: entry.kind)?.name ?? "kind \(entry.kind)"
                output.json(["dot": .text(dot.description), "audience": .text("\(audience)"), "kind": .text(kind)])
                output.text("\(audience)  \(dot)  \(kind)")
            }
        }
    }
}

struct Export: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print all records, one JSON object a line.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openHub().replica.read { snapshot in
            try snapshot.visitRecords { record in
                Output.printLine(try snapshot.json(of: record, withPartner: true).encoded)
                return true
            }
        }
    }
}

struct Version: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print the program's version.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        output.json(["program": "pakt-hub", "version": .text(Program.version)])
        output.text("pakt-hub \(Program.version)")
    }
}
