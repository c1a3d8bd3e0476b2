import Catalogue
import Crypto
import Figures
import HubService
import PaktStore
import SyncEngine
import Testing
import Wire

/// A company with one node whose random year ends up at a hub.
private struct Company {
    let number: UInt32
    let replica: Replica
    private var measures: [RecordID] = []

    init(number: UInt32, companyID: [UInt8]? = nil) throws {
        self.number = number
        replica = try Replica.create(
            in: MapStorage(), role: .node, name: "Partner \(number)", signingKey: Curve25519.Signing.PrivateKey(),
            companyID: companyID)
    }

    mutating func record(_ kind: Kind, _ fields: Fields, subject: RecordID? = nil, isDeletion: Bool = false) throws {
        let appended = try replica.write {
            try $0.append(Draft(kind: kind, fields: fields, subject: subject, isDeletion: isDeletion))
        }
        if kind.number == Kind.measure.number, subject == nil { measures.append(appended.id) }
    }

    /// One random act: a new record, a correction, or a deletion.
    mutating func act(_ random: inout SeededGenerator) throws {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            try record(
                .partner,
                Fields([
                    "legalName": .text("Partner \(number)"),
                    "holdingId": .text("H\(Int.random(in: 0..<3, using: &random))"),
                ]))
        case 1:
            let year = Int.random(in: 2019...2021, using: &random)
            let (first, last) = (CivilDate(year: year, month: 1, day: 1), CivilDate(year: year, month: 12, day: 31))
            guard let first, let last else { return }
            let amount = Exact(Int.random(in: 1...900, using: &random))
            try record(
                .inventory,
                Fields([
                    "periodStart": .date(first), "periodEnd": .date(last), "hubYear": .integer(Int64(year)),
                    "kind": .code("capture"), "basis": .code("direct_co2"), "s1": .decimal(amount),
                    "s2lb": .decimal((amount / 3) ?? 0), "energyByCarrier": .amounts(["NATGAS": amount * 5]),
                ]))
            try submit()
        case 2:
            try record(
                .membership, Fields(["mouVersion": .text("1"), "signedOn": .date(CivilDate(daysSince1970: 19_768))]))
        case 3, 4:
            let id = Int.random(in: 0..<3, using: &random) == 0 ? measures.randomElement(using: &random) : nil
            try record(
                .measure,
                Fields([
                    "title": .text("Measure"), "category": .code("lighting"), "theme": .code("protection"),
                    "start": .date(CivilDate(daysSince1970: 19_000)),
                    "expectedSavingKgCo2e": .decimal(Exact(Int.random(in: 0...50, using: &random))),
                ]), subject: id)
        default:
            guard let id = measures.randomElement(using: &random) else { return }
            try record(.measure, Fields(), subject: id, isDeletion: true)
        }
    }

    private func submit() throws {
        try replica.write { transaction in
            for inventory in try transaction.records(owner: 1, kind: .inventory) {
                _ = try transaction.append(
                    Draft(
                        kind: .submission,
                        fields: Fields([
                            "inventory": .reference(inventory.id),
                            "inventoryDot": .text(inventory.chosen.dot.description),
                            "submittedOn": .date(CivilDate(daysSince1970: 20_000)),
                        ])))
            }
        }
    }

    /// The node's city log, cut into deliveries of a few entries each.
    func deliveries() throws -> [Delivery] {
        try replica.read { snapshot in
            try snapshot.logs().flatMap { log in
                try snapshot.chunks(of: log.descriptor.id, from: 0, maximumByteCount: .max)
                    .map { Delivery(log: log.descriptor, chunk: $0) }
            }
        }
    }
}

/// xorshift64*: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

@Suite struct IncrementalFiguresTests {
    private func makeHub() throws -> Hub {
        Hub(
            try Replica.create(
                in: MapStorage(), role: .hub, name: "Pact", signingKey: Curve25519.Signing.PrivateKey(),
                fold: FiguresFold()))
    }

    /// Histories of four nodes of three companies: two nodes of one company write siblings.
    private func history(_ random: inout SeededGenerator) throws -> [(node: Company, deliveries: [[Delivery]])] {
        var first = try Company(number: 1)
        var nodes = [first, try Company(number: 2), try Company(number: 3)]
        nodes.append(try Company(number: 1, companyID: first.replica.identity.companyID))
        first = nodes[0]
        return try nodes.map { node in
            var node = node
            var sent: UInt64 = 0
            var steps: [[Delivery]] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                for _ in 0..<Int.random(in: 1...4, using: &random) { try node.act(&random) }
                steps.append(
                    try node.replica.read { snapshot in
                        try snapshot.logs().flatMap { log in
                            try snapshot.chunks(of: log.descriptor.id, from: sent, maximumByteCount: .max)
                                .map { Delivery(log: log.descriptor, chunk: $0) }
                        }
                    })
                sent = try node.replica.read { try $0.logs().first?.size ?? 0 }
            }
            return (node, steps)
        }
    }

    private func deliver(
        _ history: [(node: Company, deliveries: [[Delivery]])], to hub: Hub, _ random: inout SeededGenerator
    ) throws {
        try hub.replica.write { transaction in
            for (node, _) in history {
                try Companies.register(
                    owner: node.number, companyID: node.replica.identity.companyID, name: "\(node.number)",
                    in: transaction.writer)
            }
        }
        var next = history.map { _ in 0 }
        while let node = history.indices.filter({ next[$0] < history[$0].deliveries.count }).randomElement(
            using: &random)
        {
            let step = history[node].deliveries[next[node]]
            next[node] += 1
            for result in try hub.replica.ingest(step, owner: { _ in history[node].node.number }, receiptTime: 1) {
                guard case .stored = result else {
                    Issue.record("refused: \(result)")
                    return
                }
            }
        }
    }

    private func acceptAll(_ hub: Hub) throws {
        for (_, record) in try hub.reviews() where record.kind.number == Kind.inventory.number && !record.hasSiblings {
            _ = try hub.accept(inventory: record.id.text, note: nil)
        }
    }

    @Test(arguments: 0..<20)
    func `Figures kept up step by step equal those rebuilt from the feeds, byte for byte, in any order of arrival`(
        block: UInt64
    ) throws {
        for seed in block * 50..<block * 50 + 50 {
            var random = SeededGenerator(seed: seed)
            let history = try history(&random)
            let hub = try makeHub()
            try deliver(history, to: hub, &random)
            try acceptAll(hub)
            #expect(try hub.replica.verify() == [], "seed \(seed)")
            let other = try makeHub()
            try deliver(history, to: other, &random)
            try acceptAll(other)
            let left = try hub.replica.read { try FiguresFold.contributions($0) }
            let right = try other.replica.read { try FiguresFold.contributions($0) }
            #expect(left == right, "seed \(seed)")
            #expect(
                try hub.table().cells(under: .standard) == other.table().cells(under: .standard), "seed \(seed)")
        }
    }
}
