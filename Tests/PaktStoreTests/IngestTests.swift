import Catalogue
import Crypto
import PaktStore
import SyncEngine
import TestSupport
import Testing
import Wire

/// What comes in from others: taken when it fits, refused without a trace when not.
struct IngestTests {
    /// A node with sites, the same node's other life after a copied folder, and a hub that knows the company.
    private struct Scene {
        let storage = MapStorage()
        let node: Replica
        let hub: Replica
        let log: LogDescriptor

        init(sites: Int = 6) throws {
            node = try Pact.node(31)
            hub = try Pact.hub(company: 31, in: storage)
            try node.appendSites(0..<sites)
            let node = node
            log = try #require(try node.read { try $0.log(node.ownLog(.city))?.descriptor })
        }

        func chunk(from start: UInt64 = 0) throws -> Chunk {
            try #require(try node.chunks(of: log.id, from: start, maximumByteCount: .max).first)
        }

        func ingest(_ chunk: Chunk, as descriptor: LogDescriptor? = nil) throws -> Position {
            try hub.write { try $0.ingest(chunk, of: descriptor ?? log, owner: Pact.partner) }
        }

        /// The code of a refusal in a batch, where the transaction goes on.
        func refusal(_ chunk: Chunk, as descriptor: LogDescriptor? = nil) throws -> RefusalCode? {
            let results = try hub.ingest(
                [Delivery(log: descriptor ?? log, chunk: chunk)], owner: { _ in Pact.partner }, receiptTime: 1)
            guard case .refused(_, let error)? = results.first else { return nil }
            return error.code
        }
    }

    @Test func `A chunk sent again changes nothing`() throws {
        let scene = try Scene()
        let chunk = try scene.chunk()
        let position = try scene.ingest(chunk)
        let before = try dump(scene.storage)
        #expect(try scene.ingest(chunk) == position)
        #expect(try scene.ingest(scene.chunk(from: 3)) == position)
        #expect(try dump(scene.storage) == before)
        // A node that gets its own log back keeps what it has.
        let own = try scene.node.write { try $0.ingest(chunk, of: scene.log, owner: 1) }
        #expect(own == position)
    }

    @Test func `A chunk that begins behind the end is a gap`() throws {
        let scene = try Scene()
        let before = try dump(scene.storage)
        #expect(code { try scene.ingest(scene.chunk(from: 2)) } == .gap)
        #expect(try scene.refusal(scene.chunk(from: 2)) == .gap)
        #expect(try dump(scene.storage) == before)
    }

    @Test func `Two lives of one key and epoch are told apart`() throws {
        let scene = try Scene()
        let copy = try Pact.node(31)
        try copy.appendSites(0..<4)
        try copy.appendSites(10..<14)
        _ = try scene.ingest(scene.chunk())
        let before = try dump(scene.storage)
        for start in [UInt64(0), 2, 5] {
            let other = try #require(try copy.chunks(of: scene.log.id, from: start, maximumByteCount: .max).first)
            #expect(code { try scene.ingest(other) } == .forked)
            #expect(try scene.refusal(other) == .forked)
        }
        // What comes after the fork cannot be seen to be one, but its signature covers another tree.
        let later = try #require(try copy.chunks(of: scene.log.id, from: 6, maximumByteCount: .max).first)
        #expect(code { try scene.ingest(later) } == .badSignature)
        #expect(try dump(scene.storage) == before)
    }

    @Test func `Another start of a known epoch is a fork`() throws {
        let scene = try Scene()
        _ = try scene.ingest(scene.chunk())
        let link = EpochLink(epoch: 4, size: 1, root: Hash.sha256([1]))
        let other = LogDescriptor(feed: scene.log.feed, epoch: scene.log.epoch, previous: link)
        #expect(code { try scene.ingest(scene.chunk(), as: other) } == .forked)
    }

    @Test func `A log is not even named by what was refused`() throws {
        let scene = try Scene()
        let before = try dump(scene.storage)
        let link = EpochLink(epoch: 4, size: 1, root: Hash.sha256([1]))
        let forged = LogDescriptor(feed: scene.log.feed, epoch: scene.log.epoch, previous: link)
        #expect(try scene.refusal(scene.chunk(), as: forged) == .invalidChunk)
        let stranger = FeedDescriptor(writer: Pact.publicKey(try Pact.key(99)), audience: .city)
        let foreign = LogDescriptor(feed: stranger, epoch: 1, previous: nil)
        #expect(try scene.refusal(scene.chunk(), as: foreign) == .invalidChunk)
        #expect(try dump(scene.storage) == before)
        // The true log is welcome afterwards.
        #expect(try scene.refusal(scene.chunk()) == nil)
        #expect(try scene.hub.position(of: scene.log.id) == scene.node.position(of: scene.log.id))
    }

    @Test func `Nobody else writes in a store's own living epoch`() throws {
        let node = try Pact.node(31)
        var forged = HandMadeLog(key: try Pact.key(31), .city, epoch: node.identity.epoch, seed: 1)
        let payload = try Fields(["name": .text("x")]).payload(of: .site)
        forged.append(Entry(kind: Kind.site.number, content: .payload(payload)))
        let chunk = try forged.chunk(0..<1)
        #expect(code { try node.write { try $0.ingest(chunk, of: forged.descriptor, owner: 1) } } == .forked)
        let results = try node.ingest(
            [Delivery(log: forged.descriptor, chunk: chunk)], owner: { _ in 1 }, receiptTime: nil)
        guard case .refused(_, let error)? = results.first else {
            Issue.record("taken")
            return
        }
        #expect(error.code == .forked)
        try node.appendSites(0..<1)
        #expect(code { try node.write { try $0.ingest(chunk, of: forged.descriptor, owner: 1) } } == .forked)
        #expect(try node.verify() == [])
    }

    @Test func `Heads signed by others or over other trees are refused`() throws {
        let scene = try Scene()
        let chunk = try scene.chunk()
        let entries = try chunk.unpack()
        let before = try dump(scene.storage)
        let head = Head(log: scene.log.id, size: 6, root: try #require(try scene.node.root(of: scene.log.id, at: 6)))
        let smaller = Head(log: scene.log.id, size: 5, root: try #require(try scene.node.root(of: scene.log.id, at: 5)))
        let later = Head(log: LogID(feed: scene.log.id.feed, epoch: 1), size: 6, root: head.root)
        let receipt = Receipt(log: head.log, size: 6, root: head.root, at: 0)
        for signature in [
            try head.sign(with: Pact.key(32)), try smaller.sign(with: Pact.key(31)), try later.sign(with: Pact.key(31)),
            try receipt.sign(with: Pact.key(31)), [UInt8](repeating: 0, count: 64),
        ] {
            let forged = try Chunk.pack(entries, start: 0, seeds: chunk.seeds, signature: signature)
            #expect(code { try scene.ingest(forged) } == .badSignature)
        }
        let swapped = try Chunk.pack(
            [entries[1], entries[0]] + entries[2...], start: 0, seeds: chunk.seeds, signature: chunk.signature)
        #expect(code { try scene.ingest(swapped) } == .badSignature)
        let reseeded = try Chunk.pack(
            entries, start: 0, seeds: SeedCover(seed: [UInt8](repeating: 7, count: 16)), signature: chunk.signature)
        #expect(code { try scene.ingest(reseeded) } == .badSignature)
        #expect(try dump(scene.storage) == before)
    }

    @Test func `Every changed byte of a chunk is noticed, or changes nothing`() throws {
        let scene = try Scene(sites: 3)
        let bytes = try scene.chunk().cbor.encoded()
        let entries = try scene.chunk().unpack()
        let before = try dump(scene.storage)
        var harmless = 0
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                guard let chunk = try? Chunk(cbor: CBOR(parsing: changed)) else { continue }
                // The last byte of deflate has bits that mean nothing.
                if (try? chunk.unpack()) == entries, chunk.seeds == (try scene.chunk().seeds),
                    chunk.signature == (try scene.chunk().signature), chunk.start == 0
                {
                    harmless += 1
                    continue
                }
                #expect(isRefused { try scene.ingest(chunk) }, "byte \(index), bit \(bit)")
                #expect(try scene.refusal(chunk) != nil)
            }
        }
        #expect(harmless < 8)
        #expect(try dump(scene.storage) == before)
    }

    @Test func `In a batch the sound logs are kept and the others named`() throws {
        let scene = try Scene()
        let good = HandMadeLog.sites(4, key: try Pact.key(33), epoch: 8, seed: 5)
        let bad = HandMadeLog.sites(4, key: try Pact.key(34), epoch: 9, seed: 6)
        let broken = try Chunk.pack(
            bad.chunk(2..<4).unpack(), start: 2, seeds: nil, signature: [UInt8](repeating: 1, count: 64))
        let results = try scene.hub.ingest(
            [
                Delivery(log: good.descriptor, chunk: good.chunk(0..<2)),
                Delivery(log: bad.descriptor, chunk: bad.chunk(0..<2)),
                Delivery(log: bad.descriptor, chunk: broken),
                Delivery(log: bad.descriptor, chunk: bad.chunk(2..<4)),
                Delivery(log: good.descriptor, chunk: good.chunk(2..<4)),
            ], owner: { _ in Pact.partner }, receiptTime: 77)
        guard results.count == 2, case .stored(let log, let size, let root, let receipt?) = results[0],
            case .refused(let refused, let error) = results[1]
        else {
            Issue.record("\(results)")
            return
        }
        #expect(log == good.descriptor.id && size == 4 && root == good.root(4))
        #expect(receipt.receipt == Receipt(log: log, size: 4, root: root, at: 77))
        #expect(receipt.receipt.isValid(signature: receipt.signature, by: scene.hub.identity.publicKey))
        #expect(refused == bad.descriptor.id && error.code == .invalidChunk)
        #expect(try scene.hub.position(of: refused)?.size == 2)
        #expect(try scene.hub.receipt(of: log) == receipt)
        #expect(try scene.hub.verify(hubKey: scene.hub.identity.publicKey) == [])
    }

    @Test func `Trouble of the store itself undoes the whole batch`() throws {
        let scene = try Scene()
        let before = try dump(scene.storage)
        let stranger = HandMadeLog.sites(2, key: try Pact.key(35), epoch: 8, seed: 5)
        let deliveries = [
            Delivery(log: scene.log, chunk: try scene.chunk()),
            Delivery(log: stranger.descriptor, chunk: try stranger.chunk(0..<2)),
        ]
        // Company 9 was never registered: its records cannot be named.
        #expect(
            code { try scene.hub.ingest(deliveries, owner: { $0 == scene.log ? 5 : 9 }, receiptTime: 1) } == .damaged)
        #expect(try dump(scene.storage) == before)
    }

    @Test func `A log with erased entries keeps its tree, and passes on what is left`() throws {
        let whole = HandMadeLog.sites(60, key: try Pact.key(36), epoch: 8, seed: 5)
        var erased = whole
        for index in [0, 7, 8, 40, 59] { erased.erase(index) }
        let hub = try Pact.hub(company: 36)
        let node = try Pact.node(37, colleagueOf: 36)
        for range in [0..<9, 9..<30, 30..<60] {
            let position = try hub.write {
                try $0.ingest(erased.chunk(range), of: erased.descriptor, owner: Pact.partner)
            }
            #expect(position.root == whole.root(range.upperBound))
        }
        for _ in 0..<9 { try node.pull(from: hub, maximumByteCount: 1) }
        for replica in [hub, node] {
            #expect(try replica.position(of: whole.descriptor.id)?.root == whole.root(60))
            #expect(try replica.read { try $0.findings().map(\.code) } == [String](repeating: "erased", count: 5))
            #expect(try replica.read { try $0.records(kind: .site).count } == 55)
            #expect(try replica.verify() == [])
        }
        for start in 0..<60 {
            let chunks = try node.chunks(of: whole.descriptor.id, from: UInt64(start), maximumByteCount: .max)
            let entries = try chunks.flatMap { try $0.unpack() }
            #expect(entries == erased.entries[start...].map { $0.encoded(in: whole.descriptor.id) })
        }
    }

    @Test func `Receipts are kept only when they fit`() throws {
        let scene = try Scene()
        let hubKey = scene.hub.identity.publicKey
        func kept() throws -> UInt64? {
            try scene.node.read { try $0.log(scene.log.id)?.receipt?.receipt.size }
        }
        func store(_ receipt: Receipt, by signer: Int = 900) throws {
            let signed = SignedReceipt(receipt: receipt, signature: try receipt.sign(with: Pact.key(signer)))
            try scene.node.write { try $0.store(signed, hubKey: hubKey) }
        }
        func receipt(_ size: UInt64, root: Hash? = nil, log: LogID? = nil) throws -> Receipt {
            let true_ = try scene.node.root(of: scene.log.id, at: size) ?? Hash.sha256([])
            return Receipt(log: log ?? scene.log.id, size: size, root: root ?? true_, at: size)
        }
        #expect(try scene.node.logsAwaitingReceipt(scope: scene.node.scope) == [scene.log.id])
        #expect(code { try store(receipt(3), by: 31) } == .badSignature)
        #expect(code { try store(receipt(3, root: Hash.sha256([3]))) } == .forked)
        #expect(code { try store(receipt(7)) } == .forked)
        #expect(isRefused { try store(receipt(3, log: LogID(feed: scene.log.id.feed, epoch: 1))) })
        #expect(try kept() == nil)
        try store(receipt(4))
        #expect(try kept() == 4)
        try store(receipt(2))
        #expect(try kept() == 4)
        try store(receipt(6))
        #expect(try kept() == 6)
        #expect(try scene.node.logsAwaitingReceipt(scope: scene.node.scope) == [])
        #expect(try scene.node.verify(hubKey: hubKey) == [])
        #expect(try scene.node.verify(hubKey: scene.node.identity.publicKey) != [])
        try scene.node.appendSites(6..<7)
        #expect(try scene.node.logsAwaitingReceipt(scope: scene.node.scope) == [scene.log.id])
    }
}

extension HandMadeLog {
    /// A city log that names sites.
    static func sites(_ count: Int, key: Curve25519.Signing.PrivateKey, epoch: UInt64, seed: Int) -> HandMadeLog {
        var log = HandMadeLog(key: key, .city, epoch: epoch, seed: seed)
        for index in 0..<count {
            let payload = CBOR.map([1: .text("Werk \(seed)-\(index)")]).encoded()
            log.append(Entry(kind: Kind.site.number, content: .payload(payload)))
        }
        return log
    }
}
