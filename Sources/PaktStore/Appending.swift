public import Catalogue
public import Wire

/// What a person wants to write: a new record, a change of one, or its deletion.
public struct Draft: Sendable {
    /// The kind of the record.
    public var kind: Kind
    /// All fields of the record as they shall be; for a deletion only those of the key.
    public var fields: Fields
    /// Who shall receive it; `nil` keeps what the record has, or takes the kind's own.
    public var audience: Audience?
    /// The partner's number when the hub writes to a desk feed.
    public var partner: UInt32?
    /// The record that is changed; `nil` for a new one and for kinds with a natural key.
    public var subject: RecordID?
    /// Whether the record is deleted.
    public var isDeletion: Bool

    /// Makes a draft.
    public init(
        kind: Kind, fields: Fields, audience: Audience? = nil, partner: UInt32? = nil, subject: RecordID? = nil,
        isDeletion: Bool = false
    ) {
        self.kind = kind
        self.fields = fields
        self.audience = audience
        self.partner = partner
        self.subject = subject
        self.isDeletion = isDeletion
    }
}

/// What became of a draft.
public struct Appended: Hashable, Sendable {
    /// The record's identity.
    public let id: RecordID
    /// The entry's name; `nil` when the record said the same already and nothing was written.
    public let dot: Dot?
    /// Whether the record was new.
    public let isNew: Bool
}

extension StoreTransaction {
    /// Appends one entry to a feed of this store.
    ///
    /// - Throws: ``StoreError`` `noSuchRecord` for an unknown subject, `notAllowed` for a kind that this
    ///   store may not write, `tooLarge` beyond `Limits.maximumEntryByteCount`.
    public func append(_ draft: Draft) throws -> Appended {
        let payload = try draft.fields.payload(of: draft.kind)
        let owner = owner(of: draft)
        let target = try target(of: draft, owner: owner)
        let state = try target.flatMap { try reader.value(for: $0.row, in: .records) }.map { try RecordState(row: $0) }
        if let state, !state.hasSiblings, let only = state.chosen, let target, only.payload == payload,
            only.isDeletion == draft.isDeletion, try draft.audience.map({ try self.audience(of: only) == $0 }) ?? true
        {
            return Appended(id: target.id, dot: nil, isNew: false)
        }
        let audience = try self.audience(of: draft, state: state)
        let log = try ownLog(audience, partner: draft.partner, owner: owner)
        let sequence = log.size
        let entry = Entry(
            kind: draft.kind.number, isDeletion: draft.isDeletion,
            subject: try subjectDot(of: draft, target: target),
            supersedes: try supersedes(state, log: log), content: .payload(payload))
        try appendEntry(entry, to: log)
        let dot = Dot(log: log.descriptor.id, sequence: sequence)
        let id =
            try target?.id
            ?? recordKey(owner: owner, kind: draft.kind, key: RecordKey.key(of: dot)).id
        return Appended(id: id, dot: dot, isNew: state == nil || state?.isDeleted == true)
    }

    /// Whose record a draft writes: a node's own company's, a partner's at the hub's desk, else the network's.
    private func owner(of draft: Draft) -> UInt32 {
        guard replica.identity.role == .hub else { return 1 }
        return (draft.audience ?? draft.kind.audience) == .desk ? draft.partner ?? 0 : 0
    }

    /// The record a draft is about, or `nil` for a new one that its own dot will name.
    private func target(of draft: Draft, owner: UInt32) throws -> RecordKey? {
        if let key = try Catalogue.keyBytes(draft.fields, of: draft.kind) {
            return try recordKey(owner: owner, kind: draft.kind, key: key)
        }
        guard let subject = draft.subject else { return nil }
        guard let found = try recordKey(subject), found.kind == draft.kind.number, found.owner == owner else {
            throw StoreError(.noSuchRecord, subject.text)
        }
        return found
    }

    private func subjectDot(of draft: Draft, target: RecordKey?) throws -> Dot? {
        guard let target, try Catalogue.keyBytes(draft.fields, of: draft.kind) == nil else { return nil }
        return try Dot(key: target.key)
    }

    /// Nothing when the entry follows its log's own last word; else every dot that stands.
    ///
    /// Where one of them lies in an `own` feed, each log's last word is named too: the others, who do not receive that
    /// feed, would otherwise see what it had taken the place of beside the new version.
    private func supersedes(_ state: RecordState?, log: LogState) throws -> [Dot] {
        guard let state, !state.versions.isEmpty else { return [] }
        if state.versions.count == 1, state.versions[0].log == log.number,
            state.last[log.number] == state.versions[0].sequence
        {
            return []
        }
        var named = Set(state.versions.map { Place(log: $0.log, sequence: $0.sequence) })
        if try state.versions.contains(where: { try audience(of: $0) == .own }) {
            named.formUnion(state.last.map { Place(log: $0.key, sequence: $0.value) })
        }
        let dots = try named.map { Dot(log: try self.log(number: $0.log).descriptor.id, sequence: $0.sequence) }
        // What does not fit stays beside the new version, for the next one to name.
        return Array(dots.sorted().prefix(Limits.maximumSupersededCount))
    }

    /// Who shall receive a draft; what the other side wrote is answered in this side's feed of its kind.
    private func audience(of draft: Draft, state: RecordState?) throws -> Audience {
        let role = replica.identity.role
        let present = try state?.chosen.map { try self.audience(of: $0) }
        let audience =
            draft.audience ?? present.flatMap { role.mayWrite(to: $0) ? $0 : nil } ?? draft.kind.audience
        guard role.mayWrite(to: audience), Self.mayWrite(draft.kind, to: audience, role: role) else {
            throw StoreError(.notAllowed, "\(draft.kind.name) in a feed for \(audience)")
        }
        return audience
    }

    private func audience(of version: RecordState.Version) throws -> Audience {
        try log(number: version.log).descriptor.feed.audience
    }

    /// This store's own log for an audience in its present epoch; made when first used.
    private func ownLog(_ audience: Audience, partner: UInt32?, owner: UInt32) throws -> LogState {
        let feed = FeedDescriptor(
            writer: replica.identity.publicKey, audience: audience, partner: audience == .desk ? partner : nil)
        if let log = try log(LogID(feed: feed.id, epoch: replica.identity.epoch)) { return log }
        return try addLog(
            LogDescriptor(feed: feed, epoch: replica.identity.epoch, previous: try previousEpoch(of: feed.id)),
            owner: audience == .desk || replica.identity.role == .node ? owner : 0)
    }

    private func appendEntry(_ entry: Entry, to log: LogState) throws {
        var log = log
        let sequence = log.size
        let bytes = entry.encoded(in: log.descriptor.id)
        guard bytes.count <= Limits.maximumEntryByteCount else {
            throw StoreError(.tooLarge, "an entry of \(bytes.count) bytes; at most \(Limits.maximumEntryByteCount)")
        }
        if log.indexInRun == 0 {
            try writeRun(RunState(seeds: SeedCover(seed: replica.entropy(16)), root: nil), log.run, of: log)
        }
        guard let salt = try salt(of: log, at: sequence) else { throw StoreError(.damaged, "run of \(sequence)") }
        let leaf = entry.leafHash(in: log.descriptor.id, salt: salt)
        try append(leaf, to: &log)
        try writer.set(bytes, for: LogState.key(log.number, sequence), in: .tail)
        log.tailByteCount += UInt64(bytes.count)
        if log.indexInRun == 0 || log.tailByteCount >= UInt64(Limits.maximumRawChunkByteCount) { try seal(&log) }
        update(log)
        try fold(entry, leaf: leaf, log: log, sequence: sequence)
    }

    /// Moves the tail's entries into sealed chunks.
    private func seal(_ log: inout LogState) throws {
        for chunk in try makeChunks(of: log, from: log.sealed, maximumByteCount: .max) {
            try writer.set(chunk.cbor.encoded(), for: LogState.key(log.number, chunk.start), in: .chunks)
        }
        for sequence in log.sealed..<log.size { try writer.remove(LogState.key(log.number, sequence), in: .tail) }
        log.sealed = log.size
        log.tailByteCount = 0
    }
}

extension StoreSnapshot {
    /// Where this store's feed ended before it was last restored.
    func previousEpoch(of feed: FeedID) throws -> EpochLink? {
        let links = try fact(Meta.previousEpochs.rawValue)?.arrayValue ?? []
        guard let link = links.first(where: { $0.arrayValue?.first?.bytesValue == feed.bytes })?.arrayValue,
            link.count == 2
        else { return nil }
        return EpochLink(row: link[1])
    }
}

extension Role {
    /// City feeds are the companies', desk and network feeds the hub's.
    fileprivate func mayWrite(to audience: Audience) -> Bool {
        switch audience {
        case .own: true
        case .city: self == .node
        case .desk, .network: self == .hub
        }
    }
}

/// An entry's place by its log's local number.
private struct Place: Hashable {
    let log: UInt32
    let sequence: UInt64
}

extension Dot {
    /// The dot that a dot-keyed record is named by.
    init(key: [UInt8]) throws {
        guard let parts = try CBOR(parsing: key).arrayValue, parts.count == 3,
            let feed = parts[0].bytesValue.flatMap(FeedID.init), let epoch = parts[1].unsignedValue,
            let sequence = parts[2].unsignedValue
        else { throw StoreError(.damaged, "record key") }
        self.init(log: LogID(feed: feed, epoch: epoch), sequence: sequence)
    }
}
