/// A run of a log's entries as stored, sent, bundled and backed up, with the writer's signature over its end.
///
/// A chunk never reaches over the end of a run of 4,096 entries, so its salts come from one seed. The signature
/// covers the tree of entries, never the packing: whoever holds a chunk may pack it anew.
public struct Chunk: Hashable, Sendable {
    /// The place of the first entry in its log.
    public let start: UInt64

    /// The number of entries, 1 to 4,096.
    public let count: Int

    /// How the entries are packed: 0 as they are, 1 raw deflate with preset dictionary 1.
    public let packing: UInt8

    /// The bytes of the entries when unpacked.
    public let rawByteCount: Int

    /// The packed entries.
    public let packed: [UInt8]

    /// The writer's signature over the ``Head`` at ``end``, 64 bytes.
    public let signature: [UInt8]

    /// The seeds of the run, if the chunk begins one; `nil` else.
    public let seeds: SeedCover?

    /// The number of entries of the log up to the end of this chunk.
    public var end: UInt64 { start + UInt64(count) }

    /// Packs neighbouring entries in the smallest way there is.
    ///
    /// - Parameters:
    ///   - entries: Encoded entries, 1 to 4,096. ``fittingCount(of:start:)`` says how many fit.
    ///   - start: The place of the first one.
    ///   - seeds: The seeds of the run, if and only if `start` is a multiple of 4,096.
    ///   - signature: 64 bytes over the head at the end of the chunk.
    /// - Throws: ``WireError`` when the entries break a limit or the seeds are missing or misplaced.
    public static func pack(
        _ entries: [[UInt8]], start: UInt64, seeds: SeedCover?, signature: [UInt8]
    ) throws(WireError) -> Chunk {
        for entry in entries where entry.count > Limits.maximumEntryByteCount {
            throw WireError(.tooLarge, context: "entry")
        }
        let raw = join(entries[...])
        guard raw.count <= Limits.maximumRawChunkByteCount else { throw WireError(.tooLarge, context: "chunk.raw") }
        let small = Deflate.compress(raw, dictionary: PresetDictionary.first)
        let chunk = Chunk(
            start: start, count: entries.count, packing: (small == nil ? Packing.raw : .deflate).rawValue,
            rawByteCount: raw.count, packed: small ?? raw, signature: signature, seeds: seeds)
        try chunk.check()
        return chunk
    }

    /// How many of the first entries fit one chunk together, at least 1 unless there are none.
    ///
    /// - Complexity: Compresses when the entries have more than 64 KiB, again after each cut.
    public static func fittingCount(of entries: [[UInt8]], start: UInt64) -> Int {
        let room = Limits.runEntryCount - Int(start % UInt64(Limits.runEntryCount))
        var count = 0
        var byteCount = 0
        for entry in entries.prefix(min(room, Limits.maximumChunkEntryCount)) {
            guard byteCount + entry.count <= Limits.maximumRawChunkByteCount else { break }
            byteCount += entry.count
            count += 1
        }
        while count > 1 && byteCount > Limits.maximumPackedChunkByteCount {
            let raw = join(entries.prefix(count))
            let packed = Deflate.compress(raw, dictionary: PresetDictionary.first)?.count ?? raw.count
            if packed <= Limits.maximumPackedChunkByteCount { break }
            // Aim a little below the limit, and go down by one entry at least.
            let wanted = count * Limits.maximumPackedChunkByteCount / packed * 15 / 16
            count = max(1, min(count - 1, wanted))
            byteCount = entries.prefix(count).reduce(0) { $0 + $1.count }
        }
        return entries.isEmpty ? 0 : max(count, 1)
    }

    /// The entries, each checked to be one item in its only encoding.
    ///
    /// - Throws: ``WireError`` when the packed bytes are damaged or do not hold exactly what was promised.
    /// - Complexity: O(``rawByteCount``), which is at most 512 KiB whatever the packed bytes say.
    public func unpack() throws(WireError) -> [[UInt8]] {
        let raw: [UInt8]
        switch Packing(rawValue: packing) {
        case .raw:
            guard packed.count == rawByteCount else { throw WireError(.rawSizeMismatch, context: "chunk.packed") }
            raw = packed
        case .deflate:
            raw = try Deflate.decompress(packed, rawByteCount: rawByteCount, dictionary: PresetDictionary.first)
        case nil: throw WireError(.unknownPacking, context: "chunk.packing")
        }
        let entries = try CBOR.parseSequence(raw, maximumCount: Limits.maximumChunkEntryCount)
        guard entries.count == count else { throw WireError(.entryCountMismatch, context: "chunk.count") }
        for entry in entries where entry.count > Limits.maximumEntryByteCount {
            throw WireError(.tooLarge, context: "entry")
        }
        return entries
    }

    /// The bytes of entries, one after the other; copies them entry by entry, unlike `joined()`.
    private static func join(_ entries: ArraySlice<[UInt8]>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count })
        for entry in entries { bytes += entry }
        return bytes
    }

    /// Checks everything that can be known without unpacking.
    private func check() throws(WireError) {
        guard count > 0 else { throw WireError(.wrongValue, context: "chunk.count") }
        guard count <= Limits.maximumChunkEntryCount else { throw WireError(.tooMany, context: "chunk.count") }
        guard start <= Limits.maximumLogEntryCount - UInt64(count) else {
            throw WireError(.wrongValue, context: "chunk.start")
        }
        let place = Int(start % UInt64(Limits.runEntryCount))
        guard place + count <= Limits.runEntryCount else { throw WireError(.crossesRun, context: "chunk.count") }
        guard (place == 0) == (seeds != nil) else { throw WireError(.misplacedSeeds, context: "chunk.seeds") }
        guard rawByteCount <= Limits.maximumRawChunkByteCount else {
            throw WireError(.tooLarge, context: "chunk.rawByteCount")
        }
        guard rawByteCount >= count * Limits.minimumEntryByteCount else {
            throw WireError(.rawSizeMismatch, context: "chunk.rawByteCount")
        }
        guard packed.count <= Limits.maximumPackedChunkByteCount else {
            throw WireError(.tooLarge, context: "chunk.packed")
        }
        guard signature.count == Limits.signatureByteCount else {
            throw WireError(.wrongLength, context: "chunk.signature")
        }
    }

    private init(
        start: UInt64, count: Int, packing: UInt8, rawByteCount: Int, packed: [UInt8], signature: [UInt8],
        seeds: SeedCover?
    ) {
        self.start = start
        self.count = count
        self.packing = packing
        self.rawByteCount = rawByteCount
        self.packed = packed
        self.signature = signature
        self.seeds = seeds
    }
}

extension Chunk {
    /// The encoding: [start, count, packing, raw size, packed, signature, seeds or null].
    public var cbor: CBOR {
        .array([
            .unsigned(start), .unsigned(UInt64(count)), .unsigned(UInt64(packing)), .unsigned(UInt64(rawByteCount)),
            .bytes(packed), .bytes(signature), seeds?.cbor ?? .null,
        ])
    }

    /// Reads the encoding.
    ///
    /// - Throws: ``WireError`` when a limit is broken or seeds are missing or misplaced. The packed bytes are
    ///   looked at by ``unpack()`` only.
    public init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "chunk")
        start = try fields.unsigned("start", upTo: Limits.maximumLogEntryCount)
        count = Int(try fields.unsigned("count", upTo: UInt64(Limits.maximumChunkEntryCount)))
        packing = UInt8(try fields.unsigned("packing", upTo: UInt64(UInt8.max)))
        rawByteCount = Int(try fields.unsigned("rawByteCount", upTo: UInt64(Limits.maximumRawChunkByteCount)))
        packed = try fields.bytes("packed", upTo: Limits.maximumPackedChunkByteCount)
        signature = try fields.bytes("signature", count: Limits.signatureByteCount)
        let seeds = try fields.item("seeds")
        self.seeds = seeds.isNull ? nil : try SeedCover(cbor: seeds)
        try fields.end()
        try check()
    }
}
