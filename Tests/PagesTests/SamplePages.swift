import Catalogue
import Pages

/// Pages of an invented network with plausible numbers; every text can be replaced by a hostile one.
enum SamplePages {
    static let now = Instant(secondsSince1970: 1_795_355_460)  // 22 November 2026, 14:51 in Duisburg

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSince1970: 0)
    }

    static func exact(_ text: String) -> Exact { Exact(fraction: text) ?? .zero }

    /// The path of a network: targets from 2019 on, accepted inventories until 2025.
    static var path: [PathYear] {
        let actual = [
            "5143820456.5", "4871204118.25", "4990512004", "4704118332.125", "4613200871", "4388204771.5",
            "4236901552.75",
        ]
        return (2019...2035).map { year in
            let target = exact("5143820456.5") - exact("190000000") * Exact(year - 2019)
            let value = actual.indices.contains(year - 2019) ? exact(actual[year - 2019]) : nil
            return PathYear(
                year: year, targetKg: target, actualKg: value,
                state: value == nil && year < 2026 ? .withheld : .published)
        }
    }

    static func publicPage(_ language: Language, _ text: (String) -> String = { $0 }) -> PublicPage {
        func say(_ de: String, _ en: String) -> String { text(language == .de ? de : en) }
        var page = PublicPage(
            networkName: text("Klimapakt Musterhafen"),
            headline: Headline(
                partners: 40, reporting: 38, year: 2025, totalKg: exact("4236901552.75"), comparisonYear: 2019,
                comparisonKg: exact("5143820456.5")),
            edition: PageEdition(
                publishedOn: day(2026, 11, 20), newestData: now.adding(seconds: -7860), now: now,
                digest: "9f2c4e1ab07d5583c6e1f0a94d7b2258e3a1c09467bf5d2e8810a6c3f4e97b51",
                factorEditions: [text("UBA-CC-16-2026"), "EBeV-2030", "IPCC-2006"]))
        page.path = path
        page.energy = EnergyTable(
            year: 2025,
            rows: [
                CarrierRow(carrier: say("Kuppelgase", "Process gases"), isRenewable: false, kwh: exact("6120044318.5")),
                CarrierRow(carrier: say("Erdgas", "Natural gas"), isRenewable: false, kwh: exact("2871903455")),
                CarrierRow(
                    carrier: say("Strom aus dem Netz", "Electricity from the grid"), isRenewable: false,
                    kwh: exact("1790233104.25")),
                CarrierRow(carrier: say("Fernwärme", "District heat"), isRenewable: false, kwh: exact("318204551")),
                CarrierRow(
                    carrier: say("Strom aus Photovoltaik", "Solar power"), isRenewable: true, kwh: exact("88120334")),
                CarrierRow(carrier: say("Holzpellets", "Wood pellets"), isRenewable: true, kwh: exact("12004310.125")),
                CarrierRow(carrier: say("Heizöl", "Heating oil"), isRenewable: false, kwh: nil, state: .withheld),
                CarrierRow(carrier: say("Flüssiggas", "LPG"), isRenewable: false, kwh: nil, state: .withheld),
            ],
            totalKwh: exact("11204890112.875"), renewableShare: exact("100124644.125") / exact("11204890112.875"))
        page.measures = measures(say)
        page.partners = partners(say, text)
        page.bestPractices = [
            BestPracticeCard(
                title: say("Abwärme heizt die Halle", "Waste heat warms the hall"),
                partner: text("Härterei Ruhrort GmbH"),
                category: say("Abwärmenutzung", "Waste heat"),
                summary: say(
                    "Die Abluft der Öfen erwärmt seit März 2025 über einen Wärmetauscher die Versandhalle. Der Umbau dauerte zwei Wochen und lief neben der Produktion.",
                    "Since March 2025 the exhaust air of the furnaces has been warming the dispatch hall through a heat exchanger. The conversion took two weeks beside production."
                ),
                effect: say("spart 214.000 kWh im Jahr", "saves 214,000 kWh a year")),
            BestPracticeCard(
                title: say("Schatten und Wasser für den Schulhof", "Shade and water for the school yard"),
                partner: text("Städtische Schulbaugesellschaft"), category: say("Hitzeschutz", "Heat protection"),
                summary: say(
                    "Ein entsiegelter Hof mit 14 Bäumen und einem Trinkbrunnen senkt an heißen Tagen die gefühlte Temperatur.",
                    "An unsealed yard with 14 trees and a drinking fountain lowers the felt temperature on hot days.")),
        ]
        page.events = [
            EventRow(
                title: say("Netzwerktreffen: Wärme im Betrieb", "Network meeting: heat at work"),
                date: day(2027, 1, 21),
                place: say("Haus der Wirtschaft", "House of Commerce"), link: "https://example.org/treffen"),
            EventRow(title: say("Sprechstunde der Geschäftsstelle", "Open hour of the office"), date: day(2027, 2, 4)),
        ]
        page.contactMail = "klimapakt@example.org"
        page.withheldNote = say(
            "In dieser Ausgabe sind Heizöl und Flüssiggas geheim gehalten.",
            "In this edition heating oil and LPG are withheld.")
        return page
    }

    private static func measures(_ say: (String, String) -> String) -> MeasureTable {
        MeasureTable(
            states: [
                say("geplant", "planned"), say("beschlossen", "decided"), say("in Umsetzung", "in progress"),
                say("umgesetzt", "done"), say("verworfen", "dropped"),
            ],
            rows: [
                MeasureRow(category: say("Abwärmenutzung", "Waste heat"), counts: [3, 2, 4, 6, 1]),
                MeasureRow(
                    category: say("Eigenerzeugung erneuerbarer Energie", "Own renewable generation"),
                    counts: [8, 5, 9, 14, 0]),
                MeasureRow(category: say("Beleuchtung", "Lighting"), counts: [1, 0, 3, 17, 0]),
                MeasureRow(category: say("Fuhrpark und Mobilität", "Fleet and mobility"), counts: [6, 4, 7, 5, 2]),
                MeasureRow(category: say("Hitzeschutz", "Heat protection"), counts: [4, 3, 2, 3, 0]),
                MeasureRow(
                    category: say("Starkregen und Hochwasser", "Heavy rain and flood"), counts: [2, 1, 3, 1, 0]),
            ],
            expectedKg: exact("412300551"), realisedKg: exact("96210443.5"))
    }

    private static func partners(_ say: (String, String) -> String, _ text: (String) -> String) -> [PartnerRow] {
        let steel = say("Stahl und Metall", "Steel and metal")
        let port = say("Logistik und Hafen", "Logistics and port")
        let office = say("Öffentliche Hand, Wissenschaft, Gesundheit", "Public sector, science, health")
        let craft = say("Sonstiges Gewerbe und Industrie", "Other trade and industry")
        return [
            PartnerRow(
                name: text("Rheinwerk Stahl AG"), sector: steel, isInitiator: true, target2035Percent: 45,
                baseYear: 2019),
            PartnerRow(
                name: text("Hafenbetriebe Musterhafen GmbH"), sector: port, isInitiator: true, target2035Percent: 60,
                baseYear: 2019),
            PartnerRow(name: text("Klinikum Am Kaiserberg"), sector: office, target2035Percent: 50, baseYear: 2020),
            PartnerRow(
                name: text("Härterei Ruhrort GmbH"), sector: steel, target2035Percent: exact("62.5"), baseYear: 2019),
            PartnerRow(name: text("Tischlerei Özdemir & Söhne"), sector: craft, target2035Percent: 100, baseYear: 2021),
            PartnerRow(name: text("Städtische Schulbaugesellschaft"), sector: office),
        ]
    }

    static func localPage(
        _ language: Language, state: SyncState = .waiting, _ text: (String) -> String = { $0 }
    ) -> LocalPage {
        func say(_ de: String, _ en: String) -> String { text(language == .de ? de : en) }
        let heat = say("Abwärmenutzung", "Waste heat")
        let protection = say("Klimaschutz", "Climate protection")
        return LocalPage(
            partner: text("Härterei Ruhrort GmbH"), networkName: text("Klimapakt Musterhafen"), state: state,
            tasks: state == .needsYou
                ? [
                    LocalTask(
                        text: say(
                            "Zwei Fassungen der Maßnahme „Abwärme heizt die Halle“",
                            "Two versions of the measure “Waste heat warms the hall”"),
                        command: text("pakt resolve 4m9k2q7x1c8v3b6n"))
                ] : [],
            savedEntries: 18_342, unsent: state == .upToDate ? 0 : 3, lastSaved: now.adding(seconds: -120),
            lastReceipt: ReceiptFacts(at: now.adding(seconds: -78_540), entries: 18_339),
            nextWindow: SyncWindow(notBefore: now.adding(seconds: 3600), notAfter: now.adding(seconds: 7200)), now: now,
            measures: [
                LocalMeasure(
                    id: "4m9k2q7x1c8v3b6n", title: say("Abwärme heizt die Halle", "Waste heat warms the hall"),
                    category: heat,
                    theme: protection, state: say("umgesetzt", "done"), start: day(2025, 3, 1), expectedKwh: 214_000,
                    expectedKg: exact("42906.5"), isReceived: true),
                LocalMeasure(
                    id: "5m9k2q7x1c8v3b6n", title: say("Photovoltaik auf Halle 3", "Solar panels on hall 3"),
                    category: say("Eigenerzeugung erneuerbarer Energie", "Own renewable generation"), theme: protection,
                    isReceived: false),
            ],
            categories: [
                Choice(code: "waste_heat", label: heat),
                Choice(code: "lighting", label: say("Beleuchtung", "Lighting")),
            ],
            themes: [
                Choice(code: "protection", label: protection),
                Choice(code: "resilience", label: say("Klimaresilienz", "Climate resilience")),
            ],
            path: path.map { year in
                PathYear(
                    year: year.year, targetKg: year.targetKg?.scaled(byPowerOfTen: -3),
                    actualKg: year.actualKg?.scaled(byPowerOfTen: -3))
            })
    }

    static func deskPage(_ language: Language, _ text: (String) -> String = { $0 }) -> DeskPage {
        func say(_ de: String, _ en: String) -> String { text(language == .de ? de : en) }
        return DeskPage(
            networkName: text("Klimapakt Musterhafen"), now: now,
            members: [
                MemberRow(
                    partner: text("Rheinwerk Stahl AG"), node: text("n7k2"), standing: say("freigeschaltet", "active"),
                    lastContact: now.adding(seconds: -5400), entries: 41_230, behind: 0, version: text("pakt 0.1")),
                MemberRow(
                    partner: text("Tischlerei Özdemir & Söhne"), node: text("b3m9"), standing: say("wartet", "pending"),
                    entries: 0, version: text("pakt 0.1"),
                    command: text("pakt-hub approve \"Tischlerei Özdemir & Söhne\" --code 417-203")),
            ],
            reviews: [
                ReviewRow(
                    kind: say("Bilanz", "Inventory"), partner: text("Klinikum Am Kaiserberg"),
                    title: say("Bilanz 2025", "Inventory 2025"),
                    since: day(2026, 11, 18),
                    findings: [say("Strom 38 % unter dem Vorjahr", "Electricity 38% below the year before")],
                    command: text("pakt-hub accept 7r2m5n8q1w4e6t9y"))
            ],
            cells: [
                FigureCell(
                    figure: text("emissions.s1"), year: 2025, value: exact("3102455871.5"), unit: "kg",
                    contributors: 38, state: .published),
                FigureCell(
                    figure: "energy", year: 2025, dimensions: [.init("carrier", text("HEATOIL_EL"))],
                    value: exact("1/3"),
                    unit: text("kWh"), contributors: 2, state: .withheld),
            ])
    }
}
