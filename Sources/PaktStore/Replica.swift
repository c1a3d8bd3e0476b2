public import Crypto
public import Wire

/// Which of the two programs a store belongs to.
public enum Role: UInt64, Sendable {
    /// A company's store.
    case node = 0
    /// The city's store.
    case hub = 1
}

/// Who a store is; fixed when it is made, but for the company a node joins.
public struct StoreIdentity: Hashable, Sendable {
    /// A company's store or the city's.
    public let role: Role
    /// The partner's or the network's name, as given at `init`.
    public let name: String
    /// The Ed25519 public key that this store signs its heads with.
    public let publicKey: [UInt8]
    /// The number of this store's present life; `restore` draws a new one.
    public let epoch: UInt64
    /// The 8 bytes that name the company (or the hub) in every record's identity.
    public let companyID: [UInt8]

    /// The first 8 bytes of the key's SHA-256: a company's identity, from its first node's key.
    public static func companyID(of publicKey: [UInt8]) -> [UInt8] { Array(Hash.sha256(publicKey).bytes.prefix(8)) }

    /// A short name of the node for people: 8 hexadecimal digits of its key's hash.
    public var nodeName: String { String(Hash.sha256(publicKey).description.prefix(8)) }
}

/// A fold above the store (figures, say) that follows the records in the same transaction.
public protocol DerivedFold: Sendable {
    /// Brings the rows of table `derived` for these owners up to date with their records.
    func refresh(owners: Set<UInt32>, in transaction: StoreTransaction) throws
}

/// One store: feeds as append-only trees, and everything that follows from them.
///
/// All writing goes through ``write(_:)``, which is durable when it returns. Reading happens on snapshots. A replica may
/// be used from several threads; a write blocks other writers, never readers.
public final class Replica: Sendable {
    let storage: any Storage
    /// Who this store is.
    public let identity: StoreIdentity
    package let signingKey: Curve25519.Signing.PrivateKey
    let fold: (any DerivedFold)?
    let entropy: @Sendable (Int) -> [UInt8]

    /// The format this program writes and the newest it reads.
    public static let formatVersion: UInt64 = 1

    init(
        storage: any Storage, identity: StoreIdentity, signingKey: Curve25519.Signing.PrivateKey,
        fold: (any DerivedFold)?, entropy: @escaping @Sendable (Int) -> [UInt8]
    ) {
        self.storage = storage
        self.identity = identity
        self.signingKey = signingKey
        self.fold = fold
        self.entropy = entropy
    }

    /// Random bytes from the operating system.
    public static let systemEntropy: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    /// Makes a store in empty storage.
    ///
    /// - Parameters:
    ///   - companyID: the company's identity when it has one already; `nil` makes this its first node.
    ///   - epochs: where earlier lives of this store's feeds ended; only `restore` gives any.
    public static func create(
        in storage: any Storage, role: Role, name: String, signingKey: Curve25519.Signing.PrivateKey,
        companyID: [UInt8]? = nil, epochs: [FeedID: EpochLink] = [:], fold: (any DerivedFold)? = nil,
        entropy: @escaping @Sendable (Int) -> [UInt8] = systemEntropy
    ) throws -> Replica {
        let publicKey = [UInt8](signingKey.publicKey.rawRepresentation)
        let identity = StoreIdentity(
            role: role, name: name, publicKey: publicKey,
            epoch: try entropy(8).bigEndian(UInt64.self, at: 0),
            companyID: companyID ?? StoreIdentity.companyID(of: publicKey))
        let replica = Replica(
            storage: storage, identity: identity, signingKey: signingKey, fold: fold, entropy: entropy)
        try storage.write { writer in
            guard try writer.value(for: Meta.identity.key, in: .meta) == nil else { throw StoreError(.alreadyExists) }
            try writer.set(identity.row.encoded(), for: Meta.identity.key, in: .meta)
            let links = epochs.sorted { $0.key < $1.key }
                .map { CBOR.array([.bytes($0.key.bytes), $0.value.row]) }
            try writer.set(CBOR.array(links).encoded(), for: Meta.previousEpochs.key, in: .meta)
            try Companies.register(
                owner: role == .hub ? 0 : 1, companyID: identity.companyID, name: name, in: writer)
        }
        return replica
    }

    /// Opens the store in `storage`.
    ///
    /// - Throws: ``StoreError`` `notFound` without an identity row, `badKeyFile` when the key is another store's,
    ///   `newerFormat` for a store of a later program.
    public static func open(
        in storage: any Storage, signingKey: Curve25519.Signing.PrivateKey, fold: (any DerivedFold)? = nil,
        entropy: @escaping @Sendable (Int) -> [UInt8] = systemEntropy
    ) throws -> Replica {
        let identity = try storage.read { try StoreIdentity(in: $0) }
        guard identity.publicKey == [UInt8](signingKey.publicKey.rawRepresentation) else {
            throw StoreError(.badKeyFile, "the key does not belong to this store")
        }
        return Replica(storage: storage, identity: identity, signingKey: signingKey, fold: fold, entropy: entropy)
    }

    /// Runs `body` on a snapshot of the store.
    public func read<Result>(_ body: (StoreSnapshot) throws -> Result) throws -> Result {
        try storage.read { try body(StoreSnapshot($0, self)) }
    }

    /// Runs `body` in a write transaction; on return its effects and every fold are durable.
    public func write<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
        try storage.write { writer in
            let transaction = StoreTransaction(writer, self)
            let result = try body(transaction)
            try transaction.finish()
            return result
        }
    }
}

extension StoreIdentity {
    var row: CBOR {
        .map([
            0: .unsigned(Replica.formatVersion), 1: .unsigned(role.rawValue), 2: .text(name), 3: .bytes(publicKey),
            4: .unsigned(epoch), 5: .bytes(companyID),
        ])
    }

    init(in reader: any StorageReader) throws {
        guard let bytes = try reader.value(for: Meta.identity.key, in: .meta) else { throw StoreError(.notFound) }
        let row = try CBOR(parsing: bytes)
        guard let version = row[0]?.unsignedValue else { throw StoreError(.damaged, "identity") }
        guard version <= Replica.formatVersion else { throw StoreError(.newerFormat, "format \(version)") }
        guard let role = row[1]?.unsignedValue.flatMap(Role.init), let name = row[2]?.textValue,
            let publicKey = row[3]?.bytesValue, let epoch = row[4]?.unsignedValue, let companyID = row[5]?.bytesValue
        else { throw StoreError(.damaged, "identity") }
        self.init(role: role, name: name, publicKey: publicKey, epoch: epoch, companyID: companyID)
    }
}

/// The names of the facts in table `meta` that the store itself keeps.
enum Meta: String {
    case identity, previousEpochs

    var key: [UInt8] { Array(rawValue.utf8) }
}

/// The companies whose records a store holds: number, identity, name.
public enum Companies {
    /// The company with this number, or `nil`.
    public static func company(_ owner: UInt32, in reader: any StorageReader) throws -> (id: [UInt8], name: String)? {
        guard let bytes = try reader.value(for: LogState.key(owner), in: .companies) else { return nil }
        let row = try CBOR(parsing: bytes)
        guard let id = row[0]?.bytesValue, let name = row[1]?.textValue else {
            throw StoreError(.damaged, "company \(owner)")
        }
        return (id, name)
    }

    /// Writes down a company's identity and name.
    public static func register(owner: UInt32, companyID: [UInt8], name: String, in writer: any StorageWriter) throws {
        let row = CBOR.map([0: .bytes(companyID), 1: .text(name)])
        try writer.set(row.encoded(), for: LogState.key(owner), in: .companies)
    }
}

extension Replica {
    /// 32 secret bytes for another purpose, drawn from the signing key (HKDF-SHA256, RFC 5869); the same each time.
    ///
    /// The TLS key is made of them, so that one secret names a store and one backup brings it back.
    public func derivedSecret(for purpose: String) -> [UInt8] {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: signingKey.rawRepresentation), info: Array(purpose.utf8),
            outputByteCount: 32)
        return unsafe key.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Signs bytes with the store's identity key (Ed25519).
    public func sign(_ bytes: [UInt8]) throws -> [UInt8] { [UInt8](try signingKey.signature(for: bytes)) }
}
