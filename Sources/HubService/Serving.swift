import Catalogue
public import PaktStore
public import SyncEngine
public import SyncTransport
public import Wire

/// When nodes shall call: so many seconds after their last session, within a window.
public struct SyncTimetable: Hashable, Sendable {
    /// Seconds from a session's end to the beginning of the next window.
    public var afterSeconds: UInt32
    /// Seconds over which the nodes spread.
    public var windowSeconds: UInt32

    /// Once a day, spread over two hours: enough for figures that are published on fixed days.
    public static let daily = SyncTimetable(afterSeconds: 82_800, windowSeconds: 7_200)

    /// The window as it is told to a node.
    public var window: Window { Window(notBefore: afterSeconds, notAfter: afterSeconds + windowSeconds) }

    /// Makes a timetable.
    public init(afterSeconds: UInt32, windowSeconds: UInt32) {
        self.afterSeconds = afterSeconds
        self.windowSeconds = windowSeconds
    }
}

/// What the hub last knew of a node: lost by a restore without harm.
public struct NodeContact: Hashable, Sendable {
    /// When its last session ended, seconds since 1970.
    public var at: Int64
    /// Where it called from.
    public var address: String
    /// Its program and version.
    public var program: String
    /// Entries of desk, network and colleagues that it held after its last complete session.
    public var received: UInt64
    /// The window it was given, seconds since 1970.
    public var notBefore: Int64
    public var notAfter: Int64

    static func hint(_ identityKey: [UInt8]) -> String { "node/" + identityKey.hexadecimal }

    var cbor: CBOR {
        .array([
            CBOR(at), .text(address), .text(program), .unsigned(received), CBOR(notBefore), CBOR(notAfter),
        ])
    }

    init?(_ cbor: CBOR?) {
        guard let parts = cbor?.arrayValue, parts.count == 6, let at = parts[0].integer,
            let address = parts[1].textValue, let program = parts[2].textValue, let received = parts[3].unsignedValue,
            let notBefore = parts[4].integer, let notAfter = parts[5].integer
        else { return nil }
        self.init(
            at: at, address: address, program: program, received: received, notBefore: notBefore, notAfter: notAfter)
    }

    init(at: Int64, address: String, program: String, received: UInt64, notBefore: Int64, notAfter: Int64) {
        self.at = at
        self.address = address
        self.program = program
        self.received = received
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

extension Hub {
    /// When nodes shall call.
    public func schedule() throws -> SyncTimetable {
        try replica.read { snapshot in
            guard let fields = try snapshot.records(owner: 0, kind: .schedule).first?.fields,
                let after = fields.integer("afterSeconds"), let window = fields.integer("windowSeconds")
            else { return .daily }
            return SyncTimetable(
                afterSeconds: UInt32(clamping: after), windowSeconds: UInt32(clamping: window))
        }
    }

    /// Sets when nodes shall call; each learns it with its next session.
    public func set(_ schedule: SyncTimetable) throws {
        let fields = Fields([
            "afterSeconds": .integer(Int64(schedule.afterSeconds)),
            "windowSeconds": .integer(Int64(schedule.windowSeconds)),
        ])
        _ = try Catalogue.validate(fields, of: .schedule)
        _ = try replica.write { try $0.append(Draft(kind: .schedule, fields: fields, audience: .own)) }
    }

    /// What the hub last knew of a node, or `nil` before its first session.
    public func contact(of identityKey: [UInt8], _ snapshot: StoreSnapshot) throws -> NodeContact? {
        NodeContact(try snapshot.hint(NodeContact.hint(identityKey)))
    }
}

/// The hub as the server of its nodes.
extension Hub: HubDelegate {
    public func authorise(_ pin: Hash, address: String) async -> Authorisation {
        guard let members = try? replica.read({ try $0.members() }) else {
            return .refused(SessionError(.storeFailed, "the hub's store cannot be read"))
        }
        let mine = members.filter { $0.pin == pin }
        guard let member = mine.first(where: { $0.state == .active }) ?? mine.last, let identityKey = member.identityKey
        else {
            return .refused(SessionError(.notEnrolled, "this key is not enrolled"))
        }
        switch member.state {
        case .active: return .enrolled(SyncScope(node: identityKey, partner: member.partner))
        case .pending: return .refused(SessionError(.pending, "the office has not approved this node"))
        case .suspended: return .refused(SessionError(.suspended, "suspended by the office"))
        case .invited, .revoked: return .refused(SessionError(.revoked, "revoked by the office"))
        }
    }

    public func openSession(_ scope: SyncScope, address: String) async throws -> HubSessionSetup {
        let window = try schedule().window
        let time = clock()
        let contact = try replica.read { try self.contact(of: scope.node, $0) }
        var admission = Admission.open
        let seconds = Int64(time / 1000)
        if let contact, seconds < contact.notBefore {
            admission = .outsideWindow(
                Window(
                    notBefore: UInt32(clamping: contact.notBefore - seconds),
                    notAfter: UInt32(clamping: contact.notAfter - seconds)))
        }
        return HubSessionSetup(
            store: AllowedLogs(replica: replica),
            configuration: HubSession.Configuration(time: time, admission: admission, window: window))
    }

    public func ingest(_ deliveries: [Delivery], scope: SyncScope) async throws -> [IngestResult] {
        try await queue.ingest(deliveries, partner: scope.partner)
    }

    public func join(_ request: JoinRequest) async -> JoinAnswer {
        do {
            return try await admit(request)
        } catch {
            return .refused(SessionError(.storeFailed, "\(error)"))
        }
    }

    public func sessionEnded(_ summary: HubSessionSummary) async {
        let node = summary.scope.node
        let seconds = now.secondsSince1970
        // A session that was refused for its time changes nothing: the window stands.
        guard case .completed = summary.outcome else { return }
        _ = try? await queue.write { [self] (transaction: StoreTransaction) throws -> Void in
            let window = try schedule().window
            let old = try contact(of: node, transaction)
            let contact = NodeContact(
                at: seconds, address: summary.address, program: summary.report.peerProgram ?? old?.program ?? "",
                received: try transaction.entriesFor(summary.scope),
                notBefore: seconds + Int64(window.notBefore), notAfter: seconds + Int64(window.notAfter))
            try transaction.setHint(NodeContact.hint(node), to: contact.cbor)
        }
    }
}

extension StoreSnapshot {
    /// The entries that a hub holds for a node and that others wrote.
    func entriesFor(_ scope: SyncScope) throws -> UInt64 {
        try logs().filter { replica.isShared($0, in: scope) && $0.descriptor.feed.writer != scope.node }
            .reduce(0) { $0 + $1.size }
    }
}

extension Hub {
    private static let addressHint = "address"

    /// Keeps the address that is served, for the invitations made beside the daemon.
    public func remember(address: HubAddress) throws {
        try replica.write { try $0.setHint(Self.addressHint, to: .text(address.description)) }
    }

    /// The address that was served last, or `nil`.
    public func rememberedAddress() throws -> HubAddress? {
        try replica.read { try $0.hint(Self.addressHint)?.textValue.flatMap { HubAddress($0) } }
    }
}

/// The hub's store towards a session: a colleague's log is taken only while the colleague is on the allow-list.
private struct AllowedLogs: SyncStore {
    let replica: Replica

    func accepts(_ log: LogDescriptor, scope: SyncScope) throws -> Bool {
        if try replica.accepts(log, scope: scope) { return true }
        guard log.feed.audience == .city else { return false }
        return try replica.read { try $0.members() }.contains {
            $0.identityKey == log.feed.writer && $0.partner == scope.partner && $0.state == .active
        }
    }

    func positions(scope: SyncScope) throws -> [(LogDescriptor, Position)] { try replica.positions(scope: scope) }

    func root(of log: LogID, at size: UInt64) throws -> Hash? { try replica.root(of: log, at: size) }

    func chunks(of log: LogID, from size: UInt64, maximumByteCount: Int) throws -> [Chunk] {
        try replica.chunks(of: log, from: size, maximumByteCount: maximumByteCount)
    }

    func receipt(of log: LogID) throws -> SignedReceipt? { try replica.receipt(of: log) }
}
