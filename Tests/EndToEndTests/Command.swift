import Foundation
import Glibc
import Testing

/// The programs as built, in the repository that this file belongs to.
enum Programs {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let folder = root + "/.build/release"
    /// How often each of the tests with kill -9 kills: a few times by default, thirty when PAKT_LONG is set.
    static let killCount = ProcessInfo.processInfo.environment["PAKT_LONG"] == "1" ? 30 : 5

    static func data(_ name: String) -> String { "\(root)/Tests/Data/\(name)" }
}

/// What a command that ended has left.
struct Outcome: Sendable {
    /// The exit status; minus the signal's number when a signal ended it.
    let status: Int32
    let output: String
    let errors: String

    /// Every line of standard output as JSON; what is no JSON is left out.
    var lines: [JSONValue] { output.split(separator: "\n").compactMap { JSONValue(String($0)) } }
    /// The last line of standard output: the result.
    var json: JSONValue { lines.last ?? .null }
    var all: String { "exit \(status)\n\(output)\n\(errors)" }
}

/// A folder of a test's own, removed with it.
final class Folder: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/paktwerk-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A file of the folder with this text.
    func file(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }
}

/// A child process whose output goes to files, so that no full pipe can hold it up.
final class Child: Sendable {
    let process: pid_t
    private let outputFile: String
    private let errorFile: String

    init(_ program: String, _ arguments: [String], input: String? = nil, folder: Folder) throws {
        let name = UUID().uuidString
        outputFile = "\(folder.path)/\(name).out"
        errorFile = "\(folder.path)/\(name).err"
        let inputFile = try input.map { try folder.file("\(name).in", $0) } ?? "/dev/null"
        let path = program.hasPrefix("/") ? program : "\(Programs.folder)/\(program)"
        process = try Self.spawn(
            path, arguments, files: [(inputFile, O_RDONLY), (outputFile, Self.writing), (errorFile, Self.writing)],
            home: folder.path)
    }

    private static let writing = O_WRONLY | O_CREAT | O_TRUNC

    private static func spawn(
        _ path: String, _ arguments: [String], files: [(name: String, mode: Int32)], home: String
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            unsafe posix_spawn_file_actions_addopen(&actions, Int32(number), file.name, file.mode, 0o600)
        }
        let variables = ["PATH=\(Programs.folder):/usr/local/bin:/usr/bin:/bin", "HOME=\(home)", "LC_ALL=C.UTF-8"]
        let argumentPointers = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        let variablePointers = unsafe variables.map { unsafe strdup($0) } + [nil]
        defer { unsafe (argumentPointers + variablePointers).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let code = unsafe posix_spawn(&process, path, &actions, nil, argumentPointers, variablePointers)
        guard code == 0 else { throw CommandError(text: "\(path): \(unsafe String(cString: strerror(code)))") }
        return process
    }

    /// Standard output so far.
    var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }

    func kill(_ signal: Int32 = SIGKILL) { _ = Glibc.kill(process, signal) }

    /// Waits until the process has ended, on a thread that nobody else needs.
    func end() async -> Outcome {
        let status = await withCheckedContinuation { continuation in
            Thread.detachNewThread { [process] in
                var status: Int32 = 0
                while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
        let isExit = status & 0x7f == 0
        return Outcome(
            status: isExit ? (status >> 8) & 0xff : -(status & 0x7f), output: output,
            errors: (try? String(contentsOfFile: errorFile, encoding: .utf8)) ?? "")
    }

    /// The first complete line of output that fits, waited for.
    func line(within seconds: Double = 20, where fits: (JSONValue) -> Bool = { _ in true }) async throws -> JSONValue {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let complete = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            if let line = complete.lazy.compactMap({ JSONValue(String($0)) }).first(where: fits) { return line }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw CommandError(text: "nothing awaited in: \(output)")
    }
}

struct CommandError: Error { let text: String }

/// A store with the program that works on it.
struct Store: Sendable {
    let program: String
    let path: String
    let folder: Folder

    /// Runs a verb with `--json`.
    func run(_ arguments: [String], language: String = "en", input: String? = nil) async throws -> Outcome {
        try await start(arguments, language: language, input: input).end()
    }

    func run(_ arguments: String..., language: String = "en", input: String? = nil) async throws -> Outcome {
        try await run(arguments, language: language, input: input)
    }

    /// Runs a verb that must succeed, and returns its result.
    @discardableResult
    func succeed(
        _ arguments: String..., input: String? = nil, at place: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let outcome = try await run(arguments, input: input)
        #expect(
            outcome.status == 0, "\(program) \(arguments.joined(separator: " ")): \(outcome.all)", sourceLocation: place
        )
        return outcome.json
    }

    /// The records of a kind, as `list` prints them.
    func list(_ kind: String) async throws -> [JSONValue] { try await run("list", kind).lines }

    /// Starts a verb and leaves it running.
    func start(_ arguments: [String], language: String = "en", input: String? = nil) throws -> Child {
        try Child(
            program, arguments + ["--store", path, "--json", "--lang", language], input: input, folder: folder)
    }
}

/// Runs the administrator's program, which names its stores itself.
func admin(_ arguments: String..., folder: Folder) async throws -> Outcome {
    try await Child("pakt-admin", arguments + ["--json"], folder: folder).end()
}

extension Store {
    /// Whether anything lies where the store would be.
    var exists: Bool { FileManager.default.fileExists(atPath: path) }
}
