import Crypto
import Testing
import Wire

struct SeedCoverTests {
    static let seed = [UInt8](0..<16)
    static let whole = SeedCover(seed: seed).salts(0..<4096)

    /// A salt computed step by step from the seed.
    static func salt(_ index: Int) -> [UInt8] {
        var node = seed
        for bit in (0..<12).reversed() {
            let hash = Array(SHA256.hash(data: node))
            node = index >> bit & 1 == 0 ? Array(hash[..<16]) : Array(hash[16...])
        }
        return node
    }

    @Test func `All salts of a run follow from its seed`() {
        let cover = SeedCover(seed: Self.seed)
        #expect(Self.whole.count == 4096 && Set(Self.whole).count == 4096)
        for index in 0..<4096 {
            #expect(cover.salt(at: index) == Self.whole[index])
            #expect(Self.whole[index] == Self.salt(index))
        }
    }

    @Test(arguments: [0..<0, 0..<1, 5..<5, 5..<6, 4095..<4096, 17..<1000, 2047..<2050, 4096..<4096])
    func `The salts of a range are a part of all salts`(_ range: Range<Int>) {
        #expect(SeedCover(seed: Self.seed).salts(range) == Array(Self.whole[range]))
    }

    @Test(arguments: [0, 1, 2, 7, 2047, 2048, 4094, 4095])
    func `Puncturing forgets one salt and no other, with 12 seeds left`(_ index: Int) throws {
        var cover = SeedCover(seed: Self.seed)
        cover.puncture(index)
        #expect(cover.nodeCount == 12)
        var wanted = Self.whole
        wanted[index] = nil
        #expect(cover.salts(0..<4096) == wanted)
        #expect(cover.salt(at: index) == nil)
        let before = cover
        cover.puncture(index)
        #expect(cover == before)
        #expect(try SeedCover(cbor: CBOR(parsing: cover.cbor.encoded())) == cover)
    }

    @Test(arguments: UInt64(0)..<20) func `Many punctures in any order leave all other salts`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let holes = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            Int.random(in: 0..<4096, using: &generator)
        }
        var cover = SeedCover(seed: Self.seed)
        var other = SeedCover(seed: Self.seed)
        var wanted = Self.whole
        for hole in holes {
            cover.puncture(hole)
            wanted[hole] = nil
        }
        for hole in holes.reversed() { other.puncture(hole) }
        #expect(cover == other)
        #expect(cover.salts(0..<4096) == wanted)
        for index in 0..<4096 { #expect(cover.salt(at: index) == wanted[index]) }
        let low = Int.random(in: 0..<4096, using: &generator)
        let range = low..<Int.random(in: low...4096, using: &generator)
        #expect(cover.salts(range) == Array(wanted[range]))
        #expect(try SeedCover(cbor: CBOR(parsing: cover.cbor.encoded())) == cover)
    }

    @Test func `The worst pattern keeps within the limit and an empty run is an empty list`() throws {
        var cover = SeedCover(seed: Self.seed)
        for index in stride(from: 0, to: 4096, by: 2) { cover.puncture(index) }
        #expect(cover.nodeCount == Limits.maximumSeedNodeCount)
        #expect(try SeedCover(cbor: cover.cbor) == cover)
        for index in stride(from: 1, to: 4096, by: 2) { cover.puncture(index) }
        #expect(cover.nodeCount == 0 && cover.cbor == .array([]))
        #expect(try SeedCover(cbor: .array([])) == cover)
        #expect(cover.salts(0..<4096) == [[UInt8]?](repeating: nil, count: 4096))
    }

    private static func node(_ depth: UInt64, _ index: UInt64, _ count: Int = 16) -> CBOR {
        .array([.unsigned(depth), .unsigned(index), .bytes([UInt8](repeating: 1, count: count))])
    }

    @Test func `Covers that cannot be are refused`() {
        let refusals: [(CBOR, WireError.Code)] = [
            (.null, .wrongType), (.bytes([1]), .wrongLength), (.array([.null]), .wrongType),
            (.array([Self.node(0, 0)]), .notCanonical), (.array([Self.node(13, 0)]), .wrongValue),
            (.array([Self.node(1, 2)]), .wrongValue), (.array([Self.node(12, 4096)]), .wrongValue),
            (.array([Self.node(2, 0, 15)]), .wrongLength),
            (.array([Self.node(2, 1), Self.node(2, 0)]), .notCanonical),
            (.array([Self.node(2, 1), Self.node(2, 1)]), .notCanonical),
            (.array([Self.node(1, 0), Self.node(2, 1)]), .notCanonical),
            (.array([.array([.unsigned(1), .unsigned(0)])]), .wrongCount),
            (.array((0...2048).map { Self.node(12, UInt64($0)) }), .tooMany),
        ]
        for (cbor, code) in refusals { #expect(failure { _ = try SeedCover(cbor: cbor) } == code) }
        #expect(failure { _ = try SeedCover(cbor: .array((0..<2048).map { Self.node(12, UInt64($0)) })) } == nil)
    }
}
