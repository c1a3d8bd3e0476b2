import Crypto
import SyncEngine
import Synchronization
import Wire

/// A store in memory with everything a session can notice: real trees, real signatures, real chunks.
final class ModelStore: SyncStore {
    struct Log: Sendable {
        let descriptor: LogDescriptor
        var entries: [[UInt8]] = []
        private(set) var leaves: [Hash] = []
        /// The tree's frontier at every 256th size, so that a root costs few hashes.
        private var frontiers = [MerkleFrontier()]
        /// The cover of each run of 4,096 entries.
        var runs: [SeedCover] = []
        /// The writer's signatures of a foreign log, by the size they sign.
        var signatures: [UInt64: [UInt8]] = [:]

        init(descriptor: LogDescriptor) {
            self.descriptor = descriptor
        }
    }

    struct State: Sendable {
        var logs: [LogID: Log] = [:]
        var awaitingReceipt: Set<LogID> = []
        var receipts: [LogID: SignedReceipt] = [:]
        var ingestedBatches = 0
        var acceptsForeign = false
        var failure: SessionError?
    }

    let key: Curve25519.Signing.PrivateKey
    let isHub: Bool
    let state: Mutex<State>

    init(key: Curve25519.Signing.PrivateKey = .init(), isHub: Bool = false, copying other: ModelStore? = nil) {
        self.key = key
        self.isHub = isHub
        state = Mutex(other?.state.withLock { $0 } ?? State())
    }

    var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    func log(
        _ audience: Audience, partner: UInt32? = nil, epoch: UInt64 = 1, previous: EpochLink? = nil
    )
        -> LogDescriptor
    {
        LogDescriptor(
            feed: FeedDescriptor(writer: publicKey, audience: audience, partner: partner), epoch: epoch,
            previous: previous)
    }

    /// Appends entries to a log of this store's own.
    func append(_ texts: [String], to log: LogDescriptor) {
        state.withLock { state in
            var grown = state.logs[log.id] ?? Log(descriptor: log)
            for text in texts {
                let payload = CBOR.map([1: .text(text)]).encoded()
                grown.add(Entry(kind: 10, content: .payload(payload)))
            }
            state.logs[log.id] = grown
        }
    }

    func size(of log: LogDescriptor) -> UInt64 {
        state.withLock { UInt64($0.logs[log.id]?.entries.count ?? 0) }
    }

    func digest(scope: SyncScope) -> Hash { Position.digest(positions(scope: scope).map { $0.1 }) }

    // MARK: SyncStore

    func positions(scope: SyncScope) -> [(LogDescriptor, Position)] {
        state.withLock { state in
            state.logs.values.filter { !$0.entries.isEmpty && $0.descriptor.isShared(in: scope, isHub: isHub) }
                .map { ($0.descriptor, Position(log: $0.descriptor.id, size: UInt64($0.leaves.count), root: $0.root)) }
        }
    }

    func root(of log: LogID, at size: UInt64) -> Hash? {
        state.withLock { $0.logs[log]?.root(at: size) }
    }

    func chunks(of log: LogID, from size: UInt64, maximumByteCount: Int) throws -> [Chunk] {
        try state.withLock { state in
            guard let log = state.logs[log] else { return [] }
            var chunks: [Chunk] = []
            var start = size
            var byteCount = 0
            while byteCount < maximumByteCount, let chunk = try chunk(of: log, from: start) {
                chunks.append(chunk)
                start = chunk.end
                byteCount += chunk.packed.count
            }
            return chunks
        }
    }

    func receipt(of log: LogID) throws -> SignedReceipt? {
        guard isHub else { return nil }
        return try state.withLock { state in try state.logs[log].map { try sign($0) } }
    }

    func logsAwaitingReceipt(scope: SyncScope) -> [LogID] {
        state.withLock { Array($0.awaitingReceipt) }
    }

    func accepts(_ log: LogDescriptor, scope: SyncScope) -> Bool { state.withLock { $0.acceptsForeign } }

    // MARK: Writing

    func ingest(_ deliveries: [Delivery]) -> [IngestResult] {
        state.withLock { state in
            state.ingestedBatches += 1
            var refusals: [LogID: SessionError] = [:]
            var touched: [LogID] = []
            for delivery in deliveries where refusals[delivery.log.id] == nil {
                if !touched.contains(delivery.log.id) { touched.append(delivery.log.id) }
                var log = state.logs[delivery.log.id] ?? Log(descriptor: delivery.log)
                do throws(SessionError) {
                    if let failure = state.failure { throw failure }
                    try log.ingest(delivery.chunk)
                    state.logs[delivery.log.id] = log
                } catch {
                    refusals[delivery.log.id] = error
                }
            }
            return touched.map { id in
                guard refusals[id] == nil, let log = state.logs[id] else {
                    return .refused(log: id, refusals[id] ?? SessionError(.storeFailed, "nothing stored"))
                }
                return .stored(
                    log: id, size: UInt64(log.leaves.count), root: log.root, receipt: isHub ? try? sign(log) : nil)
            }
        }
    }

    func store(_ receipt: SignedReceipt) {
        state.withLock { state in
            state.receipts[receipt.receipt.log] = receipt
            if receipt.receipt.size == UInt64(state.logs[receipt.receipt.log]?.leaves.count ?? 0) {
                state.awaitingReceipt.remove(receipt.receipt.log)
            }
        }
    }

    private func sign(_ log: Log) throws -> SignedReceipt {
        let receipt = Receipt(log: log.descriptor.id, size: UInt64(log.leaves.count), root: log.root, at: 1_700_000)
        return SignedReceipt(receipt: receipt, signature: try receipt.sign(with: key))
    }

    private func chunk(of log: Log, from start: UInt64) throws -> Chunk? {
        guard start < log.entries.count else { return nil }
        let run = Int(start) / Limits.runEntryCount
        let signature: [UInt8]
        let end: UInt64
        if log.signatures.isEmpty {
            let fitting = Chunk.fittingCount(of: Array(log.entries[Int(start)...]), start: start)
            end = start + UInt64(fitting)
            let root = log.root(ofFirst: Int(end))
            let head = Head(log: log.descriptor.id, size: end, root: root, previous: log.descriptor.previous)
            signature = try head.sign(with: key)
        } else {
            guard let next = log.signatures.filter({ $0.key > start }).min(by: { $0.key < $1.key }) else {
                throw SessionError(.storeFailed, "a foreign log without its writer's signature")
            }
            (end, signature) = (next.key, next.value)
        }
        return try Chunk.pack(
            Array(log.entries[Int(start)..<Int(end)]), start: start,
            seeds: start % UInt64(Limits.runEntryCount) == 0 ? log.runs[run] : nil, signature: signature)
    }
}

extension ModelStore.Log {
    var root: Hash { root(ofFirst: leaves.count) }

    func root(at size: UInt64) -> Hash? {
        size <= leaves.count ? root(ofFirst: Int(size)) : nil
    }

    func root(ofFirst count: Int) -> Hash {
        var frontier = frontiers[count / 256]
        for leaf in leaves[(count / 256 * 256)..<count] { frontier.append(leaf) }
        return frontier.root
    }

    private mutating func append(leaf: Hash) {
        leaves.append(leaf)
        guard leaves.count % 256 == 0, var frontier = frontiers.last else { return }
        for leaf in leaves.suffix(256) { frontier.append(leaf) }
        frontiers.append(frontier)
    }

    mutating func add(_ entry: Entry) {
        let index = entries.count % Limits.runEntryCount
        if index == 0 {
            // A seed that follows from the place keeps the bytes the same in every run of the tests.
            let seed = Hash.sha256(descriptor.id.feed.bytes + Array("\(descriptor.epoch) \(entries.count)".utf8))
            runs.append(SeedCover(seed: Array(seed.bytes.prefix(16))))
        }
        entries.append(entry.encoded(in: descriptor.id))
        append(leaf: entry.leafHash(in: descriptor.id, salt: runs.last?.salt(at: index) ?? []))
    }

    mutating func ingest(_ chunk: Chunk) throws(SessionError) {
        let id = descriptor.id
        guard chunk.start <= leaves.count else { throw SessionError(.gap, "a gap", log: id) }
        guard chunk.end > leaves.count else { return }
        do {
            var next = self
            if let seeds = chunk.seeds, chunk.start == UInt64(leaves.count) { next.runs.append(seeds) }
            let known = leaves.count - Int(chunk.start)
            for entry in try chunk.unpack().dropFirst(known) {
                let parsed = try Entry(parsing: entry, in: id)
                let salt = next.runs.last?.salt(at: next.leaves.count % Limits.runEntryCount) ?? []
                next.entries.append(entry)
                next.append(leaf: parsed.leafHash(in: id, salt: salt))
            }
            let head = Head(log: id, size: chunk.end, root: next.root, previous: descriptor.previous)
            guard head.isValid(signature: chunk.signature, by: descriptor.feed.writer) else {
                throw SessionError(.invalidChunk, "the signature does not fit", log: id)
            }
            next.signatures[chunk.end] = chunk.signature
            self = next
        } catch let error as SessionError {
            throw error
        } catch {
            throw SessionError(.invalidChunk, "\(error)", log: id)
        }
    }
}

extension LogDescriptor {
    /// The scope rule of a network with the companies of ``Company``: the writer's first byte is no help, so a store in
    /// these tests holds one company's city logs, except the hub, which keeps a list.
    func isShared(in scope: SyncScope, isHub: Bool) -> Bool {
        switch feed.audience {
        case .own: false
        case .network: true
        case .desk: feed.partner == scope.partner
        case .city: !isHub || Company.of(feed.writer) == nil || Company.of(feed.writer) == scope.partner
        }
    }
}

/// Which company a node belongs to, as the hub's list of members says.
enum Company {
    private static let members = Mutex<[[UInt8]: UInt32]>([:])

    static func of(_ writer: [UInt8]) -> UInt32? { members.withLock { $0[writer] } }
    static func enrol(_ writer: [UInt8], in partner: UInt32) { members.withLock { $0[writer] = partner } }
}
