/// Roots and proofs of Merkle trees as RFC 9162 defines them in section 2.1, over hashes of leaves.
public enum MerkleTree {
    /// The root of a tree without leaves: the hash of nothing.
    public static let emptyRoot = Hash.sha256([])

    /// The hash of an inner node: SHA-256(0x01, left, right).
    public static func node(_ left: Hash, _ right: Hash) -> Hash {
        var hasher = Hasher256()
        hasher.update(byte: 1)
        hasher.update(left)
        hasher.update(right)
        return hasher.finalize()
    }

    /// The root of a tree.
    ///
    /// - Complexity: O(*n*) hashes.
    public static func root(of leaves: [Hash]) -> Hash {
        root(of: leaves[...])
    }

    private static func root(of leaves: ArraySlice<Hash>) -> Hash {
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        return frontier.root
    }

    /// The hashes that prove that a leaf stands at a place of the tree, from the leaf upwards.
    ///
    /// - Precondition: `index` is a place in `leaves`.
    public static func inclusionProof(of index: Int, in leaves: [Hash]) -> [Hash] {
        precondition(leaves.indices.contains(index), "the leaf must be in the tree")
        var proof: [Hash] = []
        var range = leaves.startIndex..<leaves.endIndex
        while range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            if index < middle {
                proof.append(root(of: leaves[middle..<range.upperBound]))
                range = range.lowerBound..<middle
            } else {
                proof.append(root(of: leaves[range.lowerBound..<middle]))
                range = middle..<range.upperBound
            }
        }
        return proof.reversed()
    }

    /// Whether a leaf stands at a place of the tree with this size and root (RFC 9162, section 2.1.3.2).
    public static func verifyInclusion(
        of leaf: Hash, at index: UInt64, size: UInt64, root: Hash, proof: [Hash]
    ) -> Bool {
        guard index < size else { return false }
        var (place, last, node) = (index, size - 1, leaf)
        for sibling in proof {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                node = self.node(sibling, node)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                node = self.node(node, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && node == root
    }

    /// The hashes that prove that the tree's first `size` leaves are those of an earlier tree.
    ///
    /// Empty when the sizes are equal or the earlier tree is empty: there is nothing to prove then.
    /// - Precondition: `size` is at most the number of leaves.
    public static func consistencyProof(from size: Int, in leaves: [Hash]) -> [Hash] {
        precondition(size >= 0 && size <= leaves.count, "the earlier tree is the smaller one")
        guard size > 0 && size < leaves.count else { return [] }
        var proof: [Hash] = []
        var range = leaves.startIndex..<leaves.endIndex
        var isKnown = true  // the earlier tree's root stands for the range as a whole
        var rest = size
        while rest != range.count {
            let middle = range.lowerBound + split(range.count)
            if rest <= middle - range.lowerBound {
                proof.append(root(of: leaves[middle..<range.upperBound]))
                range = range.lowerBound..<middle
            } else {
                proof.append(root(of: leaves[range.lowerBound..<middle]))
                rest -= middle - range.lowerBound
                range = middle..<range.upperBound
                isKnown = false
            }
        }
        if !isKnown { proof.append(root(of: leaves[range])) }
        return proof.reversed()
    }

    /// Whether an earlier tree is the beginning of a later one (RFC 9162, section 2.1.4.2).
    ///
    /// Every tree begins with the empty tree; equal sizes need equal roots and no proof.
    public static func verifyConsistency(
        from oldSize: UInt64, _ oldRoot: Hash, to newSize: UInt64, _ newRoot: Hash, proof: [Hash]
    ) -> Bool {
        guard oldSize > 0 else { return proof.isEmpty && oldRoot == emptyRoot }
        guard oldSize < newSize else { return oldSize == newSize && proof.isEmpty && oldRoot == newRoot }
        let path = oldSize.nonzeroBitCount == 1 ? [oldRoot] + proof : proof
        guard var old = path.first else { return false }
        var new = old
        var (place, last) = (oldSize - 1, newSize - 1)
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        for sibling in path.dropFirst() {
            guard last != 0 else { return false }
            if place & 1 == 1 || place == last {
                old = node(sibling, old)
                new = node(sibling, new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = node(new, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }

    /// The largest power of two below a count of at least 2.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
