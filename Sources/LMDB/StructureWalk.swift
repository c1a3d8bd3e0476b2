/// One walk over the pages of a data file, trusting none of them; the layout is that of LMDB 0.9.
struct StructureWalk: ~Copyable {
    private enum PageKind: UInt16 { case branch = 1, leaf = 2, overflow = 4 }

    /// What the entries of a tree are.
    private enum Role { case freePages, main, table }

    /// The bytes before a page's first pointer.
    private static let headerByteCount = 16
    /// The bytes before a node's key.
    private static let nodeHeaderByteCount = 8

    private(set) var report: StructureReport
    private let file: DataFile
    private let meta: MetaPage
    /// For each page of the file, whether it was reached; pages handed out but never written lie behind the end.
    private var isReached: [Bool]
    private var reachedBehindEnd: Set<UInt64> = []
    private var freeLists: [[UInt8]] = []
    private var tables: [(name: String, record: TreeRecord)] = []
    /// What was met in the tree being walked.
    private var counted = (branch: UInt64(0), leaf: UInt64(0), overflow: UInt64(0), entries: UInt64(0))
    private var lastKey: [UInt8] = []
    /// The key of a branch page that the next entry must not come before.
    private var lowerBound: [UInt8] = []

    init(_ file: consuming DataFile, _ meta: MetaPage) {
        report = StructureReport(meta)
        let count = min(file.byteCount / meta.pageByteCount, Int(meta.lastPage) + 1)
        isReached = Array(repeating: false, count: count)
        for page in 0..<min(2, count) { isReached[page] = true }
        self.file = file
        self.meta = meta
    }

    mutating func run() throws(LMDBError) {
        try walkTree(meta.freePages, named: "free pages", .freePages)
        try walkTree(meta.main, named: "main", .main)
        for (name, record) in tables {
            try walkTree(record, named: name, .table)
            report.entryCounts[name] = Int(clamping: record.entryCount)
        }
        for list in freeLists { countFreePages(list) }
        // Pages never written were freed by the transaction that took them: all of them are on the lists.
        let unwritten = report.pageCount - isReached.count
        if unwritten != reachedBehindEnd.count {
            report.note("\(unwritten - reachedBehindEnd.count) pages behind the end of the file are not free")
        }
    }

    private mutating func walkTree(_ tree: TreeRecord, named name: String, _ role: Role) throws(LMDBError) {
        guard tree.flags & 0x7F == (role == .freePages ? 0x08 : 0) else {
            return report.note("\(name): the order of its keys is not ours")
        }
        counted = (0, 0, 0, 0)
        lastKey = []
        lowerBound = []
        if !tree.isEmpty {
            guard (1...MetaPage.maximumDepth).contains(tree.depth) else {
                return report.note("\(name): depth \(tree.depth) is impossible")
            }
            try walkPage(tree.root, level: 1, of: tree.depth, role)
        }
        let expected = (tree.branchPageCount, tree.leafPageCount, tree.overflowPageCount, tree.entryCount)
        if counted != expected {
            report.note("\(name): branch pages, leaf pages, overflow pages, entries are \(counted), not \(expected)")
        }
    }

    private mutating func walkPage(_ number: UInt64, level: Int, of depth: Int, _ role: Role) throws(LMDBError) {
        guard claim(number, count: 1) else { return }
        let page = try file.read(meta.pageByteCount, at: Int(number) * meta.pageByteCount)
        let kind: PageKind = level < depth ? .branch : .leaf
        guard page.count == meta.pageByteCount, page.integer(at: 0, as: UInt64.self) == number,
            page.integer(at: 10, as: UInt16.self) & 0x6F == kind.rawValue
        else { return report.note("page \(number): no \(kind) page of this number") }
        if kind == .branch { counted.branch += 1 } else { counted.leaf += 1 }

        let lower = Int(page.integer(at: 12, as: UInt16.self))
        let upper = Int(page.integer(at: 14, as: UInt16.self))
        guard lower % 2 == 0, StructureWalk.headerByteCount < lower, lower <= upper, upper <= page.count else {
            return report.note("page \(number): its free space \(lower)..<\(upper) is impossible")
        }
        for pointer in stride(from: StructureWalk.headerByteCount, to: lower, by: 2) {
            let node = Int(page.integer(at: pointer, as: UInt16.self))
            guard node >= upper, node + StructureWalk.nodeHeaderByteCount <= page.count else {
                report.note("page \(number): a node lies outside")
                continue
            }
            let keyStart = node + StructureWalk.nodeHeaderByteCount
            let keyEnd = keyStart + Int(page.integer(at: node + 6, as: UInt16.self))
            guard keyEnd <= page.count else {
                report.note("page \(number): a key lies outside")
                continue
            }
            if kind == .branch {
                // The first key of a branch page stands for "everything before the second" and is not kept.
                let isFirst = pointer == StructureWalk.headerByteCount
                if !isFirst { checkBound(Array(page[keyStart..<keyEnd]), number, role) }
                let child = page.integer(at: node, as: UInt64.self) & 0xFFFF_FFFF_FFFF
                try walkPage(child, level: level + 1, of: depth, role)
            } else {
                try visit(Leaf(page: page, node: node, keyStart: keyStart, keyEnd: keyEnd, number: number), role)
            }
        }
    }

    /// An entry as it lies on its page.
    private struct Leaf {
        let page: [UInt8]
        let node: Int
        let keyStart: Int
        let keyEnd: Int
        let number: UInt64

        var key: [UInt8] { Array(page[keyStart..<keyEnd]) }
        var flags: UInt16 { page.integer(at: node + 4, as: UInt16.self) }
        var valueByteCount: Int { Int(page.integer(at: node, as: UInt32.self)) }
    }

    private mutating func visit(_ leaf: Leaf, _ role: Role) throws(LMDBError) {
        counted.entries += 1
        let key = leaf.key
        let isBounded = lowerBound.isEmpty || !precedes(key, lowerBound, role)
        let isInOrder = isBounded && (lastKey.isEmpty || precedes(lastKey, key, role))
        guard !key.isEmpty, role != .freePages || key.count == 8, isInOrder else {
            return report.note("page \(leaf.number): a key is out of order")
        }
        lastKey = key
        lowerBound = []
        guard let value = try value(of: leaf, isWanted: role != .table) else { return }
        switch role {
        case .freePages:
            guard key.integer(at: 0, as: UInt64.self) <= meta.transaction, value.count >= 8 else {
                return report.note("page \(leaf.number): a list of free pages is impossible")
            }
            freeLists.append(value)
        case .main:
            guard leaf.flags == 2, value.count == TreeRecord.byteCount else {
                return report.note("page \(leaf.number): what should be a table is none")
            }
            tables.append((String(decoding: key, as: UTF8.self), TreeRecord(value, at: 0)))
        case .table:
            if leaf.flags > 1 { report.note("page \(leaf.number): an entry claims to be a table") }
        }
    }

    /// The value of an entry, empty unless it is wanted; `nil` after a problem was noted.
    private mutating func value(of leaf: Leaf, isWanted: Bool) throws(LMDBError) -> [UInt8]? {
        let count = leaf.valueByteCount
        guard leaf.flags & 1 != 0 else {
            guard leaf.keyEnd + count <= leaf.page.count else {
                report.note("page \(leaf.number): a value lies outside")
                return nil
            }
            return isWanted ? Array(leaf.page[leaf.keyEnd..<leaf.keyEnd + count]) : []
        }
        guard leaf.keyEnd + 8 <= leaf.page.count else {
            report.note("page \(leaf.number): a value's page number lies outside")
            return nil
        }
        let first = leaf.page.integer(at: leaf.keyEnd, as: UInt64.self)
        guard claim(first, count: 1) else { return nil }
        let offset = Int(first) * meta.pageByteCount
        let header = try file.read(StructureWalk.headerByteCount, at: offset)
        guard header.count == StructureWalk.headerByteCount, header.integer(at: 0, as: UInt64.self) == first,
            header.integer(at: 10, as: UInt16.self) & 0x6F == PageKind.overflow.rawValue
        else {
            report.note("page \(first): no overflow page of this number")
            return nil
        }
        // A value that replaced a longer one keeps all its pages.
        let pages = UInt64(header.integer(at: 12, as: UInt32.self))
        let needed = UInt64((StructureWalk.headerByteCount - 1 + count) / meta.pageByteCount + 1)
        guard pages >= needed else {
            report.note("page \(first): \(pages) overflow pages, and the value needs \(needed)")
            return nil
        }
        guard pages == 1 || claim(first + 1, count: pages - 1) else { return nil }
        counted.overflow += pages
        return isWanted ? try file.read(count, at: offset + StructureWalk.headerByteCount) : []
    }

    /// A key of a branch page comes after every key met so far, and bounds those that follow it from below.
    private mutating func checkBound(_ key: [UInt8], _ number: UInt64, _ role: Role) {
        if !lastKey.isEmpty && !precedes(lastKey, key, role) {
            report.note("page \(number): its keys are out of order")
        }
        lowerBound = key
    }

    private func precedes(_ left: [UInt8], _ right: [UInt8], _ role: Role) -> Bool {
        guard role == .freePages else { return left.lexicographicallyPrecedes(right) }
        guard left.count == 8, right.count == 8 else { return false }
        return left.integer(at: 0, as: UInt64.self) < right.integer(at: 0, as: UInt64.self)
    }

    /// Takes pages as reached for the first time, or notes why they cannot be.
    private mutating func claim(_ first: UInt64, count: UInt64) -> Bool {
        guard first >= 2, first <= meta.lastPage, count <= meta.lastPage - first + 1 else {
            report.note("page \(first): there is no such page")
            return false
        }
        guard first + count <= UInt64(isReached.count) else {
            report.note("page \(first): it lies behind the end of the file")
            return false
        }
        for page in Int(first)..<Int(first + count) {
            if isReached[page] {
                report.note("page \(page): it is used twice")
                return false
            }
            isReached[page] = true
            report.usedPageCount += 1
        }
        return true
    }

    /// A list of free pages is its length and so many page numbers.
    private mutating func countFreePages(_ list: [UInt8]) {
        let count = list.integer(at: 0, as: UInt64.self)
        guard count <= UInt64(list.count / 8 - 1) else { return report.note("a list of free pages is cut short") }
        for index in 0..<Int(count) {
            let page = list.integer(at: 8 + 8 * index, as: UInt64.self)
            guard (2...meta.lastPage).contains(page) else {
                report.note("page \(page): free, but there is no such page")
                continue
            }
            let isNew: Bool
            if page < isReached.count {
                isNew = !isReached[Int(page)]
                isReached[Int(page)] = true
            } else {
                isNew = reachedBehindEnd.insert(page).inserted
            }
            if isNew { report.freePageCount += 1 } else { report.note("page \(page): free and yet in use") }
        }
    }
}
