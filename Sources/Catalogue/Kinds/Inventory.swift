import Wire

extension Kind {
    /// A partner's greenhouse-gas balance of a period.
    public static let inventory = Kind(
        11, "Inventory", de: "Treibhausgasbilanz", en: "Inventory",
        help: Label(
            de: "Emissionen und Energie eines Zeitraums, aus den Verbräuchen berechnet.",
            en: "Emissions and energy of a period, computed from the activity lines."),
        audience: .city, writer: .company, key: ["periodStart", "periodEnd", "kind"],
        fields: [
            FieldDefinition(
                1, "periodStart", .date, de: "Beginn", en: "Period start",
                help: Label(de: "Erster Tag.", en: "First day."),
                required: true),
            FieldDefinition(
                2, "periodEnd", .date, de: "Ende", en: "Period end",
                help: Label(de: "Letzter Tag, einschließlich.", en: "Last day, included."), required: true),
            FieldDefinition(
                3, "hubYear", .year, de: "Berichtsjahr", en: "Reporting year",
                help: Label(
                    de: "Jahr mit den meisten Tagen des Zeitraums; bei Gleichstand das des Endes.",
                    en: "Year with most days of the period; in a tie that of its end."), required: true),
            FieldDefinition(
                4, "kind", .code, de: "Art", en: "Kind of inventory",
                help: Label(de: "Anlass der Bilanz.", en: "Its occasion."),
                required: true,
                codes: [
                    CodeDefinition("base", de: "Ausgangsbilanz", en: "base report", aliases: ["Startbilanz"]),
                    CodeDefinition(
                        "capture", de: "Jahresbilanz", en: "yearly capture", aliases: ["Jahreserfassung", "yearly"]),
                    CodeDefinition(
                        "monitoring", de: "Monitoringbericht", en: "monitoring report", aliases: ["Monitoring"]),
                    CodeDefinition("final", de: "Endbilanz", en: "final balance"),
                ]),
            FieldDefinition(
                5, "factorEditions", .list(.text(maximum: 60)), de: "Faktorausgaben", en: "Factor editions",
                help: Label(de: "Womit gerechnet wurde.", en: "What was computed with.")),
            FieldDefinition(
                6, "basis", .code, de: "Basis", en: "Basis",
                help: Label(de: "Welche Emissionen gezählt sind.", en: "Which emissions are counted."), required: true,
                codes: CodeLists.bases),
            FieldDefinition(
                7, "s1", .exact, de: "Scope 1", en: "Scope 1",
                help: Label(de: "Direkte Emissionen.", en: "Direct emissions."), unit: "kg", required: true),
            FieldDefinition(
                8, "s2lb", .exact, de: "Scope 2, standortbezogen", en: "Scope 2, location-based",
                help: Label(de: "Eingekaufte Energie, Netzmix.", en: "Purchased energy, grid mix."), unit: "kg",
                required: true),
            FieldDefinition(
                9, "energyByCarrier", .amounts, de: "Energie je Energieträger", en: "Energy by carrier",
                help: Label(de: "Endenergie (Hi) je Energieträger.", en: "Final energy (Hi) by carrier."), unit: "kWh",
                codes: CodeLists.carriers),
            FieldDefinition(
                10, "renewableKwh", .exact, de: "davon erneuerbar", en: "Of which renewable",
                help: Label(de: "Endenergie aus erneuerbaren Quellen.", en: "Final energy of renewable sources."),
                unit: "kWh"),
            FieldDefinition(
                11, "totalKwh", .exact, de: "Energie gesamt", en: "Total energy",
                help: Label(de: "Summe der Endenergie.", en: "Sum of final energy."), unit: "kWh"),
            FieldDefinition(
                12, "etsScope1", .exact, de: "Scope 1 im Emissionshandel", en: "Scope 1 under the EU ETS",
                help: Label(
                    de: "Teil von Scope 1, der als geprüfte Emission öffentlich ist.",
                    en: "Part of Scope 1 that is public as verified emissions."), unit: "kg"),
            FieldDefinition(
                13, "trace", .list(.text(maximum: 1000)), de: "Rechenweg", en: "Trace",
                help: Label(de: "Zeile für Zeile, wie gerechnet wurde.", en: "Line by line how it was computed.")),
            FieldDefinition(
                14, "biogenicCo2", .exact, de: "biogenes CO2", en: "Biogenic CO2",
                help: Label(de: "Nebenangabe außerhalb der Scopes.", en: "Memo outside the scopes."), unit: "kg"),
            FieldDefinition(
                15, "comment", .lines, de: "Bemerkung", en: "Comment",
                help: Label(de: "In eigenen Worten.", en: "In your own words.")),
            FieldDefinition(
                16, "s2mb", .exact, de: "Scope 2, marktbasiert", en: "Scope 2, market-based",
                help: Label(
                    de: "Eingekaufte Energie nach Vertrag; nie zu standortbezogen addiert.",
                    en: "Purchased energy by contract; never added to location-based."), unit: "kg"),
        ],
        rules: inventoryRules)

    private static let inventoryRules = [
        Rule(
            "inventoryPeriod", at: "periodEnd", de: "28 bis 400 Tage, das Ende nach dem Beginn",
            en: "28 to 400 days, the end after the start"
        ) { fields in
            guard let start = fields.date("periodStart"), let end = fields.date("periodEnd") else { return true }
            return (28...400).contains(end.daysSince1970 - start.daysSince1970 + 1)
        },
        Rule(
            "hubYear", at: "hubYear", de: "das Berichtsjahr hat die meisten Tage des Zeitraums",
            en: "the reporting year has most days of the period"
        ) { fields in
            guard let start = fields.date("periodStart"), let end = fields.date("periodEnd"), start <= end,
                let year = fields.integer("hubYear")
            else { return true }
            return year == Int64(CivilDate.hubYear(from: start, through: end))
        },
        Rule(
            "notNegative", at: "s1", de: "Emissionen und Energie sind nicht negativ",
            en: "emissions and energy are not negative"
        ) { fields in
            ["s1", "s2lb", "renewableKwh", "totalKwh", "etsScope1", "biogenicCo2"].allSatisfy {
                fields.exact($0)?.isNegative != true
            }
        },
        Rule(
            "etsWithinScope1", at: "etsScope1", de: "der Teil im Emissionshandel übersteigt Scope 1 nicht",
            en: "the part under the EU ETS does not exceed Scope 1"
        ) { fields in
            guard let part = fields.exact("etsScope1"), let whole = fields.exact("s1") else { return true }
            return part <= whole
        },
        Rule(
            "energySum", at: "totalKwh", warning: true,
            de: "Die Energie gesamt weicht um mehr als 1 % von der Summe der Energieträger ab.",
            en: "Total energy differs by more than 1 % from the sum of its carriers."
        ) { fields in
            guard let total = fields.exact("totalKwh"), fields["energyByCarrier"] != nil else { return true }
            let sum = fields.amounts("energyByCarrier").values.reduce(Exact.zero, +)
            return (total - sum).magnitude * 100 <= total.magnitude
        },
        Rule(
            "fiscalYear", at: "periodEnd", warning: true, de: "Das Geschäftsjahr weicht vom Kalenderjahr ab.",
            en: "The fiscal year differs from the calendar year."
        ) { fields in
            guard let start = fields.date("periodStart"), let end = fields.date("periodEnd") else { return true }
            return start.year == end.year
        },
    ]
}

extension CivilDate {
    /// The calendar year with most days of a period, both ends included; in a tie that of the end.
    public static func hubYear(from start: CivilDate, through end: CivilDate) -> Int {
        var best = end.year
        var bestCount = 0
        for year in stride(from: end.year, through: start.year, by: -1) {
            guard let first = CivilDate(year: year, month: 1, day: 1),
                let last = CivilDate(year: year, month: 12, day: 31)
            else { continue }
            let count = min(last, end).daysSince1970 - max(first, start).daysSince1970 + 1
            if count > bestCount { (best, bestCount) = (year, count) }
        }
        return best
    }
}
