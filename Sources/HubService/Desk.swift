public import Catalogue
public import Figures
public import PaktStore
public import Wire

/// What the office does with records: confirm, accept, republish.
extension Hub {
    /// Confirms an agreement as it stands: with this record it is in force.
    public func confirm(agreement word: String, by name: String?) throws -> (partner: String, id: RecordID) {
        try replica.write { transaction in
            let record = try transaction.record(named: word)
            guard record.kind.number == Kind.agreement.number, !record.isDeleted else {
                throw HubError(.notAnAgreement, word)
            }
            guard !record.hasSiblings else { throw HubError(.undecided, word) }
            var fields = Fields([
                "agreement": .reference(record.id), "agreementDot": .text(record.chosen.dot.description),
                "confirmedOn": .date(BerlinTime.local(now).date),
            ])
            if let name { fields["by"] = .text(name) }
            _ = try Catalogue.validate(fields, of: .confirmation)
            _ = try transaction.append(
                Draft(kind: .confirmation, fields: fields, audience: .desk, partner: record.owner))
            return (try transaction.companyName(record.owner), record.id)
        }
    }

    /// Accepts an inventory in the version that the partner submitted last; only then figures count it.
    public func accept(inventory word: String, note: String?) throws -> (partner: String, id: RecordID) {
        try replica.write { transaction in
            let record = try transaction.record(named: word)
            guard record.kind.number == Kind.inventory.number, !record.isDeleted else {
                throw HubError(.notAnInventory, word)
            }
            guard !record.hasSiblings else { throw HubError(.undecided, word) }
            let dot = record.chosen.dot.description
            let isSubmitted = try transaction.records(owner: record.owner, kind: .submission).contains {
                $0.fields.reference("inventory") == record.id && $0.fields.text("inventoryDot") == dot
            }
            guard isSubmitted else { throw HubError(.notSubmitted, word) }
            var fields = Fields([
                "inventory": .reference(record.id), "inventoryDot": .text(dot),
                "acceptedOn": .date(BerlinTime.local(now).date),
            ])
            if let note { fields["note"] = .text(note) }
            _ = try Catalogue.validate(fields, of: .acceptance)
            _ = try transaction.append(
                Draft(kind: .acceptance, fields: fields, audience: .desk, partner: record.owner))
            return (try transaction.companyName(record.owner), record.id)
        }
    }

    /// Publishes a partner's best practice to the network, without the contact person.
    public func republish(bestPractice word: String) throws -> RecordID {
        try replica.write { transaction in
            let record = try transaction.record(named: word)
            guard record.kind.number == Kind.bestPractice.number, record.owner > 0, !record.isDeleted else {
                throw HubError(.nothingToPublish, word)
            }
            var fields = record.fields
            fields["contact"] = nil
            if fields["partnerName"] == nil { fields["partnerName"] = .text(try transaction.companyName(record.owner)) }
            let published = try transaction.records(owner: 0, kind: .bestPractice)
            guard !published.contains(where: { $0.fields == fields }) else {
                throw HubError(.alreadyPublished, word)
            }
            return try transaction.append(Draft(kind: .bestPractice, fields: fields, audience: .network)).id
        }
    }

    /// Writes a record of the office (an event, the network's profile) for all partners.
    public func add(_ kind: Kind, _ fields: Fields) throws -> Appended {
        _ = try Catalogue.validate(fields, of: kind)
        return try replica.write { try $0.append(Draft(kind: kind, fields: fields)) }
    }

    /// Submitted inventories that wait for a decision, and agreements that wait for the city's signature.
    public func reviews() throws -> [(partner: String, record: StoredRecord)] {
        try replica.read { snapshot in
            let decided = Set(
                try snapshot.records(kind: .acceptance).compactMap { $0.fields.text("inventoryDot") }
                    + snapshot.records(kind: .confirmation).compactMap { $0.fields.text("agreementDot") })
            let submitted = Set(try snapshot.records(kind: .submission).compactMap { $0.fields.text("inventoryDot") })
            let inventories = try snapshot.records(kind: .inventory).filter {
                submitted.contains($0.chosen.dot.description)
            }
            let agreements = try snapshot.records(kind: .agreement).filter { $0.fields.text("state") != "draft" }
            return try (inventories + agreements)
                .filter { $0.owner > 0 && !decided.contains($0.chosen.dot.description) }
                .map { (try snapshot.companyName($0.owner), $0) }
        }
    }
}

extension StoreSnapshot {
    /// The name of a company by its number.
    public func companyName(_ owner: UInt32) throws -> String {
        try Companies.company(owner, in: reader)?.name ?? "\(owner)"
    }
}

/// Figures of the network and their publication.
extension Hub {
    /// The table of all figures from the rows that the fold keeps.
    public func table(years: [Int]? = nil) throws -> FigureTable {
        FigureTable(
            contributions: try replica.read { try FiguresFold.contributions($0) }, years: years,
            on: BerlinTime.local(now).date)
    }

    /// The hash of the heads of all feeds that figures are made of: what a published number can be checked against.
    public func headsHash() throws -> Hash {
        try replica.read { snapshot in
            Position.digest(
                try snapshot.logs().filter { $0.descriptor.feed.audience != .own && $0.size > 0 }.map(\.position))
        }
    }

    static let editionPrefix = "edition/"

    /// All published editions, the oldest first.
    public func editions() throws -> [Edition] {
        try replica.read { snapshot in
            var editions: [Edition] = []
            let prefix = Array(Self.editionPrefix.utf8)
            try snapshot.reader.scan(.meta, from: prefix) { key, value in
                guard [UInt8](copying: key).starts(with: prefix) else { return false }
                editions.append(try Edition(cbor: CBOR(parsing: [UInt8](copying: value))))
                return true
            }
            return editions
        }
    }

    /// What an edition of today would publish; nothing is stored.
    public func draftEdition() throws -> Edition {
        Edition(
            of: try table(), on: BerlinTime.local(now).date, headsHash: try headsHash(), under: disclosure,
            earlier: try editions())
    }

    /// Publishes today's edition: kept for ever with its ledger, its cells sent to all partners.
    public func publish() throws -> (name: String, edition: Edition) {
        let edition = try draftEdition()
        return try replica.write { transaction in
            var number = 1
            func name() -> String { number == 1 ? edition.day.description : "\(edition.day).\(number)" }
            while try transaction.fact(Self.editionPrefix + name()) != nil { number += 1 }
            try transaction.setFact(Self.editionPrefix + name(), to: edition.cbor)
            for cell in edition.cells {
                _ = try transaction.append(
                    Draft(
                        kind: .publishedCell,
                        fields: cell.fields(edition: name(), on: edition.day, headsHash: edition.headsHash)))
            }
            return (name(), edition)
        }
    }
}
