import Wire

/// What the peer sends in its turn: announced logs, and chunks that join on to what is here.
struct Inbox: Sendable {
    private struct Incoming: Sendable {
        let log: LogDescriptor
        /// The entry its next chunk has to begin at.
        var next: UInt64
    }

    private let limits: SessionLimits
    private var logs: [Incoming] = []
    private var indexes: [LogID: Int] = [:]
    private var batch: [Delivery] = []
    private var batchRawByteCount = 0
    private var batchPackedByteCount = 0
    private var underWay: [LogID: UInt64]?
    private var received = 0

    init(limits: SessionLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { logs.isEmpty }
    var isIngesting: Bool { underWay != nil }
    var isSettled: Bool { batch.isEmpty && !isIngesting }
    /// One batch may gather while another is ingested; beyond that the peer has to wait.
    var isFull: Bool { isIngesting && isBatchFull }
    var announced: [LogID] { logs.map(\.log.id) }

    private var isBatchFull: Bool {
        batchRawByteCount >= limits.batchRawByteCount || batchPackedByteCount >= limits.batchPackedByteCount
    }

    func index(of log: LogID) -> Int? { indexes[log] }

    mutating func announce(_ log: LogDescriptor, from size: UInt64) throws(SessionError) {
        guard logs.count < Limits.maximumPositionCount else {
            throw SessionError(.limit, "more than \(Limits.maximumPositionCount) logs announced in one session")
        }
        guard indexes.updateValue(logs.count, forKey: log.id) == nil else {
            throw SessionError(.unexpectedMessage, "a log was announced twice", log: log.id)
        }
        logs.append(Incoming(log: log, next: size))
    }

    mutating func accept(_ chunk: Chunk, at index: Int, report: inout SessionReport) throws(SessionError) {
        guard logs.indices.contains(index) else {
            throw SessionError(.malformed, "a chunk of log \(index), which was not announced")
        }
        let log = logs[index].log
        guard chunk.start == logs[index].next else {
            throw SessionError(.gap, "entry \(logs[index].next) was expected, not \(chunk.start)", log: log.id)
        }
        guard chunk.count > 0, chunk.end > chunk.start else {
            throw SessionError(.malformed, "a chunk without entries", log: log.id)
        }
        // One byte more for each chunk, so that a flood of the smallest meets the limit too.
        received += chunk.packed.count + 1
        guard received <= limits.maximumChunkByteCount else {
            throw SessionError(.limit, "more than \(limits.maximumChunkByteCount) bytes in one session")
        }
        logs[index].next = chunk.end
        batch.append(Delivery(log: log, chunk: chunk))
        batchRawByteCount += chunk.rawByteCount
        batchPackedByteCount += chunk.packed.count
        report.receivedChunkByteCount += chunk.packed.count
    }

    /// The next batch to ingest, or `nil` when one is under way or there is not enough; `all` takes what there is.
    mutating func takeBatch(all: Bool) -> [Delivery]? {
        guard !isIngesting, !batch.isEmpty, all || isBatchFull else { return nil }
        var counts: [LogID: UInt64] = [:]
        for delivery in batch { counts[delivery.log.id, default: 0] += UInt64(delivery.chunk.count) }
        underWay = counts
        defer { (batch, batchRawByteCount, batchPackedByteCount) = ([], 0, 0) }
        return batch
    }

    /// Closes the batch under way and counts what was stored of it.
    mutating func ingested(_ results: [IngestResult], report: inout SessionReport) throws(SessionError) {
        guard let counts = underWay else {
            throw SessionError(.storeFailed, "the store answered a batch that was not given")
        }
        underWay = nil
        var unanswered = counts
        var refusal: SessionError?
        for result in results {
            switch result {
            case .stored(let log, _, _, _):
                report.receivedEntries += unanswered.removeValue(forKey: log) ?? 0
            case .refused(let log, let error):
                unanswered[log] = nil
                refusal = refusal ?? error
            }
        }
        if let refusal { throw refusal }
        guard let log = unanswered.keys.min() else { return }
        throw SessionError(.storeFailed, "the store did not answer for every log", log: log)
    }

    mutating func discardBatch() {
        (batch, batchRawByteCount, batchPackedByteCount) = ([], 0, 0)
    }
}
