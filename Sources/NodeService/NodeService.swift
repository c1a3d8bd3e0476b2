public import PaktStore
import SyncEngine
public import SyncTransport
import Wire

/// Why a node cannot do what was asked.
public struct NodeError: Error, Hashable, Sendable {
    /// The stable names.
    public enum Code: String, Sendable {
        /// The store has not joined a network.
        case notEnrolled
        /// The store belongs to another network already.
        case joinedElsewhere
        /// The company has a node already, which a second one must be cloned from.
        case otherCompany
        /// The city's office has not approved this node.
        case pending
    }

    public let code: Code
    /// The network's or partner's name, or the code to tell.
    public let detail: String
}

/// A company's node: joining a network, and synchronising with its hub.
public struct NodeService: Sendable {
    /// The node's store.
    public let replica: Replica
    /// What the node calls itself towards the hub.
    public let program: String
    /// Seconds since 1970, for the schedule.
    let now: @Sendable () -> Int64

    /// The number of the own company in a node's store.
    public static let company: UInt32 = 1

    /// Makes the services over a node's store.
    public init(_ replica: Replica, program: String, now: @escaping @Sendable () -> Int64) {
        self.replica = replica
        self.program = program
        self.now = now
    }

    private func transportIdentity() throws -> TransportIdentity {
        try TransportIdentity(secret: replica.derivedSecret(for: TransportIdentity.secretPurpose))
    }

    /// Asks the hub to take this node in and writes down the answer.
    ///
    /// - Throws: ``NodeError``; ``TransportError`` for a used or expired invitation, a wrong hub key, no connection.
    public func join(
        _ invitation: Invitation, shareReadings: Bool
    ) async throws -> (enrolment: Enrolment, partnerName: String) {
        if let old = try replica.read({ try Enrolment(in: $0) }), old.hubIdentityKey != invitation.hubIdentityKey {
            throw NodeError(code: .joinedElsewhere, detail: old.networkName)
        }
        let answer = try await JoinClient(identity: transportIdentity()).join(
            invitation, identityKey: replica.signingKey, companyID: replica.identity.companyID, program: program,
            sharesReadings: shareReadings)
        let joined = answer.joined
        guard joined.companyID == replica.identity.companyID else {
            throw NodeError(code: .otherCompany, detail: joined.partnerName)
        }
        let enrolment = Enrolment(
            address: invitation.address, hubPins: [invitation.hubPin, invitation.hubBackupPin],
            hubIdentityKey: invitation.hubIdentityKey, token: invitation.token, isActive: joined.isActive,
            partner: joined.partner, networkName: joined.networkName, code: answer.code, shareReadings: shareReadings)
        try replica.write { try enrol(enrolment, in: $0) }
        return (enrolment, joined.partnerName)
    }

    private func enrol(_ enrolment: Enrolment, in transaction: StoreTransaction) throws {
        try transaction.setFact(Enrolment.factName, to: enrolment.fact)
        try Companies.register(
            owner: 0, companyID: StoreIdentity.companyID(of: enrolment.hubIdentityKey), name: enrolment.networkName,
            in: transaction.writer)
    }

    /// Runs one session with the hub.
    ///
    /// - Parameter isScheduled: whether the hub may send it back for coming outside its window.
    public func synchronise(isScheduled: Bool) async throws -> SyncReport {
        guard var enrolment = try replica.read({ try Enrolment(in: $0) }) else {
            throw NodeError(code: .notEnrolled, detail: "")
        }
        if !enrolment.isActive { enrolment = try await resume(enrolment) }
        try replica.write { try $0.setHint(SyncSchedule.syncingHint, to: CBOR(now())) }
        defer { try? replica.write { try $0.setHint(SyncSchedule.syncingHint, to: nil) } }
        let session = NodeSession(
            store: replica, scope: SyncScope(node: replica.identity.publicKey, partner: enrolment.partner),
            configuration: NodeSession.Configuration(
                hubIdentityKey: enrolment.hubIdentityKey, program: program, isScheduled: isScheduled))
        do {
            let report = try await SyncClient(identity: transportIdentity()).synchronise(
                with: enrolment.address, pins: enrolment.hubPins, session: session,
                sink: NodeSink(replica: replica, hubKey: enrolment.hubIdentityKey))
            try replica.write { transaction in
                try SyncSchedule.remember(report.session.window, now: now(), in: transaction)
                try transaction.setHint(SyncSchedule.refusalHint, to: nil)
            }
            return report
        } catch let error as TransportError {
            try remember(error)
            throw error
        }
    }

    /// Asks again whether the office has approved this node.
    private func resume(_ enrolment: Enrolment) async throws -> Enrolment {
        let invitation = Invitation(
            address: enrolment.address, hubPin: enrolment.hubPins[0], hubIdentityKey: enrolment.hubIdentityKey,
            hubBackupPin: enrolment.hubPins[enrolment.hubPins.count - 1], token: enrolment.token, expiresAt: 0,
            partnerName: replica.identity.name)
        let (answer, _) = try await join(invitation, shareReadings: enrolment.shareReadings)
        guard answer.isActive else { throw NodeError(code: .pending, detail: answer.code) }
        return answer
    }

    /// A refusal that a person must act on stays visible; a window or a wait is the schedule's business.
    private func remember(_ error: TransportError) throws {
        if error.sessionError?.code == .forked {
            try replica.write { try $0.setHint(SyncSchedule.refusalHint, to: .text("forked")) }
        }
        guard let refusal = error.refusal else { return }
        try replica.write { transaction in
            switch error.refusalCode {
            case .outsideWindow, .busy, .shuttingDown:
                try SyncSchedule.remember(
                    Window(notBefore: refusal.notBefore, notAfter: refusal.notAfter), now: now(), in: transaction)
            default: try transaction.setHint(SyncSchedule.refusalHint, to: .text(refusal.name))
            }
        }
    }
}

/// Where a node's session writes.
struct NodeSink: SessionSink {
    let replica: Replica
    let hubKey: [UInt8]

    /// Desk and colleagues' feeds are about the own company; the network's are nobody's.
    func ingest(_ deliveries: [Delivery]) async throws -> [IngestResult] {
        let stored = try replica.ingest(
            deliveries.filter { mayReceive($0.log) },
            owner: { $0.feed.audience == .network ? 0 : NodeService.company }, receiptTime: nil)
        let refused = Set(deliveries.filter { !mayReceive($0.log) }.map(\.log.id))
        return stored + refused.map { .refused(log: $0, SessionError(.notAllowed, "not a feed for this node")) }
    }

    /// The hub writes desk and network; a company's nodes write city. Nothing else comes in.
    private func mayReceive(_ log: LogDescriptor) -> Bool {
        switch log.feed.audience {
        case .own: false
        case .city: log.feed.writer != hubKey
        case .desk, .network: log.feed.writer == hubKey
        }
    }

    func store(_ receipts: [SignedReceipt]) async throws {
        try replica.write { transaction in
            for receipt in receipts { try transaction.store(receipt, hubKey: hubKey) }
        }
    }
}
