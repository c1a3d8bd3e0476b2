/// A growing Merkle tree (RFC 9162, section 2.1) of which only the right edge is kept: enough to append and to sign.
public struct MerkleFrontier: Hashable, Sendable {
    /// The number of leaves.
    public private(set) var size: UInt64

    /// The roots of the complete subtrees that make up the tree, largest first: one for each bit of `size`.
    public private(set) var peaks: [Hash]

    /// Makes an empty tree.
    public init() {
        size = 0
        peaks = []
    }

    /// Takes up a tree where it was left; `nil` when the number of peaks does not fit the size.
    public init?(size: UInt64, peaks: [Hash]) {
        guard peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Appends one leaf, given its hash.
    ///
    /// - Complexity: One hash on average.
    public mutating func append(_ leaf: Hash) {
        append(completeSubtree: leaf, level: 0)
    }

    /// Appends 2^level leaves at once, given the root over them.
    ///
    /// - Precondition: The size is a multiple of 2^level.
    public mutating func append(completeSubtree subtree: Hash, level: Int) {
        precondition(level >= 0 && level < 63, "a subtree has less than 2^63 leaves")
        let width: UInt64 = 1 << UInt64(level)
        precondition(size & (width - 1) == 0, "a subtree begins at a multiple of its size")
        var node = subtree
        var rest = size >> UInt64(level)
        while rest & 1 == 1, let left = peaks.popLast() {
            node = MerkleTree.node(left, node)
            rest >>= 1
        }
        peaks.append(node)
        size += width
    }

    /// The root of the tree as it is now.
    ///
    /// - Complexity: At most one hash for each bit of the size.
    public var root: Hash {
        guard var root = peaks.last else { return MerkleTree.emptyRoot }
        for peak in peaks.dropLast().reversed() { root = MerkleTree.node(peak, root) }
        return root
    }
}
