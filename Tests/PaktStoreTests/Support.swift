import Catalogue
import Crypto
import PaktStore
import SyncEngine
import TestSupport
import Wire

/// The code of the store's error that `body` throws; `nil` when it succeeds.
func code<Result>(_ body: () throws -> Result) -> StoreError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? StoreError)?.code
    }
}

/// Whether `body` throws anything at all.
func isRefused<Result>(_ body: () throws -> Result) -> Bool {
    do {
        _ = try body()
        return false
    } catch {
        return true
    }
}

/// The stores of one pact: the city's hub, and nodes of one company whose number at the hub is 5.
enum Pact {
    static let partner: UInt32 = 5

    static func key(_ seed: Int) throws -> Curve25519.Signing.PrivateKey {
        var generator = SeededGenerator(seed: seed &+ 0x5eed)
        return try Curve25519.Signing.PrivateKey(rawRepresentation: generator.bytes(32))
    }

    static func publicKey(_ key: Curve25519.Signing.PrivateKey) -> [UInt8] { [UInt8](key.publicKey.rawRepresentation) }

    static func companyID(_ seed: Int) throws -> [UInt8] { StoreIdentity.companyID(of: publicKey(try key(seed))) }

    /// A node; `colleague` is the seed of its company's first node, `hub` that of its city.
    static func node(
        _ seed: Int, colleagueOf first: Int? = nil, hub: Int = 900, in storage: any Storage = MapStorage(),
        epochSeed: Int? = nil, fold: (any DerivedFold)? = nil
    ) throws -> Replica {
        let replica = try Replica.create(
            in: storage, role: .node, name: "Muster GmbH", signingKey: key(seed),
            companyID: first.map { try companyID($0) }, fold: fold,
            entropy: SeededEntropy(seed: epochSeed ?? seed).source)
        try replica.write {
            try Companies.register(owner: 0, companyID: companyID(hub), name: "Klimapakt", in: $0.writer)
        }
        return replica
    }

    /// The hub; `company` is the seed of the first node of the company with number 5.
    static func hub(
        _ seed: Int = 900, company: Int, in storage: any Storage = MapStorage(), fold: (any DerivedFold)? = nil
    ) throws -> Replica {
        let replica = try Replica.create(
            in: storage, role: .hub, name: "Klimapakt", signingKey: key(seed), fold: fold,
            entropy: SeededEntropy(seed: seed).source)
        try replica.write {
            try Companies.register(owner: partner, companyID: companyID(company), name: "Muster GmbH", in: $0.writer)
        }
        return replica
    }

    /// Whose records a log changes, as nodes and hubs see it.
    static func owner(of log: LogDescriptor, at role: Role) -> UInt32 {
        log.feed.audience == .network ? 0 : role == .node ? 1 : partner
    }
}

extension Replica {
    /// What a session with this pact's company may see.
    var scope: SyncScope { SyncScope(node: identity.publicKey, partner: Pact.partner) }

    /// Takes in what another store holds and this one does not, of at most `limit` logs' next chunks.
    func pull(from other: Replica, maximumByteCount: Int = .max) throws {
        for (descriptor, position) in try other.positions(scope: scope) {
            let size = try read { try $0.log(descriptor.id)?.size ?? 0 }
            let isLiving = descriptor.feed.writer == identity.publicKey && descriptor.epoch == identity.epoch
            guard size < position.size, !isLiving else { continue }
            let chunks = try other.chunks(of: descriptor.id, from: size, maximumByteCount: maximumByteCount)
            try write { transaction in
                for chunk in chunks {
                    _ = try transaction.ingest(
                        chunk, of: descriptor, owner: Pact.owner(of: descriptor, at: identity.role))
                }
            }
        }
    }

    func position(of id: LogID) throws -> Position? { try read { try $0.log(id)?.position } }

    /// This store's own log for an audience in its present epoch.
    func ownLog(_ audience: Audience, partner: UInt32? = nil) -> LogID {
        let feed = FeedDescriptor(writer: identity.publicKey, audience: audience, partner: partner)
        return LogID(feed: feed.id, epoch: identity.epoch)
    }

    func append(_ draft: Draft) throws -> Appended { try write { try $0.append(draft) } }

    func appendSites(_ range: Range<Int>) throws {
        try write { transaction in
            for index in range { _ = try transaction.append(.site("Werk \(index)", town: "Ort \(index % 7)")) }
        }
    }
}

extension Draft {
    static func site(_ name: String, town: String? = nil, audience: Audience? = nil, isDeletion: Bool = false) -> Draft
    {
        var fields = Fields(["name": .text(name)])
        fields["town"] = town.map { .text($0) }
        return Draft(kind: .site, fields: fields, audience: audience, isDeletion: isDeletion)
    }

    static func measure(_ title: String, subject: RecordID? = nil, isDeletion: Bool = false) -> Draft {
        Draft(
            kind: .measure, fields: Fields(["title": .text(title), "category": .code("heat")]), subject: subject,
            isDeletion: isDeletion)
    }
}

/// All rows of a storage, table by table.
func dump(_ storage: any Storage) throws -> [String: [[UInt8]: [UInt8]]] {
    try storage.read { reader in
        var tables: [String: [[UInt8]: [UInt8]]] = [:]
        for table in StoreTable.allCases {
            try reader.scan(table, from: []) { key, value in
                tables[table.rawValue, default: [:]][[UInt8](copying: key)] = [UInt8](copying: value)
                return true
            }
        }
        return tables
    }
}

/// RFC 9162, section 2.1.1, as it stands there; complete subtrees are remembered.
struct DefinedTree {
    private var leaves: [[UInt8]] = []
    private var known: [Range<Int>: [UInt8]] = [:]

    mutating func append(_ leaf: [UInt8]) { leaves.append(leaf) }

    mutating func root(_ size: Int) -> Hash? { Hash(root(0..<size)) }

    private mutating func root(_ range: Range<Int>) -> [UInt8] {
        if range.isEmpty { return Array(SHA256.hash(data: [UInt8]())) }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let root = known[range] { return root }
        var split = 1
        while split * 2 < range.count { split *= 2 }
        let middle = range.lowerBound + split
        let left = root(range.lowerBound..<middle)
        let right = root(middle..<range.upperBound)
        let root = Array(SHA256.hash(data: [1] + left + right))
        if range.count == split * 2 { known[range] = root }
        return root
    }

    /// The leaf of an entry by its definition: SHA-256(0, header, SHA-256(salt, payload)).
    static func leaf(_ entry: [UInt8], salt: [UInt8]) throws -> [UInt8] {
        let parts = try CBOR(parsing: entry).arrayValue ?? []
        let header = CBOR.array([parts[0]] + parts.dropFirst(2)).encoded()
        let commitment = Array(SHA256.hash(data: salt + parts[1].encoded()))
        return Array(SHA256.hash(data: [0] + header + commitment))
    }
}

/// A writer by hand: any entries, any signature, in chunks cut anywhere.
struct HandMadeLog {
    let key: Curve25519.Signing.PrivateKey
    let descriptor: LogDescriptor
    private(set) var entries: [Entry] = []
    private(set) var leaves: [Hash] = []
    private var seeds: [SeedCover] = []
    private var generator: SeededGenerator

    init(key: Curve25519.Signing.PrivateKey, _ audience: Audience, partner: UInt32? = nil, epoch: UInt64, seed: Int) {
        self.key = key
        descriptor = LogDescriptor(
            feed: FeedDescriptor(writer: Pact.publicKey(key), audience: audience, partner: partner), epoch: epoch,
            previous: nil)
        generator = SeededGenerator(seed: seed)
    }

    func dot(_ index: Int) -> Dot { Dot(log: descriptor.id, sequence: UInt64(index)) }

    mutating func append(_ entry: Entry) {
        if entries.count % 4096 == 0 { seeds.append(SeedCover(seed: generator.bytes(16))) }
        let salt = seeds[entries.count / 4096].salt(at: entries.count % 4096) ?? []
        leaves.append(entry.leafHash(in: descriptor.id, salt: salt))
        entries.append(entry)
    }

    /// Replaces an entry's payload by its commitment and forgets its salt; the tree stays as it is.
    mutating func erase(_ index: Int) {
        guard let salt = seeds[index / 4096].salt(at: index % 4096) else { return }
        entries[index].content = .erased(entries[index].commitment(salt: salt))
        seeds[index / 4096].puncture(index % 4096)
    }

    func root(_ size: Int) -> Hash { MerkleTree.root(of: Array(leaves.prefix(size))) }

    /// The chunk of these entries; they must lie in one run.
    func chunk(_ range: Range<Int>) throws -> Chunk {
        let head = Head(
            log: descriptor.id, size: UInt64(range.upperBound), root: root(range.upperBound), previous: nil)
        return try Chunk.pack(
            entries[range].map { $0.encoded(in: descriptor.id) }, start: UInt64(range.lowerBound),
            seeds: range.lowerBound % 4096 == 0 ? seeds[range.lowerBound / 4096] : nil,
            signature: head.sign(with: key))
    }
}
