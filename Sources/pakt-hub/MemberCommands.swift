import ArgumentParser
import Catalogue
import CommandLineKit
import HubService
import PaktStore
import SyncTransport

struct Init: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Make the hub's store.")
    @Option(help: "The network's name.") var name: String
    @Option(help: "The city's name; else the network's.") var city: String?
    @Option(help: "The year in which the network's path ends.") var goalYear = 2035
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let path = options.storePath(program: "pakt-hub")
        let hub = try Hub.create(at: path, name: name, city: city, goalYear: goalYear)
        let fingerprint = Fingerprint.text(try hub.transportIdentity().pin)
        output.json([
            "schema": "hub.init", "version": 1, "network": .text(name), "store": .text(path),
            "fingerprint": .text(fingerprint),
        ])
        output.text(
            de:
                "Hub für \(name) angelegt: \(path)\nhub-backup-key.pem bitte an einen sicheren Ort bringen.\nWeiter mit: pakt-hub serve",
            en: "Made the hub of \(name): \(path)\nMove hub-backup-key.pem to a safe place.\nNext: pakt-hub serve")
    }
}

struct Invite: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Invite one node of a partner; prints the invitation alone.")
    @Option(help: "The partner's name.") var partner: String
    @Flag(help: "Joining needs no confirmation of the code.") var approved = false
    @Option(help: "Where nodes reach the hub, HOST:PORT; else the address that is served.") var address: String?
    @Option(help: "Hours until the invitation expires.") var hours: Int64 = 168
    @OptionGroup var options: GlobalOptions

    /// The shortest and the longest life of an invitation, in hours: a phone call, and a holiday.
    static let hoursRange: ClosedRange<Int64> = 0...720

    func perform(_ output: Output) throws {
        guard Self.hoursRange.contains(hours) else {
            throw Failure(.invalidInput, "outOfRange", de: "--hours ist 0 bis 720.", en: "--hours is 0 to 720.")
        }
        let hub = try openHub()
        guard let address = try address.map({ HubAddress($0) }) ?? hub.rememberedAddress() else {
            throw Failure(
                .invalidInput, "addressMissing",
                de: "Unter welcher Adresse ist der Hub zu erreichen? Bitte --address HOST:PORT angeben.",
                en: "Where is the hub reached? Please give --address HOST:PORT.")
        }
        let name = try partnerName()
        let invitation = try hub.invite(
            partner: name, address: address, isApproved: approved, seconds: hours == 0 ? 1 : hours * 3600)
        output.json([
            "schema": "hub.invite", "version": 1, "partner": .text(name), "invitation": .text(invitation.text),
            "address": .text(address.description), "approved": .boolean(approved),
        ])
        output.text(invitation.text)
    }

    private func partnerName() throws -> String {
        guard let field = Kind.member.field("partnerName") else { return partner }
        return try Catalogue.parse(partner, for: field, language: .en).text ?? partner
    }
}

struct Approve: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Let in a node after comparing its code.")
    @Argument(help: "The partner's name.") var partner: String
    @Option(help: "The code that the company tells.") var code: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let member = try office { try openHub().approve(partner: partner, code: code) }
        output.member(member)
    }
}

struct Suspend: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Refuse a partner's nodes for the time being.")
    @Argument(help: "The partner's name.") var partner: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        for member in try office({ try openHub().set(partner: partner, to: .suspended) }) { output.member(member) }
    }
}

struct Reactivate: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Let a suspended partner's nodes in again.")
    @Argument(help: "The partner's name.") var partner: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        for member in try office({ try openHub().set(partner: partner, to: .active) }) { output.member(member) }
    }
}

struct Revoke: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "Revoke the keys of a partner's nodes, for ever.")
    @Argument(help: "The partner's name.") var partner: String
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        for member in try office({ try openHub().set(partner: partner, to: .revoked) }) { output.member(member) }
    }
}

struct Partners: PaktCommand {
    static let configuration = CommandConfiguration(abstract: "List partners and their nodes.")
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let lines = try openHub().replica.read { try $0.replicaLines() }
        output.json(["schema": "hub.partners", "version": 1, "partners": .array(lines.map(\.json))])
        for line in lines {
            let code = line.member.state == .pending ? "  code \(line.member.code ?? "?")" : ""
            output.text(
                "\(line.member.partner)  \(line.member.partnerName)  \(line.member.nodeName ?? "–")  \(line.member.state.rawValue)\(code)"
            )
        }
    }
}

extension Output {
    fileprivate func member(_ member: Member) {
        json([
            "schema": "hub.member", "version": 1, "partner": .text(member.partnerName),
            "node": .text(orNull: member.nodeName), "state": .text(member.state.rawValue),
        ])
        text("\(member.partnerName)  \(member.nodeName ?? "–")  \(member.state.rawValue)")
    }
}
