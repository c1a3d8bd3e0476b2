/// One change to one record: its whole new state, or its deletion.
///
/// The kind, the flags and the dots are the header, which stays when the entry is erased; everything a person wrote
/// is in the payload, of which then only a commitment is left.
public struct Entry: Hashable, Sendable {
    /// The number of the record's kind in the catalogue.
    public var kind: UInt32

    /// Whether the record ends to exist with this entry.
    public var isDeletion: Bool

    /// The entry that created the record, where its identity is not a natural key; `nil` else.
    public var subject: Dot?

    /// The entries this one takes the place of; empty when that is the writer's previous entry of the record.
    ///
    /// Written in ascending order, each once.
    public var supersedes: [Dot]

    /// Options of a later version, kept as they came and written back; keys other than 0, 1 and 2.
    ///
    /// A program that does not know a negative key must not count the record.
    public var unknownOptions: [CBORPair]

    /// The payload or what erasing has left of it.
    public var content: Content

    /// What an entry says.
    public enum Content: Hashable, Sendable {
        /// The bytes of a canonical CBOR map from field numbers to values.
        case payload([UInt8])
        /// The hash of salt and payload, after both have been destroyed.
        case erased(Hash)
    }

    /// Makes an entry.
    public init(
        kind: UInt32, isDeletion: Bool = false, subject: Dot? = nil, supersedes: [Dot] = [],
        unknownOptions: [CBORPair] = [], content: Content
    ) {
        self.kind = kind
        self.isDeletion = isDeletion
        self.subject = subject
        self.supersedes = supersedes
        self.unknownOptions = unknownOptions
        self.content = content
    }

    /// Whether a later version has said something here that an older program must not ignore.
    public var hasUnknownObligation: Bool {
        unknownOptions.contains { pair in if case .negative = pair.key { true } else { false } }
    }

    /// The bytes as stored and sent: [kind, payload] or [kind, payload, options].
    ///
    /// - Parameter log: The entry's own log; dots in it are written as their place alone.
    /// - Precondition: A payload is a canonical CBOR map.
    public func encoded(in log: LogID) -> [UInt8] {
        var writer = CBORWriter(capacity: 64)
        writer.array(hasOptions ? 3 : 2)
        writer.unsigned(UInt64(kind))
        switch content {
        case .payload(let bytes): writer.bytes.append(contentsOf: bytes)
        case .erased(let commitment): writer.hash(commitment)
        }
        if hasOptions { writeOptions(to: &writer, in: log) }
        return writer.bytes
    }

    /// The hash of this entry as a leaf of its log's tree; the same before and after erasing.
    ///
    /// - Parameters:
    ///   - log: The entry's own log.
    ///   - salt: The 16 bytes of ``SeedCover/salt(at:)``; not used when the entry is erased.
    /// - Complexity: Two hashes; one when erased.
    public func leafHash(in log: LogID, salt: [UInt8]) -> Hash {
        var header = CBORWriter(capacity: 32)
        header.array(hasOptions ? 2 : 1)
        header.unsigned(UInt64(kind))
        if hasOptions { writeOptions(to: &header, in: log) }
        var hasher = Hasher256()
        hasher.update(byte: 0)
        hasher.update(header.bytes)
        hasher.update(commitment(salt: salt))
        return hasher.finalize()
    }

    /// The hash that takes the payload's place when the entry is erased: SHA-256(salt, payload).
    public func commitment(salt: [UInt8]) -> Hash {
        switch content {
        case .erased(let commitment): return commitment
        case .payload(let bytes):
            var hasher = Hasher256()
            hasher.update(salt)
            hasher.update(bytes)
            return hasher.finalize()
        }
    }

    private var hasOptions: Bool {
        isDeletion || subject != nil || !supersedes.isEmpty || !unknownOptions.isEmpty
    }
}
