public import SyncEngine
public import Wire

extension StoreTransaction {
    /// Takes in one chunk of another writer's log: checked against its tree and signature, then stored and folded.
    ///
    /// A chunk that the store holds already changes nothing; the result is the log's position afterwards.
    ///
    /// - Parameter owner: whose records the log changes, when it is new here.
    /// - Throws: ``StoreError`` `gap` when entries before the chunk are missing, `forked` when the store holds other
    ///   entries at the same place, `badSignature` when the head does not fit.
    public func ingest(_ chunk: Chunk, of descriptor: LogDescriptor, owner: UInt32) throws -> Position {
        switch try check(chunk, of: descriptor) {
        case .known(let position): return position
        case .new(let checked): return try take(checked, of: descriptor, owner: owner)
        }
    }

    /// Checks a chunk without writing anything, so that a refused one leaves no trace, not even its log's name.
    func check(_ chunk: Chunk, of descriptor: LogDescriptor) throws -> ChunkCheck {
        let log = try log(descriptor.id) ?? LogState(number: 0, descriptor: descriptor, owner: 0)
        guard log.descriptor == descriptor else {
            throw StoreError(.forked, "another start of epoch \(descriptor.epoch)")
        }
        guard chunk.start <= log.size else { throw StoreError(.gap, "\(log.size) here, \(chunk.start) sent") }
        var entries = try chunk.unpack()
        if chunk.start < log.size {
            try checkOverlap(of: entries, chunk: chunk, with: log)
            entries.removeFirst(min(entries.count, Int(log.size - chunk.start)))
            guard !entries.isEmpty else { return .known(log.position) }
        }
        let start = log.size
        guard descriptor.feed.writer != replica.identity.publicKey || descriptor.epoch != replica.identity.epoch else {
            throw StoreError(.forked, "another store writes with this store's key and epoch")
        }
        let seeds = try seeds(for: chunk, log: log)
        let leaves = try Self.leaves(of: entries, in: descriptor.id, from: start, seeds: seeds)
        var frontier = log.frontier
        for leaf in leaves { frontier.append(leaf) }
        let head = log.head(at: chunk.end, root: frontier.root)
        guard head.isValid(signature: chunk.signature, by: descriptor.feed.writer) else {
            throw StoreError(.badSignature, "head at \(chunk.end)")
        }
        let stored =
            start == chunk.start
            ? chunk : try Chunk.pack(entries, start: start, seeds: nil, signature: chunk.signature)
        return .new(CheckedChunk(chunk: stored, entries: entries, leaves: leaves, seeds: seeds))
    }

    /// Stores and folds what has been checked.
    func take(_ checked: CheckedChunk, of descriptor: LogDescriptor, owner: UInt32) throws -> Position {
        var log = try log(descriptor.id) ?? addLog(descriptor, owner: owner)
        let start = log.size
        try writer.set(checked.chunk.cbor.encoded(), for: LogState.key(log.number, start), in: .chunks)
        if log.indexInRun == 0 { try writeRun(RunState(seeds: checked.seeds, root: nil), log.run, of: log) }
        for leaf in checked.leaves { try append(leaf, to: &log) }
        log.sealed = log.size
        update(log)
        for (index, bytes) in checked.entries.enumerated() {
            try fold(
                Entry(parsing: bytes, in: descriptor.id), leaf: checked.leaves[index], log: log,
                sequence: start + UInt64(index))
        }
        return log.position
    }

    /// The seeds of the run that the chunk's new entries lie in.
    private func seeds(for chunk: Chunk, log: LogState) throws -> SeedCover {
        if let state = try runState(log.run, of: log) { return state.seeds }
        guard log.indexInRun == 0, chunk.start == log.size, let seeds = chunk.seeds else {
            throw StoreError(.gap, "run \(log.run) begins without seeds")
        }
        return seeds
    }

    /// Entries sent again must be the ones that are here.
    private func checkOverlap(of entries: [[UInt8]], chunk: Chunk, with log: LogState) throws {
        let end = min(chunk.end, log.size)
        let here = try self.entries(of: log, in: chunk.start..<end)
        guard here.elementsEqual(entries.prefix(here.count)) else {
            throw StoreError(.forked, "entries \(chunk.start)..<\(end) differ")
        }
    }

    /// Keeps the hub's receipt when it is newer than the one held and fits the log's tree.
    ///
    /// - Throws: ``StoreError`` `badSignature` when it is not the hub's, `forked` when it names another root.
    public func store(_ signed: SignedReceipt, hubKey: [UInt8]) throws {
        guard var log = try log(signed.receipt.log) else { throw StoreError(.damaged, "receipt for an unknown log") }
        guard signed.receipt.isValid(signature: signed.signature, by: hubKey) else { throw StoreError(.badSignature) }
        guard try root(of: log.descriptor.id, at: signed.receipt.size) == signed.receipt.root else {
            throw StoreError(.forked, "the receipt names another root")
        }
        if let old = log.receipt, old.receipt.size > signed.receipt.size { return }
        log.receipt = signed
        update(log)
    }
}

extension Replica {
    /// A signed statement that this hub holds a log durably up to its present size.
    public func receipt(for position: Position, at milliseconds: UInt64) throws -> SignedReceipt {
        let receipt = Receipt(log: position.log, size: position.size, root: position.root, at: milliseconds)
        return SignedReceipt(receipt: receipt, signature: try receipt.sign(with: signingKey))
    }
}

/// What a chunk turned out to be.
enum ChunkCheck {
    /// All its entries are here; the log's position.
    case known(Position)
    /// It goes on where the log ends.
    case new(CheckedChunk)
}

/// The part of a chunk that is new here, with its tree and signature found good.
struct CheckedChunk {
    let chunk: Chunk
    let entries: [[UInt8]]
    let leaves: [Hash]
    let seeds: SeedCover
}
