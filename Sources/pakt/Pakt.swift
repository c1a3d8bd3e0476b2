import ArgumentParser
import CommandLineKit

/// The program of a company: records, figures, synchronisation.
@main
struct Pakt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pakt",
        abstract: "Record climate work offline and share it with the city's climate pact.",
        discussion: """
            First steps:
              pakt init --partner "Musterbau GmbH"
              pakt add Site name="Werk Nord" postcode=47053 insideCity=yes
              pakt import lastgang.csv --as MeterProfile --meter "Strom 1"
              pakt join INVITATION
              pakt sync
            """,
        version: Program.version,
        subcommands: [
            Init.self, Kinds.self, Add.self, Edit.self, Delete.self, Show.self, History.self, List.self, Import.self,
            Calculate.self, Path.self, MakeInventory.self, Submit.self, ReleaseFigures.self, Join.self, Sync.self,
            Serve.self, Preview.self, Status.self, Doctor.self, Verify.self, Backup.self, Restore.self, Log.self,
            Export.self, Network.self, Conflicts.self, Version.self,
        ])

    static func main() async { await Program.main(Pakt.self) }
}

extension PaktCommand {
    /// The store of this company.
    func openStore() throws -> Node { try Node.open(at: options.storePath(program: "pakt")) }
}
