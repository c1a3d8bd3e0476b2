import Crypto
import FoundationEssentials
import Testing
import Wire

/// The examples under Protocol/Vectors, which every implementation can run.
struct VectorFileTests {
    struct File<Vector: Decodable>: Decodable {
        let vectors: [Vector]
    }

    /// The examples of a file, read where they lie in the source tree.
    static func vectors<Vector: Decodable>(_ name: String, as type: Vector.Type) throws -> [Vector] {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "\(root)/Protocol/Vectors/\(name).json"))
        return try JSONDecoder().decode(File<Vector>.self, from: data).vectors
    }

    struct Item: Decodable {
        let name: String
        let cbor: String
        let error: String?
    }

    @Test func `Items are read or refused as their examples say`() throws {
        for vector in try Self.vectors("cbor", as: Item.self) {
            let whole = bytes(vector.cbor)
            let code = failure {
                let item = try CBOR(parsing: whole)
                #expect(item.encoded() == whole)
            }
            #expect(code?.rawValue == vector.error, "\(vector.name)")
        }
    }

    struct Tree: Decodable {
        let size: Int
        let root: String
        let inclusion: [[String]]
        let consistency: [[String]]
    }

    @Test func `Trees and proofs are those of their examples`() throws {
        for vector in try Self.vectors("tree", as: Tree.self) {
            let leaves = (0..<vector.size).map { Hash.sha256([UInt8($0)]) }
            #expect(MerkleTree.root(of: leaves).description == vector.root)
            let inclusion = leaves.indices.map { MerkleTree.inclusionProof(of: $0, in: leaves).map(\.description) }
            #expect(inclusion == vector.inclusion)
            let consistency = (0...vector.size).map {
                MerkleTree.consistencyProof(from: $0, in: leaves).map(\.description)
            }
            #expect(consistency == vector.consistency)
        }
    }

    struct Seeds: Decodable {
        struct Salt: Decodable {
            let place: Int
            let salt: String?
        }
        let name: String
        let cover: String
        let erased: [Int]?
        let salts: [Salt]?
        let error: String?
    }

    @Test func `Seeds give the salts of their examples`() throws {
        for vector in try Self.vectors("seeds", as: Seeds.self) {
            let code = failure {
                let cover = try SeedCover(cbor: CBOR(parsing: bytes(vector.cover)))
                var punctured = SeedCover(seed: [UInt8](0..<16))
                for hole in vector.erased ?? [] { punctured.puncture(hole) }
                #expect(cover == punctured)
                for salt in vector.salts ?? [] { #expect(cover.salt(at: salt.place).map(hexadecimal) == salt.salt) }
            }
            #expect(code?.rawValue == vector.error, "\(vector.name)")
        }
    }

    struct EntryVector: Decodable {
        let name: String
        let feed: String
        let epoch: String
        let entry: String
        let salt: String?
        let leaf: String?
        let erased: String?
        let error: String?
    }

    @Test func `Entries and their leaves are those of their examples`() throws {
        for vector in try Self.vectors("entries", as: EntryVector.self) {
            let feed = try #require(FeedID(bytes(vector.feed)))
            let log = LogID(feed: feed, epoch: try #require(UInt64(vector.epoch, radix: 16)))
            let code = failure {
                let entry = try Entry(parsing: bytes(vector.entry), in: log)
                let salt = bytes(vector.salt ?? "")
                #expect(hexadecimal(entry.encoded(in: log)) == vector.entry)
                #expect(entry.leafHash(in: log, salt: salt).description == vector.leaf)
                let erased = try Entry(parsing: bytes(vector.erased ?? ""), in: log)
                #expect(erased.leafHash(in: log, salt: []).description == vector.leaf)
            }
            #expect(code?.rawValue == vector.error, "\(vector.name)")
        }
    }

    struct ChunkVector: Decodable {
        let name: String
        let chunk: String
        let entries: [String]?
        let error: String?
    }

    @Test func `Chunks hold the entries of their examples`() throws {
        for vector in try Self.vectors("chunks", as: ChunkVector.self) {
            let code = failure {
                let chunk = try Chunk(cbor: CBOR(parsing: bytes(vector.chunk)))
                let entries = try chunk.unpack()
                #expect(entries.map(hexadecimal) == vector.entries)
                #expect(hexadecimal(chunk.cbor.encoded()) == vector.chunk)
            }
            #expect(code?.rawValue == vector.error, "\(vector.name)")
        }
    }

    struct Stream: Decodable {
        let name: String
        let frames: String
        let types: [UInt8]?
        let error: String?
    }

    @Test func `Streams are read or refused as their examples say`() throws {
        for vector in try Self.vectors("messages", as: Stream.self) {
            let code = failure {
                let messages = try FrameReaderTests.read([bytes(vector.frames)])
                #expect(messages.map(\.type) == vector.types)
            }
            #expect(code?.rawValue == vector.error, "\(vector.name)")
        }
    }

    struct Signature: Decodable {
        let payload: String
        let signed: String
        let signature: String
        let key: String
    }

    @Test func `Signatures of the examples are valid Ed25519 over COSE structures`() throws {
        for vector in try Self.vectors("signatures", as: Signature.self) {
            #expect(bytes(vector.signed) == SignatureTests.structure(try CBOR(parsing: bytes(vector.payload))))
            let key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes(vector.key))
            #expect(key.isValidSignature(bytes(vector.signature), for: bytes(vector.signed)))
        }
    }

    struct Name: Decodable {
        struct Held: Decodable {
            let feed: String
            let epoch: String
            let size: UInt64
            let root: String
        }
        let writer: String?
        let audience: UInt8?
        let partner: UInt32?
        let feed: String?
        let positions: [Held]?
        let digest: String?
    }

    @Test func `Names and digests are those of their examples`() throws {
        for vector in try Self.vectors("names", as: Name.self) {
            if let writer = vector.writer {
                let audience = try #require(Audience(rawValue: vector.audience ?? .max))
                let feed = FeedDescriptor(writer: bytes(writer), audience: audience, partner: vector.partner)
                #expect(feed.id.description == vector.feed)
            }
            let positions = try vector.positions?.map { held in
                Position(
                    log: LogID(
                        feed: try #require(FeedID(bytes(held.feed))),
                        epoch: try #require(UInt64(held.epoch, radix: 16))),
                    size: held.size, root: try #require(Hash(bytes(held.root))))
            }
            #expect(positions.map { Position.digest($0).description } == vector.digest)
        }
    }

    struct DictionaryVector: Decodable {
        let sha256: String
        let dictionary: String
    }

    @Test func `The dictionary is the one published`() throws {
        let vectors = try Self.vectors("dictionary", as: DictionaryVector.self)
        #expect(vectors.map(\.dictionary) == [hexadecimal(Chunk.dictionary)])
        #expect(vectors.map(\.sha256) == [Chunk.dictionaryHash.description])
    }
}
