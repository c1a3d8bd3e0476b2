import Catalogue
import Crypto
import PaktStore
import SyncEngine
import TestSupport
import Testing
import Wire

/// Records as a fold over the logs, whatever the order in which these arrive.
struct FoldTests {
    static let companySeed = 11

    /// An empty store that has written none of the logs.
    private static func reader(_ role: Role) throws -> Replica {
        switch role {
        case .node: try Pact.node(77, colleagueOf: companySeed)
        // A hub that was restored: its own desk feed comes back from the nodes.
        case .hub: try Pact.hub(company: companySeed)
        }
    }

    /// Brings all logs in: cut at random, in any order of logs, some parts twice.
    private static func deliver(
        _ logs: [HandMadeLog], to replica: Replica, _ generator: inout SeededGenerator
    ) throws {
        var next = [Int](repeating: 0, count: logs.count)
        while let open = logs.indices.filter({ next[$0] < logs[$0].entries.count }).randomElement(using: &generator) {
            let log = logs[open]
            let start = generator.oneIn(5) ? generator.below(next[open] + 1) : next[open]
            let end = min(log.entries.count, max(next[open], start) + 1 + generator.below(6))
            let position = try replica.write {
                try $0.ingest(
                    log.chunk(start..<end), of: log.descriptor,
                    owner: Pact.owner(of: log.descriptor, at: replica.identity.role))
            }
            next[open] = end
            #expect(position.size == UInt64(end) && position.root == log.root(end))
        }
    }

    private static func state(of record: StoredRecord?) -> NaiveFold.State {
        NaiveFold.State(
            standing: Set(record?.versions.map(\.dot) ?? []), chosen: record?.chosen.dot,
            hasSiblings: record?.hasSiblings ?? false, isDeleted: record?.isDeleted ?? true)
    }

    @Test(arguments: 0..<20) func `The arrival order of logs changes no record`(_ group: Int) throws {
        for seed in group * 50..<group * 50 + 50 {
            var generator = SeededGenerator(seed: seed)
            let history = try RandomHistory(
                seed: seed, count: 10 + generator.below(50), companyID: Pact.companyID(Self.companySeed))
            var pictures: [[RecordID: NaiveFold.State]] = []
            for role in [Role.node, .hub] {
                let replica = try Self.reader(role)
                try Self.deliver(history.logs, to: replica, &generator)
                try replica.read { snapshot in
                    for (name, id) in history.identities {
                        let wanted = history.fold.state(of: name)
                        #expect(try Self.state(of: snapshot.record(id)) == wanted, "seed \(seed), record \(name)")
                    }
                    let current = try snapshot.records(owner: Pact.owner(of: history.logs[0].descriptor, at: role))
                    let wanted = history.fold.records.map { history.fold.state(of: $0) }.filter { !$0.isDeleted }
                    #expect(Set(current.map(\.current.dot)) == Set(wanted.map(\.chosen)), "seed \(seed)")
                    #expect(current.filter(\.current.hasSiblings).count == wanted.count { $0.hasSiblings })
                    pictures.append(
                        Dictionary(uniqueKeysWithValues: current.map { ($0.id, Self.state(of: $0)) }))
                }
                if seed % 10 == 0 { #expect(try replica.verify() == []) }
            }
            #expect(pictures[0] == pictures[1], "seed \(seed)")
        }
    }

    @Test(arguments: 0..<60) func `Stores that write and exchange at random agree in the end`(_ seed: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let first = try Pact.node(seed &* 10 + 1)
        let second = try Pact.node(seed &* 10 + 2, colleagueOf: seed &* 10 + 1)
        let hub = try Pact.hub(company: seed &* 10 + 1)
        for step in 0..<40 {
            let node = generator.oneIn(2) ? first : second
            if generator.oneIn(3) {
                let (from, to) = generator.oneIn(2) ? (node, hub) : (hub, node)
                try to.pull(from: from, maximumByteCount: generator.oneIn(2) ? 1 : .max)
            } else {
                try Self.write(step, in: node, &generator)
            }
        }
        for _ in 0..<3 {
            for node in [first, second] {
                try hub.pull(from: node)
                try node.pull(from: hub)
            }
        }
        let pictures = try [first, second, hub].map { replica in
            #expect(try replica.verify() == [])
            return try replica.read { snapshot in
                try snapshot.records(includingDeleted: true).filter { $0.owner > 0 && $0.kind != .partner }
                    .map { ($0.id, Self.state(of: $0)) }
            }
        }
        let wanted = Dictionary(uniqueKeysWithValues: pictures[0])
        #expect(!wanted.isEmpty)
        for picture in pictures { #expect(Dictionary(uniqueKeysWithValues: picture) == wanted) }
    }

    private static func write(_ step: Int, in node: Replica, _ generator: inout SeededGenerator) throws {
        let isDeletion = generator.oneIn(5)
        if generator.oneIn(2) {
            _ = try node.append(
                .site("Werk \(generator.below(4))", town: isDeletion ? nil : "Ort \(step)", isDeletion: isDeletion))
        } else {
            let known = try node.read { try $0.records(kind: .measure, includingDeleted: true).map(\.id) }
            let subject = generator.oneIn(3) ? nil : known.randomElement(using: &generator)
            _ = try node.append(
                .measure("Maßnahme \(step)", subject: subject, isDeletion: subject != nil && isDeletion))
        }
    }

    @Test func `Where one deleted and another changed, figures take the change and a person is asked`() throws {
        var logs = [
            HandMadeLog(key: try Pact.key(11), .city, epoch: 1, seed: 1),
            HandMadeLog(key: try Pact.key(12), .city, epoch: 2, seed: 2),
        ]
        let fields = Fields(["name": .text("Werk"), "town": .text("Mannheim")])
        let key = Fields(["name": .text("Werk")])
        for index in 0..<20 {
            let name = "Werk \(index)"
            for (log, fields, isDeletion) in [(0, fields, false), (1, key, true)] {
                var fields = fields
                fields["name"] = .text(name)
                logs[log].append(
                    Entry(
                        kind: Kind.site.number, isDeletion: isDeletion,
                        content: .payload(try fields.payload(of: .site))))
            }
        }
        let replica = try Self.reader(.node)
        var generator = SeededGenerator(seed: 1)
        try Self.deliver(logs, to: replica, &generator)
        let records = try replica.read { try $0.records(kind: .site) }
        #expect(records.count == 20)
        for record in records {
            #expect(record.hasSiblings && !record.chosen.isDeletion && record.fields.text("town") == "Mannheim")
        }
    }

    @Test func `An entry that cannot be counted is kept and listed`() throws {
        var log = HandMadeLog(key: try Pact.key(12), .city, epoch: 1, seed: 1)
        let site = try Fields(["name": .text("Werk")]).payload(of: .site)
        log.append(Entry(kind: 999, content: .payload(site)))
        log.append(Entry(kind: Kind.event.number, content: .payload(site)))
        log.append(Entry(kind: Kind.site.number, content: .payload(CBOR.map([CBORPair(.text("x"), .null)]).encoded())))
        log.append(Entry(kind: Kind.site.number, content: .erased(Hash.sha256([1]))))
        log.append(
            Entry(
                kind: Kind.site.number, unknownOptions: [CBORPair(.negative(0), .null)], content: .payload(site)))
        log.append(Entry(kind: Kind.site.number, content: .payload([0xa0])))
        let replica = try Self.reader(.node)
        _ = try replica.write { try $0.ingest(log.chunk(0..<6), of: log.descriptor, owner: 1) }
        try replica.read { snapshot in
            let findings = try snapshot.findings()
            #expect(findings.map(\.dot) == (0..<6).map { log.dot($0) })
            #expect(
                findings.map(\.code) == [
                    "unknownKind", "writerNotAllowed", "unreadable", "erased", "needsNewerProgram", "unreadable",
                ])
            #expect(try snapshot.records(includingDeleted: true).isEmpty)
        }
        #expect(try replica.verify() == [])
    }

    @Test func `More siblings than an entry can name leave the store readable`() throws {
        var log = HandMadeLog(key: try Pact.key(12), .city, epoch: 1, seed: 1)
        for index in 0..<300 {
            let fields = Fields(["name": .text("Werk"), "town": .text("Ort \(index)")])
            // Naming an entry that does not exist leaves the one before standing.
            log.append(
                Entry(
                    kind: Kind.site.number, supersedes: [Dot(log: log.descriptor.id, sequence: 9999)],
                    content: .payload(try fields.payload(of: .site))))
        }
        let replica = try Self.reader(.node)
        _ = try replica.write { try $0.ingest(log.chunk(0..<300), of: log.descriptor, owner: 1) }
        let id = try replica.append(.site("Werk", town: "hier")).id
        #expect(try replica.read { try $0.record(id)?.versions.count } == 45)
        _ = try replica.append(.site("Werk", town: "hier"))
        let record = try #require(try replica.read { try $0.record(id) })
        #expect(record.versions.count == 1 && record.fields.text("town") == "hier")
        #expect(try replica.verify() == [])
    }
}
