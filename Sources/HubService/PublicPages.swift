public import Catalogue
import Figures
public import Pages
import PaktStore
import SyncEngine
import Wire

/// The public page, made of the newest edition, of what partners have signed and of what the office has published.
extension Hub {
    /// The page in a language; before the first publication it names partners and dates and shows no figure.
    ///
    /// - Complexity: O(cells of the edition + partners × their targets).
    public func publicPage(_ language: Language) throws -> PublicPage {
        try replica.read { snapshot in
            let edition = try snapshot.newestEdition()
            let contributions = try FiguresFold.contributions(snapshot)
            let figures = PublicFigures(edition, contributions, today: BerlinTime.local(now).date)
            let profile = try snapshot.records(owner: 0, kind: .networkProfile).first?.fields
            return PublicPage(
                networkName: profile?.text("name") ?? replica.identity.name, headline: figures.headline,
                edition: try pageEdition(edition, profile, snapshot), path: figures.path,
                energy: figures.energy(language), measures: figures.measures(language),
                partners: try figures.summary.partners.compactMap { line in
                    try contributions.first { $0.partner == line.partner }
                        .flatMap { try PartnerRow(line, $0, in: snapshot, language) }
                },
                bestPractices: try snapshot.records(owner: 0, kind: .bestPractice).reversed()
                    .map { BestPracticeCard($0.fields, language) },
                events: try events(snapshot), gas: figures.gas,
                contactMail: profile?.text("contact").flatMap { $0.contains("@") ? $0 : nil },
                withheldNote: edition == nil ? Self.unpublishedNote[language] : figures.withheldNote(language))
        }
    }

    /// The cells of the newest edition; empty before the first publication.
    public func publicCells() throws -> [FigureCell] {
        try replica.read { try $0.newestEdition()?.cells.map { FigureCell($0) } ?? [] }
    }

    private static let unpublishedNote = Label(
        de: "Noch ist keine Ausgabe veröffentlicht. Die Zahlen folgen mit der ersten.",
        en: "No edition has been published yet. The figures will follow with the first one.")

    private func pageEdition(
        _ edition: Figures.Edition?, _ profile: Fields?, _ snapshot: StoreSnapshot
    ) throws -> PageEdition {
        let newest = try snapshot.logs().filter { $0.descriptor.feed.audience == .city && $0.owner > 0 }
            .compactMap(\.receipt?.receipt.at).max().map { Instant(secondsSince1970: Int64($0 / 1000)) }
        return PageEdition(
            publishedOn: edition?.day ?? BerlinTime.local(now).date,
            newestData: newest.map { min($0, edition.map(Self.end) ?? $0) }, now: now,
            digest: edition?.headsHash.description, factorEditions: profile?.texts("factorEditions") ?? [])
    }

    /// The last second of an edition's day: what came later is not in its figures.
    private static func end(of edition: Figures.Edition) -> Instant {
        BerlinTime.midnight(edition.day.adding(days: 1)).adding(seconds: -1)
    }

    /// What lies ahead, the next one first; then what is over, the last one first.
    private func events(_ snapshot: StoreSnapshot) throws -> [EventRow] {
        let today = BerlinTime.local(now).date
        let rows = try snapshot.records(owner: 0, kind: .event).compactMap { EventRow($0.fields) }
            .sorted { ($0.date, $0.title) < ($1.date, $1.title) }
        return rows.filter { $0.date >= today } + rows.filter { $0.date < today }.reversed()
    }
}

extension StoreSnapshot {
    /// The edition published last, or `nil` before the first.
    func newestEdition() throws -> Figures.Edition? {
        let prefix = Array(Hub.editionPrefix.utf8)
        var newest: (day: Substring, number: Int, bytes: [UInt8])?
        try reader.scan(.meta, from: prefix) { key, value in
            let key = [UInt8](copying: key)
            guard key.starts(with: prefix) else { return false }
            // Several editions of one day are numbered without leading zeros, so that bytes do not order them.
            let parts = String(decoding: key.dropFirst(prefix.count), as: UTF8.self).split(separator: ".")
            guard let day = parts.first else { return true }
            let number = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
            if newest.map({ ($0.day, $0.number) < (day, number) }) ?? true {
                newest = (day, number, [UInt8](copying: value))
            }
            return true
        }
        return try newest.map { try Figures.Edition(cbor: CBOR(parsing: $0.bytes)) }
    }
}

extension PartnerRow {
    /// An active partner with the reduction it has signed; nil while it has not told its name.
    init?(
        _ line: NetworkSummary.PartnerLine, _ contribution: Contribution, in snapshot: StoreSnapshot,
        _ language: Language
    ) throws {
        guard !line.name.isEmpty else { return nil }
        let sector = try snapshot.records(owner: line.partner, kind: .partner).first?.fields.text("sectorGroup")
        // A target of which two versions stand may still change.
        let reductions = contribution.undecided.contains(.agreement) ? [] : line.reductions
        let reduction = reductions.min { Self.order($0.scopes) < Self.order($1.scopes) }
        let target = contribution.targets.first { $0.scopeText == reduction?.scopes }
        self.init(
            name: line.name, sector: sector.map { Kind.partner.label(of: $0, in: "sectorGroup", language) } ?? "–",
            isInitiator: line.isInitiator, target2035Percent: reduction?.percent, baseYear: target?.path?.baseYear)
    }

    /// Of several targets the one that the network's total is compared with comes first, then the widest.
    private static func order(_ scopes: String) -> (Int, Int) {
        (scopes == PublicFigures.scopes ? 0 : 1, -scopes.utf8.count)
    }
}

extension BestPracticeCard {
    init(_ fields: Fields, _ language: Language) {
        func text(_ name: String) -> String {
            fields.text(name + (language == .de ? "De" : "En")) ?? fields.text(name + "De") ?? ""
        }
        let effects = ["savingKwh", "savingKgCo2e"].compactMap { name in
            Kind.bestPractice.field(name).flatMap { field in
                fields[name].map { "\($0.text(language, field: field)) \(field.unit ?? "")" }
            }
        }
        self.init(
            title: text("title"), partner: fields.text("partnerName") ?? "",
            category: fields.text("category").map { Kind.bestPractice.label(of: $0, in: "category", language) },
            summary: text("text"), effect: effects.isEmpty ? nil : effects.joined(separator: " · "))
    }
}

extension EventRow {
    init?(_ fields: Fields) {
        guard let title = fields.text("title"), let date = fields.date("date") else { return nil }
        let place = [fields.text("place"), fields.text("starts")].compactMap(\.self)
        self.init(title: title, date: date, place: place.isEmpty ? nil : place.joined(separator: ", "))
    }
}

extension FigureCell {
    /// A cell as the pages show it; a value only where there is one.
    init(_ cell: Cell) {
        self.init(
            figure: cell.key.figure.rawValue, year: cell.key.year,
            dimensions: cell.key.dimensions.map { Dimension($0.name, $0.value) }, value: cell.amount,
            unit: cell.unit == "1" ? "" : cell.unit, contributors: cell.amount == nil ? nil : cell.contributors,
            state: CellState(cell.status))
    }
}

extension CellState {
    init(_ status: CellStatus) {
        self =
            switch status {
            case .published: .published
            case .withheld: .withheld
            case .provisional: .provisional
            case .noData: .noData
            }
    }
}

extension Kind {
    /// The word for a code of a field; the code itself when a newer program wrote it.
    func label(of code: String, in field: String, _ language: Language) -> String {
        self.field(field)?.codes.first { $0.code == code }?.label[language] ?? code
    }
}
