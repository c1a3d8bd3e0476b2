/// What one of the two meta pages at the front of a data file says, checked without mapping the file.
///
/// LMDB trusts these fields: forged ones end in a signal. The layout is that of `MDB_page` and `MDB_meta` in LMDB 0.9
/// on a 64-bit little-endian machine.
struct MetaPage: Hashable, Sendable {
    /// The bytes of the page header and the meta structure.
    static let byteCount = 16 + 136
    /// LMDB's smallest and largest page; the largest is 0x8000 in every release.
    static let pageByteCounts = 512...32768
    /// LMDB's cursors can descend no further.
    static let maximumDepth = 32

    let pageByteCount: Int
    let freePages: TreeRecord
    let main: TreeRecord
    let lastPage: UInt64
    let transaction: UInt64

    /// Reads the meta page with this index, 0 or 1, and checks what LMDB believes of both.
    init(_ bytes: [UInt8], index: UInt64) throws(LMDBError) {
        func problem(_ text: String) -> LMDBError {
            LMDBError(.damaged, call: "meta page \(index)", detail: text)
        }
        guard bytes.count >= MetaPage.byteCount else { throw problem("the file is cut short") }
        guard bytes.integer(at: 0, as: UInt64.self) == index, bytes.integer(at: 10, as: UInt16.self) & 0x08 != 0 else {
            throw problem("this is no meta page")
        }
        guard bytes.integer(at: 16, as: UInt32.self) == 0xBEEF_C0DE else { throw problem("the magic number is wrong") }
        let version = bytes.integer(at: 20, as: UInt32.self)
        guard version == 1 else {
            throw LMDBError(.versionMismatch, call: "meta page \(index)", detail: "data version \(version), not 1")
        }
        let size = Int(bytes.integer(at: 40, as: UInt32.self))
        guard MetaPage.pageByteCounts.contains(size), size & (size - 1) == 0 else {
            throw problem("the page size \(size) is impossible")
        }
        pageByteCount = size
        freePages = TreeRecord(bytes, at: 40)
        main = TreeRecord(bytes, at: 88)
        lastPage = bytes.integer(at: 136, as: UInt64.self)
        transaction = bytes.integer(at: 144, as: UInt64.self)
        // Even transactions are committed by the first page, odd ones by the second.
        guard transaction % 2 == index || transaction == 0 else {
            throw problem("transaction \(transaction) does not belong on this page")
        }
    }

    /// Checks what LMDB believes of the newest meta page.
    ///
    /// The older one may rightly fail here: after a commit that could not write its meta page, LMDB puts back the number
    /// of the transaction and the last page, and nothing else.
    func checkTrees() throws(LMDBError) {
        func problem(_ text: String) -> LMDBError { LMDBError(.damaged, call: "newest meta page", detail: text) }
        guard lastPage >= 1, lastPage <= UInt64(Int.max) / UInt64(pageByteCount) - 1 else {
            throw problem("the last page \(lastPage) is impossible")
        }
        // The free pages are kept under integer keys; the main table and all of ours have plain keys.
        guard freePages.flags & 0x7F == 0x08, main.flags & 0x7F == 0 else { throw problem("the tree flags are wrong") }
        for tree in [freePages, main] {
            guard tree.isEmpty ? tree.depth == 0 : (2...lastPage).contains(tree.root) else {
                throw problem("the root page \(tree.root) is impossible")
            }
            guard tree.isEmpty || (1...MetaPage.maximumDepth).contains(tree.depth) else {
                throw problem("the depth \(tree.depth) is impossible")
            }
        }
    }
}

/// What LMDB keeps about one tree of pages, its `MDB_db`: in the meta page, or as the value of a table's name.
struct TreeRecord: Hashable, Sendable {
    static let byteCount = 48

    let flags: UInt16
    let depth: Int
    let branchPageCount: UInt64
    let leafPageCount: UInt64
    let overflowPageCount: UInt64
    let entryCount: UInt64
    let root: UInt64

    /// An empty tree has no root.
    var isEmpty: Bool { root == UInt64.max }

    init(_ bytes: [UInt8], at offset: Int) {
        flags = bytes.integer(at: offset + 4, as: UInt16.self)
        depth = Int(bytes.integer(at: offset + 6, as: UInt16.self))
        branchPageCount = bytes.integer(at: offset + 8, as: UInt64.self)
        leafPageCount = bytes.integer(at: offset + 16, as: UInt64.self)
        overflowPageCount = bytes.integer(at: offset + 24, as: UInt64.self)
        entryCount = bytes.integer(at: offset + 32, as: UInt64.self)
        root = bytes.integer(at: offset + 40, as: UInt64.self)
    }
}

extension [UInt8] {
    /// The little-endian integer at `offset`; the caller has checked that it lies within.
    func integer<Integer: FixedWidthInteger & UnsignedInteger>(at offset: Int, as type: Integer.Type) -> Integer {
        var value: Integer = 0
        for position in (0..<Integer.bitWidth / 8).reversed() { value = value << 8 | Integer(self[offset + position]) }
        return value
    }
}
