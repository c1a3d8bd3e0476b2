public import Catalogue
import NodeService
import PaktStore
import SyncEngine
import SyncTransport
import Wire

/// How a program ends; the numbers are part of the command line's contract.
public enum ExitStatus: Int32, Sendable {
    case success = 0
    case unexpected = 1
    /// Wrong usage or invalid input.
    case invalidInput = 2
    /// Done in part.
    case partial = 3
    /// Not enrolled, revoked, or not allowed.
    case notAllowed = 4
    /// The data is damaged.
    case damaged = 5
    case storeBusy = 6
    case hubUnreachable = 7
    /// A person has to decide.
    case needsDecision = 8
    case noSpace = 9
    case storeNotFound = 10
    case interrupted = 130
}

/// Why a command ends without success: what people read, and what scripts rely on.
public struct Failure: Error, Sendable {
    /// The program's exit status.
    public let status: ExitStatus
    /// The stable English name of the reason.
    public let code: String
    /// What happened and what to do, for people.
    public let text: Label

    /// Makes a failure with its sentence in both languages.
    public init(_ status: ExitStatus, _ code: String, de: String, en: String) {
        self.status = status
        self.code = code
        text = Label(de: de, en: en)
    }
}

extension Failure {
    /// The failure that an error of any layer means for the user.
    public init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as WireError: self.init(StoreError(.damaged, "\(error)"))
        case let error as CatalogueError where error.code == .badPayload:
            self.init(StoreError(.damaged, error.text(.en)))
        case let error as CatalogueError:
            self.init(.invalidInput, error.code.rawValue, de: error.text(.de), en: error.text(.en))
        case let error as StoreError: self.init(error)
        case let error as NodeError: self.init(error)
        case let error as TransportError: self.init(error)
        case let error as InvitationError: self.init(error)
        default:
            self.init(.unexpected, "unexpected", de: "Unerwarteter Fehler: \(error)", en: "Unexpected error: \(error)")
        }
    }

    private init(_ error: StoreError) {
        let detail = error.detail
        let (status, de, en): (ExitStatus, String, String) =
            switch error.code {
            case .notFound:
                (
                    .storeNotFound, "Hier ist kein Speicher. Anlegen mit „init“ oder „join“. \(detail)",
                    "There is no store here. Make one with \"init\" or \"join\". \(detail)"
                )
            case .alreadyExists:
                (.invalidInput, "Hier ist schon ein Speicher. \(detail)", "There is a store here already. \(detail)")
            case .wrongRole: (.invalidInput, "Der falsche Speicher: \(detail)", "The wrong store: \(detail)")
            case .damaged, .badSignature:
                (
                    .damaged, "Der Speicher ist beschädigt: \(detail). Nichts wurde verändert.",
                    "The store is damaged: \(detail). Nothing was changed."
                )
            case .newerFormat:
                (
                    .invalidInput, "Der Speicher ist von einem neueren Programm. \(detail)",
                    "The store was made by a newer program. \(detail)"
                )
            case .forked, .gap:
                (
                    .needsDecision, "Zwei Fassungen derselben Aufzeichnung: \(detail)",
                    "Two versions of the same log: \(detail)"
                )
            case .notAllowed: (.notAllowed, "Nicht erlaubt: \(detail)", "Not allowed: \(detail)")
            case .noSuchRecord:
                (
                    .invalidInput, "Kein Eintrag mit der Kennung \(detail).", "No record has the id \(detail)."
                )
            case .ambiguousRecord:
                (
                    .invalidInput, "Mehrere Einträge beginnen mit \(detail); bitte mehr Zeichen angeben.",
                    "Several records begin with \(detail); give more characters."
                )
            case .tooLarge: (.invalidInput, "Zu groß: \(detail)", "Too large: \(detail)")
            case .badKeyFile: (.notAllowed, "Schlüsseldatei: \(detail)", "Key file: \(detail)")
            case .badBackup:
                (.damaged, "Die Sicherung ist nicht brauchbar: \(detail)", "The backup cannot be used: \(detail)")
            case .noSpace: (.noSpace, "Kein Platz mehr: \(detail)", "No space left: \(detail)")
            case .outcomeUnknown:
                (
                    .needsDecision,
                    "Der Datenträger hat einen Fehler gemeldet; ob gespeichert wurde, zeigt „pakt status“. \(detail)",
                    "The disk reported an error; \"pakt status\" shows whether it was saved. \(detail)"
                )
            case .unsuitablePlace:
                (.notAllowed, "Hier kann kein Speicher liegen: \(detail)", "A store cannot lie here: \(detail)")
            case .busy: (.storeBusy, "Der Speicher ist belegt: \(detail)", "The store is busy: \(detail)")
            case .unexpected: (.unexpected, "Unerwarteter Fehler: \(detail)", "Unexpected error: \(detail)")
            }
        self.init(status, error.code.rawValue, de: de.trimmedEnd, en: en.trimmedEnd)
    }
}

extension String {
    fileprivate var trimmedEnd: String { last == " " ? String(dropLast()) : self }
}
