public import Catalogue

/// Whether a figure may be shown, and if not, why.
public enum CellState: String, Hashable, Sendable, CaseIterable {
    /// The figure is shown.
    case published
    /// The figure would betray a company and is kept back.
    case withheld
    /// The figure rests on a record with two versions and is kept back until a person has decided.
    case provisional
    /// There is nothing to show.
    case noData = "no_data"
}

/// Everything that the public page of a network shows. All names and labels are in the language asked for.
public struct PublicPage: Sendable {
    /// The network's name, such as `Klimapakt Duisburg`.
    public var networkName: String
    /// What the headline sentence says.
    public var headline: Headline
    /// When and from what the page was made.
    public var edition: PageEdition
    /// One year of the path each, in order of years.
    public var path: [PathYear]
    /// Energy consumption by carrier.
    public var energy: EnergyTable
    /// The measures of all partners.
    public var measures: MeasureTable
    /// The partners that agreed to be named.
    public var partners: [PartnerRow]
    /// What others may copy.
    public var bestPractices: [BestPracticeCard]
    /// Meetings and dates of the network.
    public var events: [EventRow]
    /// Which gases the emissions stand for: `CO₂e` or `CO₂`.
    public var gas: String
    /// An address for questions: a mail address; nil when there is none.
    public var contactMail: String?
    /// A text of the office about what is withheld in this edition; nil for the general explanation alone.
    public var withheldNote: String?

    /// A page without any figure yet.
    public init(
        networkName: String, headline: Headline, edition: PageEdition, path: [PathYear] = [],
        energy: EnergyTable = EnergyTable(), measures: MeasureTable = MeasureTable(), partners: [PartnerRow] = [],
        bestPractices: [BestPracticeCard] = [], events: [EventRow] = [], gas: String = "CO₂e",
        contactMail: String? = nil, withheldNote: String? = nil
    ) {
        self.networkName = networkName
        self.headline = headline
        self.edition = edition
        self.path = path
        self.energy = energy
        self.measures = measures
        self.partners = partners
        self.bestPractices = bestPractices
        self.events = events
        self.gas = gas
        self.contactMail = contactMail
        self.withheldNote = withheldNote
    }
}

/// The facts of the headline sentence.
public struct Headline: Hashable, Sendable {
    /// The active partners of the network.
    public var partners: Int
    /// The partners whose accepted inventories make up the total; nil when it is not to be said.
    public var reporting: Int?
    /// The year of the newest total; nil when there is none yet.
    public var year: Int?
    /// Direct emissions (scope 1) of that year in kilograms; nil when withheld or missing.
    public var totalKg: Exact?
    /// The year compared with; nil when there is nothing to compare.
    public var comparisonYear: Int?
    /// The same partners' total in the year compared with, in kilograms.
    public var comparisonKg: Exact?
    /// Why there is no total.
    public var state: CellState

    /// The facts of the headline sentence.
    public init(
        partners: Int, reporting: Int? = nil, year: Int? = nil, totalKg: Exact? = nil, comparisonYear: Int? = nil,
        comparisonKg: Exact? = nil, state: CellState = .published
    ) {
        self.partners = partners
        self.reporting = reporting
        self.year = year
        self.totalKg = totalKg
        self.comparisonYear = comparisonYear
        self.comparisonKg = comparisonKg
        self.state = state
    }
}

/// When and from what a page was made.
public struct PageEdition: Hashable, Sendable {
    /// The day of publication.
    public var publishedOn: CivilDate
    /// When the hub received the newest record that counts; nil when nothing has been received.
    public var newestData: Instant?
    /// The moment the page stands for; ages are counted back from it.
    public var now: Instant
    /// The hash that names exactly the feeds and rules behind the figures; nil before the first publication.
    public var digest: String?
    /// The editions of emission factors used, such as `UBA-CC-13-2025`.
    public var factorEditions: [String]

    /// When and from what a page was made.
    public init(
        publishedOn: CivilDate, newestData: Instant?, now: Instant, digest: String? = nil, factorEditions: [String] = []
    ) {
        self.publishedOn = publishedOn
        self.newestData = newestData
        self.now = now
        self.digest = digest
        self.factorEditions = factorEditions
    }
}

/// One year of a path: what is aimed at and what was reached, in kilograms.
public struct PathYear: Hashable, Sendable {
    /// The calendar year.
    public var year: Int
    /// The target of the year; nil where there is none.
    public var targetKg: Exact?
    /// The emissions of the year; nil where there are none to show.
    public var actualKg: Exact?
    /// Why there are no emissions to show.
    public var state: CellState

    /// One year of a path.
    public init(year: Int, targetKg: Exact? = nil, actualKg: Exact? = nil, state: CellState = .published) {
        self.year = year
        self.targetKg = targetKg
        self.actualKg = actualKg
        self.state = state
    }
}

/// Energy consumption of one year by carrier.
public struct EnergyTable: Hashable, Sendable {
    /// The calendar year; nil when there is none to show.
    public var year: Int?
    /// The carriers, in the order shown.
    public var rows: [CarrierRow]
    /// The sum of all carriers in kilowatt hours; nil when a carrier is withheld.
    public var totalKwh: Exact?
    /// The renewable share, 0 to 1; nil when it is not to be shown.
    public var renewableShare: Exact?

    /// Energy consumption of one year by carrier.
    public init(year: Int? = nil, rows: [CarrierRow] = [], totalKwh: Exact? = nil, renewableShare: Exact? = nil) {
        self.year = year
        self.rows = rows
        self.totalKwh = totalKwh
        self.renewableShare = renewableShare
    }
}

/// One carrier's consumption.
public struct CarrierRow: Hashable, Sendable {
    /// The carrier's name.
    public var carrier: String
    /// Whether the carrier is renewable.
    public var isRenewable: Bool
    /// The consumption in kilowatt hours; nil when not to be shown.
    public var kwh: Exact?
    /// Why there is no value.
    public var state: CellState

    /// One carrier's consumption.
    public init(carrier: String, isRenewable: Bool, kwh: Exact?, state: CellState = .published) {
        self.carrier = carrier
        self.isRenewable = isRenewable
        self.kwh = kwh
        self.state = state
    }
}

/// How many measures stand where.
public struct MeasureTable: Hashable, Sendable {
    /// The names of the states, in order: the columns.
    public var states: [String]
    /// The categories: the rows.
    public var rows: [MeasureRow]
    /// What all measures are expected to save, in kilograms a year; nil when not to be shown.
    public var expectedKg: Exact?
    /// What finished measures save, in kilograms a year; nil when not to be shown.
    public var realisedKg: Exact?

    /// How many measures stand where.
    public init(
        states: [String] = [], rows: [MeasureRow] = [], expectedKg: Exact? = nil, realisedKg: Exact? = nil
    ) {
        self.states = states
        self.rows = rows
        self.expectedKg = expectedKg
        self.realisedKg = realisedKg
    }
}

/// The measures of one category.
public struct MeasureRow: Hashable, Sendable {
    /// The category's name.
    public var category: String
    /// The count in each state, in the order of the table's states; nil where withheld.
    public var counts: [Int?]

    /// The measures of one category.
    public init(category: String, counts: [Int?]) {
        self.category = category
        self.counts = counts
    }
}

/// A partner that agreed to be named.
public struct PartnerRow: Hashable, Sendable {
    /// The partner's name.
    public var name: String
    /// The name of its sector group.
    public var sector: String
    /// Whether it founded the network.
    public var isInitiator: Bool
    /// The signed reduction until 2035 in percent, 55 for 55 %; nil while none is signed.
    public var target2035Percent: Exact?
    /// The base year of that reduction; nil when none is signed.
    public var baseYear: Int?

    /// A partner that agreed to be named.
    public init(
        name: String, sector: String, isInitiator: Bool = false, target2035Percent: Exact? = nil, baseYear: Int? = nil
    ) {
        self.name = name
        self.sector = sector
        self.isInitiator = isInitiator
        self.target2035Percent = target2035Percent
        self.baseYear = baseYear
    }
}

/// A measure that others may copy.
public struct BestPracticeCard: Hashable, Sendable {
    /// The heading.
    public var title: String
    /// Whose measure it is.
    public var partner: String
    /// The name of its category; nil when none is given.
    public var category: String?
    /// What was done, in a few sentences.
    public var summary: String
    /// What came of it; nil when no figure is released.
    public var effect: String?

    /// A measure that others may copy.
    public init(title: String, partner: String, category: String? = nil, summary: String, effect: String? = nil) {
        self.title = title
        self.partner = partner
        self.category = category
        self.summary = summary
        self.effect = effect
    }
}

/// A meeting or date of the network.
public struct EventRow: Hashable, Sendable {
    /// What it is.
    public var title: String
    /// The day.
    public var date: CivilDate
    /// Where it is; nil when not said.
    public var place: String?
    /// A link to more; only `http:`, `https:` and `mailto:` are made clickable.
    public var link: String?

    /// A meeting or date of the network.
    public init(title: String, date: CivilDate, place: String? = nil, link: String? = nil) {
        self.title = title
        self.date = date
        self.place = place
        self.link = link
    }
}
