import Catalogue
import TestSupport
import Wire

/// Keeps every entry and asks, each time, which of them nothing takes the place of.
struct NaiveFold {
    struct Item {
        let record: String
        let dot: Dot
        let entry: Entry
        let leaf: Hash
    }

    struct State: Equatable {
        var standing: Set<Dot>
        var chosen: Dot?
        var hasSiblings: Bool
        var isDeleted: Bool
    }

    private(set) var items: [Item] = []

    mutating func add(_ entry: Entry, dot: Dot, leaf: Hash, about record: String) {
        items.append(Item(record: record, dot: dot, entry: entry, leaf: leaf))
    }

    var records: Set<String> { Set(items.map(\.record)) }

    /// Items of one record, in the order of each log.
    func state(of record: String) -> State {
        let about = items.filter { $0.record == record }
        let standing = about.filter { item in !about.contains { Self.isReplaced(item, by: $0, among: about) } }
        let live = standing.filter { !$0.entry.isDeletion }
        let chosen = (live.isEmpty ? standing : live).min { $0.leaf < $1.leaf }
        return State(
            standing: Set(standing.map(\.dot)), chosen: chosen?.dot,
            hasSiblings: Set(standing.map { [$0.entry.isDeletion ? 1 : 0] + Self.payload($0.entry) }).count > 1,
            isDeleted: live.isEmpty)
    }

    /// By name, or by being the writer's entry about the record just before one that names none.
    private static func isReplaced(_ item: Item, by other: Item, among about: [Item]) -> Bool {
        guard other.entry.supersedes.isEmpty else { return other.entry.supersedes.contains(item.dot) }
        guard other.dot.log == item.dot.log, other.dot.sequence > item.dot.sequence else { return false }
        return !about.contains {
            $0.dot.log == item.dot.log && $0.dot.sequence > item.dot.sequence && $0.dot.sequence < other.dot.sequence
        }
    }

    private static func payload(_ entry: Entry) -> [UInt8] {
        if case .payload(let bytes) = entry.content { bytes } else { [] }
    }
}

/// Three writers' logs full of edits, deletions and replacements by name, some of dots that do not exist.
struct RandomHistory {
    private(set) var logs: [HandMadeLog]
    private(set) var fold = NaiveFold()
    /// The identity of each record by its name in the naive fold.
    private(set) var identities: [String: RecordID] = [:]
    private var creations: [Dot] = []
    private let companyID: [UInt8]

    /// Logs 0 and 1 are two nodes' city feeds, log 2 is the hub's desk feed for the company.
    init(seed: Int, count: Int, companyID: [UInt8]) throws {
        self.companyID = companyID
        logs = [
            HandMadeLog(key: try Pact.key(11), .city, epoch: 1, seed: seed),
            HandMadeLog(key: try Pact.key(12), .city, epoch: 2, seed: seed + 1),
            HandMadeLog(key: try Pact.key(900), .desk, partner: Pact.partner, epoch: 3, seed: seed + 2),
        ]
        var generator = SeededGenerator(seed: seed)
        for step in 0..<count { try addEntry(step, &generator) }
    }

    private mutating func addEntry(_ step: Int, _ generator: inout SeededGenerator) throws {
        let writer = generator.below(3)
        let dot = logs[writer].dot(logs[writer].entries.count)
        // The office writes no sites; a best practice is everybody's.
        let isSite = writer < 2 && generator.oneIn(2)
        var fields = Fields()
        var subject: Dot?
        let record: String
        if isSite {
            let name = "Werk \(generator.below(3))"
            fields["name"] = .text(name)
            fields["town"] = generator.oneIn(4) ? .text("gleich") : .text("Ort \(step)")
            record = name
            try remember(record, .site, Catalogue.keyBytes(fields, of: .site) ?? [])
        } else {
            subject = creations.isEmpty || generator.oneIn(4) ? nil : creations[generator.below(creations.count)]
            fields["titleDe"] = .text(generator.oneIn(4) ? "gleich" : "Titel \(step)")
            if subject == nil { creations.append(dot) }
            let creation = subject ?? dot
            record = "\(creation)"
            let key = CBOR.array([
                .bytes(creation.log.feed.bytes), .unsigned(creation.log.epoch), .unsigned(creation.sequence),
            ])
            remember(record, .bestPractice, key.encoded())
        }
        let kind = isSite ? Kind.site : .bestPractice
        let entry = Entry(
            kind: kind.number, isDeletion: generator.oneIn(6), subject: subject,
            supersedes: superseded(about: record, &generator), content: .payload(try fields.payload(of: kind)))
        logs[writer].append(entry)
        fold.add(entry, dot: dot, leaf: logs[writer].leaves[logs[writer].leaves.count - 1], about: record)
    }

    private mutating func remember(_ record: String, _ kind: Kind, _ key: [UInt8]) {
        identities[record] = Catalogue.recordID(companyID: companyID, kind: kind.number, key: key)
    }

    private func superseded(about record: String, _ generator: inout SeededGenerator) -> [Dot] {
        switch generator.below(10) {
        case 0..<5: return []
        case 5..<8: return fold.items.filter { $0.record == record && !generator.oneIn(3) }.map(\.dot).sorted()
        case 8: return [logs[generator.below(3)].dot(generator.below(40))]
        default: return generator.oneIn(2) ? fold.items.suffix(3).map(\.dot).sorted() : []
        }
    }
}
