import Catalogue
import Testing

struct ValidationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let kind: String
        let pairs: String
        /// The code of the mistake, or the rule's code, or nil when the record is good.
        let error: String?
        var warnings: [String] = []
        var testDescription: String { "\(kind): \(pairs)" }
    }

    static let id = "0123456789abcdef"
    static let dot = String(repeating: "ab", count: 16) + "/1/2"

    static let cases = [
        Case(
            kind: "Partner",
            pairs: "legalName=Hafen AG|naceCode=52.22|website=https://hafen.example|contactEmail=a@b.example",
            error: nil),
        Case(kind: "Partner", pairs: "shortName=Hafen", error: "missingField"),
        Case(kind: "Partner", pairs: "legalName=x|naceCode=52", error: "naceClass"),
        Case(kind: "Partner", pairs: "legalName=x|website=hafen.example", error: "website"),
        Case(kind: "Partner", pairs: "legalName=x|contactEmail=hafen", error: "email"),
        Case(kind: "Partner", pairs: "legalName=x|employees=5|sizeClass=large", error: nil, warnings: ["sizeClass"]),
        Case(kind: "Site", pairs: "name=Halle|postcode=4705", error: "postcode"),
        Case(kind: "Site", pairs: "name=Halle|activeFrom=2026-01-02|activeTo=2026-01-01", error: "activePeriod"),
        Case(kind: "Membership", pairs: "mouVersion=1|signedOn=2024-02-15", error: nil),
        Case(
            kind: "Membership", pairs: "mouVersion=1|signedOn=2024-02-15|leftOn=2024-01-01", error: "membershipPeriod"),
        Case(kind: "Agreement", pairs: "state=draft", error: nil),
        Case(
            kind: "Agreement", pairs: "state=company_signed", error: "signedNeedsDate", warnings: ["agreementContent"]),
        Case(
            kind: "Agreement", pairs: "state=company_signed|signedOn=2025-05-01|targets=\(id)|measures=\(id)",
            error: nil),
        Case(
            kind: "Target",
            pairs: "kind=absolute|scopes=S1,S2LB|baseYear=2019|baseValue=1000|targetYear=2035|reductionPercent=50",
            error: nil),
        Case(
            kind: "Target",
            pairs: "kind=absolut|scopes=S1|baseYear=2019|targetYear=2035|targetValue=5|reductionPercent=50",
            error: "valueOrPercent", warnings: ["targetBase"]),
        Case(
            kind: "Target", pairs: "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035",
            error: "targetAmount"),
        Case(
            kind: "Target", pairs: "kind=absolute|baseYear=2019|baseValue=9|targetYear=2035|targetValue=5",
            error: "targetScopes"),
        Case(
            kind: "Target",
            pairs: "kind=absolute|scopes=S2LB,S2MB|baseYear=2019|baseValue=9|targetYear=2035|targetValue=5",
            error: "scope2Once"),
        Case(
            kind: "Target", pairs: "kind=absolute|scopes=S1|baseYear=2035|baseValue=9|targetYear=2035|targetValue=5",
            error: "targetYear"),
        Case(
            kind: "Target", pairs: "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2051|targetValue=5",
            error: "targetYear"),
        Case(
            kind: "Target",
            pairs: "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035|reductionPercent=0",
            error: "reductionPositive"),
        Case(
            kind: "Target",
            pairs: "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035|reductionPercent=101",
            error: "outOfRange"),
        Case(
            kind: "Target", pairs: "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035|targetValue=9",
            error: nil, warnings: ["targetAbove"]),
        Case(kind: "Target", pairs: "kind=netZero|targetYear=2045", error: nil),
        Case(
            kind: "Target",
            pairs:
                "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035|targetValue=2|milestoneYears=2030,2025|milestoneValues=5;4",
            error: "milestones"),
        Case(
            kind: "Target",
            pairs:
                "kind=absolute|scopes=S1|baseYear=2019|baseValue=9|targetYear=2035|targetValue=2|milestoneYears=2025,2030|milestoneValues=5;4",
            error: nil),
        Case(kind: "Measure", pairs: "title=LED|category=Beleuchtung|theme=protection", error: nil),
        Case(
            kind: "Measure", pairs: "title=LED|category=Beleuchtung|start=2026-02-01|end=2026-01-01",
            error: "measurePeriod"),
        Case(kind: "Measure", pairs: "title=LED|category=Beleuchtung|lifetimeYears=0", error: "outOfRange"),
        Case(
            kind: "Measure", pairs: "title=LED|category=Beleuchtung|investmentEUR=5|fundingEUR=6", error: nil,
            warnings: ["fundingBelowCost"]),
        Case(kind: "MeasureProgress", pairs: "measure=\(id)|date=2026-01-01|state=dropped", error: "justification"),
        Case(
            kind: "MeasureProgress",
            pairs: "measure=\(id)|date=2026-01-01|state=done|percent=100|realisedSavingKwh=5|method=metered", error: nil
        ),
        Case(
            kind: "MeasureProgress", pairs: "measure=\(id)|date=2026-01-01|state=done|percent=50|realisedSavingKwh=5",
            error: nil, warnings: ["method", "doneIsComplete"]),
        Case(kind: "Meter", pairs: "name=S1|carrier=ELEC_GRID|unit=kWh", error: nil),
        Case(kind: "Meter", pairs: "name=S1|carrier=ELEC_GRID|unit=m3", error: "carrierUnit"),
        Case(
            kind: "ActivityLine", pairs: "carrier=DIESEL|quantity=5|unit=l|periodStart=2025-01-01|periodEnd=2025-12-31",
            error: nil),
        Case(
            kind: "ActivityLine", pairs: "carrier=DIESEL|quantity=5|unit=l|periodStart=2025-01-02|periodEnd=2025-01-01",
            error: "period"),
        Case(
            kind: "ActivityLine",
            pairs: "carrier=DIESEL|quantity=5|unit=l|periodStart=2025-01-01T00:00:00Z|periodEnd=2025-01-01T00:00:00Z",
            error: "period"),
        Case(
            kind: "ActivityLine", pairs: "carrier=DIESEL|quantity=5|unit=l|periodStart=2025-01-01|periodEnd=2025-01-01",
            error: nil),
        Case(
            kind: "ActivityLine",
            pairs: "carrier=NATGAS|quantity=5|unit=kWh|periodStart=2025-01-01|periodEnd=2025-12-31",
            error: "carrierUnit"),
        Case(
            kind: "ActivityLine",
            pairs: "carrier=NATGAS|quantity=5|unit=kWh_Hs|periodStart=2025-01-01|periodEnd=2025-12-31", error: nil),
        Case(
            kind: "ActivityLine",
            pairs: "carrier=NATGAS|quantity=5|unit=m3|periodStart=2025-01-01|periodEnd=2025-12-31", error: "gasVolume"),
        Case(
            kind: "ActivityLine",
            pairs:
                "carrier=NATGAS|quantity=5|unit=m3|brennwert=11,2|zustandszahl=0,95|periodStart=2025-01-01|periodEnd=2025-12-31",
            error: nil),
        Case(
            kind: "ActivityLine",
            pairs: "carrier=ELEC_GRID|quantity=5|unit=l|periodStart=2025-01-01|periodEnd=2025-12-31",
            error: "carrierUnit"),
        Case(
            kind: "ActivityLine",
            pairs:
                "carrier=DISTRICT_HEAT|quantity=5|unit=MWh|periodStart=2025-01-01|periodEnd=2025-12-31|factorValue=0,1",
            error: "ownFactor"),
        Case(
            kind: "ActivityLine", pairs: "carrier=DIESEL|quantity=5|unit=l|periodStart=2024-01-01|periodEnd=2025-12-31",
            error: nil, warnings: ["longPeriod"]),
        Case(
            kind: "Inventory",
            pairs:
                "periodStart=2025-01-01|periodEnd=2025-12-31|hubYear=2025|kind=capture|basis=direct_co2|s1=1|s2lb=1/3",
            error: nil),
        Case(
            kind: "Inventory",
            pairs: "periodStart=2025-01-01|periodEnd=2025-12-31|hubYear=2024|kind=capture|basis=direct_co2|s1=1|s2lb=2",
            error: "hubYear"),
        Case(
            kind: "Inventory",
            pairs: "periodStart=2025-01-01|periodEnd=2025-01-05|hubYear=2025|kind=capture|basis=direct_co2|s1=1|s2lb=2",
            error: "inventoryPeriod"),
        Case(
            kind: "Inventory",
            pairs:
                "periodStart=2025-01-01|periodEnd=2025-12-31|hubYear=2025|kind=capture|basis=direct_co2|s1=-1|s2lb=2",
            error: "notNegative"),
        Case(
            kind: "Inventory",
            pairs:
                "periodStart=2025-01-01|periodEnd=2025-12-31|hubYear=2025|kind=capture|basis=direct_co2|s1=1|s2lb=2|etsScope1=2",
            error: "etsWithinScope1"),
        Case(
            kind: "Inventory",
            pairs:
                "periodStart=2024-10-01|periodEnd=2025-09-30|hubYear=2025|kind=base|basis=direct_co2|s1=1|s2lb=2|totalKwh=250|energyByCarrier=NATGAS=159,41",
            error: nil, warnings: ["energySum", "fiscalYear"]),
        Case(kind: "Submission", pairs: "inventory=\(id)|inventoryDot=\(dot)|submittedOn=2026-03-01", error: nil),
        Case(kind: "Acceptance", pairs: "inventory=\(id)|acceptedOn=2026-03-01", error: "missingField"),
        Case(kind: "Confirmation", pairs: "agreement=\(id)|agreementDot=\(dot)|confirmedOn=2026-03-01", error: nil),
        Case(
            kind: "Release",
            pairs:
                "figures=energy,emissions.s1|yearFrom=2019|yearTo=2035|level=V3|waiver=ja|signedBy=Vorstand|validFrom=2025-01-01",
            error: nil),
        Case(
            kind: "Release", pairs: "figures=energy|yearFrom=2020|yearTo=2019|level=V3|signedBy=x|validFrom=2025-01-01",
            error: "releaseYears"),
        Case(kind: "Event", pairs: "title=Treffen|date=2026-05-01", error: nil),
        Case(kind: "Schedule", pairs: "afterSeconds=10|windowSeconds=0", error: "outOfRange"),
        Case(kind: "Schedule", pairs: "afterSeconds=10|windowSeconds=60", error: nil),
    ]

    @Test(arguments: cases)
    func `A record is judged by its kind's rules`(_ test: Case) throws {
        let kind = try Catalogue.kind(named: test.kind)
        let pairs = test.pairs.split(separator: "|").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return (name: parts[0], text: parts[1])
        }
        do throws(CatalogueError) {
            let fields = try Catalogue.fields(from: pairs, of: kind, language: .de)
            let warnings = try Catalogue.validate(fields, of: kind)
            #expect(test.error == nil)
            #expect(warnings.map(\.code) == test.warnings)
        } catch {
            #expect((error.rule ?? error.code.rawValue) == test.error, "\(error)")
            #expect(error.field != nil)
            for language in Language.allCases { #expect(error.text(language).contains(error.field ?? "?")) }
        }
    }

    @Test func `All findings of a record are listed together`() throws {
        let fields = Fields(["postcode": .text("x"), "insideCity": .text("ja"), "nonsense": .integer(1)])
        let codes = Catalogue.findings(fields, of: .site).errors.map { $0.rule ?? $0.code.rawValue }
        #expect(Set(codes) == ["unknownField", "missingField", "badValue", "postcode"])
    }

    @Test func `A decimal with more digits than are stored is refused`() throws {
        let field = try Kind.activityLine.field(named: "quantity")
        for text in ["123456789012345678901", "0.12345678901234567891"] {
            let error = try #require(throws: CatalogueError.self) {
                try Catalogue.parse(text, for: field, language: .en)
            }
            #expect(error.code == .outOfRange)
        }
    }
}
