public import Catalogue

/// The state of synchronisation, in the five words that every surface of the product uses.
public enum SyncState: String, Hashable, Sendable, CaseIterable {
    /// The city's receipt covers everything recorded here.
    case upToDate = "up_to_date"
    /// Something recorded here has not been sent yet; being offline is normal.
    case waiting
    /// A session is running.
    case syncing
    /// A person has to decide something.
    case needsYou = "needs_you"
    /// The store does not verify.
    case damaged

    /// The word people read.
    public var label: Label {
        switch self {
        case .upToDate: Label(de: "Aktuell", en: "Up to date")
        case .waiting: Label(de: "Wartet", en: "Waiting")
        case .syncing: Label(de: "Überträgt", en: "Syncing")
        case .needsYou: Label(de: "Bitte prüfen", en: "Needs you")
        case .damaged: Label(de: "Beschädigt", en: "Damaged")
        }
    }
}

/// Everything that the local page of `pakt serve` shows. All names and labels are in the language asked for.
public struct LocalPage: Sendable {
    /// The partner whose store this is.
    public var partner: String
    /// The network's name; nil before `join`.
    public var networkName: String?
    /// The state of synchronisation.
    public var state: SyncState
    /// What is to be done, with the command that does it; empty when nothing is.
    public var tasks: [LocalTask]
    /// The entries saved in this store.
    public var savedEntries: Int
    /// The entries not yet received by the city; `own` feeds are not counted.
    public var unsent: Int
    /// When the newest entry was written; nil in an empty store.
    public var lastSaved: Instant?
    /// The newest receipt; nil when the city has confirmed nothing yet.
    public var lastReceipt: ReceiptFacts?
    /// When the city expects the next session; nil when it has not said.
    public var nextWindow: SyncWindow?
    /// The moment the page stands for; ages are counted back from it.
    public var now: Instant
    /// The company's measures, newest first.
    public var measures: [LocalMeasure]
    /// The categories that a measure may have: code and name.
    public var categories: [Choice]
    /// The themes that a measure may have: code and name.
    public var themes: [Choice]
    /// The company's own path, in order of years.
    public var path: [PathYear]
    /// Which gases the emissions stand for: `CO₂e` or `CO₂`.
    public var gas: String

    /// The page of a store.
    public init(
        partner: String, networkName: String? = nil, state: SyncState, tasks: [LocalTask] = [], savedEntries: Int,
        unsent: Int, lastSaved: Instant? = nil, lastReceipt: ReceiptFacts? = nil, nextWindow: SyncWindow? = nil,
        now: Instant, measures: [LocalMeasure] = [], categories: [Choice], themes: [Choice], path: [PathYear] = [],
        gas: String = "CO₂e"
    ) {
        self.partner = partner
        self.networkName = networkName
        self.state = state
        self.tasks = tasks
        self.savedEntries = savedEntries
        self.unsent = unsent
        self.lastSaved = lastSaved
        self.lastReceipt = lastReceipt
        self.nextWindow = nextWindow
        self.now = now
        self.measures = measures
        self.categories = categories
        self.themes = themes
        self.path = path
        self.gas = gas
    }
}

/// Something that waits for a person, with the command that settles it.
public struct LocalTask: Hashable, Sendable {
    /// What is the matter.
    public var text: String
    /// The command to type; nil when there is none.
    public var command: String?

    /// Something that waits for a person.
    public init(text: String, command: String? = nil) {
        self.text = text
        self.command = command
    }
}

/// What the newest receipt of the city says.
public struct ReceiptFacts: Hashable, Sendable {
    /// When the city signed it, by the hub's clock.
    public var at: Instant
    /// How many entries it covers, over all feeds.
    public var entries: Int

    /// What the newest receipt of the city says.
    public init(at: Instant, entries: Int) {
        self.at = at
        self.entries = entries
    }
}

/// A span of time in which the city expects a session.
public struct SyncWindow: Hashable, Sendable {
    /// The beginning.
    public var notBefore: Instant
    /// The end.
    public var notAfter: Instant

    /// A span of time in which the city expects a session.
    public init(notBefore: Instant, notAfter: Instant) {
        self.notBefore = notBefore
        self.notAfter = notAfter
    }
}

/// One measure of the company.
public struct LocalMeasure: Hashable, Sendable {
    /// The record's id, 16 characters.
    public var id: String
    /// The measure's title.
    public var title: String
    /// The name of its category.
    public var category: String
    /// The name of its theme.
    public var theme: String
    /// The name of its newest state; nil when no progress has been recorded.
    public var state: String?
    /// The day it begins; nil when not said.
    public var start: CivilDate?
    /// The expected saving in kilowatt hours a year; nil when not said.
    public var expectedKwh: Exact?
    /// The expected saving in kilograms a year; nil when not said.
    public var expectedKg: Exact?
    /// Whether the city has received it.
    public var isReceived: Bool

    /// One measure of the company.
    public init(
        id: String, title: String, category: String, theme: String, state: String? = nil, start: CivilDate? = nil,
        expectedKwh: Exact? = nil, expectedKg: Exact? = nil, isReceived: Bool
    ) {
        self.id = id
        self.title = title
        self.category = category
        self.theme = theme
        self.state = state
        self.start = start
        self.expectedKwh = expectedKwh
        self.expectedKg = expectedKg
        self.isReceived = isReceived
    }
}

/// One choice of a list: the stable code and the name people read.
public struct Choice: Hashable, Sendable {
    /// The code that is stored.
    public var code: String
    /// The name that is shown.
    public var label: String

    /// One choice of a list.
    public init(code: String, label: String) {
        self.code = code
        self.label = label
    }
}

/// What became of a form that was sent.
public enum FormOutcome: Sendable {
    /// The record was stored under this id.
    case added(id: String)
    /// Nothing was stored.
    case refused([FieldError])
}

/// What is wrong with one field of a form, in the language of the page.
public struct FieldError: Hashable, Sendable {
    /// The field's name; nil when the whole form is meant.
    public var field: String?
    /// What is wrong and how to mend it.
    public var text: String

    /// What is wrong with one field of a form.
    public init(field: String?, text: String) {
        self.field = field
        self.text = text
    }
}
