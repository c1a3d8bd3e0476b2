import Wire

/// Roots, inclusion and consistency proofs.
func treeVectors() -> VectorFile {
    var file = VectorFile(
        "tree",
        about: "Merkle trees as RFC 9162 defines them, over leaf hashes: leaf i is SHA-256 of the one byte i. "
            + "'inclusion' lists the proofs for each leaf, 'consistency' those from each earlier size, 0 to 'size'.")
    let leaves = (0..<16).map { Hash.sha256([UInt8($0)]) }
    for size in [0, 1, 2, 3, 4, 5, 6, 7, 8, 13, 16] {
        let part = Array(leaves.prefix(size))
        let inclusion = part.indices.map { MerkleTree.inclusionProof(of: $0, in: part) }
        let consistency = (0...size).map { MerkleTree.consistencyProof(from: $0, in: part) }
        func lists(_ proofs: [[Hash]]) -> JSON { .list(proofs.map { .list($0.map { .hex($0.bytes) }) }) }
        file.good(
            "tree of \(size)",
            [
                ("size", .number(UInt64(size))), ("root", .hex(MerkleTree.root(of: part).bytes)),
                ("inclusion", lists(inclusion)), ("consistency", lists(consistency)),
            ])
    }
    return file
}

/// Salts of a run, whole and punctured.
func seedVectors() -> VectorFile {
    var file = VectorFile(
        "seeds",
        about: "The seeds of a run of 4,096 entries: 'cover' is the CBOR of what is left of the seed "
            + "000102...0f after 'erased' in this order. 'salts' are those of the places named, null when erased.")
    for holes in [[], [0], [4095], [2047], [0, 1], [5, 6, 7, 3000], [3000, 7, 6, 5]] {
        var cover = SeedCover(seed: Sample.seed)
        for hole in holes { cover.puncture(hole) }
        let places = [0, 1, 2, 5, 2047, 2048, 3000, 4095]
        let salts = places.map { place in
            JSON.object([("place", .number(UInt64(place))), ("salt", cover.salt(at: place).map { .hex($0) } ?? .null)])
        }
        let name = holes.map(String.init).joined(separator: ", ")
        file.good(
            holes.isEmpty ? "a whole run" : "a run without \(name)",
            [
                ("erased", .list(holes.map { .number(UInt64($0)) })), ("cover", .hex(cover.cbor.encoded())),
                ("salts", .list(salts)),
            ])
    }
    let node = "50000102030405060708090a0b0c0d0e0f"
    let bad: [(String, String, WireError.Code)] = [
        ("a seed of 15 bytes", "4f000102030405060708090a0b0c0d0e", .wrongLength),
        ("the whole run as a list", "81830000" + node, .notCanonical),
        ("below the leaves", "81830d00" + node, .wrongValue),
        ("beside the tree", "81830102" + node, .wrongValue),
        ("one node twice", "82830201\(node)830201\(node)", .notCanonical),
        ("out of order", "82830201\(node)830200\(node)", .notCanonical),
        ("a node below another", "82830100\(node)830201\(node)", .notCanonical),
    ]
    for (name, hex, code) in bad {
        file.bad(name, [UInt8](hex: hex), as: "cover", code) { _ = try SeedCover(cbor: CBOR(parsing: $0)) }
    }
    return file
}
