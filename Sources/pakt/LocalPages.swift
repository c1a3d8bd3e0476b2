import Catalogue
import CommandLineKit
import Glibc
import NodeService
import PaktStore
import Pages
import SyncEngine
import Wire

/// The local page of `pakt serve`: what this store holds, how far the city has it, where the company stands.
struct LocalPages: Sendable {
    let node: Node
    private var replica: Replica { node.replica }

    init(node: Node) {
        self.node = node
    }

    /// The local page with its form.
    ///
    /// - Parameter onNewOpenPath: called with the next one-time path each time one was used.
    func site(onNewOpenPath: @escaping @Sendable (String) -> Void = { _ in }) -> LocalSite {
        LocalSite(
            page: { language in try page(language) },
            addMeasure: { form, language in addMeasure(form, language) }, onNewOpenPath: onNewOpenPath)
    }

    /// The page as the store stands now; of a store that cannot be read it says so.
    func page(_ language: Language) throws -> LocalPage {
        do {
            return try replica.read { snapshot in
                let status = try NodeStatus(replica, snapshot)
                let path = try OwnPath(snapshot, year: Process.today.year)
                return LocalPage(
                    partner: status.partner, networkName: status.enrolment?.networkName, state: status.state,
                    tasks: try tasks(status, snapshot, language), savedEntries: Int(status.entries),
                    unsent: Int(status.unsent), lastSaved: try lastSaved(snapshot),
                    lastReceipt: status.receiptFacts,
                    nextWindow: status.nextSync.map { SyncWindow(notBefore: $0.notBefore, notAfter: $0.notAfter) },
                    now: Process.now, measures: try snapshot.localMeasures(language),
                    categories: MeasureChoices.of("category", language), themes: MeasureChoices.of("theme", language),
                    path: path.years, gas: path.gas)
            }
        } catch let error as StoreError where error.code == .damaged || error.code == .badSignature {
            let task = LocalTask(text: Failure(error).text[language], command: "pakt verify")
            return LocalPage(
                partner: replica.identity.name, state: .damaged, tasks: [task], savedEntries: 0, unsent: 0,
                now: Process.now, categories: MeasureChoices.of("category", language),
                themes: MeasureChoices.of("theme", language))
        }
    }

    private func tasks(_ status: NodeStatus, _ snapshot: StoreSnapshot, _ language: Language) throws -> [LocalTask] {
        var tasks: [(Label, String?)] = []
        if let enrolment = status.enrolment {
            if !enrolment.isActive {
                let text = Label(
                    de: "Die Geschäftsstelle hat noch nicht bestätigt. Code: \(enrolment.code)",
                    en: "The city's office has not approved yet. Code: \(enrolment.code)")
                tasks.append((text, "pakt sync"))
            }
        } else {
            let text = Label(de: "Noch keinem Klimapakt beigetreten.", en: "No climate pact joined yet.")
            tasks.append((text, "pakt join @\(language == .de ? "EINLADUNG" : "INVITATION")"))
        }
        if status.conflicts > 0 {
            let text = Label(
                de: "Einträge in zwei Fassungen: \(status.conflicts)",
                en: "Records in two versions: \(status.conflicts)")
            tasks.append((text, "pakt conflicts"))
        }
        if let refusal = try snapshot.hint(SyncSchedule.refusalHint)?.textValue {
            let text = Label(
                de: "Die Stadt hat den letzten Abgleich abgelehnt: \(refusal)",
                en: "The city refused the last session: \(refusal)")
            tasks.append((text, "pakt sync"))
        }
        return tasks.map { LocalTask(text: $0.0[language], command: $0.1) }
    }

    // MARK: The form

    /// Stores the measure of a form, or says what is wrong with every field.
    func addMeasure(_ form: [String: String], _ language: Language) -> FormOutcome {
        do {
            let id = try replica.write { transaction in
                let fields = try Self.measureFields(form, language)
                let audience = try node.audience(of: .measure, asked: nil, transaction)
                let appended = try transaction.append(Draft(kind: .measure, fields: fields, audience: audience))
                try transaction.noteSaved(at: Process.now)
                return appended.id
            }
            return .added(id: id.text)
        } catch let mistakes as FormMistakes {
            return .refused(mistakes.errors.map { FieldError(field: $0.field, text: $0.text(language)) })
        } catch {
            return .refused([FieldError(field: nil, text: Failure(error).text[language])])
        }
    }

    /// All mistakes of a form at once, so that a person mends them in one go.
    private struct FormMistakes: Error {
        var errors: [CatalogueError] = []
    }

    private static func measureFields(_ form: [String: String], _ language: Language) throws -> Fields {
        var fields = Fields()
        var mistakes = FormMistakes()
        for (name, text) in form.sorted(by: { $0.key < $1.key }) {
            do {
                let read = try Catalogue.fields(from: [(name, text)], of: .measure, language: language)
                fields.values.merge(read.values) { _, new in new }
            } catch {
                mistakes.errors.append(error)
            }
        }
        // A field that could not be read is not also a missing one.
        let unread = Set(mistakes.errors.map(\.field))
        let findings = Catalogue.findings(fields, of: .measure)
        mistakes.errors += findings.errors.filter { $0.field == nil || !unread.contains($0.field) }
        guard mistakes.errors.isEmpty else { throw mistakes }
        return fields
    }

    // MARK: When

    /// When the newest entry was written: as noted with it, else when the data file was written last.
    private func lastSaved(_ snapshot: StoreSnapshot) throws -> Instant? {
        let count = try snapshot.savedEntryCount
        guard count > 0 else { return nil }
        if let note = try snapshot.hint(SavedNote.hint)?.arrayValue, note.count == 2, note[0].unsignedValue == count,
            let seconds = note[1].integer
        {
            return Instant(secondsSince1970: seconds)
        }
        var status = stat()
        guard unsafe lstat(node.path + "/data.mdb", &status) == 0 else { return nil }
        return Instant(secondsSince1970: Int64(status.st_mtim.tv_sec))
    }
}

/// The note of when the newest entry was written: entries themselves carry no time.
enum SavedNote {
    static let hint = "saved"
}

extension StoreSnapshot {
    /// The entries of the own company.
    fileprivate var savedEntryCount: UInt64 {
        get throws {
            try logs().filter { $0.owner == Node.company && [.own, .city].contains($0.descriptor.feed.audience) }
                .reduce(0) { $0 + $1.size }
        }
    }

    /// The company's measures with their newest progress, newest first.
    func localMeasures(_ language: Language) throws -> [LocalMeasure] {
        var newest: [RecordID: (date: CivilDate, state: String)] = [:]
        for progress in try records(owner: Node.company, kind: .measureProgress) {
            guard let measure = progress.fields.reference("measure"), let date = progress.fields.date("date"),
                let state = progress.fields.text("state"), newest[measure].map({ $0.date <= date }) ?? true
            else { continue }
            newest[measure] = (date, Kind.measureProgress.word(for: state, in: "state", language))
        }
        return try records(owner: Node.company, kind: .measure).reversed().map { record in
            let fields = record.fields
            func word(_ field: String) -> String {
                fields.text(field).map { Kind.measure.word(for: $0, in: field, language) } ?? "–"
            }
            return LocalMeasure(
                id: record.id.text, title: fields.text("title") ?? record.id.text, category: word("category"),
                theme: word("theme"), state: newest[record.id]?.state, start: fields.date("start"),
                expectedKwh: fields.exact("expectedSavingKwh"), expectedKg: fields.exact("expectedSavingKgCo2e"),
                isReceived: try isReceived(record))
        }
    }

    /// Whether the city has the record as it stands: by its receipt, or because it came from there.
    private func isReceived(_ record: StoredRecord) throws -> Bool {
        guard record.audience == .city, let log = try log(record.chosen.dot.log) else { return false }
        guard log.descriptor.feed.writer == replica.identity.publicKey else { return true }
        return record.chosen.dot.sequence < log.receipt?.receipt.size ?? 0
    }
}

extension StoreTransaction {
    /// Notes when the entries of this transaction were written; to be called after the last of them.
    func noteSaved(at now: Instant) throws {
        try setHint(SavedNote.hint, to: .array([.unsigned(try savedEntryCount), CBOR(now.secondsSince1970)]))
    }
}

extension NodeStatus {
    /// What the city has confirmed, over all feeds.
    fileprivate var receiptFacts: ReceiptFacts? {
        receipt.map { newest in
            let count = feeds.compactMap(\.receipt?.receipt.size).reduce(0, +)
            return ReceiptFacts(
                at: Instant(secondsSince1970: Int64(newest.receipt.at / 1000)), entries: Int(count))
        }
    }
}

/// The choices of a measure's fields.
enum MeasureChoices {
    static func of(_ field: String, _ language: Language) -> [Choice] {
        (Kind.measure.field(field)?.codes ?? []).map { Choice(code: $0.code, label: $0.label[language]) }
    }
}

extension Kind {
    /// The word for a code of a field; the code itself when a newer program wrote it.
    func word(for code: String, in field: String, _ language: Language) -> String {
        self.field(field)?.codes.first { $0.code == code }?.label[language] ?? code
    }
}
