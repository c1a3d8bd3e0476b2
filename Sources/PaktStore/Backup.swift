public import Crypto
import SyncEngine
import Wire

/// A backup: one file with everything a store cannot compute again, in the chunks that also travel.
///
/// Layout: a CBOR sequence of the header map, one map for each log, each of its chunks, and at the end the SHA-256 of
/// all bytes before it. Nothing of a file is used before that hash has been checked.
public enum Backup {
    /// The first item of a backup, so that other files are told apart.
    static let mark = "paktwerk backup"
    static let formatVersion: UInt64 = 1

    /// The bytes of a backup of this store's present state.
    public static func make(of replica: Replica) throws -> [UInt8] {
        try replica.read { snapshot in
            let identity = replica.identity
            var meta: [CBOR] = []
            try snapshot.reader.scan(.meta, prefix: []) { key, value in
                guard key != Meta.identity.key, key != Meta.previousEpochs.key else { return true }
                meta.append(.array([.bytes(key), .bytes(value)]))
                return true
            }
            var companies: [CBOR] = []
            try snapshot.reader.scan(.companies, prefix: []) { key, value in
                companies.append(.array([.bytes(key), .bytes(value)]))
                return true
            }
            let logs = try snapshot.logs().filter { $0.size > 0 }
            var bytes = CBOR.map([
                0: .text(mark), 1: .unsigned(formatVersion), 2: .unsigned(identity.role.rawValue),
                3: .text(identity.name), 4: .bytes([UInt8](replica.signingKey.rawRepresentation)),
                5: .bytes(identity.companyID), 6: .unsigned(identity.epoch), 7: .array(meta), 8: .array(companies),
                9: .unsigned(UInt64(logs.count)),
                10: try snapshot.fact(Meta.previousEpochs.rawValue) ?? .array([]),
            ]).encoded()
            for log in logs { try append(log, of: snapshot, to: &bytes) }
            return bytes + CBOR.bytes(Hash.sha256(bytes).bytes).encoded()
        }
    }

    private static func append(_ log: LogState, of snapshot: StoreSnapshot, to bytes: inout [UInt8]) throws {
        var chunks: [Chunk] = []
        var next: UInt64 = 0
        while next < log.size {
            let more = try snapshot.chunks(of: log.descriptor.id, from: next, maximumByteCount: 1 << 20)
            guard let last = more.last else { throw StoreError(.damaged, "log \(log.number) ends at \(next)") }
            chunks += more
            next = last.end
        }
        bytes += CBOR.map([
            0: .bytes(log.descriptor.feed.writer), 1: .unsigned(UInt64(log.descriptor.feed.audience.rawValue)),
            2: log.descriptor.feed.partner.map { .unsigned(UInt64($0)) } ?? .null,
            3: .unsigned(log.descriptor.epoch), 4: log.descriptor.previous?.row ?? .null,
            5: .unsigned(UInt64(log.owner)), 6: .unsigned(UInt64(chunks.count)), 7: log.receipt?.cbor ?? .null,
            8: .unsigned(log.size),
        ]).encoded()
        for chunk in chunks { bytes += chunk.cbor.encoded() }
    }

    /// The parts of a backup whose hash fits.
    private static func parts(_ bytes: [UInt8]) throws -> [CBOR] {
        let items: [[UInt8]]
        do {
            items = try CBOR.parseSequence(bytes, maximumCount: .max)
        } catch {
            throw StoreError(.badBackup, "not a backup, or cut off: \(error)")
        }
        guard items.count >= 2, let last = items.last,
            let hash = try? CBOR(parsing: last).bytesValue,
            hash == Hash.sha256(Array(bytes.dropLast(last.count))).bytes
        else { throw StoreError(.badBackup, "the file was changed or cut off") }
        return try items.dropLast().map { try CBOR(parsing: $0) }
    }

    /// Makes a store from a backup's bytes: all entries, checked anew, and a new epoch for what is written from now on.
    ///
    /// - Parameter storage: makes the empty storage, once the backup has proved sound.
    public static func restore(
        _ bytes: [UInt8], role expected: Role? = nil, fold: (any DerivedFold)? = nil,
        entropy: @escaping @Sendable (Int) -> [UInt8] = Replica.systemEntropy,
        into makeStorage: (Curve25519.Signing.PrivateKey) throws -> any Storage
    ) throws -> Replica {
        let parts = try parts(bytes)
        let header = parts[0]
        guard header[0]?.textValue == mark else { throw StoreError(.badBackup, "not a backup") }
        guard header[1]?.unsignedValue == formatVersion else { throw StoreError(.newerFormat, "backup") }
        guard let role = header[2]?.unsignedValue.flatMap(Role.init), let name = header[3]?.textValue,
            let key = header[4]?.bytesValue.flatMap({ try? Curve25519.Signing.PrivateKey(rawRepresentation: $0) }),
            let companyID = header[5]?.bytesValue, let oldEpoch = header[6]?.unsignedValue
        else { throw StoreError(.badBackup, "header") }
        guard expected == nil || role == expected else {
            throw StoreError(.wrongRole, role == .hub ? "this is a hub's backup" : "this is a company's backup")
        }
        let logs = try BackupLog.all(in: parts.dropFirst(), count: header[9]?.unsignedValue ?? 0)
        // A trial in memory first: nothing is written for a backup that does not hold together.
        let trial = MapStorage()
        _ = try fill(
            trial, role: role, name: name, key: key, companyID: companyID, header: header, logs: logs,
            oldEpoch: oldEpoch, fold: nil, entropy: entropy)
        return try fill(
            makeStorage(key), role: role, name: name, key: key, companyID: companyID, header: header, logs: logs,
            oldEpoch: oldEpoch, fold: fold, entropy: entropy)
    }

    private static func fill(
        _ storage: any Storage, role: Role, name: String, key: Curve25519.Signing.PrivateKey, companyID: [UInt8],
        header: CBOR, logs: [BackupLog], oldEpoch: UInt64, fold: (any DerivedFold)?,
        entropy: @escaping @Sendable (Int) -> [UInt8]
    ) throws -> Replica {
        let publicKey = [UInt8](key.publicKey.rawRepresentation)
        // A feed that was silent in the last epoch goes on from the one before.
        var links: [FeedID: EpochLink] = [:]
        for item in header[10]?.arrayValue ?? [] {
            guard let parts = item.arrayValue, parts.count == 2, let feed = parts[0].bytesValue.flatMap(FeedID.init)
            else { throw StoreError(.badBackup, "epochs") }
            links[feed] = EpochLink(row: parts[1])
        }
        for log in logs where log.descriptor.feed.writer == publicKey && log.descriptor.epoch == oldEpoch {
            links[log.descriptor.feed.id] = EpochLink(epoch: oldEpoch, size: log.position.size, root: log.position.root)
        }
        let replica = try Replica.create(
            in: storage, role: role, name: name, signingKey: key, companyID: companyID, epochs: links, fold: fold,
            entropy: entropy)
        try replica.write { transaction in
            for (item, table) in [(header[7], StoreTable.meta), (header[8], .companies)] {
                for pair in item?.arrayValue ?? [] {
                    guard let parts = pair.arrayValue, parts.count == 2, let key = parts[0].bytesValue,
                        let value = parts[1].bytesValue
                    else { throw StoreError(.badBackup, table.rawValue) }
                    try transaction.writer.set(value, for: key, in: table)
                }
            }
            for log in logs {
                for chunk in log.chunks { _ = try transaction.ingest(chunk, of: log.descriptor, owner: log.owner) }
                guard var state = try transaction.log(log.descriptor.id), state.size == log.position.size else {
                    throw StoreError(.badBackup, "a log is incomplete")
                }
                state.receipt = log.receipt
                transaction.update(state)
            }
        }
        return replica
    }
}

/// One log of a backup, its chunks' tree not yet checked.
private struct BackupLog {
    let descriptor: LogDescriptor
    let owner: UInt32
    let chunks: [Chunk]
    let receipt: SignedReceipt?
    let position: Position

    static func all(in parts: ArraySlice<CBOR>, count: UInt64) throws -> [BackupLog] {
        var rest = parts
        var logs: [BackupLog] = []
        for _ in 0..<count {
            guard let head = rest.popFirst(), let chunkCount = head[6]?.unsignedValue, chunkCount <= rest.count else {
                throw StoreError(.badBackup, "a log is missing")
            }
            let chunks = try rest.prefix(Int(chunkCount)).map { try Chunk(cbor: $0) }
            rest = rest.dropFirst(Int(chunkCount))
            logs.append(try BackupLog(head: head, chunks: chunks))
        }
        guard rest.isEmpty else { throw StoreError(.badBackup, "more items than logs") }
        return logs
    }

    private init(head: CBOR, chunks: [Chunk]) throws {
        guard let writer = head[0]?.bytesValue,
            let audience = head[1]?.unsignedValue.flatMap({ Audience(rawValue: UInt8(truncatingIfNeeded: $0)) }),
            let epoch = head[3]?.unsignedValue, let owner = head[5]?.unsignedValue, let size = head[8]?.unsignedValue
        else { throw StoreError(.badBackup, "log") }
        let partner = head[2]?.unsignedValue.map { UInt32(truncatingIfNeeded: $0) }
        let descriptor = LogDescriptor(
            feed: FeedDescriptor(writer: writer, audience: audience, partner: partner), epoch: epoch,
            previous: head[4].flatMap(EpochLink.init(row:)))
        self.descriptor = descriptor
        self.owner = UInt32(truncatingIfNeeded: owner)
        self.chunks = chunks
        receipt = head[7].flatMap { SignedReceipt(row: $0, log: descriptor.id) }
        position = Position(log: descriptor.id, size: size, root: try Self.root(of: chunks, in: descriptor.id))
    }

    /// The root over all entries, for the link of the next epoch; the chunks are checked again when they are ingested.
    private static func root(of chunks: [Chunk], in log: LogID) throws -> Hash {
        var frontier = MerkleFrontier()
        var seeds: SeedCover?
        for chunk in chunks {
            seeds = chunk.seeds ?? seeds
            guard let seeds else { throw StoreError(.badBackup, "seeds") }
            let leaves = try StoreSnapshot.leaves(of: chunk.unpack(), in: log, from: chunk.start, seeds: seeds)
            for leaf in leaves { frontier.append(leaf) }
        }
        return frontier.root
    }
}
