public import Catalogue
public import PaktStore

extension Output {
    /// Prints what `verify` found; damage ends the command with its own status.
    public func report(_ findings: [Finding]) throws {
        json([
            "schema": "pakt.verify", "version": 1, "ok": .boolean(findings.isEmpty),
            "findings": .array(
                findings.map { ["code": .text($0.code), "where": .text($0.place), "text": .text($0.text)] }),
        ])
        for finding in findings { text("\(finding.code)  \(finding.place)  \(finding.text)") }
        if findings.isEmpty {
            text(
                de: "In Ordnung: Bäume, Signaturen und alle Ableitungen stimmen.",
                en: "Sound: trees, signatures and all folds agree.")
        } else {
            say(de: "Beschädigt: \(findings.count) Befunde.", en: "Damaged: \(findings.count) findings.")
            throw DamageFound()
        }
    }

    /// Prints one line of data, whatever the format.
    public static func printLine(_ text: String) { line(text) }
}

/// `verify` found damage and has said so.
struct DamageFound: Error {}

extension StoreSnapshot {
    /// The record as `list` and `dump` print it.
    ///
    /// A reference to a record with one text as its key (a site, a meter) shows that text, as people typed it.
    ///
    /// - Parameter withPartner: adds the company's name, for a hub's store.
    public func json(of record: StoredRecord, withPartner: Bool = false) throws -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("kind", .text(record.kind.name)), JSON.Member("id", .text(record.id.text)),
            JSON.Member("fields", try named(record.fields.json(of: record.kind), record.kind)),
            JSON.Member("audience", .text("\(record.audience)")),
            JSON.Member("siblings", .integer(record.hasSiblings ? record.versions.count : 0)),
        ]
        if withPartner {
            let company = try Companies.company(record.owner, in: reader)
            members.append(JSON.Member("partner", record.owner == 0 ? .null : .text(orNull: company?.name)))
        }
        return .object(members)
    }

    private func named(_ json: JSON, _ kind: Kind) throws -> JSON {
        guard let members = json.objectValue else { return json }
        return .object(
            try members.map { member in
                guard case .reference? = kind.field(member.name)?.type, let text = member.value.textValue,
                    let id = RecordID(text: text), let target = try record(id), target.kind.key.count == 1,
                    let name = target.fields.text(target.kind.key[0])
                else { return member }
                return JSON.Member(member.name, .text(name))
            })
    }
}
