import Crypto
import Testing
import Wire

/// The definitions of RFC 9162, section 2.1, written down as they stand there.
private enum Definition {
    static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: [1] + left + right)) }

    static func split(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    static func root(_ leaves: [[UInt8]]) -> [UInt8] {
        switch leaves.count {
        case 0: return Array(SHA256.hash(data: [UInt8]()))
        case 1: return leaves[0]
        default:
            let k = split(leaves.count)
            return node(root(Array(leaves[..<k])), root(Array(leaves[k...])))
        }
    }

    static func path(_ index: Int, _ leaves: [[UInt8]]) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let k = split(leaves.count)
        return index < k
            ? path(index, Array(leaves[..<k])) + [root(Array(leaves[k...]))]
            : path(index - k, Array(leaves[k...])) + [root(Array(leaves[..<k]))]
    }

    static func subproof(_ size: Int, _ leaves: [[UInt8]], _ isWhole: Bool) -> [[UInt8]] {
        if size == leaves.count { return isWhole ? [] : [root(leaves)] }
        let k = split(leaves.count)
        return size <= k
            ? subproof(size, Array(leaves[..<k]), isWhole) + [root(Array(leaves[k...]))]
            : subproof(size - k, Array(leaves[k...]), false) + [root(Array(leaves[..<k]))]
    }
}

struct MerkleTests {
    static let leaves = (0..<70).map { Hash.sha256([UInt8($0)]) }

    @Test func `The empty tree's root is the hash of nothing`() {
        let known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        #expect(MerkleFrontier().root.description == known)
        #expect(MerkleTree.root(of: []).description == known)
    }

    @Test(arguments: 0...70) func `Roots and frontiers are those of the definition`(_ size: Int) throws {
        let leaves = Array(Self.leaves.prefix(size))
        let wanted = Definition.root(leaves.map(\.bytes))
        #expect(MerkleTree.root(of: leaves).bytes == wanted)
        var frontier = MerkleFrontier()
        for leaf in leaves { frontier.append(leaf) }
        #expect(frontier.root.bytes == wanted && frontier.size == UInt64(size))
        let again = try #require(MerkleFrontier(size: frontier.size, peaks: frontier.peaks))
        #expect(again == frontier)
        #expect(MerkleFrontier(size: frontier.size, peaks: frontier.peaks + [leaves.first ?? frontier.root]) == nil)
    }

    @Test(arguments: 0...6) func `Whole subtrees can be appended at once`(_ level: Int) {
        let width = 1 << level
        var fast = MerkleFrontier()
        var slow = MerkleFrontier()
        for start in stride(from: 0, to: Self.leaves.count - width + 1, by: width) {
            let part = Array(Self.leaves[start..<start + width])
            fast.append(completeSubtree: MerkleTree.root(of: part), level: level)
            for leaf in part { slow.append(leaf) }
            #expect(fast == slow)
        }
    }

    @Test(arguments: 1...70) func `Every inclusion proof is the definition's and proves one place only`(_ size: Int) {
        let leaves = Array(Self.leaves.prefix(size))
        let root = MerkleTree.root(of: leaves)
        for index in leaves.indices {
            let proof = MerkleTree.inclusionProof(of: index, in: leaves)
            #expect(proof.map(\.bytes) == Definition.path(index, leaves.map(\.bytes)))
            for place in 0...size {
                let isValid = MerkleTree.verifyInclusion(
                    of: leaves[index], at: UInt64(place), size: UInt64(size), root: root, proof: proof)
                #expect(isValid == (place == index))
            }
            func isProven(_ leaf: Hash, _ proof: [Hash]) -> Bool {
                MerkleTree.verifyInclusion(of: leaf, at: UInt64(index), size: UInt64(size), root: root, proof: proof)
            }
            #expect(!isProven(root == leaves[index] ? Hash.sha256([]) : root, proof))
            #expect(!isProven(leaves[index], proof + [root]))
            if !proof.isEmpty {
                #expect(!isProven(leaves[index], Array(proof.dropLast())))
                #expect(!isProven(leaves[index], Array(proof.dropFirst())))
            }
        }
    }

    @Test(arguments: 0...70) func `Every consistency proof is the definition's and proves one pair only`(_ size: Int) {
        let leaves = Array(Self.leaves.prefix(size))
        let roots = (0...size).map { MerkleTree.root(of: Array(leaves.prefix($0))) }
        for old in 0...size {
            let proof = MerkleTree.consistencyProof(from: old, in: leaves)
            let isTrivial = old == 0 || old == size
            #expect(proof.map(\.bytes) == (isTrivial ? [] : Definition.subproof(old, leaves.map(\.bytes), true)))
            func isProven(_ oldRoot: Hash, _ newRoot: Hash, _ proof: [Hash]) -> Bool {
                MerkleTree.verifyConsistency(from: UInt64(old), oldRoot, to: UInt64(size), newRoot, proof: proof)
            }
            #expect(isProven(roots[old], roots[size], proof))
            #expect(!isProven(Hash.sha256([99]), roots[size], proof))
            if old > 0 { #expect(!isProven(roots[old], Hash.sha256([99]), proof)) }
            #expect(!isProven(roots[old], roots[size], proof + [roots[old]]))
            for index in proof.indices {
                var wrong = proof
                wrong[index] = Hash.sha256([98])
                #expect(!isProven(roots[old], roots[size], wrong))
            }
            if !proof.isEmpty { #expect(!isProven(roots[old], roots[size], Array(proof.dropLast()))) }
        }
    }

    @Test func `A longer tree is not the beginning of a shorter one`() {
        let roots = (0...3).map { MerkleTree.root(of: Array(Self.leaves.prefix($0))) }
        #expect(!MerkleTree.verifyConsistency(from: 3, roots[3], to: 2, roots[2], proof: []))
        #expect(!MerkleTree.verifyConsistency(from: 3, roots[3], to: 0, roots[0], proof: []))
    }

    @Test func `Hashes order as their bytes and come from 32 bytes only`() throws {
        var generator = SeededGenerator(seed: 7)
        let hashes = (0..<200).map { _ in generator.hash() }
        #expect(hashes.sorted().map(\.bytes) == hashes.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) })
        for hash in hashes { #expect(Hash(hash.bytes) == hash) }
        #expect(Hash([UInt8](repeating: 0, count: 31)) == nil && Hash([UInt8](repeating: 0, count: 33)) == nil)
    }
}
