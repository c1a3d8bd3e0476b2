/// The seeds known of one run of 4,096 entries: the one that all salts follow from, or what erasing has left of it.
///
/// Salts come from a tree of depth 12 (Goldreich, Goldwasser, Micali 1986): the SHA-256 hash of a node gives its two
/// children, the leaves are the salts. Puncturing an entry replaces the node above it by the roots of all the
/// subtrees beside its path, so that its salt is gone for ever and no other changes.
public struct SeedCover: Hashable, Sendable {
    /// A node of the tree: `index` counts from the left among the 2^depth nodes of its depth.
    struct Node: Hashable, Sendable {
        let depth: Int
        let index: Int
        let seed: Seed

        /// The entries of the run below this node.
        var range: Range<Int> {
            let width = Limits.runEntryCount >> depth
            return index * width..<(index + 1) * width
        }
    }

    /// The nodes known, from left to right; none when every entry of the run is erased.
    private(set) var nodes: [Node]

    /// Begins a run.
    ///
    /// - Precondition: The seed has 16 bytes, drawn at random.
    public init(seed: [UInt8]) {
        guard let seed = Seed(seed) else { preconditionFailure("a seed has 16 bytes") }
        nodes = [Node(depth: 0, index: 0, seed: seed)]
    }

    /// The number of seeds that are kept: 1 for a whole run, at most 12 more for each erased entry.
    public var nodeCount: Int { nodes.count }

    /// The salt of the entry at this place of the run, or `nil` when it has been erased.
    ///
    /// - Precondition: `index` is below 4,096.
    /// - Complexity: At most 12 hashes; ``salts(_:)`` is cheaper for neighbours.
    public func salt(at index: Int) -> [UInt8]? {
        precondition((0..<Limits.runEntryCount).contains(index), "a run has 4,096 entries")
        guard let position = position(covering: index) else { return nil }
        var depth = nodes[position].depth
        var seed = nodes[position].seed
        while depth < Limits.runDepth {
            depth += 1
            seed = Self.isRight(index, at: depth) ? seed.children.right : seed.children.left
        }
        return seed.bytes
    }

    /// The salts of neighbouring entries of the run, `nil` for each that has been erased.
    ///
    /// - Precondition: The range lies within 0 to 4,096.
    /// - Complexity: About one hash an entry.
    public func salts(_ range: Range<Int>) -> [[UInt8]?] {
        precondition(range.lowerBound >= 0 && range.upperBound <= Limits.runEntryCount, "a run has 4,096 entries")
        var salts: [[UInt8]?] = []
        salts.reserveCapacity(range.count)
        for node in nodes where node.range.overlaps(range) {
            while range.lowerBound + salts.count < node.range.lowerBound { salts.append(nil) }
            Self.expand(node, range, &salts)
        }
        while salts.count < range.count { salts.append(nil) }
        return salts
    }

    /// Forgets the salt of one entry and no other; does nothing when it is forgotten already.
    ///
    /// - Precondition: `index` is below 4,096.
    public mutating func puncture(_ index: Int) {
        precondition((0..<Limits.runEntryCount).contains(index), "a run has 4,096 entries")
        guard let position = position(covering: index) else { return }
        var node = nodes[position]
        var left: [Node] = []
        var right: [Node] = []
        while node.depth < Limits.runDepth {
            let depth = node.depth + 1
            let children = node.seed.children
            let leftNode = Node(depth: depth, index: node.index * 2, seed: children.left)
            let rightNode = Node(depth: depth, index: node.index * 2 + 1, seed: children.right)
            if Self.isRight(index, at: depth) {
                left.append(leftNode)
                node = rightNode
            } else {
                right.append(rightNode)
                node = leftNode
            }
        }
        nodes.replaceSubrange(position...position, with: left + right.reversed())
    }

    private func position(covering index: Int) -> Int? {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle].range.upperBound <= index { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low].range.contains(index) ? low : nil
    }

    /// Whether the path to an entry turns right on its way down to `depth`.
    private static func isRight(_ index: Int, at depth: Int) -> Bool {
        index >> (Limits.runDepth - depth) & 1 == 1
    }

    private static func expand(_ node: Node, _ range: Range<Int>, _ salts: inout [[UInt8]?]) {
        guard node.range.overlaps(range) else { return }
        guard node.depth < Limits.runDepth else { return salts.append(node.seed.bytes) }
        let children = node.seed.children
        expand(Node(depth: node.depth + 1, index: node.index * 2, seed: children.left), range, &salts)
        expand(Node(depth: node.depth + 1, index: node.index * 2 + 1, seed: children.right), range, &salts)
    }
}

extension SeedCover {
    /// The encoding: the seed alone for a whole run, else a list of [depth, index, seed] from left to right.
    public var cbor: CBOR {
        if nodes.count == 1, nodes[0].depth == 0 { return .bytes(nodes[0].seed.bytes) }
        return .array(
            nodes.map { node in
                .array([.unsigned(UInt64(node.depth)), .unsigned(UInt64(node.index)), .bytes(node.seed.bytes)])
            })
    }

    /// Reads the encoding.
    ///
    /// - Throws: ``WireError`` when nodes overlap, are out of order, lie outside of the tree or are too many.
    public init(cbor: CBOR) throws(WireError) {
        if case .bytes(let bytes) = cbor {
            guard let seed = Seed(bytes) else { throw WireError(.wrongLength, context: "seeds") }
            nodes = [Node(depth: 0, index: 0, seed: seed)]
            return
        }
        guard case .array(let items) = cbor else { throw WireError(.wrongType, context: "seeds") }
        guard items.count <= Limits.maximumSeedNodeCount else { throw WireError(.tooMany, context: "seeds") }
        var list: [Node] = []
        list.reserveCapacity(items.count)
        for item in items {
            var fields = try FieldReader(item, "seeds.node")
            let depth = Int(try fields.unsigned("depth", upTo: UInt64(Limits.runDepth)))
            guard depth > 0 else { throw WireError(.notCanonical, context: "seeds.node.depth") }
            let index = Int(try fields.unsigned("index", upTo: 1 << UInt64(depth) - 1))
            guard let seed = Seed(try fields.bytes("seed", count: Limits.saltByteCount)) else {
                throw WireError(.wrongLength, context: "seeds.node.seed")
            }
            try fields.end()
            let node = Node(depth: depth, index: index, seed: seed)
            if let last = list.last, node.range.lowerBound < last.range.upperBound {
                throw WireError(.notCanonical, context: "seeds.node")
            }
            list.append(node)
        }
        nodes = list
    }
}
