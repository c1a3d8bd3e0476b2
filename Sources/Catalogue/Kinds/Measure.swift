import Wire

extension Kind {
    /// Something a partner does for the climate.
    public static let measure = Kind(
        6, "Measure", de: "Maßnahme", en: "Measure",
        help: Label(
            de: "Was für Klimaschutz oder Klimaresilienz getan wird.",
            en: "What is done for climate protection or resilience."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "title", .name, de: "Titel", en: "Title",
                help: Label(de: "In wenigen Worten.", en: "In a few words."), required: true, seenBy: .everyone),
            FieldDefinition(
                2, "description", .lines, de: "Beschreibung", en: "Description",
                help: Label(de: "Was geschieht, womit, warum.", en: "What is done, with what, why.")),
            FieldDefinition(
                3, "category", .code, de: "Kategorie", en: "Category",
                help: Label(de: "Gebiet der Maßnahme.", en: "What the measure is about."), required: true,
                codes: CodeLists.measureCategories, seenBy: .everyone),
            FieldDefinition(
                4, "theme", .code, de: "Thema", en: "Theme",
                help: Label(de: "Klimaschutz, Klimaresilienz oder beides.", en: "Protection, resilience or both."),
                codes: [
                    CodeDefinition("protection", de: "Klimaschutz", en: "Climate protection"),
                    CodeDefinition(
                        "resilience", de: "Klimaresilienz", en: "Climate resilience",
                        aliases: ["Klimaanpassung", "adaptation"]),
                    CodeDefinition("both", de: "beides", en: "Both"),
                ], seenBy: .everyone),
            FieldDefinition(
                5, "site", .reference(to: "Site"), de: "Standort", en: "Site",
                help: Label(de: "Leer für das ganze Unternehmen.", en: "Empty for the whole company.")),
            FieldDefinition(
                6, "start", .date, de: "Beginn", en: "Start", help: Label(de: "Erster Tag.", en: "First day.")),
            FieldDefinition(
                7, "end", .date, de: "Ende", en: "End",
                help: Label(de: "Geplanter Abschluss der Umsetzung.", en: "Planned end of the work.")),
            FieldDefinition(
                8, "lifetimeYears", .integer(1...60), de: "Lebensdauer", en: "Lifetime",
                help: Label(de: "Jahre, in denen sie wirkt.", en: "Years in which it takes effect."), unit: "a"),
            FieldDefinition(
                9, "investmentEUR", .quantity, de: "Investition", en: "Investment",
                help: Label(de: "Ausgaben vor Förderung.", en: "Cost before funding."), unit: "EUR"),
            FieldDefinition(
                10, "expectedSavingKwh", .decimal(minimum: nil, maximum: nil), de: "erwartete Einsparung Energie",
                en: "Expected energy saving", help: Label(de: "Endenergie je Jahr.", en: "Final energy a year."),
                unit: "kWh/a"),
            FieldDefinition(
                11, "expectedSavingKgCo2e", .decimal(minimum: nil, maximum: nil), de: "erwartete Minderung",
                en: "Expected emission saving",
                help: Label(de: "Treibhausgase je Jahr.", en: "Greenhouse gases a year."),
                unit: "kg CO2e/a"),
            FieldDefinition(
                12, "bestPracticeCandidate", .boolean, de: "Praxisbeispiel", en: "Best practice candidate",
                help: Label(
                    de: "Darf als Beispiel vorgeschlagen werden.", en: "May be proposed as an example to others.")),
            FieldDefinition(
                13, "costSavingEUR", .quantity, de: "Kosteneinsparung", en: "Cost saving",
                help: Label(de: "Gesparte Kosten je Jahr.", en: "Cost saved a year."), unit: "EUR/a"),
            FieldDefinition(
                14, "fundingEUR", .quantity, de: "Förderung", en: "Funding",
                help: Label(de: "Zugesagte Förderung.", en: "Funding granted."), unit: "EUR"),
            FieldDefinition(
                15, "fundingProgramme", .name, de: "Förderprogramm", en: "Funding programme",
                help: Label(de: "Name des Programms.", en: "Name of the programme.")),
            FieldDefinition(
                16, "target", .reference(to: "Target"), de: "Ziel", en: "Target",
                help: Label(de: "Ziel, zu dem sie beiträgt.", en: "Target it contributes to.")),
            FieldDefinition(
                17, "carrier", .code, de: "Energieträger", en: "Carrier",
                help: Label(de: "Was eingespart wird.", en: "What is saved."), codes: CodeLists.carriers),
        ],
        rules: [
            .order("start", "end", at: "end", code: "measurePeriod"),
            Rule(
                "fundingBelowCost", at: "fundingEUR", warning: true, de: "Die Förderung übersteigt die Investition.",
                en: "The funding exceeds the investment."
            ) { fields in
                guard let funding = fields.exact("fundingEUR"), let cost = fields.exact("investmentEUR") else {
                    return true
                }
                return funding <= cost
            },
        ])
}
