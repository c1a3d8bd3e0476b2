public import LMDB

/// A store's tables in LMDB's data file.
public final class LMDBStorage: Storage {
    /// The environment underneath, for inspection and copies.
    public let environment: Environment
    private let tables: [StoreTable: Table]

    /// Opens or creates the data file in a folder, as `mode` says.
    ///
    /// - Throws: ``StoreError`` in place of LMDB's errors, from here and from every transaction.
    public init(path: String, mode: Environment.Configuration.Mode) throws {
        do {
            if mode != .create { try Self.checkStructure(at: path) }
            let names = StoreTable.allCases.map(\.rawValue)
            environment = try Environment(path: path, configuration: .init(mode: mode, tables: names))
            tables = try Dictionary(
                uniqueKeysWithValues: StoreTable.allCases.map { [environment] in
                    ($0, try environment.table(named: $0.rawValue))
                })
        } catch let error as LMDBError {
            throw StoreError(error)
        }
    }

    /// The largest data file that is walked page by page at every opening: about a tenth of a second.
    static let checkedByteCount = 64 << 20

    /// Walks the file's pages without mapping it: LMDB trusts its file, and a damaged one would end the process.
    static func checkStructure(at path: String, always: Bool = false) throws {
        guard always || PrivateFile.byteCount(path + "/data.mdb") <= checkedByteCount else { return }
        let report = try Environment.checkStructure(at: path)
        guard let problem = report.problems.first else { return }
        throw StoreError(.damaged, "\(report.problemCount) problems in the data file, first: \(problem)")
    }

    public func read<Result>(_ body: (any StorageReader) throws -> Result) throws -> Result {
        do {
            let reader = LMDBReader(try environment.beginRead(), tables)
            defer { reader.end() }
            return try body(reader)
        } catch let error as LMDBError {
            throw StoreError(error)
        }
    }

    public func write<Result>(_ body: (any StorageWriter) throws -> Result) throws -> Result {
        do {
            let writer = LMDBWriter(try environment.beginWrite(), tables)
            defer { writer.end() }
            let result = try body(writer)
            try writer.commit()
            return result
        } catch let error as LMDBError {
            throw StoreError(error)
        }
    }
}

extension StoreError {
    init(_ error: LMDBError) {
        let code: Code
        switch error.code {
        case .damaged, .transactionFailed: code = .damaged
        case .notFound: code = .notFound
        case .alreadyExists: code = .alreadyExists
        case .mapFull, .noSpace: code = .noSpace
        case .alreadyOpen, .overtaken: code = .busy
        case .outcomeUnknown, .mustReopen: code = .outcomeUnknown
        case .unsuitableFileSystem, .accessDenied: code = .unsuitablePlace
        default: code = .unexpected
        }
        self.init(code, error.description)
    }
}

private final class LMDBReader: StorageReader {
    private var transaction: ReadTransaction?
    private let tables: [StoreTable: Table]

    init(_ transaction: consuming ReadTransaction, _ tables: [StoreTable: Table]) {
        self.transaction = consume transaction
        self.tables = tables
    }

    func end() { transaction = nil }

    func value(for key: [UInt8], in table: StoreTable) throws -> [UInt8]? {
        guard let table = tables[table] else { return nil }
        switch transaction {
        case .some(let transaction):
            guard let value = try transaction.value(for: key.span, in: table) else { return nil }
            return [UInt8](copying: value)
        case .none: throw StoreError(.unexpected, "a reader was used after its closure")
        }
    }

    func scan(
        _ table: StoreTable, from start: [UInt8], _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        guard let table = tables[table] else { return }
        switch transaction {
        case .some(let transaction):
            var cursor = try transaction.cursor(over: table)
            var entry = start.isEmpty ? try cursor.seekFirst() : try cursor.seek(to: start.span)
            while let found = entry {
                guard try body(found.key, found.value) else { return }
                entry = try cursor.advance()
            }
        case .none: throw StoreError(.unexpected, "a reader was used after its closure")
        }
    }

    func last(in table: StoreTable, below end: [UInt8]) throws -> (key: [UInt8], value: [UInt8])? {
        guard let table = tables[table] else { return nil }
        switch transaction {
        case .some(let transaction):
            var cursor = try transaction.cursor(over: table)
            guard let entry = try cursor.last(below: end) else { return nil }
            return ([UInt8](copying: entry.key), [UInt8](copying: entry.value))
        case .none: throw StoreError(.unexpected, "a reader was used after its closure")
        }
    }
}

private final class LMDBWriter: StorageWriter {
    private var transaction: WriteTransaction?
    private let tables: [StoreTable: Table]

    init(_ transaction: consuming WriteTransaction, _ tables: [StoreTable: Table]) {
        self.transaction = consume transaction
        self.tables = tables
    }

    func end() { transaction = nil }

    func commit() throws {
        guard let transaction = transaction.take() else { return }
        try transaction.commit()
    }

    func value(for key: [UInt8], in table: StoreTable) throws -> [UInt8]? {
        guard let table = tables[table] else { return nil }
        switch transaction {
        case .some(let transaction):
            guard let value = try transaction.value(for: key.span, in: table) else { return nil }
            return [UInt8](copying: value)
        case .none: throw StoreError(.unexpected, "a writer was used after its closure")
        }
    }

    /// Visits copies: the body may write, and LMDB's bytes do not survive a write.
    func scan(
        _ table: StoreTable, from start: [UInt8], _ body: (Span<UInt8>, Span<UInt8>) throws -> Bool
    ) throws {
        var next: [UInt8]? = start
        while let start = next {
            guard let (key, value) = try first(in: table, from: start) else { return }
            guard try body(key.span, value.span) else { return }
            next = key + [0]
        }
    }

    private func first(in table: StoreTable, from start: [UInt8]) throws -> ([UInt8], [UInt8])? {
        guard let table = tables[table] else { return nil }
        switch transaction {
        case .some(let transaction):
            var cursor = try transaction.cursor(over: table)
            guard let entry = start.isEmpty ? try cursor.seekFirst() : try cursor.seek(to: start.span) else {
                return nil
            }
            return ([UInt8](copying: entry.key), [UInt8](copying: entry.value))
        case .none: throw StoreError(.unexpected, "a writer was used after its closure")
        }
    }

    func last(in table: StoreTable, below end: [UInt8]) throws -> (key: [UInt8], value: [UInt8])? {
        guard let table = tables[table] else { return nil }
        switch transaction {
        case .some(let transaction):
            var cursor = try transaction.cursor(over: table)
            guard let entry = try cursor.last(below: end) else { return nil }
            return ([UInt8](copying: entry.key), [UInt8](copying: entry.value))
        case .none: throw StoreError(.unexpected, "a writer was used after its closure")
        }
    }

    func set(_ value: [UInt8], for key: [UInt8], in table: StoreTable) throws {
        guard let table = tables[table] else { return }
        guard transaction != nil else { throw StoreError(.unexpected, "a writer was used after its closure") }
        try transaction?.set(value.span, for: key.span, in: table)
    }

    func remove(_ key: [UInt8], in table: StoreTable) throws {
        guard let table = tables[table] else { return }
        guard transaction != nil else { throw StoreError(.unexpected, "a writer was used after its closure") }
        _ = try transaction?.remove(key.span, in: table)
    }
}

extension Cursor {
    /// The entry with the greatest key below `end`, or the last of all when `end` is empty.
    @_lifetime(copy self)
    mutating func last(below end: [UInt8]) throws -> LMDB.Entry? {
        guard !end.isEmpty, try seek(to: end.span) != nil else { return try seekLast() }
        return try retreat()
    }
}
