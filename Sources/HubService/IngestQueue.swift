import Dispatch
import PaktStore
import SyncEngine
import Synchronization
import Wire

/// Group commit: what arrives from many nodes while one commit is under way shares the next.
///
/// One thread writes, as LMDB demands; nothing of a transaction crosses an `await`.
final class IngestQueue: Sendable {
    struct Batch: Sendable {
        let deliveries: [Delivery]
        let partner: UInt32
        let done: CheckedContinuation<[IngestResult], any Error>
    }

    /// Deliveries that share one commit: enough to save syncs, few enough to keep every node's wait short.
    static let maximumBatchCount = 64

    private let replica: Replica
    private let waiting = Mutex<[Batch]>([])
    private let writer = DispatchQueue(label: "paktwerk.hub.writer")
    private let now: @Sendable () -> UInt64

    init(_ replica: Replica, now: @escaping @Sendable () -> UInt64) {
        self.replica = replica
        self.now = now
    }

    func ingest(_ deliveries: [Delivery], partner: UInt32) async throws -> [IngestResult] {
        try await withCheckedThrowingContinuation { continuation in
            waiting.withLock { $0.append(Batch(deliveries: deliveries, partner: partner, done: continuation)) }
            writer.async { self.drain() }
        }
    }

    /// Runs other writes on the writer's thread, in turn with the ingest.
    func write<Result: Sendable>(_ body: @escaping @Sendable (StoreTransaction) throws -> Result) async throws -> Result
    {
        try await withCheckedThrowingContinuation { continuation in
            writer.async {
                continuation.resume(with: Swift.Result { try self.replica.write(body) })
            }
        }
    }

    private func drain() {
        let batches = waiting.withLock { waiting in
            let batches = Array(waiting.prefix(Self.maximumBatchCount))
            waiting.removeFirst(batches.count)
            return batches
        }
        guard !batches.isEmpty else { return }
        do {
            let results = try commit(batches)
            for (batch, result) in zip(batches, results) { batch.done.resume(returning: result) }
        } catch {
            // One bad batch must not fail its neighbours: each is tried alone.
            for batch in batches {
                batch.done.resume(with: Result { try commit([batch])[0] })
            }
        }
    }

    private func commit(_ batches: [Batch]) throws -> [[IngestResult]] {
        let hubKey = replica.identity.publicKey
        return try replica.write { transaction in
            try batches.map { batch in
                try transaction.ingest(
                    batch.deliveries,
                    owner: { log in
                        log.feed.writer == hubKey ? log.feed.partner ?? 0 : batch.partner
                    }, receiptTime: now())
            }
        }
    }
}
