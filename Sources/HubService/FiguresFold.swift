import Catalogue
public import Figures
public import PaktStore
import Wire

/// Keeps one row of contributions for each partner, in the transaction that changed its records.
public struct FiguresFold: DerivedFold {
    /// Makes the fold; it has no state of its own.
    public init() {}

    static let prefix = Array("contribution/".utf8)

    static func key(_ partner: UInt32) -> [UInt8] {
        prefix + stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: partner >> UInt32($0)) }
    }

    /// The kinds that figures are made of; readings are not among them, only what was made of them.
    static let kinds: [Kind] = [
        .partner, .membership, .agreement, .confirmation, .target, .measure, .measureProgress, .meter, .meterProfile,
        .inventory, .submission, .acceptance, .release,
    ]

    public func refresh(owners: Set<UInt32>, in transaction: StoreTransaction) throws {
        for owner in owners where owner > 0 {
            var records: [CurrentRecord] = []
            for kind in Self.kinds { records += try transaction.records(owner: owner, kind: kind).map(\.current) }
            let contribution = Contribution(of: records, partner: owner)
            try transaction.writer.set(contribution.cbor.encoded(), for: Self.key(owner), in: .derived)
        }
    }

    /// All partners' contributions.
    public static func contributions(_ snapshot: StoreSnapshot) throws -> [Contribution] {
        var contributions: [Contribution] = []
        try snapshot.reader.scan(.derived, from: prefix) { key, value in
            guard [UInt8](copying: key).starts(with: prefix) else { return false }
            contributions.append(try Contribution(cbor: CBOR(parsing: [UInt8](copying: value))))
            return true
        }
        return contributions
    }
}
