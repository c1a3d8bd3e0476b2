import ArgumentParser
import CommandLineKit
import HubService
import PaktStore

/// The administrator's program: looks into stores and compares them; it never writes records.
@main
struct PaktAdmin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pakt-admin",
        abstract: "Inspect, compare and verify the stores of a climate pact.",
        version: Program.version,
        subcommands: [Replicas.self, Inspect.self, Dump.self, Diff.self, Verify.self, Heads.self, Version.self])

    static func main() async { await Program.main(PaktAdmin.self) }
}

/// Opening whichever store is named.
enum AnyStore {
    static func open(_ path: String) throws -> Replica {
        try StoreFolder.open(at: path) { $0 == .hub ? FiguresFold() : nil }
    }
}
