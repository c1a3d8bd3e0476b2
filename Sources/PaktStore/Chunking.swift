public import Wire

extension StoreSnapshot {
    /// A suffix of a chunk is packed alone and may by chance pack worse; this leaves it room below the limit.
    static let maximumOwnChunkByteCount = Limits.maximumPackedChunkByteCount - 1024

    /// The chunks of a log from a position on, until about `maximumByteCount` packed bytes; empty at the log's end.
    ///
    /// Entries of this store's own logs that are not sealed yet are packed and signed now.
    public func chunks(of id: LogID, from size: UInt64, maximumByteCount: Int) throws -> [Chunk] {
        guard let log = try log(id) else { return [] }
        var chunks: [Chunk] = []
        var byteCount = 0
        var next = size
        while next < log.sealed, byteCount < maximumByteCount {
            let chunk = try suffix(of: storedChunk(of: log, containing: next), from: next, log: log)
            chunks.append(chunk)
            byteCount += chunk.packed.count
            next = chunk.end
        }
        if next >= log.sealed, next < log.size, byteCount < maximumByteCount {
            chunks += try makeChunks(of: log, from: next, maximumByteCount: maximumByteCount - byteCount)
        }
        return chunks
    }

    /// The part of a chunk from `start` on; it ends where the chunk ends, so the same signature covers it.
    private func suffix(of chunk: Chunk, from start: UInt64, log: LogState) throws -> Chunk {
        guard start > chunk.start else {
            // The run's seeds as they are now: an erasure may have replaced them since the chunk was sealed.
            guard chunk.seeds != nil, let seeds = try runState(start / RunState.count, of: log)?.seeds,
                seeds != chunk.seeds
            else { return chunk }
            return try Chunk.pack(chunk.unpack(), start: start, seeds: seeds, signature: chunk.signature)
        }
        let entries = try chunk.unpack().dropFirst(Int(start - chunk.start))
        return try Chunk.pack(Array(entries), start: start, seeds: nil, signature: chunk.signature)
    }

    /// Packs and signs entries of a log that this store writes.
    func makeChunks(of log: LogState, from start: UInt64, maximumByteCount: Int) throws -> [Chunk] {
        guard log.descriptor.feed.writer == replica.identity.publicKey else { return [] }
        var chunks: [Chunk] = []
        var frontier = try frontier(of: log, at: start)
        var byteCount = 0
        var next = start
        while next < log.size, byteCount < maximumByteCount {
            let runEnd = (next / RunState.count + 1) * RunState.count
            let entries = try entries(of: log, in: next..<min(log.size, runEnd))
            let leaves = try leaves(of: log, entries, from: next)
            let seeds = next % RunState.count == 0 ? try runState(next / RunState.count, of: log)?.seeds : nil
            var first = 0
            while first < entries.count, byteCount < maximumByteCount {
                let chunk = try nextChunk(
                    entries[first...], leaves: leaves[first...], start: next + UInt64(first),
                    seeds: first == 0 ? seeds : nil, log: log, frontier: &frontier)
                chunks.append(chunk)
                byteCount += chunk.packed.count
                first += chunk.count
            }
            next += UInt64(first)
        }
        return chunks
    }

    /// The longest chunk of the given entries that keeps all limits, found by halving.
    private func nextChunk(
        _ entries: ArraySlice<[UInt8]>, leaves: ArraySlice<Hash>, start: UInt64, seeds: SeedCover?, log: LogState,
        frontier: inout MerkleFrontier
    ) throws -> Chunk {
        var count = 0
        var rawByteCount = 0
        for entry in entries {
            guard count == 0 || rawByteCount + entry.count <= Limits.maximumRawChunkByteCount else { break }
            rawByteCount += entry.count
            count += 1
        }
        while true {
            var end = frontier
            for leaf in leaves.prefix(count) { end.append(leaf) }
            let signature = try log.head(at: end.size, root: end.root).sign(with: replica.signingKey)
            do {
                let chunk = try Chunk.pack(
                    Array(entries.prefix(count)), start: start, seeds: seeds, signature: signature)
                if count == 1 || chunk.packed.count <= Self.maximumOwnChunkByteCount {
                    frontier = end
                    return chunk
                }
            } catch {
                guard count > 1 else { throw error }
            }
            count = (count + 1) / 2
        }
    }

    /// The root of a log when it had `size` entries, or `nil` while it is shorter.
    public func root(of id: LogID, at size: UInt64) throws -> Hash? {
        guard let log = try log(id), size <= log.size else { return nil }
        return try frontier(of: log, at: size).root
    }
}
