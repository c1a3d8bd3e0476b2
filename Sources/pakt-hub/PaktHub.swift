import ArgumentParser
import CommandLineKit
import HubService

/// The program of the city's office: the hub of a climate pact.
@main
struct PaktHub: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pakt-hub",
        abstract: "Run the hub of a climate pact: invite, receive, review, aggregate, publish.",
        discussion: """
            First steps:
              pakt-hub init --name "Klimapakt Duisburg"
              pakt-hub serve
              pakt-hub invite --partner "Musterbau GmbH"
            """,
        version: Program.version,
        subcommands: [
            Init.self, Serve.self, Invite.self, Approve.self, Suspend.self, Revoke.self, Reactivate.self, Partners.self,
            Agreements.self, Reviews.self, Confirm.self, Accept.self, Republish.self, Add.self, Import.self,
            Schedule.self, Policy.self, Figures.self, Explain.self, Publish.self, Status.self, Verify.self, Backup.self,
            Restore.self, Log.self, Export.self, Version.self,
        ])

    static func main() async { await Program.main(PaktHub.self) }
}

extension PaktCommand {
    /// The hub of this city.
    func openHub() throws -> Hub { try Hub.open(at: options.storePath(program: "pakt-hub")) }
}

extension Failure {
    /// The failure that the office's error means.
    init(_ error: HubError) {
        let (status, de, en): (ExitStatus, String, String) =
            switch error.code {
            case .unknownPartner:
                (.invalidInput, "Kein Partner heißt „\(error.detail)“.", "No partner is called \"\(error.detail)\".")
            case .wrongCode:
                (
                    .notAllowed, "Der Code \(error.detail) passt nicht. Bitte beim Unternehmen nachfragen.",
                    "The code \(error.detail) does not fit. Please ask the company."
                )
            case .notPending:
                (
                    .invalidInput, "\(error.detail) wartet nicht auf eine Bestätigung.",
                    "\(error.detail) is not waiting for approval."
                )
            case .notAnAgreement:
                (.invalidInput, "\(error.detail) ist keine Vereinbarung.", "\(error.detail) is not an agreement.")
            case .notAnInventory:
                (.invalidInput, "\(error.detail) ist keine Bilanz.", "\(error.detail) is not an inventory.")
            case .notSubmitted:
                (
                    .needsDecision, "Die heutige Fassung von \(error.detail) ist nicht eingereicht.",
                    "\(error.detail) as it stands was not submitted."
                )
            case .undecided:
                (
                    .needsDecision, "\(error.detail) hat zwei Fassungen; das Unternehmen muss entscheiden.",
                    "\(error.detail) has two versions; the company must decide."
                )
            case .alreadyPublished:
                (.invalidInput, "\(error.detail) ist schon veröffentlicht.", "\(error.detail) is published already.")
            case .nothingToPublish:
                (
                    .invalidInput, "\(error.detail) lässt sich nicht veröffentlichen.",
                    "\(error.detail) cannot be published."
                )
            }
        self.init(status, error.code.rawValue, de: de, en: en)
    }
}

/// Runs the office's work and turns its errors into failures.
func office<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as HubError {
        throw Failure(error)
    }
}
