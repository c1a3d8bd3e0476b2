/// What a walk over every page of a data file found.
public struct StructureReport: Hashable, Sendable {
    /// The most problems listed in words; the walk goes on and counts the rest.
    public static let maximumListedProblemCount = 100

    /// The number of the transaction whose pages were walked.
    public let transaction: UInt64
    /// The size of a page in bytes.
    public let pageByteCount: Int
    /// The pages handed out so far, the two meta pages included.
    public let pageCount: Int
    /// The pages that hold entries or lead to them, the two meta pages included.
    public internal(set) var usedPageCount = 2
    /// The pages that await reuse.
    public internal(set) var freePageCount = 0
    /// The number of entries of each table.
    public internal(set) var entryCounts: [String: Int] = [:]
    /// The problems, in English, each with its page; at most ``maximumListedProblemCount``.
    public internal(set) var problems: [String] = []
    /// The number of problems.
    public internal(set) var problemCount = 0

    /// The pages that are neither in use nor free: lost space, but no lost data.
    public var lostPageCount: Int { pageCount - usedPageCount - freePageCount }

    /// Whether every page reached is what it should be.
    public var isSound: Bool { problemCount == 0 }

    init(_ meta: MetaPage) {
        transaction = meta.transaction
        pageByteCount = meta.pageByteCount
        pageCount = Int(meta.lastPage) + 1
    }

    mutating func note(_ problem: String) {
        problemCount += 1
        if problems.count < StructureReport.maximumListedProblemCount { problems.append(problem) }
    }
}

extension Environment {
    /// Walks every page of the newest snapshot and compares it with what LMDB relies on.
    ///
    /// Each page is read by `pread` and checked before it is used, so that damage is reported and never a crash:
    /// page numbers, sizes, order of keys, counts, and that no page is used twice. LMDB has no checksums; whether a
    /// value's bytes are right is for the layer above to say. Others may read and write meanwhile.
    ///
    /// - Throws: ``LMDBError`` with code `damaged` when even the meta pages are wrong, `overtaken` when others committed
    ///   twice before the walk began, `inputOutput`, or as ``read(_:)``.
    /// - Complexity: O(pages) time, a bit of memory for each page.
    public func checkStructure() throws -> StructureReport {
        // The snapshot keeps its pages from being reused while they are walked.
        try read { snapshot in
            try DataFile(duplicateDescriptor(), path: path).walk(transaction: snapshot.identifier)
        }
    }

    /// Walks every page of a data file that is not open here, such as a backup; see ``checkStructure()``.
    ///
    /// - Parameter path: The folder that holds `data.mdb`.
    /// - Throws: ``LMDBError`` with code `notFound`, `accessDenied`, `damaged`, `versionMismatch` or `inputOutput`.
    /// - Complexity: O(pages) time, a bit of memory for each page.
    public static func checkStructure(at path: String) throws(LMDBError) -> StructureReport {
        try DataFile.walkSettled(path + "/data.mdb")
    }
}

extension DataFile {
    /// Walks the pages of one snapshot: that of `transaction`, or the newest.
    consuming func walk(transaction: UInt64?) throws(LMDBError) -> StructureReport {
        let (newest, older) = try metaPages()
        let isOvertaken = transaction != nil && newest.transaction != transaction
        let meta = isOvertaken ? older : newest
        guard transaction == nil || meta.transaction == transaction else {
            throw LMDBError(.overtaken, call: "checkStructure", detail: "two commits overtook the walk; try again")
        }
        try meta.checkTrees()
        var walk = StructureWalk(self, meta)
        try walk.run()
        return walk.report
    }
}
