import ArgumentParser
import Catalogue
import CommandLineKit
import NodeService
import PaktStore
import SyncEngine
import SyncTransport
import Wire

struct Join: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Join a climate pact with the invitation from the city's office.",
        usage: "pakt join INVITATION [--share readings|figures]")
    @Argument(help: "The invitation, one line; @FILE reads it from a file.") var invitation: String
    @Option(help: "readings: activity lines and profiles go to the city; figures: only yearly balances do.")
    var share = "readings"
    @Option(help: "Another address of the hub than the invitation's, HOST:PORT.") var address: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) async throws {
        guard ["readings", "figures"].contains(share) else {
            throw Failure(
                .invalidInput, "unknownShare", de: "--share ist readings oder figures, nicht \(share).",
                en: "--share is readings or figures, not \(share).")
        }
        let text =
            invitation.hasPrefix("@")
            ? String(decoding: try Files.bytes(String(invitation.dropFirst())), as: UTF8.self) : invitation
        var invitation = try Invitation(text: text)
        if let address {
            guard let other = HubAddress(address) else {
                throw Failure(
                    .invalidInput, "badAddress", de: "\(address) ist keine Adresse.", en: "\(address) is no address.")
            }
            invitation = invitation.at(other)
        }
        let path = options.storePath(program: "pakt")
        let isNew = !Files.exists(path + "/data.mdb")
        let node =
            isNew
            ? Node(replica: try StoreFolder.create(at: path, role: .node, name: invitation.partnerName), path: path)
            : try openStore()
        if share == "figures" { try node.refuseReadingsForCity() }
        let enrolment: Enrolment
        let name: String
        do {
            (enrolment, name) = try await node.service.join(invitation, shareReadings: share == "readings")
        } catch let error as TransportError where isNew && [.refused, .wrongKey].contains(error.code) {
            StoreFolder.discard(at: path)
            throw error
        }
        output.json([
            "schema": "pakt.join", "version": 1, "state": .text(enrolment.isActive ? "active" : "pending"),
            "partner": .text(name), "network": .text(enrolment.networkName), "code": .text(enrolment.code),
            "node": .text(node.replica.identity.nodeName),
        ])
        guard enrolment.isActive else {
            output.say(
                de:
                    "Code: \(enrolment.code). Bitte der Geschäftsstelle nennen; sie bestätigt mit diesem Code. Danach: pakt sync",
                en:
                    "Code: \(enrolment.code). Please tell it to the city's office, which approves with it. Then: pakt sync"
            )
            throw ExitCode(ExitStatus.needsDecision.rawValue)
        }
        output.text(
            de: "Beigetreten: \(enrolment.networkName) als \(name). Weiter mit: pakt sync",
            en: "Joined \(enrolment.networkName) as \(name). Next: pakt sync")
    }
}

extension Invitation {
    /// The same invitation for another address of the same hub.
    fileprivate func at(_ address: HubAddress) -> Invitation {
        Invitation(
            address: address, hubPin: hubPin, hubIdentityKey: hubIdentityKey, hubBackupPin: hubBackupPin, token: token,
            expiresAt: expiresAt, partnerName: partnerName)
    }
}

extension Node {
    /// Readings written before joining lie in the feed for the city and could not be withdrawn.
    fileprivate func refuseReadingsForCity() throws {
        let hasReadings = try replica.read { snapshot in
            try [Kind.activityLine, .meterProfile].contains { kind in
                try snapshot.records(owner: Node.company, kind: kind, includingDeleted: true)
                    .contains { $0.audience == .city }
            }
        }
        guard hasReadings else { return }
        throw Failure(
            .needsDecision, "readingsInCity",
            de:
                "Messwerte stehen schon in der Reihe für die Stadt und würden gesendet. Mit --share readings beitreten, oder einen neuen Speicher anlegen und Messwerte mit --audience own aufnehmen.",
            en:
                "Readings are in the feed for the city already and would be sent. Join with --share readings, or make a new store and record readings with --audience own."
        )
    }
}

struct Sync: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Synchronise with the city's hub now.")
    @Flag(help: "Keep to the hub's window, as `pakt serve` does.") var scheduled = false
    @Flag(help: "Only say what would be sent.") var dryRun = false
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) async throws {
        let node = try openStore()
        guard !dryRun else {
            let status = try NodeStatus(of: node)
            output.json([
                "schema": "pakt.sync", "version": 1, "dry_run": true,
                "sent": ["entries": .integer(Int64(status.unsent))],
            ])
            output.text(de: "\(status.unsent) Einträge würden gesendet.", en: "\(status.unsent) entries would be sent.")
            return
        }
        let report = try await node.service.synchronise(isScheduled: scheduled)
        output.json(report.json)
        output.text(
            de:
                "Abgeglichen: \(report.session.sentEntries) Einträge gesendet, \(report.session.receivedEntries) empfangen; \(report.up) + \(report.down) Bytes.",
            en:
                "Synchronised: \(report.session.sentEntries) entries sent, \(report.session.receivedEntries) received; \(report.up) + \(report.down) bytes."
        )
    }
}

extension SyncReport {
    var json: JSON {
        [
            "schema": "pakt.sync", "version": 1, "sent": ["entries": .integer(Int64(session.sentEntries))],
            "received": ["entries": .integer(Int64(session.receivedEntries))],
            "round_trips": .integer(session.roundTrips),
            "bytes": [
                "up": .integer(up), "down": .integer(down), "wire_up": .integer(wireUp),
                "wire_down": .integer(wireDown),
            ],
            "receipt": session.receipt.map(NodeStatus.json) ?? .null,
            "next_sync": session.window.map {
                [
                    "not_before_seconds": .integer(Int64($0.notBefore)),
                    "not_after_seconds": .integer(Int64($0.notAfter)),
                ]
            } ?? .null,
        ]
    }
}
