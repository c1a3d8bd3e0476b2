import Glibc
import LMDB
import Testing

@Suite struct FullTests {
    /// Fills a table with records of 1,000 bytes until LMDB refuses; each is committed by itself.
    private func fill(_ environment: Environment, _ table: Table) throws -> (count: Int, end: LMDBError.Code?) {
        let value = [UInt8](repeating: 7, count: 1000)
        var count = 0
        while true {
            if let end = code({ try environment.set(value, for: bigEndian(count), in: table) }) { return (count, end) }
            count += 1
        }
    }

    @Test func `A full map refuses the write and keeps what was there`() throws {
        let folder = Folder()
        let environment = try folder.create(mapSize: 1 << 20)
        let records = try environment.table(named: "records")
        let (count, end) = try fill(environment, records)
        #expect(end == .mapFull)
        #expect(count > 100)
        #expect(try environment.entries(of: records).count == count)
        #expect(try environment.checkStructure().isSound)
    }

    @Test func `In a full map a deletion succeeds or is refused whole, and a larger map takes it`() throws {
        let folder = Folder()
        var count = 0
        var refused = 0
        do {
            let environment = try folder.create(mapSize: 1 << 20)
            let records = try environment.table(named: "records")
            count = try fill(environment, records).count
            for number in 0..<20 {
                let before = try environment.entries(of: records).count
                let failure = code { try environment.write { try $0.remove(bigEndian(number).span, in: records) } }
                #expect(failure == nil || failure == .mapFull)
                if failure != nil { refused += 1 }
                #expect(try environment.entries(of: records).count == (failure == nil ? before - 1 : before))
            }
        }
        // Opened with the large map of the default, everything works again.
        let environment = try folder.open()
        let records = try environment.table(named: "records")
        #expect(try environment.entries(of: records).count == count - 20 + refused)
        try environment.write { try $0.removeAll(in: records) }
        try environment.set([1], for: [1], in: records)
        #expect(try environment.checkStructure().isSound)
    }

    @Test func `A transaction that failed cannot be committed`() throws {
        let environment = try Folder().create(mapSize: 1 << 20)
        let records = try environment.table(named: "records")
        let result = code {
            try environment.write { transaction in
                try transaction.set([1].span, for: [1].span, in: records)
                let failure = code {
                    try transaction.set(byteCount: 4 << 20, for: [2].span, in: records) { output in
                        output.append(repeating: 0, count: 4 << 20)
                    }
                }
                #expect(failure == .mapFull)
            }
        }
        #expect(result == .transactionFailed)
        #expect(try environment.value([1], in: records) == nil)
    }

    @Test func `On a full disk the commit fails, the rest stays readable, and freed space makes it writable`() throws {
        let folder = Folder()
        guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=1m") == 0 else {
            try Test.cancel("mounting a small tmpfs is not allowed here")
        }
        defer { unsafe umount2(folder.path, CInt(MNT_DETACH)) }
        do {
            let environment = try folder.create()
            let records = try environment.table(named: "records")
            let ballast = try Ballast(folder.path + "/ballast", byteCount: 300_000)
            let (count, end) = try fill(environment, records)
            #expect(end == .noSpace)
            #expect(count > 100)
            #expect(try environment.entries(of: records).count == count)
            ballast.remove()
            try environment.set([1], for: bigEndian(count), in: records)
            #expect(try environment.entries(of: records).count == count + 1)
            #expect(try environment.checkStructure().isSound)
        }
        _ = try folder.open()
    }

    @Test func `A full disk at creation is an error and no signal`() async throws {
        let folder = Folder()
        guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else {
            try Test.cancel("mounting a small tmpfs is not allowed here")
        }
        defer { unsafe umount2(folder.path, CInt(MNT_DETACH)) }
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            // Room for the data file's first pages, but not for the lock file.
            let configuration = Environment.Configuration(mode: .create, tables: ["records"])
            let found = code { try Environment(path: path, configuration: configuration) }
            #expect(found == .noSpace)
            #expect(unsafe access(path + "/data.mdb", F_OK) != 0)
        }
    }

    @Test func `A commit beyond a limit on the file's length saves nothing`() async {
        await #expect(processExitsWith: .success) {
            let folder = Folder()
            let environment = try folder.create()
            let records = try environment.table(named: "records")
            try environment.set([1], for: [1], in: records)
            ignoreFileSizeSignal()
            limit(RLIMIT_FSIZE, to: 200_000)
            let large = [UInt8](repeating: 1, count: 400_000)
            let found = code { try environment.set(large, for: [2], in: records) }
            #expect(found == .noSpace || found == .inputOutput)
            #expect(try environment.value([1], in: records) == [1])
            #expect(try environment.value([2], in: records) == nil)
            try environment.set([3], for: [3], in: records)
        }
    }

    /// A device put in the place of one of LMDB's two handles on the data file, and what the commit should then say.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let device: String
        let isMetaPage: Bool
        let code: LMDBError.Code
    }

    static let faults = [
        Fault(testDescription: "pages find no room", device: "/dev/full", isMetaPage: false, code: .noSpace),
        Fault(testDescription: "waiting for the disk fails", device: "/dev/null", isMetaPage: false, code: .system),
        Fault(testDescription: "the meta page fails", device: "/dev/full", isMetaPage: true, code: .outcomeUnknown),
    ]

    @Test(arguments: 0..<faults.count)
    func `A failed commit says whether its outcome is known`(index: Int) async throws {
        let folder = Folder()
        await #expect(processExitsWith: .success) { [path = folder.path as String, index = index as Int] in
            let fault = FullTests.faults[index]
            let environment = try Environment(path: path, configuration: .init(mode: .create, tables: ["records"]))
            let records = try environment.table(named: "records")
            try environment.set([1], for: [1], in: records)
            #expect(replaceDataHandle(isMetaPage: fault.isMetaPage, by: fault.device) == 1)
            #expect(code { try environment.set([2], for: [1], in: records) } == fault.code)
            let next = code { try environment.value([1], in: records) }
            #expect(next == (fault.code == .outcomeUnknown ? .mustReopen : nil))
        }
        let environment = try folder.open()
        #expect(try environment.value([1], in: environment.table(named: "records")) == [1])
    }
}

/// Puts a device in the place of LMDB's handle on the data file: the one that writes through, for the meta pages, or
/// the other.
///
/// - Returns: How many handles were replaced.
private func replaceDataHandle(isMetaPage: Bool, by device: String) -> Int {
    let target = unsafe open(device, O_RDWR)
    defer { close(target) }
    var replaced = 0
    for number in openDescriptors(endingIn: "/data.mdb") {
        let isWrittenThrough = fcntl(number, F_GETFL) & O_DSYNC != 0
        if isWrittenThrough == isMetaPage && dup2(target, number) == number { replaced += 1 }
    }
    return replaced
}

/// A file that takes up space.
private struct Ballast {
    let path: String

    init(_ path: String, byteCount: Int) throws {
        self.path = path
        let descriptor = unsafe open(path, O_RDWR | O_CREAT, 0o600)
        defer { close(descriptor) }
        if posix_fallocate(descriptor, 0, byteCount) != 0 { throw Failure(what: "no room for the ballast") }
    }

    func remove() { unsafe unlink(path) }
}

/// Writing past the limit is then an error instead of a signal.
private func ignoreFileSizeSignal() {
    _ = signal(SIGXFSZ, SIG_IGN)
}
