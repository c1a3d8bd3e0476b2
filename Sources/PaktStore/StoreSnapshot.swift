public import Wire

/// What can be read of a store: logs, records, facts; valid inside the closure that received it.
public class StoreSnapshot {
    /// The tables underneath, for folds above the store.
    public let reader: any StorageReader
    /// The store that is read.
    public let replica: Replica

    init(_ reader: any StorageReader, _ replica: Replica) {
        self.reader = reader
        self.replica = replica
    }

    // MARK: Logs

    /// All logs, in the order in which this store met them.
    public func logs() throws -> [LogState] {
        var logs: [LogState] = []
        try reader.scan(.logs, prefix: []) { key, value in
            logs.append(try LogState(number: try key.bigEndian(UInt32.self, at: 0), row: value))
            return true
        }
        return logs
    }

    /// The log with this identity, or `nil` when the store has never met it.
    public func log(_ id: LogID) throws -> LogState? {
        guard let number = try reader.value(for: LogState.numberKey(id), in: .logNumbers) else { return nil }
        return try log(number: number.bigEndian(UInt32.self, at: 0))
    }

    func log(number: UInt32) throws -> LogState {
        guard let row = try reader.value(for: LogState.key(number), in: .logs) else {
            throw StoreError(.damaged, "log \(number) has no row")
        }
        return try LogState(number: number, row: row)
    }

    // MARK: Facts

    /// A fact of table `meta` (kept in backups), or `nil`.
    public func fact(_ name: String) throws -> CBOR? {
        try reader.value(for: Array(name.utf8), in: .meta).map { try CBOR(parsing: $0) }
    }

    /// A hint (lost by restore, without harm), or `nil`.
    public func hint(_ name: String) throws -> CBOR? {
        try reader.value(for: Array(name.utf8), in: .hints).map { try CBOR(parsing: $0) }
    }
}

/// One write transaction of a store.
public final class StoreTransaction: StoreSnapshot {
    /// The tables underneath, for folds above the store.
    public let writer: any StorageWriter
    private var changedLogs: [UInt32: LogState] = [:]
    var saltCache: SaltCache?
    /// Owners whose records changed in this transaction.
    var changedOwners: Set<UInt32> = []

    init(_ writer: any StorageWriter, _ replica: Replica) {
        self.writer = writer
        super.init(writer, replica)
    }

    /// Writes a fact of table `meta`; `nil` removes it.
    public func setFact(_ name: String, to value: CBOR?) throws {
        let key = Array(name.utf8)
        if let value { try writer.set(value.encoded(), for: key, in: .meta) } else { try writer.remove(key, in: .meta) }
    }

    /// Writes a hint; `nil` removes it.
    public func setHint(_ name: String, to value: CBOR?) throws {
        let key = Array(name.utf8)
        if let value {
            try writer.set(value.encoded(), for: key, in: .hints)
        } else {
            try writer.remove(key, in: .hints)
        }
    }

    override func log(number: UInt32) throws -> LogState {
        if let changed = changedLogs[number] { return changed }
        return try super.log(number: number)
    }

    override public func logs() throws -> [LogState] {
        try super.logs().map { changedLogs[$0.number] ?? $0 }
    }

    func update(_ log: LogState) { changedLogs[log.number] = log }

    /// Writes down a log that this store has not met.
    func addLog(_ descriptor: LogDescriptor, owner: UInt32) throws -> LogState {
        let last = try reader.last(in: .logs, below: []).map { try $0.key.bigEndian(UInt32.self, at: 0) } ?? 0
        let log = LogState(number: last + 1, descriptor: descriptor, owner: owner)
        try writer.set(log.row, for: log.key, in: .logs)
        try writer.set(log.key, for: LogState.numberKey(descriptor.id), in: .logNumbers)
        return log
    }

    /// Writes the rows of changed logs, then lets the folds above follow.
    func finish() throws {
        for log in changedLogs.values { try writer.set(log.row, for: log.key, in: .logs) }
        changedLogs = [:]
        if let fold = replica.fold, !changedOwners.isEmpty {
            try fold.refresh(owners: changedOwners, in: self)
        }
        changedOwners = []
    }
}
