import Glibc
import LMDB
import Testing

/// Compiles the files of `Tests/MustNotCompile` against the module that these tests use.
@Suite struct MisuseTests {
    static let files = [
        "await-in-transaction", "commit-by-user", "cursor-outlives-transaction", "entry-assigned-outside",
        "table-invented", "transaction-copied", "transaction-in-task", "transaction-taken-away",
        "value-assigned-outside", "value-kept-in-class", "value-returned", "value-used-after-removal",
        "value-used-after-write", "write-during-scan", "write-in-snapshot",
    ]

    static let tests = String(#filePath.prefix(#filePath.count - "/LMDBTests/MisuseTests.swift".count))

    @Test(arguments: files)
    func `The compiler refuses the misuse with the expected words`(file: String) throws {
        let path = "\(MisuseTests.tests)/MustNotCompile/\(file).swift"
        let source = String(decoding: try bytes(of: path), as: UTF8.self)
        let firstLine = source.prefix { $0 != "\n" }
        let expected = String(firstLine.dropFirst("// Expected: ".count))
        #expect(firstLine.hasPrefix("// Expected: "))
        let (status, output) = try compile(path)
        #expect(status != 0)
        let isRefused = output.split(separator: "\n").contains { $0.contains(": error: ") && $0.contains(expected) }
        #expect(isRefused, "expected \"\(expected)\", the compiler said:\n\(output)")
    }

    @Test func `The right way compiles`() throws {
        let (status, output) = try compile("\(MisuseTests.tests)/MustNotCompile/control-compiles.swift")
        #expect(status == 0, "the compiler said:\n\(output)")
    }

    @Test func `Every file of the folder is tried`() throws {
        let listing = try run("ls \(MisuseTests.tests)/MustNotCompile").output
        let names = listing.split(separator: "\n").filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
        #expect(names.sorted() == (MisuseTests.files + ["control-compiles"]).sorted())
    }

    private func compile(_ path: String) throws -> (status: Int32, output: String) {
        // The modules lie beside the test program.
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        let program = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = program.split(separator: "/").dropLast().joined(separator: "/")
        let map = "\(MisuseTests.tests)/../Sources/CLMDB/module.modulemap"
        return try run(
            "swiftc -swift-version 6 -emit-sil -o /dev/null -I '/\(folder)/Modules' -Xcc -fmodule-map-file='\(map)' '\(path)'"
        )
    }

    private func run(_ command: String) throws -> (status: Int32, output: String) {
        guard let pipe = unsafe popen(command + " 2>&1", "r") else { throw Failure(what: "no shell") }
        var output: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe fread(&part, 1, part.count, pipe)
            if count == 0 { break }
            output += part.prefix(count)
        }
        return (unsafe pclose(pipe), String(decoding: output, as: UTF8.self))
    }
}
