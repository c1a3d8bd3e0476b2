import Catalogue
import Crypto
import PaktStore
import SyncEngine
import Synchronization
import TestSupport
import Testing
import Wire

/// Records as people write and name them.
struct RecordTests {
    @Test func `The same natural key is the same record, on every store of the company`() throws {
        let node = try Pact.node(61)
        let colleague = try Pact.node(62, colleagueOf: 61)
        let stranger = try Pact.node(63)
        let first = try node.append(.site("Werk Nord", town: "Mannheim"))
        let second = try node.append(.site("Werk Nord", town: "Heidelberg"))
        #expect(first.isNew && !second.isNew && first.id == second.id && first.dot != second.dot)
        #expect(try colleague.append(.site("Werk Nord")).id == first.id)
        #expect(try stranger.append(.site("Werk Nord")).id != first.id)
        #expect(try node.append(.site("Werk Süd")).id != first.id)
        let expected = Catalogue.recordID(
            companyID: node.identity.companyID, kind: Kind.site.number, key: CBOR.array([.text("Werk Nord")]).encoded())
        #expect(first.id == expected)
    }

    @Test func `Writing what stands already writes nothing`() throws {
        let storage = MapStorage()
        let node = try Pact.node(61, in: storage)
        let first = try node.append(.site("Werk", town: "Mannheim"))
        let measure = try node.append(.measure("Abwärme"))
        let before = try dump(storage)
        let again = try node.append(.site("Werk", town: "Mannheim"))
        #expect(again.dot == nil && !again.isNew && again.id == first.id)
        #expect(try node.append(.site("Werk", town: "Mannheim", audience: .city)).dot == nil)
        #expect(try node.append(.measure("Abwärme", subject: measure.id)).dot == nil)
        #expect(try dump(storage) == before)
        // A record without a natural key is a new one each time.
        #expect(try node.append(.measure("Abwärme")).id != measure.id)
    }

    @Test func `Edit, deletion and a new beginning are all entries of one record`() throws {
        let node = try Pact.node(61)
        let id = try node.append(.site("Werk", town: "Mannheim")).id
        _ = try node.append(.site("Werk", town: "Heidelberg"))
        #expect(try node.append(.site("Werk", isDeletion: true)).id == id)
        try node.read { snapshot in
            let record = try #require(try snapshot.record(id))
            #expect(record.isDeleted && !record.hasSiblings)
            #expect(try snapshot.records(kind: .site).isEmpty)
            #expect(try snapshot.records(kind: .site, includingDeleted: true).map(\.id) == [id])
        }
        #expect(try node.append(.site("Werk", isDeletion: true)).dot == nil)
        let back = try node.append(.site("Werk", town: "Mannheim"))
        #expect(back.id == id && back.isNew)
        try node.read { snapshot in
            let record = try #require(try snapshot.record(id))
            #expect(!record.isDeleted && record.fields.text("town") == "Mannheim" && record.versions.count == 1)
            let history = try snapshot.history(of: id)
            #expect(history.map(\.dot.sequence) == [0, 1, 2, 3])
            #expect(history.map(\.entry.isDeletion) == [false, false, true, false])
            #expect(history.last?.leaf == record.chosen.leaf)
        }
    }

    @Test func `A record without natural key is named by the entry that made it`() throws {
        let node = try Pact.node(61)
        let made = try node.append(.measure("Abwärme"))
        let dot = try #require(made.dot)
        let key = CBOR.array([.bytes(dot.log.feed.bytes), .unsigned(dot.log.epoch), .unsigned(dot.sequence)]).encoded()
        let expected = Catalogue.recordID(
            companyID: node.identity.companyID, kind: Kind.measure.number, key: key)
        #expect(made.id == expected && made.isNew)
        let edited = try node.append(.measure("Abwärme und Dämmung", subject: made.id))
        #expect(edited.id == made.id && !edited.isNew)
        _ = try node.append(.measure("", subject: made.id, isDeletion: true))
        #expect(try node.read { try $0.record(made.id)?.isDeleted } == true)
        #expect(try node.append(.measure("doch", subject: made.id)).isNew)
        let site = try node.append(.site("Werk")).id
        #expect(code { try node.append(.measure("x", subject: site)) } == .noSuchRecord)
        let unknown = try #require(RecordID([UInt8](repeating: 1, count: 10)))
        #expect(code { try node.append(.measure("x", subject: unknown)) } == .noSuchRecord)
    }

    @Test func `A kind that a store may not write is refused`() throws {
        let node = try Pact.node(61)
        let hub = try Pact.hub(company: 61)
        #expect(code { try node.append(.event("Treffen")) } == .notAllowed)
        #expect(code { try hub.append(.site("Werk")) } == .notAllowed)
        #expect(try node.read { try $0.logs().isEmpty } && hub.read { try $0.logs().isEmpty })
        let event = try hub.append(.event("Treffen")).id
        #expect(try hub.read { try $0.record(event)?.owner } == 0)
        // The network's version of a best practice is not the company's record.
        let own = try node.append(
            Draft(kind: .bestPractice, fields: Fields(["titleDe": .text("Abwärme")]))
        ).id
        try hub.pull(from: node)
        let publication = Draft(
            kind: .bestPractice, fields: Fields(["titleDe": .text("Abwärme")]), audience: .network, subject: own)
        #expect(code { try hub.append(publication) } == .noSuchRecord)
    }

    @Test func `A company answers the office's version of its best practice in its own city feed`() throws {
        let node = try Pact.node(61)
        let hub = try Pact.hub(company: 61)
        var log = HandMadeLog(key: try Pact.key(900), .desk, partner: Pact.partner, epoch: 3, seed: 1)
        let made = try node.append(Draft(kind: .bestPractice, fields: Fields(["titleDe": .text("Abwärme")])))
        let better = try Fields(["titleDe": .text("Abwärme nutzen")]).payload(of: .bestPractice)
        let dot = try #require(made.dot)
        log.append(
            Entry(kind: Kind.bestPractice.number, subject: dot, supersedes: [dot], content: .payload(better)))
        _ = try node.write { try $0.ingest(log.chunk(0..<1), of: log.descriptor, owner: 1) }
        _ = try hub.write { try $0.ingest(log.chunk(0..<1), of: log.descriptor, owner: Pact.partner) }
        #expect(try node.read { try $0.record(made.id)?.audience } == .desk)
        let answer = try node.append(
            Draft(kind: .bestPractice, fields: Fields(["titleDe": .text("Abwärme im Netz")]), subject: made.id))
        #expect(answer.id == made.id && answer.dot?.log == node.ownLog(.city))
        try hub.pull(from: node)
        let record = try #require(try hub.read { try $0.record(made.id) })
        #expect(record.versions.count == 1 && record.fields.text("titleDe") == "Abwärme im Netz")
    }

    @Test func `What is for oneself alone never leaves`() throws {
        let node = try Pact.node(61)
        let hub = try Pact.hub(company: 61)
        let secret = try node.append(.site("Geheim", audience: .own)).id
        let open = try node.append(.site("Werk")).id
        // A change keeps the audience.
        _ = try node.append(.site("Geheim", town: "Mannheim"))
        #expect(try node.read { try $0.record(secret)?.audience } == .own)
        #expect(try node.read { try $0.record(open)?.audience } == .city)
        #expect(try node.positions(scope: node.scope).map(\.0.feed.audience) == [.city])
        try hub.pull(from: node)
        #expect(try hub.read { try $0.record(secret) } == nil)
        #expect(try hub.read { try $0.record(open) } != nil)
    }

    @Test func `What was the city's, then one's own, then the city's again has one version there`() throws {
        let node = try Pact.node(61)
        let colleague = try Pact.node(62, colleagueOf: 61)
        let hub = try Pact.hub(company: 61)
        let id = try colleague.append(.site("Werk", town: "Mannheim")).id
        try hub.pull(from: colleague)
        try node.pull(from: hub)
        _ = try node.append(.site("Werk", town: "Heidelberg", audience: .own))
        _ = try node.append(.site("Werk", town: "Ladenburg"))
        _ = try node.append(.site("Werk", town: "Weinheim", audience: .city))
        try hub.pull(from: node)
        try colleague.pull(from: hub)
        for replica in [node, hub, colleague] {
            let record = try #require(try replica.read { try $0.record(id) })
            #expect(record.versions.count == 1 && record.fields.text("town") == "Weinheim")
            #expect(try replica.verify() == [])
        }
    }

    @Test func `Siblings are shown to a person and settled by the next entry`() throws {
        let node = try Pact.node(61)
        let colleague = try Pact.node(62, colleagueOf: 61)
        let hub = try Pact.hub(company: 61)
        let id = try node.append(.site("Werk", town: "Mannheim")).id
        _ = try colleague.append(.site("Werk", town: "Heidelberg"))
        for replica in [node, colleague] { try hub.pull(from: replica) }
        for replica in [node, colleague] { try replica.pull(from: hub) }
        let pictures = try [node, colleague, hub].map { try #require(try $0.read { try $0.record(id) }) }
        for picture in pictures {
            #expect(picture.hasSiblings && picture.versions.count == 2)
            #expect(picture.chosen.leaf == picture.versions.map(\.leaf).min())
            #expect(picture.versions.map(\.dot) == pictures[0].versions.map(\.dot) && picture.current.hasSiblings)
        }
        _ = try colleague.append(.site("Werk", town: "Heidelberg"))
        try hub.pull(from: colleague)
        try node.pull(from: hub)
        for replica in [node, colleague, hub] {
            let record = try #require(try replica.read { try $0.record(id) })
            #expect(record.versions.count == 1 && record.fields.text("town") == "Heidelberg")
        }
    }

    @Test func `Equal versions written apart need nobody's decision`() throws {
        let node = try Pact.node(61)
        let colleague = try Pact.node(62, colleagueOf: 61)
        let hub = try Pact.hub(company: 61)
        let id = try node.append(.site("Werk", town: "Mannheim")).id
        _ = try colleague.append(.site("Werk", town: "Mannheim"))
        for replica in [node, colleague] { try hub.pull(from: replica) }
        let record = try #require(try hub.read { try $0.record(id) })
        #expect(record.versions.count == 2 && !record.hasSiblings)
    }

    @Test func `People name a record by the beginning of its identity`() throws {
        let node = try Pact.node(61)
        try node.appendSites(0..<3000)
        try node.read { snapshot in
            let ids = try snapshot.records(kind: .site).map(\.id.text).sorted()
            #expect(ids.count == 3000)
            for id in ids.prefix(20) {
                #expect(try snapshot.record(named: id).id.text == id)
                #expect(try snapshot.record(named: id.uppercased()).id.text == id)
                let unique = try #require((4...16).first { count in ids.count { $0.hasPrefix(id.prefix(count)) } == 1 })
                #expect(try snapshot.record(named: String(id.prefix(unique))).id.text == id)
                #expect(code { try snapshot.record(named: String(id.prefix(3))) } == .noSuchRecord)
            }
            let pair = try #require(zip(ids, ids.dropFirst()).first { $0.prefix(4) == $1.prefix(4) })
            #expect(code { try snapshot.record(named: String(pair.0.prefix(4))) } == .ambiguousRecord)
            #expect(code { try snapshot.record(named: "0000000000000000") } == .noSuchRecord)
            #expect(code { try snapshot.record(named: "uuuu") } == .noSuchRecord)
            let misread = try #require(ids.first { $0.contains("0") && $0.contains("1") })
                .replacing("0", with: "O").replacing("1", with: "l")
            #expect(try snapshot.record(named: String(misread.prefix(15))).id == snapshot.record(named: misread).id)
            #expect(code { try snapshot.record(named: "") } == .noSuchRecord)
        }
    }

    @Test(arguments: [350, 396, 397, 398, 399, 400, 401, 510, 2000])
    func `A natural key of any length names its record`(_ count: Int) throws {
        let node = try Pact.node(61)
        let names = ["a", "b"].map { $0 + String(repeating: "x", count: count) }
        let ids = try names.map { try node.append(.site($0, town: "Mannheim")).id }
        #expect(ids[0] != ids[1])
        _ = try node.append(.site(names[0], town: "Heidelberg"))
        try node.read { snapshot in
            let records = try snapshot.records(kind: .site)
            #expect(Set(records.map(\.id)) == Set(ids))
            #expect(try snapshot.record(ids[0])?.fields.text("town") == "Heidelberg")
            #expect(try snapshot.record(ids[0])?.fields.text("name") == names[0])
        }
        #expect(try node.verify() == [])
    }

    @Test func `Records are visited by owner and kind`() throws {
        let node = try Pact.node(61)
        let hub = try Pact.hub(company: 61)
        try node.appendSites(0..<5)
        _ = try node.append(.measure("Abwärme"))
        _ = try hub.append(.event("Treffen"))
        try hub.pull(from: node)
        try hub.read { snapshot in
            #expect(try snapshot.records().count == 7)
            #expect(try snapshot.records(owner: Pact.partner).count == 6)
            #expect(try snapshot.records(owner: Pact.partner, kind: .site).count == 5)
            #expect(try snapshot.records(kind: .measure).count == 1)
            #expect(try snapshot.records(owner: 0, kind: .site).isEmpty)
            var visited = 0
            try snapshot.visitRecords(kind: .site) { _ in
                visited += 1
                return visited < 3
            }
            #expect(visited == 3)
        }
    }

    /// Remembers which owners it was called with.
    private final class RecordingFold: DerivedFold {
        let calls = Mutex<[Set<UInt32>]>([])

        func refresh(owners: Set<UInt32>, in transaction: StoreTransaction) throws {
            // Everything of the transaction is visible: logs with their new sizes, records with their new state.
            for log in try transaction.logs() { #expect(log.size > 0) }
            calls.withLock { $0.append(owners) }
        }

        func take() -> [Set<UInt32>] {
            calls.withLock { calls in
                defer { calls = [] }
                return calls
            }
        }
    }

    @Test func `Folds above the store hear of exactly the owners whose records changed`() throws {
        let fold = RecordingFold()
        let hub = try Pact.hub(company: 61, fold: fold)
        let node = try Pact.node(61)
        let stranger = try Pact.node(64)
        try hub.write {
            try Companies.register(owner: 6, companyID: stranger.identity.companyID, name: "Andere", in: $0.writer)
        }
        #expect(fold.take().isEmpty)
        try node.appendSites(0..<3)
        try stranger.appendSites(0..<3)
        let deliveries = try [node, stranger].map { replica in
            let (log, _) = try #require(try replica.positions(scope: replica.scope).first)
            let chunk = try #require(try replica.chunks(of: log.id, from: 0, maximumByteCount: .max).first)
            return Delivery(log: log, chunk: chunk)
        }
        let owner: (LogDescriptor) -> UInt32 = { $0.feed.writer == node.identity.publicKey ? 5 : 6 }
        _ = try hub.ingest([deliveries[0]], owner: owner, receiptTime: 1)
        #expect(fold.take() == [[5]])
        _ = try hub.ingest(deliveries, owner: owner, receiptTime: 2)
        #expect(fold.take() == [[6]])
        _ = try hub.ingest(deliveries, owner: owner, receiptTime: 3)
        #expect(fold.take().isEmpty)
        _ = try hub.append(.event("Treffen"))
        #expect(fold.take() == [[0]])
        try hub.write { transaction in
            _ = try transaction.append(.event("Treffen 2"))
            _ = try transaction.append(.practice("Abwärme", partner: Pact.partner))
        }
        #expect(fold.take() == [[0, 5]])
        try hub.write { try $0.setFact("name", to: .text("x")) }
        #expect(fold.take().isEmpty)
        let bytes = try Backup.make(of: hub)
        _ = try Backup.restore(bytes, role: .hub, fold: fold) { _ in MapStorage() }
        #expect(fold.take() == [[0, 5, 6]])
    }
}
