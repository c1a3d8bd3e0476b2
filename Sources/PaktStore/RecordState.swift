import Wire

/// The current state of one record: the entries about it that no other entry supersedes.
struct RecordState: Hashable {
    /// One entry that stands.
    struct Version: Hashable {
        let log: UInt32
        let sequence: UInt64
        let isDeletion: Bool
        let leaf: Hash
        let payload: [UInt8]
    }

    /// In the order of log number and sequence; more than one are siblings.
    var versions: [Version] = []
    /// For each log that ever wrote this record, its last entry about it: what an entry without names supersedes.
    var last: [UInt32: UInt64] = [:]
    /// Every dot that an entry named; kept for ever, as the entry behind it may arrive later.
    var superseded: Set<Dot> = []

    /// Takes in the next entry of its log about this record; the result does not depend on the order of logs.
    mutating func apply(_ version: Version, dot: Dot, supersedes: [Dot], logNumber: (LogID) throws -> UInt32?) throws {
        if supersedes.isEmpty {
            if let previous = last[version.log] {
                versions.removeAll { $0.log == version.log && $0.sequence == previous }
            }
        } else {
            superseded.formUnion(supersedes)
            for dot in supersedes {
                guard let number = try logNumber(dot.log) else { continue }
                versions.removeAll { $0.log == number && $0.sequence == dot.sequence }
            }
        }
        last[version.log] = version.sequence
        guard !superseded.contains(dot) else { return }
        let place = versions.firstIndex { ($0.log, $0.sequence) > (version.log, version.sequence) }
        versions.insert(version, at: place ?? versions.count)
    }

    /// The version that figures take: the one with the lowest leaf hash, the same on every replica.
    ///
    /// A deletion gives way: whoever deleted did not know what the other version says.
    var chosen: Version? {
        versions.min { $0.isDeletion == $1.isDeletion ? $0.leaf < $1.leaf : $1.isDeletion }
    }

    /// Whether a person has to choose: several versions stand and they do not say the same.
    var hasSiblings: Bool {
        guard let first = versions.first else { return false }
        return versions.dropFirst().contains { $0.payload != first.payload || $0.isDeletion != first.isDeletion }
    }

    /// Whether all that stands is deletion.
    var isDeleted: Bool { versions.allSatisfy(\.isDeletion) }
}

extension RecordState {
    var row: [UInt8] {
        let lastRows = last.sorted { $0.key < $1.key }
        return CBOR.array([
            .array(
                versions.map {
                    .array([
                        .unsigned(UInt64($0.log)), .unsigned($0.sequence), .boolean($0.isDeletion),
                        .bytes($0.leaf.bytes), .bytes($0.payload),
                    ])
                }),
            .array(lastRows.flatMap { [CBOR.unsigned(UInt64($0.key)), .unsigned($0.value)] }),
            .array(
                superseded.sorted().map {
                    .array([.bytes($0.log.feed.bytes), .unsigned($0.log.epoch), .unsigned($0.sequence)])
                }),
        ]).encoded()
    }

    init(row: [UInt8]) throws {
        let damaged = StoreError(.damaged, "record row")
        guard let parts = try CBOR(parsing: row).arrayValue, parts.count == 3, let versionRows = parts[0].arrayValue,
            let lastRows = parts[1].arrayValue, let dotRows = parts[2].arrayValue
        else { throw damaged }
        for row in versionRows {
            guard let parts = row.arrayValue, parts.count == 5, let log = parts[0].unsignedValue,
                let sequence = parts[1].unsignedValue, let isDeletion = parts[2].boolValue,
                let leaf = parts[3].bytesValue.flatMap(Hash.init), let payload = parts[4].bytesValue
            else { throw damaged }
            versions.append(
                Version(
                    log: UInt32(truncatingIfNeeded: log), sequence: sequence, isDeletion: isDeletion, leaf: leaf,
                    payload: payload))
        }
        for index in stride(from: 0, to: lastRows.count - 1, by: 2) {
            guard let log = lastRows[index].unsignedValue, let sequence = lastRows[index + 1].unsignedValue else {
                throw damaged
            }
            last[UInt32(truncatingIfNeeded: log)] = sequence
        }
        for row in dotRows {
            guard let parts = row.arrayValue, parts.count == 3, let feed = parts[0].bytesValue.flatMap(FeedID.init),
                let epoch = parts[1].unsignedValue, let sequence = parts[2].unsignedValue
            else { throw damaged }
            superseded.insert(Dot(log: LogID(feed: feed, epoch: epoch), sequence: sequence))
        }
    }
}
