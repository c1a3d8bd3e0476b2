import Catalogue
import Wire

/// Why an entry is kept but changes no record; a person sees it as a finding.
public enum FindingCode: String, Sendable {
    /// The kind is not in this program's catalogue: shown by a later one.
    case unknownKind
    /// The writer of the feed may not write records of this kind.
    case writerNotAllowed
    /// The payload does not fit its kind.
    case unreadable
    /// The payload was erased.
    case erased
    /// A later program marked the entry as one that must be understood to be counted.
    case needsNewerProgram
}

/// The row of one record in table `records`, and its identity.
struct RecordKey: Hashable {
    let owner: UInt32
    let kind: UInt32
    let key: [UInt8]
    let id: RecordID

    /// LMDB's keys end at 511 bytes; what is longer than this is replaced by its hash.
    static let maximumKeyByteCount = 400

    var row: [UInt8] {
        var row = LogState.key(owner)
        row.append(bigEndian: kind)
        return row + (key.count <= Self.maximumKeyByteCount ? key : [0xff] + Hash.sha256(key).bytes)
    }

    static func key(of dot: Dot) -> [UInt8] {
        CBOR.array([.bytes(dot.log.feed.bytes), .unsigned(dot.log.epoch), .unsigned(dot.sequence)]).encoded()
    }
}

extension StoreTransaction {
    /// Lets one entry act on the record it is about; what cannot be understood becomes a finding, never an error.
    func fold(_ entry: Entry, leaf: Hash, log: LogState, sequence: UInt64) throws {
        do {
            let dot = Dot(log: log.descriptor.id, sequence: sequence)
            guard case .payload(let payload) = entry.content else { throw Unfoldable(.erased) }
            guard !entry.hasUnknownObligation else { throw Unfoldable(.needsNewerProgram) }
            let key = try recordKey(of: entry, payload: payload, dot: dot, log: log)
            let version = RecordState.Version(
                log: log.number, sequence: sequence, isDeletion: entry.isDeletion, leaf: leaf, payload: payload)
            try apply(version, entry: entry, dot: dot, to: key)
        } catch let problem as Unfoldable {
            try writer.set(
                Array(problem.code.rawValue.utf8), for: LogState.key(log.number, sequence), in: .findings)
        }
    }

    private func apply(_ version: RecordState.Version, entry: Entry, dot: Dot, to key: RecordKey) throws {
        let row = key.row
        var state = try reader.value(for: row, in: .records).map { try RecordState(row: $0) } ?? RecordState()
        if state.last.isEmpty { try writer.set(row, for: key.id.bytes, in: .identities) }
        try state.apply(version, dot: dot, supersedes: entry.supersedes) { try log($0)?.number }
        try writer.set(state.row, for: row, in: .records)
        try writer.set([], for: key.id.bytes + LogState.key(version.log, version.sequence), in: .history)
        changedOwners.insert(key.owner)
    }

    /// Which record an entry is about.
    private func recordKey(of entry: Entry, payload: [UInt8], dot: Dot, log: LogState) throws -> RecordKey {
        guard let kind = Catalogue.kind(number: entry.kind) else { throw Unfoldable(.unknownKind) }
        guard Self.mayWrite(kind, to: log.descriptor.feed.audience, role: replica.identity.role) else {
            throw Unfoldable(.writerNotAllowed)
        }
        var key: [UInt8]?
        do {
            let fields = try Fields(payload: payload, of: kind)
            key = try Catalogue.keyBytes(fields, of: kind)
        } catch {
            throw Unfoldable(.unreadable)
        }
        return try self.recordKey(owner: log.owner, kind: kind, key: key ?? RecordKey.key(of: entry.subject ?? dot))
    }

    func recordKey(owner: UInt32, kind: Kind, key: [UInt8]) throws -> RecordKey {
        guard let company = try Companies.company(owner, in: reader) else {
            throw StoreError(.damaged, "company \(owner) is not known")
        }
        return RecordKey(
            owner: owner, kind: kind.number, key: key,
            id: Catalogue.recordID(companyID: company.id, kind: kind.number, key: key))
    }

    /// The office writes in desk and network feeds and in the hub's own; a company in all others.
    static func mayWrite(_ kind: Kind, to audience: Audience, role: Role) -> Bool {
        let isOffice = audience == .desk || audience == .network || (audience == .own && role == .hub)
        // A company drafts a best practice; the office publishes it to the network.
        if kind.number == Kind.bestPractice.number { return true }
        return isOffice == (kind.writer != .company)
    }
}

/// An entry that stays in its feed without acting on a record.
private struct Unfoldable: Error {
    let code: FindingCode

    init(_ code: FindingCode) { self.code = code }
}
