import LMDB
import SyncEngine
import Wire

/// One thing that `verify` found wrong.
public struct Finding: Hashable, Sendable {
    /// The stable name of what is wrong.
    public let code: String
    /// The log, table or row it concerns.
    public let place: String
    /// One sentence for people.
    public let text: String

    /// Makes a finding.
    public init(code: String, place: String, text: String) {
        self.code = code
        self.place = place
        self.text = text
    }
}

extension Replica {
    /// Checks everything that can be checked: trees, signatures, receipts; folds are rebuilt from the feeds and compared
    /// byte for byte.
    ///
    /// - Parameter hubKey: the hub's public key, to check the receipts; `nil` leaves them out.
    /// - Returns: what is wrong; empty for a sound store.
    /// - Complexity: reads the whole store; the folds are rebuilt in memory.
    public func verify(hubKey: [UInt8]? = nil) throws -> [Finding] {
        if let storage = storage as? LMDBStorage {
            do {
                try LMDBStorage.checkStructure(at: storage.environment.path, always: true)
            } catch let error as StoreError where error.code == .damaged {
                return [Finding(code: "damagedFile", place: "data.mdb", text: error.detail)]
            }
        }
        return try read { snapshot in
            let rebuilt = MapStorage()
            do {
                let findings = try rebuilt.write { try snapshot.rebuild(in: $0, hubKey: hubKey) }
                guard findings.isEmpty else { return findings }
                return try rebuilt.read { reader in
                    try StoreTable.rebuilt.flatMap { try snapshot.differences(in: $0, from: reader) }
                }
            } catch let error as StoreError {
                return [Finding(code: "damagedRow", place: "store", text: "\(error)")]
            } catch let error as WireError {
                return [Finding(code: "damagedRow", place: "store", text: "\(error)")]
            }
        }
    }
}

extension StoreTable {
    /// The tables that are rebuilt from the feeds: of `chunks` and `tail` the keys, of the others every byte.
    static let rebuilt: [StoreTable] = [
        .logs, .logNumbers, .runs, .chunks, .tail, .records, .identities, .history, .findings, .derived,
    ]
    /// The tables whose contents are checked against the trees, so that their keys alone remain to be compared.
    static let comparedByKey: Set<StoreTable> = [.chunks, .tail]
}

extension StoreSnapshot {
    /// Checks and replays all logs into empty tables; the result is what could not even be replayed.
    fileprivate func rebuild(in writer: any StorageWriter, hubKey: [UInt8]?) throws -> [Finding] {
        var findings = try factFindings()
        for table in [StoreTable.companies, .meta] { try copy(table, to: writer) }
        let transaction = StoreTransaction(writer, replica)
        for log in try logs() {
            do {
                try replay(log, into: transaction, hubKey: hubKey)
            } catch {
                findings.append(Finding(code: "damagedLog", place: "log \(log.number)", text: "\(error)"))
            }
        }
        try transaction.finish()
        return findings
    }

    /// Facts follow from nothing, but they must be readable and agree with each other.
    private func factFindings() throws -> [Finding] {
        var findings: [Finding] = []
        for table in [StoreTable.meta, .companies, .hints] {
            try reader.scan(table, prefix: []) { key, value in
                if (try? CBOR(parsing: value)) == nil || (table == .companies && key.count != 4) {
                    let place = "\(table.rawValue)/\(key.hexadecimal)"
                    findings.append(Finding(code: "damagedRow", place: place, text: "cannot be read"))
                }
                return true
            }
        }
        guard findings.isEmpty else { return findings }
        let identity = replica.identity
        if try reader.value(for: Meta.identity.key, in: .meta) != identity.row.encoded() {
            findings.append(Finding(code: "differentRow", place: "meta/identity", text: "is not this store's"))
        }
        if try Companies.company(identity.role == .hub ? 0 : 1, in: reader)?.id != identity.companyID {
            findings.append(Finding(code: "differentRow", place: "companies", text: "this store's company differs"))
        }
        for log in try logs()
        where log.descriptor.feed.writer == identity.publicKey && log.descriptor.epoch == identity.epoch {
            guard try log.descriptor.previous != previousEpoch(of: log.descriptor.feed.id) else { continue }
            findings.append(
                Finding(code: "differentRow", place: "meta/previousEpochs", text: "a feed begins elsewhere"))
        }
        return findings
    }

    func copy(_ table: StoreTable, to writer: any StorageWriter) throws {
        try reader.scan(table, prefix: []) { key, value in
            try writer.set(value, for: key, in: table)
            return true
        }
    }

    /// Checks one log's tree and signatures and folds its entries again.
    func replay(_ log: LogState, into transaction: StoreTransaction, hubKey: [UInt8]?) throws {
        var replayed = LogState(number: log.number, descriptor: log.descriptor, owner: log.owner)
        try transaction.writer.set(replayed.row, for: log.key, in: .logs)
        try transaction.writer.set(log.key, for: LogState.numberKey(log.descriptor.id), in: .logNumbers)
        var run: (number: UInt64, state: RunState)?
        while replayed.size < log.size {
            if run?.number != replayed.run {
                guard let state = try runState(replayed.run, of: log) else {
                    throw StoreError(.damaged, "run \(replayed.run)")
                }
                run = (replayed.run, state)
                try transaction.writeRun(RunState(seeds: state.seeds, root: nil), replayed.run, of: log)
            }
            guard let seeds = run?.state.seeds else { throw StoreError(.damaged, "run") }
            try replayNext(of: log, &replayed, seeds: seeds, into: transaction)
            if replayed.indexInRun == 0, let run, try transaction.runState(run.number, of: log)?.root != run.state.root
            {
                throw StoreError(.damaged, "root of run \(run.number)")
            }
        }
        guard replayed.root == log.root else { throw StoreError(.damaged, "root at \(log.size)") }
        replayed.receipt = log.receipt
        transaction.update(replayed)
        guard let receipt = log.receipt, let hubKey else { return }
        guard receipt.receipt.isValid(signature: receipt.signature, by: hubKey),
            try root(of: log.descriptor.id, at: receipt.receipt.size) == receipt.receipt.root
        else { throw StoreError(.badSignature, "receipt") }
    }

    /// Folds the next chunk (with its signature checked) or the next entry of the tail.
    private func replayNext(
        of log: LogState, _ replayed: inout LogState, seeds: SeedCover, into transaction: StoreTransaction
    ) throws {
        let start = replayed.size
        var chunk: Chunk?
        if start < log.sealed {
            chunk = try storedChunk(of: log, containing: start)
            guard chunk?.start == start else { throw StoreError(.damaged, "chunks overlap at \(start)") }
        }
        let entries = try chunk?.unpack() ?? entries(of: log, in: start..<start + 1)
        let leaves = try Self.leaves(of: entries, in: log.descriptor.id, from: start, seeds: seeds)
        for leaf in leaves { try transaction.append(leaf, to: &replayed) }
        let table = chunk == nil ? StoreTable.tail : .chunks
        try transaction.writer.set([], for: LogState.key(log.number, start), in: table)
        if chunk == nil {
            replayed.tailByteCount += entries.reduce(0) { $0 + UInt64($1.count) }
        } else {
            replayed.sealed = replayed.size
        }
        if let chunk {
            guard chunk.seeds?.agrees(with: seeds) ?? true else { throw StoreError(.damaged, "seeds at \(start)") }
            let head = replayed.head(at: chunk.end, root: replayed.root)
            guard head.isValid(signature: chunk.signature, by: log.descriptor.feed.writer) else {
                throw StoreError(.badSignature, "head at \(chunk.end)")
            }
        }
        transaction.update(replayed)
        for (index, bytes) in entries.enumerated() {
            try transaction.fold(
                Entry(parsing: bytes, in: log.descriptor.id), leaf: leaves[index], log: replayed,
                sequence: start + UInt64(index))
        }
    }

    /// Rows that stand in one place and not, or otherwise, in the other.
    func differences(in table: StoreTable, from other: any StorageReader) throws -> [Finding] {
        var findings: [Finding] = []
        func report(_ code: String, _ key: [UInt8], _ text: String) {
            findings.append(Finding(code: code, place: "\(table.rawValue)/\(key.hexadecimal)", text: text))
        }
        try reader.scan(table, prefix: []) { key, value in
            switch try other.value(for: key, in: table) {
            case nil: report("surplusRow", key, "does not follow from the feeds")
            case let rebuilt? where rebuilt != value && !StoreTable.comparedByKey.contains(table):
                report("differentRow", key, "differs from what the feeds say")
            default: break
            }
            return findings.count < 100
        }
        try other.scan(table, prefix: []) { key, _ in
            if try reader.value(for: key, in: table) == nil { report("missingRow", key, "follows from the feeds") }
            return findings.count < 200
        }
        return findings
    }
}

extension SeedCover {
    /// Whether this cover, sealed before some entries were erased, has the salts that are left.
    fileprivate func agrees(with later: SeedCover) -> Bool {
        let run = 0..<Limits.runEntryCount
        return self == later || zip(salts(run), later.salts(run)).allSatisfy { $1 == nil || $0 == $1 }
    }
}
