public import Catalogue
public import Wire

/// One record as it stands, with all its siblings.
public struct StoredRecord: Sendable {
    /// One entry that stands: its name, what it says, whether it deletes.
    public struct Version: Sendable {
        public let dot: Dot
        public let fields: Fields
        public let isDeletion: Bool
        public let leaf: Hash
    }

    /// The record's identity.
    public let id: RecordID
    /// What kind of record it is.
    public let kind: Kind
    /// Whose it is: 0 the network's, 1... a company's.
    public let owner: UInt32
    /// Who receives it.
    public let audience: Audience
    /// The version that figures take.
    public let chosen: Version
    /// Every version that stands, the chosen one first and the others by leaf hash, in the same order on every store.
    ///
    /// More than one when people wrote without knowing of each other.
    public let versions: [Version]
    /// Whether the versions differ, so that a person has to choose.
    public let hasSiblings: Bool
    /// Whether all that stands is deletion.
    public let isDeleted: Bool

    /// The chosen version's fields.
    public var fields: Fields { chosen.fields }

    /// The record as folds read it.
    public var current: CurrentRecord {
        CurrentRecord(
            id: id, kind: kind, owner: owner, fields: fields, hasSiblings: hasSiblings, leaf: chosen.leaf,
            dot: chosen.dot)
    }
}

extension StoreSnapshot {
    /// The record with this identity, deleted ones included, or `nil`.
    public func record(_ id: RecordID) throws -> StoredRecord? {
        guard let row = try reader.value(for: id.bytes, in: .identities) else { return nil }
        guard let state = try reader.value(for: row, in: .records) else {
            throw StoreError(.damaged, "record \(id.text) has no row")
        }
        return try storedRecord(row: row, state: RecordState(row: state), id: id)
    }

    /// The record that a person names by the beginning of its identity (at least 4 characters).
    ///
    /// - Throws: ``StoreError`` `noSuchRecord`, `ambiguousRecord`.
    public func record(named text: String) throws -> StoredRecord {
        // The letters that a reader takes for digits, as in the whole identity.
        let text = String(text.lowercased().map { $0 == "o" ? "0" : $0 == "i" || $0 == "l" ? "1" : $0 })
        if let id = RecordID(text: text) {
            guard let record = try record(id) else { throw StoreError(.noSuchRecord, text) }
            return record
        }
        guard text.count >= 4 else { throw StoreError(.noSuchRecord, text) }
        var found: [RecordID] = []
        try reader.scan(.identities, prefix: []) { key, _ in
            if let id = RecordID(key), id.text.hasPrefix(text) { found.append(id) }
            return found.count < 2
        }
        guard found.count < 2 else { throw StoreError(.ambiguousRecord, text) }
        guard let id = found.first, let record = try record(id) else { throw StoreError(.noSuchRecord, text) }
        return record
    }

    /// Visits records in the order of owner, kind and key; deleted ones only when asked for.
    ///
    /// - Parameters:
    ///   - owner: only this owner's records; `nil` for all.
    ///   - kind: only this kind's.
    public func visitRecords(
        owner: UInt32? = nil, kind: Kind? = nil, includingDeleted: Bool = false,
        _ body: (StoredRecord) throws -> Bool
    ) throws {
        var prefix: [UInt8] = []
        if let owner {
            prefix.append(bigEndian: owner)
            if let kind { prefix.append(bigEndian: kind.number) }
        }
        try reader.scan(.records, prefix: prefix) { row, bytes in
            if let kind, try row.bigEndian(UInt32.self, at: 4) != kind.number { return true }
            let state = try RecordState(row: bytes)
            guard includingDeleted || !state.isDeleted else { return true }
            guard let record = try storedRecord(row: row, state: state, id: nil) else { return true }
            return try body(record)
        }
    }

    /// All records of an owner and kind, in order.
    public func records(
        owner: UInt32? = nil, kind: Kind? = nil, includingDeleted: Bool = false
    ) throws -> [StoredRecord] {
        var records: [StoredRecord] = []
        try visitRecords(owner: owner, kind: kind, includingDeleted: includingDeleted) {
            records.append($0)
            return true
        }
        return records
    }

    private func storedRecord(row: [UInt8], state: RecordState, id: RecordID?) throws -> StoredRecord? {
        let owner = try row.bigEndian(UInt32.self, at: 0)
        guard let kind = Catalogue.kind(number: try row.bigEndian(UInt32.self, at: 4)), let chosen = state.chosen else {
            return nil
        }
        let others = state.versions.filter { $0 != chosen }.sorted { $0.leaf < $1.leaf }
        let versions = try ([chosen] + others).map { try storedVersion($0, kind: kind) }
        let log = try log(number: chosen.log)
        return StoredRecord(
            id: try id ?? identity(row: row, owner: owner, kind: kind), kind: kind, owner: owner,
            audience: log.descriptor.feed.audience, chosen: versions[0], versions: versions,
            hasSiblings: state.hasSiblings, isDeleted: state.isDeleted)
    }

    private func storedVersion(_ version: RecordState.Version, kind: Kind) throws -> StoredRecord.Version {
        StoredRecord.Version(
            dot: Dot(log: try log(number: version.log).descriptor.id, sequence: version.sequence),
            fields: try Fields(payload: version.payload, of: kind), isDeletion: version.isDeletion, leaf: version.leaf)
    }

    private func identity(row: [UInt8], owner: UInt32, kind: Kind) throws -> RecordID {
        guard let company = try Companies.company(owner, in: reader) else {
            throw StoreError(.damaged, "company \(owner)")
        }
        guard row.count <= 8 + RecordKey.maximumKeyByteCount, row.count == 8 || row[8] != 0xff else {
            // A long key is stored as its hash: the identity table still knows it.
            var id: RecordID?
            try reader.scan(.identities, prefix: []) { key, value in
                if value == row { id = RecordID(key) }
                return id == nil
            }
            guard let id else { throw StoreError(.damaged, "record without identity") }
            return id
        }
        return Catalogue.recordID(companyID: company.id, kind: kind.number, key: Array(row.dropFirst(8)))
    }

    /// The row's key of a record, for writing to it.
    func recordKey(_ id: RecordID) throws -> RecordKey? {
        guard let row = try reader.value(for: id.bytes, in: .identities) else { return nil }
        return RecordKey(
            owner: try row.bigEndian(UInt32.self, at: 0), kind: try row.bigEndian(UInt32.self, at: 4),
            key: Array(row.dropFirst(8)), id: id)
    }

    /// Every entry that ever changed a record, in the order of logs and sequences.
    public func history(of id: RecordID) throws -> [(dot: Dot, entry: Entry, leaf: Hash)] {
        var places: [(log: UInt32, sequence: UInt64)] = []
        try reader.scan(.history, prefix: id.bytes) { key, _ in
            places.append((try key.bigEndian(UInt32.self, at: 10), try key.bigEndian(UInt64.self, at: 14)))
            return true
        }
        return try places.map { place in
            let log = try log(number: place.log)
            let bytes = try entries(of: log, in: place.sequence..<place.sequence + 1)
            guard let first = bytes.first,
                let leaf = try leaves(of: log, bytes, from: place.sequence).first
            else { throw StoreError(.damaged, "history of \(id.text)") }
            return (
                Dot(log: log.descriptor.id, sequence: place.sequence),
                try Entry(parsing: first, in: log.descriptor.id), leaf
            )
        }
    }

    /// Entries that are kept but act on no record: dot and reason.
    public func findings() throws -> [(dot: Dot, code: String)] {
        var findings: [(Dot, String)] = []
        try reader.scan(.findings, prefix: []) { key, value in
            let log = try log(number: key.bigEndian(UInt32.self, at: 0))
            findings.append(
                (
                    Dot(log: log.descriptor.id, sequence: try key.bigEndian(UInt64.self, at: 4)),
                    String(decoding: value, as: UTF8.self)
                ))
            return true
        }
        return findings
    }
}

extension StoreSnapshot {
    /// Visits every entry of every log, in order; erased ones included.
    public func visitEntries(_ body: (Dot, Audience, Entry) throws -> Void) throws {
        for log in try logs() {
            var next: UInt64 = 0
            while next < log.size {
                let end = min(log.size, next + 1024)
                for (index, bytes) in try entries(of: log, in: next..<end).enumerated() {
                    let dot = Dot(log: log.descriptor.id, sequence: next + UInt64(index))
                    try body(dot, log.descriptor.feed.audience, Entry(parsing: bytes, in: log.descriptor.id))
                }
                next = end
            }
        }
    }
}

extension StoreSnapshot {
    /// The encoded entries of a range of a log.
    public func encodedEntries(of log: LogState, in range: Range<UInt64>) throws -> [[UInt8]] {
        try entries(of: log, in: range)
    }
}
