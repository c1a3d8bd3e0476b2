import Catalogue

/// The kinds that figures read, by the catalogue's numbers.
enum FoldedKind: UInt32 {
    case partner = 1
    case membership = 3
    case agreement = 4
    case target = 5
    case measure = 6
    case measureProgress = 7
    case meter = 8
    case meterProfile = 9
    case inventory = 11
    case submission = 12
    case acceptance = 13
    case confirmation = 14
    case release = 17
}

/// The records of one partner by kind, each kind by ascending id.
struct PartnerRecords {
    private var byKind: [UInt32: [CurrentRecord]] = [:]

    init(_ records: [CurrentRecord], partner: UInt32) {
        for record in records where record.owner == partner && !record.fields.needsNewerProgram {
            byKind[record.kind.number, default: []].append(record)
        }
        for number in byKind.keys { byKind[number]?.sort { ($0.id, $0.leaf) < ($1.id, $1.leaf) } }
    }

    subscript(kind: FoldedKind) -> [CurrentRecord] { byKind[kind.rawValue] ?? [] }
}
