public import Catalogue
public import Wire

/// A dated, immutable set of public cells: what the network published on one day.
///
/// The ledger of those who contributed stays with the hub; the cells alone may leave it.
public struct Edition: Hashable, Sendable {
    /// The day of publication.
    public let day: CivilDate
    /// The hash of the heads of all feeds that the cells were computed from.
    public let headsHash: Hash
    /// The cells as the public sees them.
    public let cells: [Cell]
    /// Who contributes what to each published cell; for the hub alone, to judge later editions.
    public let ledger: [LedgerEntry]

    /// The contributions to one published cell.
    public struct LedgerEntry: Hashable, Sendable {
        /// The cell.
        public let key: CellKey
        /// The contributions by ascending partner number.
        public let shares: [Share]
    }

    /// Publishes what may be published today beside all earlier editions.
    ///
    /// A cell stays withheld, with its whole table, when its contributors differ from those of an earlier edition
    /// by so few that the difference of both editions would betray them. The same contributors with corrected
    /// amounts may be published.
    ///
    /// - Parameters:
    ///   - earlier: all earlier editions, in any order.
    ///   - headsHash: the hash of the heads of all feeds that the table was computed from.
    public init(
        of table: FigureTable, on day: CivilDate, headsHash: Hash, under disclosure: Disclosure, earlier: [Edition]
    ) {
        self.day = day
        self.headsHash = headsHash
        var before: [CellKey: [[Share]]] = [:]
        for edition in earlier {
            for entry in edition.ledger { before[entry.key, default: []].append(entry.shares) }
        }
        let review = Review(table.tables, disclosure) { source in
            (before[source.key] ?? []).allSatisfy { disclosure.mayReplace($0, by: source.shares) }
        }
        cells = table.cells(review, isPublic: true)
        let published = Set(cells.filter { $0.status == .published }.map(\.key))
        ledger = table.tables.flatMap { $0.cells + $0.margins }
            .filter { published.contains($0.key) && !$0.shares.isEmpty }
            .map { LedgerEntry(key: $0.key, shares: $0.shares.sorted { $0.partner < $1.partner }) }
            .sorted { $0.key < $1.key }
    }

    /// The hash that the public can check: over the day, the heads and the cells.
    public var hash: Hash { Hash.sha256(publicCBOR.encoded()) }

    private var publicCBOR: CBOR {
        .array([CBOR(Int64(day.daysSince1970)), .bytes(headsHash.bytes), .array(cells.map(\.cbor))])
    }

    /// The edition as bytes, with its ledger: for the hub's own store.
    public var cbor: CBOR { .array([publicCBOR, .array(ledger.map(\.cbor))]) }

    /// Reads an edition as ``cbor`` writes it.
    public init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(2, "edition")
        let head = try parts[0].items(3, "edition")
        let days = try head[0].int("day")
        guard CivilDate.isValid(daysSince1970: days), let hash = head[1].bytesValue.flatMap({ Hash($0) }) else {
            throw FiguresError(.malformed, "edition")
        }
        day = CivilDate(daysSince1970: days)
        headsHash = hash
        var cells: [Cell] = []
        for cell in try head[2].items("cells") { cells.append(try Cell(cbor: cell)) }
        self.cells = cells
        var ledger: [LedgerEntry] = []
        for entry in try parts[1].items("ledger") { ledger.append(try LedgerEntry(cbor: entry)) }
        self.ledger = ledger
    }
}

extension Disclosure {
    /// Whether a cell may be published anew with other contributors: those who came and those who went must be
    /// nobody, or enough holdings that their sum alone is safe.
    func mayReplace(_ old: [Share], by new: [Share]) -> Bool {
        let oldPartners = Set(old.map(\.partner))
        let newPartners = Set(new.map(\.partner))
        let changed =
            old.filter { !newPartners.contains($0.partner) } + new.filter { !oldPartners.contains($0.partner) }
        return changed.isEmpty || isSafe(changed)
    }
}

extension Edition.LedgerEntry {
    var cbor: CBOR {
        let cell = Cell(key: key, amount: nil, contributors: shares.count, status: .published)
        return .array([cell.cbor, .array(shares.map(\.cbor))])
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(2, "ledger")
        key = try Cell(cbor: parts[0]).key
        var shares: [Share] = []
        for share in try parts[1].items("ledger") { shares.append(try Share(cbor: share)) }
        self.shares = shares
    }
}

extension Share {
    var cbor: CBOR {
        .array([
            .unsigned(UInt64(partner)), .text(holding.key), amount.rationalCBOR, guarded.rationalCBOR, .boolean(isOpen),
        ])
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(5, "share")
        guard let partner = parts[0].unsignedValue.flatMap({ UInt32(exactly: $0) }) else {
            throw FiguresError(.malformed, "share")
        }
        self.init(
            partner: partner, holding: Holding(try parts[1].text("holding")), amount: try parts[2].exact("amount"),
            guarded: try parts[3].exact("amount"), isOpen: try parts[4].bool("share"))
    }
}
