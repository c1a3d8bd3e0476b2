import Catalogue
import PaktStore
import SyncEngine
public import SyncTransport
import Wire

/// Why the office's wish cannot be carried out.
public struct HubError: Error, Hashable, Sendable {
    /// The stable names.
    public enum Code: String, Sendable {
        case unknownPartner, wrongCode, notPending, notAnAgreement, notAnInventory, notSubmitted, undecided
        case alreadyPublished, nothingToPublish
    }

    public let code: Code
    public let detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension Hub {
    /// How long an invitation holds unless said otherwise: a week, for letters and holidays.
    public static let defaultInvitationSeconds: Int64 = 7 * 86_400

    /// Makes an invitation for one node of a partner; the partner's name gives it its number.
    ///
    /// - Parameters:
    ///   - address: where the hub is reached by nodes.
    ///   - isApproved: whether joining needs no confirmation of the code.
    public func invite(
        partner name: String, address: HubAddress, isApproved: Bool, seconds: Int64 = defaultInvitationSeconds
    ) throws -> Invitation {
        let token = Replica.systemEntropy(Limits.tokenByteCount)
        let expiresAt = now.adding(seconds: seconds)
        let backupPin = try replica.write { transaction in
            let members = try transaction.members()
            let number = members.first { $0.partnerName == name }?.partner ?? (members.map(\.partner).max() ?? 0) + 1
            let member = Member(
                partner: number, partnerName: name, invitation: Hash.sha256(token), isApproved: isApproved,
                expiresAt: expiresAt)
            try transaction.write(member, at: now)
            return try transaction.fact(Self.backupPinFact)?.bytesValue.flatMap(Hash.init)
        }
        guard let backupPin else { throw StoreError(.damaged, "backup pin") }
        return Invitation(
            address: address, hubPin: try transportIdentity().pin, hubIdentityKey: replica.identity.publicKey,
            hubBackupPin: backupPin, token: token, expiresAt: UInt64(expiresAt.secondsSince1970), partnerName: name)
    }

    /// Lets in a node whose code the office has compared with the one the company told.
    public func approve(partner name: String, code: String) throws -> Member {
        let digits = code.filter(\.isNumber)
        return try replica.write { transaction in
            let candidates = try transaction.members().filter { $0.partnerName == name }
            guard !candidates.isEmpty else { throw HubError(.unknownPartner, name) }
            let pending = candidates.filter { $0.state == .pending }
            guard !pending.isEmpty else { throw HubError(.notPending, name) }
            guard var member = pending.first(where: { $0.code?.filter(\.isNumber) == digits }) else {
                throw HubError(.wrongCode, code)
            }
            member.state = .active
            try transaction.write(member, at: now)
            return member
        }
    }

    /// Suspends, revokes or lets in again every node of a partner.
    public func set(partner name: String, to state: MemberState) throws -> [Member] {
        try replica.write { transaction in
            let members = try transaction.members().filter { $0.partnerName == name }
            guard !members.isEmpty else { throw HubError(.unknownPartner, name) }
            return try members.map { member in
                var member = member
                // Suspending and letting in again concern nodes that were let in; only revoking concerns all.
                guard state == .revoked ? member.state != .revoked : [.active, .suspended].contains(member.state),
                    member.state != state
                else { return member }
                member.state = state
                try transaction.write(member, at: now)
                return member
            }
        }
    }

    /// Decides about a request to join; of two requests with one token exactly one wins.
    func admit(_ request: JoinRequest) async throws -> JoinAnswer {
        let now = now
        let replica = replica
        let window = try schedule().window
        return try await queue.write { transaction in
            let token = Hash.sha256(request.join.token)
            guard var member = try transaction.members().first(where: { $0.invitation == token }) else {
                return .refused(SessionError(.tokenUnknown, "no such invitation"))
            }
            if let key = member.identityKey {
                guard key == request.join.identityKey, member.pin == request.pin else {
                    return .refused(SessionError(.tokenUsed, "another node has used this invitation"))
                }
                switch member.state {
                case .active, .pending: break
                case .suspended: return .refused(SessionError(.suspended, "suspended by the office"))
                default: return .refused(SessionError(.revoked, "revoked by the office"))
                }
            } else {
                guard member.state == .invited else { return .refused(SessionError(.revoked, "revoked by the office")) }
                guard now.secondsSince1970 <= member.expiresAt.secondsSince1970 else {
                    return .refused(SessionError(.tokenExpired, "expired on \(member.expiresAt.rfc3339)"))
                }
                if let refusal = try transaction.conflict(of: request, with: member) { return .refused(refusal) }
                member.identityKey = request.join.identityKey
                member.pin = request.pin
                member.companyID = request.join.companyID
                member.code = request.code
                member.sharesReadings = request.join.shareReadings
                member.program = request.join.program
                member.state = member.isApproved ? .active : .pending
                try transaction.write(member, at: now)
            }
            let backup = try transaction.fact(Self.backupPinFact)?.bytesValue ?? []
            return .joined(
                Joined(
                    isActive: member.state == .active, partner: member.partner, partnerName: member.partnerName,
                    networkName: replica.identity.name, companyID: member.companyID ?? request.join.companyID,
                    hubIdentityKey: replica.identity.publicKey, hubBackupFingerprint: backup, code: request.code,
                    notBefore: window.notBefore, notAfter: window.notAfter))
        }
    }
}

extension StoreTransaction {
    /// Why a node that asks to join cannot be this partner's, or `nil`.
    ///
    /// A key belongs to one partner, so that revoking the partner revokes the key; a company's identity follows from
    /// its first node's key, so that no company can take another's.
    fileprivate func conflict(of request: JoinRequest, with member: Member) throws -> SessionError? {
        let others = try members().filter { $0.identityKey == request.join.identityKey || $0.pin == request.pin }
        guard others.allSatisfy({ $0.partner == member.partner }) else {
            return SessionError(.notAllowed, "this node belongs to another partner")
        }
        let companyID =
            try Companies.company(member.partner, in: reader)?.id
            ?? StoreIdentity.companyID(of: request.join.identityKey)
        guard companyID == request.join.companyID else {
            return SessionError(.notAllowed, "the partner has a node with another company identity")
        }
        return nil
    }
}
