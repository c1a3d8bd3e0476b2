public import Catalogue
import Figures
public import Pages
import PaktStore
import Wire

/// The desk of the city's office: members, reviews and raw cells, each with the command that settles it.
extension Hub {
    /// The desk in a language; its cells are unprotected and stay on the hub's machine.
    ///
    /// - Complexity: O(records that figures are made of).
    public func deskPage(_ language: Language) throws -> DeskPage {
        let open = try reviews()
        return try replica.read { snapshot in
            let profile = try snapshot.records(owner: 0, kind: .networkProfile).first?.fields
            let contributions = try FiguresFold.contributions(snapshot)
            let table = FigureTable(contributions: contributions, on: BerlinTime.local(now).date)
            return DeskPage(
                networkName: profile?.text("name") ?? replica.identity.name, now: now,
                members: try snapshot.replicaLines().map { MemberRow($0, language) },
                reviews: try open.map { try ReviewRow($0.record, of: $0.partner, in: snapshot, language) },
                cells: table.cells(under: disclosure).map { FigureCell($0) })
        }
    }
}

extension MemberRow {
    init(_ line: ReplicaLine, _ language: Language) {
        let member = line.member
        // The code is not filled in: the office types the one that the company told.
        let approval = "pakt-hub approve \(quoted(member.partnerName)) --code …"
        self.init(
            partner: member.partnerName, node: member.nodeName ?? "–", standing: member.state.label[language],
            lastContact: line.contact.map { Instant(secondsSince1970: $0.at) },
            entries: line.logs.reduce(0) { $0 + Int($1.size) },
            behind: line.contact == nil ? nil : Int(line.behind),
            version: line.contact?.program ?? member.program ?? "–",
            command: member.state == .pending ? approval : nil)
    }
}

extension MemberState {
    /// The word people read.
    var label: Label {
        switch self {
        case .invited: Label(de: "eingeladen", en: "invited")
        case .pending: Label(de: "wartet auf Bestätigung", en: "waits for approval")
        case .active: Label(de: "aktiv", en: "active")
        case .suspended: Label(de: "ausgesetzt", en: "suspended")
        case .revoked: Label(de: "widerrufen", en: "revoked")
        }
    }
}

extension ReviewRow {
    init(_ record: StoredRecord, of partner: String, in snapshot: StoreSnapshot, _ language: Language) throws {
        let fields = record.fields
        let isInventory = record.kind.number == Kind.inventory.number
        var since = fields.date("signedOn")
        let state = fields.text("state").map { record.kind.label(of: $0, in: "state", language) }
        var title = fields.text("number") ?? state
        if isInventory {
            let dot = record.chosen.dot.description
            since = try snapshot.records(owner: record.owner, kind: .submission)
                .filter { $0.fields.text("inventoryDot") == dot }.compactMap { $0.fields.date("submittedOn") }.min()
            let occasion = fields.text("kind").map { record.kind.label(of: $0, in: "kind", language) }
            title = [fields.integer("hubYear").map { "\($0)" }, occasion].compactMap(\.self).joined(separator: ", ")
        }
        let checks = Catalogue.findings(fields, of: record.kind)
        var findings = checks.errors.map { $0.text(language) } + checks.warnings.map { $0.text[language] }
        if record.hasSiblings { findings.append(Self.siblings[language]) }
        self.init(
            kind: record.kind.label[language], partner: partner, title: title ?? record.id.text, since: since,
            findings: findings, command: "pakt-hub \(isInventory ? "accept" : "confirm") \(record.id.text)")
    }

    private static let siblings = Label(
        de: "Es gibt zwei Fassungen; der Klimapartner muss sich entscheiden.",
        en: "There are two versions; the partner has to decide.")
}

/// A word as a shell takes it, whatever it holds.
private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
