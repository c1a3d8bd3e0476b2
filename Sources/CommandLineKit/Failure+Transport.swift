import NodeService
import SyncEngine
import SyncTransport
import Wire

extension Failure {
    init(_ error: InvitationError) {
        self.init(
            .invalidInput, "invitationMistyped",
            de: "Diese Einladung ist nicht richtig abgeschrieben (\(error.rawValue)). Bitte die ganze Zeile kopieren.",
            en: "This invitation is mistyped (\(error.rawValue)). Please copy the whole line.")
    }

    init(_ error: TransportError) {
        switch error.code {
        case .wrongKey:
            let expected = error.expectedPins.map(Fingerprint.text).joined(separator: ", ")
            let found = error.foundPin.map(Fingerprint.text) ?? "?"
            self.init(
                .notAllowed, "wrongHubKey",
                de: "Der Hub weist sich mit einem anderen Schlüssel aus. Erwartet: \(expected). Gefunden: \(found). "
                    + "Es wurde nichts gesendet. Bitte bei der Geschäftsstelle nachfragen.",
                en: "The hub shows another key. Expected: \(expected). Found: \(found). "
                    + "Nothing was sent. Please ask the city's office.")
        case .refused: self.init(refusal: error.refusal, error.refusalCode, detail: error.detail)
        case .unreachable, .handshakeFailed, .cut, .timeout:
            self.init(
                .hubUnreachable, error.code.rawValue,
                de:
                    "Der Hub ist nicht zu erreichen (\(error.detail)). Alles bleibt hier gespeichert; „pakt sync“ holt es nach.",
                en:
                    "The hub cannot be reached (\(error.detail)). Everything stays saved here; \"pakt sync\" catches up."
            )
        case .protocolViolation:
            let status: ExitStatus = error.sessionError?.code == .forked ? .needsDecision : .unexpected
            self.init(
                status, error.sessionError?.code.name ?? error.code.rawValue,
                de: "Der Hub hat Unerwartetes gesendet: \(error.detail)",
                en: "The hub sent something unexpected: \(error.detail)")
        case .storeFailed:
            self.init(.unexpected, "storeFailed", de: "Speicher: \(error.detail)", en: "Store: \(error.detail)")
        case .invalidArgument:
            self.init(.invalidInput, "invalidArgument", de: error.detail, en: error.detail)
        }
    }

    private init(refusal: Refusal?, _ code: RefusalCode?, detail: String) {
        let wait = refusal?.notBefore.map { String($0) } ?? "?"
        let until = refusal?.notAfter.map { String($0) } ?? "?"
        let name = refusal?.name ?? "refused"
        switch code {
        case .outsideWindow:
            self.init(
                .partial, name,
                de: "Der Hub erwartet diesen Knoten in \(wait) bis \(until) Sekunden. Alles bleibt hier gespeichert.",
                en: "The hub expects this node in \(wait) to \(until) seconds. Everything stays saved here.")
        case .busy, .shuttingDown:
            self.init(
                .hubUnreachable, name, de: "Der Hub ist beschäftigt; wieder in \(wait) Sekunden.",
                en: "The hub is busy; try again in \(wait) seconds.")
        case .pending:
            self.init(
                .needsDecision, name, de: "Die Geschäftsstelle hat den Beitritt noch nicht bestätigt.",
                en: "The city's office has not yet approved this node.")
        case .notEnrolled, .suspended, .revoked, .notAllowed, .bindingInvalid, .enrolmentClosed, .tooManyAttempts:
            self.init(
                .notAllowed, name, de: "Der Hub lässt diesen Knoten nicht zu (\(name)): \(detail)",
                en: "The hub does not admit this node (\(name)): \(detail)")
        case .tokenUsed:
            self.init(
                .notAllowed, name, de: "Diese Einladung wurde schon benutzt. Bitte um eine neue bitten.",
                en: "This invitation has been used already. Please ask for a new one.")
        case .tokenExpired:
            self.init(
                .notAllowed, name, de: "Diese Einladung ist abgelaufen. Bitte um eine neue bitten.",
                en: "This invitation has expired. Please ask for a new one.")
        case .tokenUnknown:
            self.init(
                .notAllowed, name, de: "Der Hub kennt diese Einladung nicht.",
                en: "The hub does not know this invitation.")
        case .forked:
            self.init(
                .needsDecision, name, de: "Der Hub hat eine andere Fassung derselben Aufzeichnung: \(detail)",
                en: "The hub holds another version of the same log: \(detail)")
        case .quota:
            self.init(.noSpace, name, de: "Der Hub hat keinen Platz: \(detail)", en: "The hub has no space: \(detail)")
        default:
            self.init(.unexpected, name, de: "Der Hub hat abgelehnt: \(detail)", en: "The hub refused: \(detail)")
        }
    }
}

extension Failure {
    init(_ error: NodeError) {
        switch error.code {
        case .notEnrolled:
            self.init(
                .notAllowed, error.code.rawValue, de: "Noch keinem Klimapakt beigetreten: pakt join EINLADUNG",
                en: "No climate pact joined yet: pakt join INVITATION")
        case .joinedElsewhere:
            self.init(
                .needsDecision, error.code.rawValue, de: "Dieser Speicher gehört schon zu \(error.detail).",
                en: "This store belongs to \(error.detail) already.")
        case .otherCompany:
            self.init(
                .needsDecision, error.code.rawValue,
                de: "\(error.detail) hat schon einen Knoten mit anderer Kennung.",
                en: "\(error.detail) has a node with another identity already.")
        case .pending:
            self.init(
                .needsDecision, error.code.rawValue,
                de: "Die Geschäftsstelle hat noch nicht bestätigt. Code: \(error.detail)",
                en: "The city's office has not approved yet. Code: \(error.detail)")
        }
    }
}
