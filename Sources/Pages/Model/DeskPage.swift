public import Catalogue

/// Everything that the desk of the city's office shows: members, open reviews and raw cells.
///
/// The cells are unprotected; the page says so and is served on this machine only.
public struct DeskPage: Sendable {
    /// The network's name.
    public var networkName: String
    /// The moment the page stands for.
    public var now: Instant
    /// Every enrolled node, one row each.
    public var members: [MemberRow]
    /// What waits for a decision of the office.
    public var reviews: [ReviewRow]
    /// Every cell, published or not.
    public var cells: [FigureCell]

    /// The desk of a network.
    public init(
        networkName: String, now: Instant, members: [MemberRow] = [], reviews: [ReviewRow] = [],
        cells: [FigureCell] = []
    ) {
        self.networkName = networkName
        self.now = now
        self.members = members
        self.reviews = reviews
        self.cells = cells
    }
}

/// One enrolled node.
public struct MemberRow: Hashable, Sendable {
    /// The partner's name.
    public var partner: String
    /// The node's short name.
    public var node: String
    /// Its standing: active, pending, suspended, revoked, in the language of the page.
    public var standing: String
    /// When it last synchronised; nil if never.
    public var lastContact: Instant?
    /// The entries that the hub holds of it.
    public var entries: Int
    /// The entries of the hub that it lacks; nil when not known.
    public var behind: Int?
    /// The program and version it last named.
    public var version: String
    /// The command that settles what is open; nil when nothing is.
    public var command: String?

    /// One enrolled node.
    public init(
        partner: String, node: String, standing: String, lastContact: Instant? = nil, entries: Int, behind: Int? = nil,
        version: String, command: String? = nil
    ) {
        self.partner = partner
        self.node = node
        self.standing = standing
        self.lastContact = lastContact
        self.entries = entries
        self.behind = behind
        self.version = version
        self.command = command
    }
}

/// One thing that waits for a decision of the office.
public struct ReviewRow: Hashable, Sendable {
    /// The name of the record's kind.
    public var kind: String
    /// Whose record it is.
    public var partner: String
    /// What the record is about.
    public var title: String
    /// Since when it waits.
    public var since: CivilDate?
    /// What the checks say, in the language of the page.
    public var findings: [String]
    /// The command that decides it.
    public var command: String

    /// One thing that waits for a decision of the office.
    public init(
        kind: String, partner: String, title: String, since: CivilDate? = nil, findings: [String] = [], command: String
    ) {
        self.kind = kind
        self.partner = partner
        self.title = title
        self.since = since
        self.findings = findings
        self.command = command
    }
}

/// One figure of a table, as exported and as shown at the desk.
public struct FigureCell: Hashable, Sendable {
    /// The figure's name, such as `emissions.s1`.
    public var figure: String
    /// The calendar year; nil for a figure without one.
    public var year: Int?
    /// What the cell is divided by, such as `carrier` and `NATGAS`, in a fixed order.
    public var dimensions: [Dimension]
    /// The exact value; nil when not to be shown or missing.
    public var value: Exact?
    /// The unit of the value; empty for a count.
    public var unit: String
    /// How many partners contribute; nil when not to be said.
    public var contributors: Int?
    /// Whether the cell is shown.
    public var state: CellState

    /// One figure of a table.
    public init(
        figure: String, year: Int?, dimensions: [Dimension] = [], value: Exact?, unit: String, contributors: Int?,
        state: CellState
    ) {
        self.figure = figure
        self.year = year
        self.dimensions = dimensions
        self.value = value
        self.unit = unit
        self.contributors = contributors
        self.state = state
    }

    /// One thing a cell is divided by.
    public struct Dimension: Hashable, Sendable {
        /// The dimension's name.
        public var name: String
        /// The value's stable code.
        public var code: String

        /// One thing a cell is divided by.
        public init(_ name: String, _ code: String) {
            self.name = name
            self.code = code
        }
    }
}
