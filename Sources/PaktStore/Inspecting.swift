import LMDB

extension Replica {
    /// The number of rows in each table, in the order of the tables.
    public func tableCounts() throws -> [(name: String, count: Int)] {
        try storage.read { reader in
            try StoreTable.allCases.map { table in
                var count = 0
                try reader.scan(table, from: []) { _, _ in
                    count += 1
                    return true
                }
                return (table.rawValue, count)
            }
        }
    }

    /// Size and use of the data file; empty for a store in memory.
    public func fileFacts() throws -> [(name: String, value: Int)] {
        guard let storage = storage as? LMDBStorage else { return [] }
        let information = try storage.environment.information()
        return [
            ("map_size", information.mapByteCount), ("file_size", information.fileByteCount),
            ("page_size", information.pageByteCount), ("used_pages", information.usedPageCount),
            ("last_transaction", information.lastTransaction), ("readers", information.readerCount),
            ("maximum_readers", information.maximumReaderCount),
        ]
    }
}
