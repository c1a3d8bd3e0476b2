import Wire

private let signature = [UInt8](repeating: 0x5a, count: 64)

private func altered(_ chunk: Chunk, _ changes: [Int: CBOR]) -> [UInt8] {
    guard case .array(var items) = chunk.cbor else { preconditionFailure("a chunk is an array") }
    for (index, item) in changes { items[index] = item }
    return CBOR.array(items).encoded()
}

/// Chunks that keep their promises and chunks that do not.
func chunkVectors() throws -> VectorFile {
    var file = VectorFile(
        "chunks",
        about:
            "Chunks and the entries in them. Packing 1 is raw deflate (RFC 1951) with preset dictionary 1, which is in "
            + "dictionary.json; other deflate streams of the same entries are as good. Signatures are not valid here.")
    let seeds = SeedCover(seed: Sample.seed)
    var punctured = seeds
    punctured.puncture(1)
    let three = (0..<3).map { Sample.entry($0).encoded(in: Sample.log) }
    var erased = Sample.entry(1)
    erased.content = .erased(erased.commitment(salt: seeds.salt(at: 1) ?? []))
    let withHole = [three[0], erased.encoded(in: Sample.log), three[2]]
    let noise = (0..<8).reduce(into: [UInt8]()) { bytes, index in bytes += Hash.sha256([UInt8(index)]).bytes }
    let incompressible = Entry(kind: 1, content: .payload(CBOR.map([0: .bytes(noise)]).encoded()))
    let good: [(String, [[UInt8]], UInt64, SeedCover?)] = [
        ("three entries at the beginning of a run", three, 0, seeds),
        ("entries in the middle of a run", three, 4093, nil),
        ("the beginning of the second run, one entry erased", withHole, 4096, punctured),
        ("what cannot be compressed is kept as it is", [incompressible.encoded(in: Sample.log)], 7, nil),
        ("a hundred entries", (0..<100).map { Sample.entry($0).encoded(in: Sample.log) }, 100, nil),
    ]
    for (name, entries, start, seeds) in good {
        let chunk = try Chunk.pack(entries, start: start, seeds: seeds, signature: signature)
        file.good(
            name,
            [
                ("chunk", .hex(chunk.cbor.encoded())), ("start", .number(start)),
                ("packing", .number(UInt64(chunk.packing))),
                ("entries", .list(entries.map { .hex($0) })),
            ])
    }
    let chunk = try Chunk.pack(three, start: 0, seeds: seeds, signature: signature)
    let raw = UInt64(chunk.rawByteCount)
    let bad: [(String, [Int: CBOR], WireError.Code)] = [
        ("one byte less promised", [3: .unsigned(raw - 1)], .rawSizeMismatch),
        ("one byte more promised", [3: .unsigned(raw + 1)], .rawSizeMismatch),
        ("half a mebibyte and a byte promised", [3: .unsigned(512 << 10 + 1)], .wrongValue),
        ("one entry less promised", [1: .unsigned(2)], .entryCountMismatch),
        ("one entry more promised", [1: .unsigned(4)], .entryCountMismatch),
        ("no entries", [1: .unsigned(0)], .wrongValue),
        ("4,097 entries promised", [1: .unsigned(4097)], .wrongValue),
        ("more entries than the run has room for", [0: .unsigned(4094), 6: .null], .crossesRun),
        ("a run begins without seeds", [6: .null], .misplacedSeeds),
        ("seeds in the middle of a run", [0: .unsigned(1)], .misplacedSeeds),
        ("an unknown packing", [2: .unsigned(9)], .unknownPacking),
        ("compressed bytes called raw", [2: .unsigned(0)], .rawSizeMismatch),
        ("a byte after the compressed bytes", [4: .bytes(chunk.packed + [0])], .corruptPacking),
        ("no compressed bytes", [4: .bytes([])], .corruptPacking),
        ("a signature of 63 bytes", [5: .bytes([UInt8](repeating: 0, count: 63))], .wrongLength),
        (
            "a number not minimal inside",
            [1: .unsigned(1), 2: .unsigned(0), 3: .unsigned(5), 4: .bytes([UInt8](hex: "82180100a0"))], .notMinimal
        ),
    ]
    for (name, changes, code) in bad {
        file.bad(name, altered(chunk, changes), as: "chunk", code) {
            _ = try Chunk(cbor: CBOR(parsing: $0)).unpack()
        }
    }
    return file
}

/// The preset dictionary.
func dictionaryVector() -> VectorFile {
    var file = VectorFile("dictionary", about: "Preset dictionary 1 of the packing 1. It never changes.")
    file.good(
        "preset dictionary 1",
        [("sha256", .hex(Chunk.dictionaryHash.bytes)), ("dictionary", .hex(Chunk.dictionary))])
    return file
}
