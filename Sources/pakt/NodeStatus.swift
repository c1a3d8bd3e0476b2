import Catalogue
import CommandLineKit
import NodeService
import PaktStore
import Pages
import SyncEngine
import Wire

/// What `pakt status` and the local page tell.
struct NodeStatus {
    let partner: String
    let node: String
    let state: SyncState
    let records: Int
    let conflicts: Int
    let entries: UInt64
    let unsent: UInt64
    let feeds: [LogState]
    let receipt: SignedReceipt?
    let nextSync: (notBefore: Instant, notAfter: Instant)?
    let enrolment: Enrolment?

    init(of node: Node) throws {
        self = try node.replica.read { try NodeStatus(node.replica, $0) }
    }

    init(_ replica: Replica, _ snapshot: StoreSnapshot) throws {
        partner = replica.identity.name
        node = replica.identity.nodeName
        let logs = try snapshot.logs().filter { $0.owner == Node.company }
        feeds = logs.filter { [.own, .city].contains($0.descriptor.feed.audience) }
        entries = feeds.reduce(0) { $0 + $1.size }
        unsent = feeds.filter {
            $0.descriptor.feed.audience == .city && $0.descriptor.feed.writer == replica.identity.publicKey
        }
        .reduce(0) { $0 + $1.size - min($1.size, $1.receipt?.receipt.size ?? 0) }
        receipt = feeds.compactMap(\.receipt).max {
            ($0.receipt.at, $0.receipt.size) < ($1.receipt.at, $1.receipt.size)
        }
        enrolment = try Enrolment(in: snapshot)
        nextSync = try SyncSchedule.window(snapshot)
        var records = 0
        var conflicts = 0
        try snapshot.visitRecords(owner: Node.company) { record in
            records += 1
            if record.hasSiblings { conflicts += 1 }
            return true
        }
        self.records = records
        self.conflicts = conflicts
        let isPending = enrolment.map { !$0.isActive } ?? false
        let refusal = try snapshot.hint(SyncSchedule.refusalHint)
        state =
            if conflicts > 0 || isPending || refusal != nil {
                .needsYou
            } else if try SyncSchedule.isSyncing(snapshot, now: Process.now.secondsSince1970) {
                .syncing
            } else if unsent > 0 || enrolment == nil {
                .waiting
            } else {
                .upToDate
            }
    }

    var json: JSON {
        [
            "schema": "pakt.status", "version": 1, "partner": .text(partner), "node": .text(node),
            "state": .text(state.rawValue), "records": .integer(records), "conflicts": .integer(conflicts),
            "entries": .integer(Int64(entries)), "unsent": .integer(Int64(unsent)),
            "feeds": .array(
                feeds.map { log in
                    [
                        "feed": .text(log.descriptor.feed.id.bytes.hexadecimal),
                        "audience": .text("\(log.descriptor.feed.audience)"),
                        "epoch": .text(String(log.descriptor.epoch, radix: 16)), "size": .integer(Int64(log.size)),
                        "received": .integer(Int64(log.receipt?.receipt.size ?? 0)),
                    ]
                }),
            "receipt": receipt.map(Self.json) ?? .null,
            "next_sync": nextSync.map {
                ["not_before": .text($0.notBefore.rfc3339), "not_after": .text($0.notAfter.rfc3339)]
            } ?? .null,
        ]
    }

    static func json(_ signed: SignedReceipt) -> JSON {
        let receipt = signed.receipt
        return [
            "feed": .text(receipt.log.feed.bytes.hexadecimal), "epoch": .text(String(receipt.log.epoch, radix: 16)),
            "size": .integer(Int64(receipt.size)), "root": .text(receipt.root.description),
            "at": .text(Instant(secondsSince1970: Int64(receipt.at / 1000)).rfc3339),
        ]
    }

    func lines(_ language: Language) -> [String] {
        let at = receipt.map { BerlinTime.rfc3339(Instant(secondsSince1970: Int64($0.receipt.at / 1000))) }
        var lines = ["\(partner) · \(node) · \(state.label[language])"]
        if language == .de {
            lines.append("  Gespeichert   \(entries) Einträge, \(records) Aufzeichnungen")
            lines.append(
                "  Stadt         \(unsent) noch nicht übertragen" + (at.map { ", zuletzt bestätigt: \($0)" } ?? ""))
            if enrolment == nil { lines.append("  Noch keinem Klimapakt beigetreten: pakt join EINLADUNG") }
            if let enrolment, !enrolment.isActive {
                lines.append("  Wartet auf die Geschäftsstelle; Code: \(enrolment.code)")
            }
            if conflicts > 0 { lines.append("  \(conflicts) Einträge in zwei Fassungen: pakt conflicts") }
        } else {
            lines.append("  Saved         \(entries) entries, \(records) records")
            lines.append("  City          \(unsent) not yet sent" + (at.map { ", last received: \($0)" } ?? ""))
            if enrolment == nil { lines.append("  No climate pact joined yet: pakt join INVITATION") }
            if let enrolment, !enrolment.isActive {
                lines.append("  Waiting for the city's office; code: \(enrolment.code)")
            }
            if conflicts > 0 { lines.append("  \(conflicts) records in two versions: pakt conflicts") }
        }
        return lines
    }
}
