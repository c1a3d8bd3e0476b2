import Wire

/// Seeds and root of one run of 4,096 entries: the row of table `runs`.
struct RunState {
    var seeds: SeedCover
    /// The root over the run's leaves; `nil` while the run is growing.
    var root: Hash?

    static let level = 12
    static let count = UInt64(Limits.runEntryCount)
}

extension LogState {
    /// The run that the next entry belongs to.
    var run: UInt64 { size / RunState.count }
    /// The place of the next entry in its run.
    var indexInRun: UInt64 { size % RunState.count }
}

extension StoreSnapshot {
    func runState(_ run: UInt64, of log: LogState) throws -> RunState? {
        guard let row = try reader.value(for: LogState.key(log.number, run), in: .runs) else { return nil }
        guard let parts = try CBOR(parsing: row).arrayValue, parts.count == 2 else {
            throw StoreError(.damaged, "run \(run) of log \(log.number)")
        }
        return RunState(seeds: try SeedCover(cbor: parts[0]), root: parts[1].bytesValue.flatMap(Hash.init))
    }

    /// The tree's peaks when the log had `size` entries.
    ///
    /// - Complexity: one row for each complete run, and at most 4,095 leaf hashes.
    func frontier(of log: LogState, at size: UInt64) throws -> MerkleFrontier {
        if size == log.size { return log.frontier }
        var frontier = MerkleFrontier()
        for run in 0..<size / RunState.count {
            guard let root = try runState(run, of: log)?.root else { throw StoreError(.damaged, "run \(run)") }
            frontier.append(completeSubtree: root, level: RunState.level)
        }
        let start = size - size % RunState.count
        guard start < size else { return frontier }
        for leaf in try leaves(of: log, entries(of: log, in: start..<size), from: start) { frontier.append(leaf) }
        return frontier
    }

    /// The leaf hashes of consecutive entries of one run.
    func leaves(of log: LogState, _ entries: [[UInt8]], from start: UInt64) throws -> [Hash] {
        guard let seeds = try runState(start / RunState.count, of: log)?.seeds else {
            throw StoreError(.damaged, "run of \(start) in log \(log.number) has no seeds")
        }
        return try Self.leaves(of: entries, in: log.descriptor.id, from: start, seeds: seeds)
    }

    static func leaves(of entries: [[UInt8]], in log: LogID, from start: UInt64, seeds: SeedCover) throws -> [Hash] {
        let first = Int(start % RunState.count)
        return try zip(entries, seeds.salts(first..<first + entries.count)).map { bytes, salt in
            try Entry(parsing: bytes, in: log).leafHash(in: log, salt: salt ?? [])
        }
    }

    /// The encoded entries of a range of a log.
    func entries(of log: LogState, in range: Range<UInt64>) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        entries.reserveCapacity(range.count)
        let sealed = range.clamped(to: 0..<log.sealed)
        if !sealed.isEmpty { try appendSealedEntries(of: log, in: sealed, to: &entries) }
        for sequence in range.clamped(to: log.sealed..<max(log.sealed, log.size)) {
            guard let bytes = try reader.value(for: LogState.key(log.number, sequence), in: .tail) else {
                throw StoreError(.damaged, "entry \(sequence) of log \(log.number) is missing")
            }
            entries.append(bytes)
        }
        return entries
    }

    private func appendSealedEntries(
        of log: LogState, in range: Range<UInt64>, to entries: inout [[UInt8]]
    ) throws {
        var next = range.lowerBound
        while next < range.upperBound {
            let chunk = try storedChunk(of: log, containing: next)
            let unpacked = try chunk.unpack()
            let first = Int(next - chunk.start)
            let end = Int(min(range.upperBound, chunk.end) - chunk.start)
            entries += unpacked[first..<end]
            next = chunk.start + UInt64(end)
        }
    }

    func storedChunk(of log: LogState, containing sequence: UInt64) throws -> Chunk {
        guard let found = try reader.last(in: .chunks, below: LogState.key(log.number, sequence + 1)),
            found.key.starts(with: log.key)
        else { throw StoreError(.damaged, "chunk of entry \(sequence) in log \(log.number) is missing") }
        let chunk = try Chunk(cbor: CBOR(parsing: found.value))
        guard chunk.start <= sequence, sequence < chunk.end else {
            throw StoreError(.damaged, "chunk of entry \(sequence) in log \(log.number) is missing")
        }
        return chunk
    }
}

extension StoreTransaction {
    func writeRun(_ state: RunState, _ run: UInt64, of log: LogState) throws {
        let row = CBOR.array([state.seeds.cbor, state.root.map { .bytes($0.bytes) } ?? .null])
        try writer.set(row.encoded(), for: LogState.key(log.number, run), in: .runs)
        saltCache = nil
    }

    /// Adds a leaf to the log's tree and, when it completes a run, writes down the run's root.
    func append(_ leaf: Hash, to log: inout LogState) throws {
        if log.indexInRun == RunState.count - 1 {
            let run = log.run
            guard var state = try runState(run, of: log) else { throw StoreError(.damaged, "run \(run)") }
            // A run that lacks one leaf has exactly 12 peaks, the smallest last.
            state.root = log.frontier.peaks.suffix(RunState.level).reversed().reduce(leaf) { MerkleTree.node($1, $0) }
            try writeRun(state, run, of: log)
        }
        log.frontier.append(leaf)
    }

    /// The salt of an entry; drawn some hundreds at a time, as neighbours share the work.
    func salt(of log: LogState, at sequence: UInt64) throws -> [UInt8]? {
        if let cache = saltCache, cache.log == log.number, cache.range.contains(sequence) {
            return cache.salts[Int(sequence - cache.range.lowerBound)]
        }
        guard let seeds = try runState(sequence / RunState.count, of: log)?.seeds else { return nil }
        let first = Int(sequence % RunState.count)
        let end = min(first + 256, Limits.runEntryCount)
        let salts = seeds.salts(first..<end)
        saltCache = SaltCache(log: log.number, range: sequence..<sequence + UInt64(end - first), salts: salts)
        return salts.first ?? nil
    }
}

/// Salts of consecutive entries of one log.
struct SaltCache {
    let log: UInt32
    let range: Range<UInt64>
    let salts: [[UInt8]?]
}
