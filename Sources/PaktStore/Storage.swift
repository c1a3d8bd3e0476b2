/// The tables of a store; the raw values are their names in the data file.
public enum StoreTable: String, CaseIterable, Sendable {
    /// Facts about this store: identity, epoch, partner, hub.
    case meta
    /// One row for each log: descriptor, size, peaks of its tree, receipt.
    case logs
    /// Feed and epoch to the log's local number.
    case logNumbers
    /// Sealed chunks, as sent and received.
    case chunks
    /// Entries of this store's own logs that are not yet in a chunk.
    case tail
    /// Seeds and root of each run of 4,096 entries.
    case runs
    /// The current state of each record: a fold over the entries.
    case records
    /// Record identity to the record's row.
    case identities
    /// Record identity and dot of every entry that ever changed it.
    case history
    /// Entries that could not be folded, with the reason.
    case findings
    /// Company number to company identity and name.
    case companies
    /// Rows of folds above the store, such as figures.
    case derived
    /// Facts that may be lost without harm: schedules, what a peer held when last seen.
    case hints
}

/// Reads of one consistent snapshot.
public protocol StorageReader: AnyObject {
    /// The value stored under `key`, or `nil` when there is none.
    func value(for key: [UInt8], in table: StoreTable) throws -> [UInt8]?
    /// Visits entries in ascending key order from the first key not below `start`, until `body` returns false.
    func scan(
        _ table: StoreTable, from start: [UInt8], _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws
    /// The entry with the greatest key below `end` (the last of the table when `end` is empty), or `nil`.
    func last(in table: StoreTable, below end: [UInt8]) throws -> (key: [UInt8], value: [UInt8])?
}

/// Reads and writes of one transaction.
public protocol StorageWriter: StorageReader {
    /// Stores `value` under `key`, replacing what was there.
    func set(_ value: [UInt8], for key: [UInt8], in table: StoreTable) throws
    /// Removes the entry under `key`; nothing happens when there is none.
    func remove(_ key: [UInt8], in table: StoreTable) throws
}

/// What a store stands on: ordered tables with atomic transactions.
///
/// Two implementations exist: the data file (`LMDBStorage`) and a map in memory (`MapStorage`), which serves tests and
/// the rebuilding of folds by `verify`.
public protocol Storage: AnyObject, Sendable {
    /// Runs `body` on a snapshot; the reader must not leave the closure.
    func read<Result>(_ body: (any StorageReader) throws -> Result) throws -> Result
    /// Runs `body` in a write transaction: durable when this returns, without effect when it throws.
    func write<Result>(_ body: (any StorageWriter) throws -> Result) throws -> Result
}

extension StorageReader {
    /// Visits the entries whose keys begin with `prefix`, with copies of key and value.
    func scan(
        _ table: StoreTable, prefix: [UInt8], _ body: ([UInt8], [UInt8]) throws -> Bool
    ) throws {
        try scan(table, from: prefix) { key, value in
            let key = [UInt8](copying: key)
            guard key.starts(with: prefix) else { return false }
            return try body(key, [UInt8](copying: value))
        }
    }
}

extension [UInt8] {
    /// A copy of borrowed bytes.
    package init(copying span: Span<UInt8>) {
        self.init(capacity: span.count) { output in
            for index in span.indices { output.append(span[index]) }
        }
    }

    /// An integer in network byte order, so that keys sort as numbers do.
    mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(bigEndian value: Integer) {
        var shift = Integer.bitWidth
        while shift > 0 {
            shift -= 8
            append(UInt8(truncatingIfNeeded: value >> Integer(shift)))
        }
    }

    /// The integer of `Integer`'s size at `offset` in network byte order.
    ///
    /// - Throws: ``StoreError`` `damaged` where the bytes end before.
    func bigEndian<Integer: FixedWidthInteger & UnsignedInteger>(
        _ type: Integer.Type, at offset: Int
    ) throws -> Integer {
        let end = offset + Integer.bitWidth / 8
        guard offset >= 0, end <= count else { throw StoreError(.damaged, "a key or row of \(count) bytes") }
        return self[offset..<end].reduce(0) { $0 << 8 | Integer($1) }
    }
}
