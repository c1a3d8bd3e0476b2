public import Catalogue
public import PaktStore
import SyncEngine
public import Wire

/// How far a node's admission is.
public enum MemberState: String, Sendable {
    case invited, pending, active, suspended, revoked
}

/// One node's place in the allow-list.
public struct Member: Sendable {
    /// The record that holds it; `nil` before it is written.
    public var id: RecordID?
    /// The partner's number and name.
    public let partner: UInt32
    public let partnerName: String
    /// How far the admission is.
    public var state: MemberState
    /// SHA-256 of the invitation's token.
    public let invitation: Hash
    /// Whether the invitation needs no confirmation of the code.
    public let isApproved: Bool
    /// When the invitation becomes void.
    public let expiresAt: Instant
    /// The node's Ed25519 key, the hash of its TLS key, its company; `nil` before it joined.
    public var identityKey: [UInt8]?
    public var pin: Hash?
    public var companyID: [UInt8]?
    /// The code that both sides compare.
    public var code: String?
    /// Whether readings go to the city.
    public var sharesReadings = true
    /// The node's program and version.
    public var program: String?

    /// The node's short name, or `nil` before it joined.
    public var nodeName: String? { identityKey.map { String(Hash.sha256($0).description.prefix(8)) } }
}

extension Member {
    init(
        partner: UInt32, partnerName: String, invitation: Hash, isApproved: Bool, expiresAt: Instant
    ) {
        self.partner = partner
        self.partnerName = partnerName
        state = .invited
        self.invitation = invitation
        self.isApproved = isApproved
        self.expiresAt = expiresAt
    }

    init?(_ record: StoredRecord) {
        let fields = record.fields
        guard let partner = fields.integer("partner"), let name = fields.text("partnerName"),
            let state = fields.text("state").flatMap(MemberState.init),
            let invitation = fields.text("invitation").flatMap({ [UInt8](hexadecimal: $0) }).flatMap(Hash.init),
            let expiresAt = fields.instant("expiresAt")
        else { return nil }
        self.init(
            partner: UInt32(truncatingIfNeeded: partner), partnerName: name, invitation: invitation,
            isApproved: fields.flag("approved"), expiresAt: expiresAt)
        id = record.id
        self.state = state
        identityKey = fields.text("identityKey").flatMap { [UInt8](hexadecimal: $0) }
        pin = fields.text("tlsKey").flatMap { [UInt8](hexadecimal: $0) }.flatMap(Hash.init)
        companyID = fields.text("companyId").flatMap { [UInt8](hexadecimal: $0) }
        code = fields.text("code")
        sharesReadings = fields.flag("shareReadings")
        program = fields.text("program")
    }

    func fields(at now: Instant) -> Fields {
        var fields = Fields([
            "partner": .integer(Int64(partner)), "partnerName": .text(partnerName), "state": .code(state.rawValue),
            "invitation": .text(invitation.bytes.hexadecimal), "approved": .boolean(isApproved),
            "expiresAt": .instant(expiresAt), "shareReadings": .boolean(sharesReadings), "changedAt": .instant(now),
        ])
        if let identityKey { fields["identityKey"] = .text(identityKey.hexadecimal) }
        if let pin { fields["tlsKey"] = .text(pin.bytes.hexadecimal) }
        if let companyID { fields["companyId"] = .text(companyID.hexadecimal) }
        if let code { fields["code"] = .text(code) }
        if let program { fields["program"] = .text(program) }
        return fields
    }
}

extension StoreSnapshot {
    /// The allow-list, in the order of invitations.
    public func members() throws -> [Member] {
        try records(owner: 0, kind: .member).compactMap(Member.init)
            .sorted { ($0.partner, $0.expiresAt.secondsSince1970) < ($1.partner, $1.expiresAt.secondsSince1970) }
    }
}

extension StoreTransaction {
    /// Writes a member down in the hub's own feed.
    func write(_ member: Member, at now: Instant) throws {
        let fields = member.fields(at: now)
        _ = try Catalogue.validate(fields, of: .member)
        _ = try append(Draft(kind: .member, fields: fields, audience: .own, subject: member.id))
        if let companyID = member.companyID {
            try Companies.register(
                owner: member.partner, companyID: companyID, name: member.partnerName, in: writer)
        }
    }
}
