import ArgumentParser
import Catalogue
import CommandLineKit
import HubService
import LMDB
import NodeService
import PaktStore
import SyncEngine
import Wire

struct Replicas: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "List every node that the hub knows, and how far behind it is.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let hub = try StoreFolder.open(at: options.storePath(program: "pakt-hub"), role: .hub, fold: FiguresFold())
        let lines = try hub.read { try $0.replicaLines() }
        output.json(["schema": "admin.replicas", "version": 1, "replicas": .array(lines.map(\.json))])
        for line in lines {
            let contact = line.contact.map { BerlinTime.rfc3339(Instant(secondsSince1970: $0.at)) } ?? "–"
            let size = line.logs.reduce(0) { $0 + $1.size }
            output.text(
                "\(line.member.partnerName)  \(line.member.nodeName ?? "–")  \(line.member.state.rawValue)  \(contact)  \(line.logs.count)/\(size)  -\(line.behind)"
            )
        }
    }
}

struct Inspect: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show tables, feeds, heads, map use and readers of a store.")
    @Argument(help: "The store's folder.") var path: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let replica = try AnyStore.open(path)
        let identity = replica.identity
        let logs = try replica.read { try $0.logs() }
        let counts = try replica.tableCounts()
        let facts = try replica.fileFacts()
        output.json([
            "schema": "admin.inspect", "version": 1, "role": .text("\(identity.role)"), "name": .text(identity.name),
            "node": .text(identity.nodeName), "epoch": .text(String(identity.epoch, radix: 16)),
            "public_key": .text(identity.publicKey.hexadecimal), "company": .text(identity.companyID.hexadecimal),
            "file": .object(facts.map { JSON.Member($0.name, .integer(Int64($0.value))) }),
            "tables": .object(counts.map { JSON.Member($0.name, .integer($0.count)) }),
            "feeds": .array(logs.map(\.inspection)),
        ])
        output.text(
            "\(identity.role)  \(identity.name)  \(identity.nodeName)  epoch \(String(identity.epoch, radix: 16))")
        for fact in facts { output.text("  \(fact.name)  \(fact.value)") }
        for count in counts { output.text("  table \(count.name)  \(count.count)") }
        for log in logs {
            output.text(
                "  feed \(log.descriptor.feed.id)  \(log.descriptor.feed.audience)  owner \(log.owner)  epoch \(String(log.descriptor.epoch, radix: 16))  size \(log.size)  root \(log.root)"
            )
        }
    }
}

extension LogState {
    fileprivate var inspection: JSON {
        [
            "feed": .text(descriptor.feed.id.bytes.hexadecimal), "audience": .text("\(descriptor.feed.audience)"),
            "writer": .text(descriptor.feed.writer.hexadecimal), "owner": .integer(Int64(owner)),
            "epoch": .text(String(descriptor.epoch, radix: 16)), "size": .integer(Int64(size)),
            "root": .text(root.description), "sealed": .integer(Int64(sealed)),
            "receipt_size": receipt.map { .integer(Int64($0.receipt.size)) } ?? .null,
        ]
    }
}

struct Heads: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print size and root of every feed of a store.")
    @Argument(help: "The store's folder.") var path: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        for log in try AnyStore.open(path).read({ try $0.logs() }) {
            output.json(log.inspection)
            output.text("\(log.descriptor.id)  \(log.size)  \(log.root)")
        }
    }
}

struct Dump: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print the records of a store, one a line.")
    @Argument(help: "The store's folder.") var path: String
    @Argument(help: "Only this kind.") var kind: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let replica = try AnyStore.open(path)
        let kind = try kind.map { try Catalogue.kind(named: $0) }
        try replica.read { snapshot in
            try snapshot.visitRecords(kind: kind) { record in
                Output.printLine(
                    try snapshot.json(of: record, withPartner: replica.identity.role == .hub).encoded)
                return true
            }
        }
    }
}

struct Verify: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check structure, trees and signatures of a store, rebuild its folds and compare them.")
    @Argument(help: "The store's folder.") var path: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let replica: Replica
        do {
            replica = try AnyStore.open(path)
        } catch let error as StoreError where error.code == .damaged {
            return try output.report([Finding(code: "damagedFile", place: path, text: error.detail)])
        }
        let hubKey: [UInt8]?
        if replica.identity.role == .hub {
            hubKey = replica.identity.publicKey
        } else {
            hubKey = try replica.read { try Enrolment(in: $0)?.hubIdentityKey }
        }
        do {
            try output.report(replica.verify(hubKey: hubKey))
        } catch let error as StoreError where error.code == .damaged {
            try output.report([Finding(code: "damagedRow", place: path, text: error.detail)])
        }
    }
}

struct Version: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Print the versions of program and LMDB.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        output.json([
            "program": "pakt-admin", "version": .text(Program.version), "lmdb": .text(Environment.versionText),
        ])
        output.text("pakt-admin \(Program.version)  \(Environment.versionText)")
    }
}
