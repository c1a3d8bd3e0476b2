/// Ordered tables in memory, with the same transactions as the data file; for one thread at a time.
///
/// Tests run the store on it, and `verify` rebuilds the folds in it to compare them with the data file.
// Unchecked: the owner promises the single thread; a lock would have to be held across the caller's closure.
public final class MapStorage: Storage, @unchecked Sendable {
    private let tables = MapTables()

    /// Makes empty tables.
    public init() {}

    public func read<Result>(_ body: (any StorageReader) throws -> Result) throws -> Result {
        try body(tables)
    }

    public func write<Result>(_ body: (any StorageWriter) throws -> Result) throws -> Result {
        tables.begin()
        do {
            return try body(tables)
        } catch {
            tables.rollBack()
            throw error
        }
    }
}

/// The tables themselves, with a journal of old values for a transaction that fails.
private final class MapTables: StorageWriter {
    private struct Rows {
        var values: [[UInt8]: [UInt8]] = [:]
        /// All keys in order, or `nil` after a key came or went: sorted again when next scanned.
        var order: [[UInt8]]? = []
        /// Rises when a key comes or goes.
        var changeCount = 0
    }

    private var rows = [StoreTable: Rows](uniqueKeysWithValues: StoreTable.allCases.map { ($0, Rows()) })
    private var journal: [(table: StoreTable, key: [UInt8], value: [UInt8]?)] = []

    func begin() { journal.removeAll(keepingCapacity: true) }

    func rollBack() {
        for step in journal.reversed() { put(step.value, for: step.key, in: step.table) }
        journal.removeAll()
    }

    func value(for key: [UInt8], in table: StoreTable) throws -> [UInt8]? { rows[table]?.values[key] }

    func set(_ value: [UInt8], for key: [UInt8], in table: StoreTable) throws {
        journal.append((table, key, rows[table]?.values[key]))
        put(value, for: key, in: table)
    }

    func remove(_ key: [UInt8], in table: StoreTable) throws {
        journal.append((table, key, rows[table]?.values[key]))
        put(nil, for: key, in: table)
    }

    private func put(_ value: [UInt8]?, for key: [UInt8], in table: StoreTable) {
        let old = rows[table, default: Rows()].values.updateValue(value ?? [], forKey: key)
        if value == nil { rows[table]?.values[key] = nil }
        guard (old == nil) != (value == nil) else { return }
        rows[table]?.order = nil
        rows[table]?.changeCount += 1
    }

    func scan(
        _ table: StoreTable, from start: [UInt8], _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        var keys = order(of: table)
        var place = index(of: start, in: keys)
        var changeCount = rows[table]?.changeCount
        while place < keys.count {
            let key = keys[place]
            guard let value = rows[table]?.values[key] else { return }
            guard try body(key.span, value.span) else { return }
            // The body may have added or removed rows: what lies ahead now is visited, as in the data file.
            if rows[table]?.changeCount == changeCount {
                place += 1
            } else {
                keys = order(of: table)
                place = index(of: key + [0], in: keys)
                changeCount = rows[table]?.changeCount
            }
        }
    }

    func last(in table: StoreTable, below end: [UInt8]) throws -> (key: [UInt8], value: [UInt8])? {
        let keys = order(of: table)
        let index = end.isEmpty ? keys.count : index(of: end, in: keys)
        guard index > 0, let value = rows[table]?.values[keys[index - 1]] else { return nil }
        return (keys[index - 1], value)
    }

    private func order(of table: StoreTable) -> [[UInt8]] {
        if let order = rows[table]?.order { return order }
        let order = (rows[table]?.values.keys).map { $0.sorted { $0.lexicographicallyPrecedes($1) } } ?? []
        rows[table]?.order = order
        return order
    }

    private func index(of key: [UInt8], in keys: [[UInt8]]) -> Int {
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
