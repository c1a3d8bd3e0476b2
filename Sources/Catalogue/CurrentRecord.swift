public import Wire

/// A record as it stands after all its entries: what figures are computed from.
public struct CurrentRecord: Sendable {
    /// The record's name.
    public let id: RecordID
    /// Its kind.
    public let kind: Kind
    /// Whose it is: 0 for the hub and the network, from 1 the company; a node's own company is 1.
    public let owner: UInt32
    /// Its fields; where two versions stand side by side, those of the fixed one.
    public let fields: Fields
    /// Whether two versions stand side by side and a person has to decide.
    public let hasSiblings: Bool
    /// The leaf hash of the entry that these fields come from.
    public let leaf: Hash
    /// The entry that these fields come from; nil where several were merged.
    public let dot: Dot?

    /// A record as it stands.
    public init(
        id: RecordID, kind: Kind, owner: UInt32, fields: Fields, hasSiblings: Bool, leaf: Hash, dot: Dot?
    ) {
        self.id = id
        self.kind = kind
        self.owner = owner
        self.fields = fields
        self.hasSiblings = hasSiblings
        self.leaf = leaf
        self.dot = dot
    }
}
