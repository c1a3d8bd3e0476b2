import Testing
import Wire

struct ChunkTests {
    static let seeds = SeedCover(seed: [UInt8](0..<16))

    static func pack(_ entries: [[UInt8]], start: UInt64 = 0) throws -> Chunk {
        try Chunk.pack(
            entries, start: start, seeds: start % 4096 == 0 ? seeds : nil, signature: Sample.signature)
    }

    /// An entry of exactly so many bytes (263 to 65,542) that cannot be compressed.
    static func noise(byteCount: Int, using generator: inout SeededGenerator) -> [UInt8] {
        let payload = CBOR.map([0: .bytes(generator.bytes(byteCount - 7))]).encoded()
        return Entry(kind: 1, content: .payload(payload)).encoded(in: Sample.log)
    }

    /// The encoding of a chunk with some elements replaced.
    static func altered(_ chunk: Chunk, _ changes: [Int: CBOR]) -> CBOR {
        guard case .array(var items) = chunk.cbor else { return .null }
        for (index, item) in changes { items[index] = item }
        return .array(items)
    }

    @Test(arguments: [1, 2, 3, 50, 1000, 4096]) func `A chunk gives back its entries`(_ count: Int) throws {
        let entries = Sample.entries(count)
        let chunk = try Self.pack(entries)
        #expect(try chunk.unpack() == entries)
        #expect(chunk.end == UInt64(count) && chunk.rawByteCount == entries.reduce(0) { $0 + $1.count })
        let again = try Chunk(cbor: CBOR(parsing: chunk.cbor.encoded()))
        #expect(again == chunk)
        #expect(try again.unpack() == entries)
        #expect(chunk.packing == 1 && chunk.packed.count < chunk.rawByteCount)
    }

    @Test func `The dictionary helps a chunk of one entry and never changes`() throws {
        let chunk = try Self.pack(Sample.entries(1))
        #expect(chunk.packed.count * 3 < chunk.rawByteCount * 2)
        #expect(
            Chunk.dictionaryHash.description == "95e84db9293db382e4dca6c0198c64a934ba3f37cea92bfd5bc6dbfe4f864985")
    }

    @Test func `What does not get smaller is kept as it is`() throws {
        var generator = SeededGenerator(seed: 1)
        let entries = [Self.noise(byteCount: 5000, using: &generator)]
        let chunk = try Self.pack(entries)
        #expect(chunk.packing == 0 && chunk.packed == Array(entries.joined()))
        #expect(try chunk.unpack() == entries)
    }

    @Test func `A chunk in the middle of a run has no seeds`() throws {
        let chunk = try Self.pack(Sample.entries(10, from: 100), start: 8292)
        #expect(chunk.seeds == nil && chunk.end == 8302)
        #expect(try Chunk(cbor: chunk.cbor) == chunk)
    }

    @Test func `Chunks that break a rule are not made`() {
        let one = Sample.entries(1)
        func code(
            _ entries: [[UInt8]], _ start: UInt64, _ seeds: SeedCover?, _ signature: [UInt8] = Sample.signature
        ) -> WireError.Code? {
            failure { _ = try Chunk.pack(entries, start: start, seeds: seeds, signature: signature) }
        }
        #expect(code([], 0, Self.seeds) == .wrongValue)
        #expect(code(one, 0, nil) == .misplacedSeeds)
        #expect(code(one, 1, Self.seeds) == .misplacedSeeds)
        #expect(code(one, 0, Self.seeds, []) == .wrongLength)
        #expect(code(one, Limits.maximumLogEntryCount - 1, nil) == nil)
        #expect(code(one, Limits.maximumLogEntryCount, Self.seeds) == .wrongValue)
        #expect(code(one, .max, nil) == .wrongValue)
        #expect(code(Sample.entries(2), 4094, nil) == nil)
        #expect(code(Sample.entries(3), 4094, nil) == .crossesRun)
        #expect(code(Sample.entries(4097), 0, Self.seeds) == .tooMany)
        #expect(code([[UInt8](repeating: 0, count: Limits.maximumEntryByteCount + 1)], 0, Self.seeds) == .tooLarge)
    }

    @Test func `The limits of raw and packed bytes hold exactly`() throws {
        var generator = SeededGenerator(seed: 2)
        // Twice 32 KiB that cannot be compressed: 64 KiB, not a byte more.
        let full = (0..<2).map { _ in Self.noise(byteCount: 1 << 15, using: &generator) }
        #expect(try Self.pack(full).packed.count == Limits.maximumPackedChunkByteCount)
        let more = full.dropLast() + [Self.noise(byteCount: 1 << 15 + 1, using: &generator)]
        #expect(failure { _ = try Self.pack(Array(more)) } == .tooLarge)

        func zeros(_ byteCount: Int) -> [UInt8] {
            let payload = CBOR.map([0: .bytes([UInt8](repeating: 0, count: byteCount - 7))]).encoded()
            return Entry(kind: 1, content: .payload(payload)).encoded(in: Sample.log)
        }
        let large = [[UInt8]](repeating: zeros(1 << 15), count: 16)
        let chunk = try Self.pack(large)
        #expect(chunk.rawByteCount == Limits.maximumRawChunkByteCount)
        #expect(try chunk.unpack() == large)
        #expect(failure { _ = try Self.pack(large.dropLast() + [zeros(1 << 15 + 1)]) } == .tooLarge)
    }

    @Test func `As many entries as fit are found`() throws {
        var generator = SeededGenerator(seed: 3)
        #expect(Chunk.fittingCount(of: [], start: 0) == 0)
        #expect(Chunk.fittingCount(of: Sample.entries(5000), start: 0) == 4096)
        #expect(Chunk.fittingCount(of: Sample.entries(5000), start: 4000) == 96)
        let noise = (0..<1000).map { _ in Self.noise(byteCount: 300, using: &generator) }
        let count = Chunk.fittingCount(of: noise, start: 0)
        #expect(count > 200)
        #expect(try Self.pack(Array(noise.prefix(count))).count == count)
        let large = [[UInt8]](repeating: [0x40], count: 3) + [generator.bytes(Limits.maximumEntryByteCount)]
        #expect(Chunk.fittingCount(of: Array(large.reversed()), start: 0) >= 1)
    }

    @Test func `Promises that are not kept are refused`() throws {
        let chunk = try Self.pack(Sample.entries(50))
        let raw = chunk.rawByteCount
        func code(_ changes: [Int: CBOR]) -> WireError.Code? {
            failure { _ = try Chunk(cbor: Self.altered(chunk, changes)).unpack() }
        }
        #expect(code([:]) == nil)
        #expect(code([3: .unsigned(UInt64(raw - 1))]) == .rawSizeMismatch)
        #expect(code([3: .unsigned(UInt64(raw + 1))]) == .rawSizeMismatch)
        #expect(code([3: .unsigned(UInt64(Limits.maximumRawChunkByteCount))]) == .rawSizeMismatch)
        #expect(code([3: .unsigned(UInt64(Limits.maximumRawChunkByteCount + 1))]) == .wrongValue)
        #expect(code([3: .unsigned(149)]) == .rawSizeMismatch)
        #expect(code([1: .unsigned(49)]) == .entryCountMismatch)
        #expect(code([1: .unsigned(51)]) == .entryCountMismatch)
        #expect(code([1: .unsigned(0)]) == .wrongValue)
        #expect(code([1: .unsigned(4097)]) == .wrongValue)
        #expect(code([2: .unsigned(0)]) == .rawSizeMismatch)
        #expect(code([2: .unsigned(2)]) == .unknownPacking)
        #expect(code([2: .unsigned(256)]) == .wrongValue)
        #expect(code([4: .bytes(chunk.packed + [0])]) == .corruptPacking)
        #expect(code([4: .bytes(chunk.packed.dropLast())]) == .rawSizeMismatch)
        #expect(code([4: .bytes([])]) == .corruptPacking)
        #expect(code([4: .bytes([UInt8](repeating: 0, count: Limits.maximumPackedChunkByteCount + 1))]) == .tooLarge)
        #expect(code([4: .text("a")]) == .wrongType)
        #expect(code([5: .bytes([UInt8](repeating: 0, count: 63))]) == .wrongLength)
        #expect(code([6: .null]) == .misplacedSeeds)
        #expect(code([0: .unsigned(1)]) == .misplacedSeeds)
        #expect(code([0: .unsigned(4090), 6: .null]) == .crossesRun)
        #expect(code([0: .unsigned(.max), 6: .null]) == .wrongValue)
        guard case .array(let items) = chunk.cbor else { return }
        #expect(failure { _ = try Chunk(cbor: .array(items + [.null])) } == .wrongCount)
        #expect(failure { _ = try Chunk(cbor: .array(items.dropLast())) } == .wrongCount)
        #expect(failure { _ = try Chunk(cbor: .null) } == .wrongType)
    }

    @Test func `A compressed stream cannot unpack to more than it promises`() throws {
        // 512 KiB of zeros shrink to about 500 bytes; every promise below that is refused without growing.
        let zeros = CBOR.map([0: .bytes([UInt8](repeating: 0, count: 32_000))]).encoded()
        let entry = Entry(kind: 1, content: .payload(zeros)).encoded(in: Sample.log)
        let bomb = try Self.pack([[UInt8]](repeating: entry, count: 16))
        #expect(bomb.packed.count < 2000)
        for promised in [3, 100, 1000, 100_000, bomb.rawByteCount - 1] {
            let small = Self.altered(bomb, [1: .unsigned(1), 3: .unsigned(UInt64(promised))])
            #expect(failure { _ = try Chunk(cbor: small).unpack() } == .rawSizeMismatch)
        }
    }

    @Test func `What is in a chunk must be canonical`() throws {
        let chunk = try Self.pack([Sample.entries(1)[0]])
        func code(_ raw: [UInt8]) -> WireError.Code? {
            let changes: [Int: CBOR] = [2: .unsigned(0), 3: .unsigned(UInt64(raw.count)), 4: .bytes(raw)]
            return failure { _ = try Chunk(cbor: Self.altered(chunk, changes)).unpack() }
        }
        #expect(code(bytes("8201a0")) == nil)
        #expect(code(bytes("82180100a0")) == .notMinimal)
        #expect(code(bytes("8201a10000ff")) == .malformed)
        #expect(code(bytes("8201a2")) == .truncated)
    }

    @Test(arguments: UInt64(0)..<40) func `A changed bit never does more than fail`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let entries = Sample.entries(Int.random(in: 1...200, using: &generator))
        let encoded = try Self.pack(entries).cbor.encoded()
        for _ in 0..<200 {
            var changed = encoded
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                generator.flipBit(in: &changed)
            }
            guard let chunk = try? Chunk(cbor: CBOR(parsing: changed)) else { continue }
            guard let other = try? chunk.unpack() else { continue }
            #expect(other.count == chunk.count)
            #expect(other.reduce(0) { $0 + $1.count } == chunk.rawByteCount)
        }
    }
}
