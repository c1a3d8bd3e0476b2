import Wire

extension Kind {
    /// A reduction target.
    public static let target = Kind(
        5, "Target", de: "Minderungsziel", en: "Reduction target",
        help: Label(
            de: "Wohin die Emissionen bis zu einem Jahr sinken.", en: "How far emissions fall by a year."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "kind", .code, de: "Art", en: "Kind of target",
                help: Label(de: "Was gemindert wird.", en: "What is reduced."), required: true,
                codes: [
                    CodeDefinition("absolute", de: "absolut", en: "absolute"),
                    CodeDefinition("intensity", de: "Intensität", en: "intensity"),
                    CodeDefinition("energy", de: "Energie", en: "energy"),
                    CodeDefinition("renewableShare", de: "Anteil erneuerbarer Energien", en: "renewable share"),
                    CodeDefinition("netZero", de: "Netto-Null-Aussage", en: "net-zero statement"),
                    CodeDefinition("qualitative", de: "qualitativ", en: "qualitative"),
                ], seenBy: .everyone),
            FieldDefinition(
                2, "scopes", .list(.code), de: "Scopes", en: "Scopes",
                help: Label(de: "Scopes, mit Komma getrennt.", en: "Scopes, separated by commas."),
                codes: CodeLists.scopes, seenBy: .everyone),
            FieldDefinition(
                3, "baseYear", .year, de: "Basisjahr", en: "Base year",
                help: Label(de: "Jahr der Ausgangsbilanz.", en: "Year of the base balance."), seenBy: .everyone),
            FieldDefinition(
                4, "baseValue", .quantity, de: "Basiswert", en: "Base value",
                help: Label(de: "Emissionen im Basisjahr.", en: "Emissions in the base year."), unit: "kg CO2e"),
            FieldDefinition(
                5, "targetYear", .year, de: "Zieljahr", en: "Target year",
                help: Label(de: "Bis wann, höchstens 2050.", en: "By when, 2050 at the latest."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                6, "targetValue", .quantity, de: "Zielwert", en: "Target value",
                help: Label(
                    de: "Emissionen im Zieljahr; oder die Minderung in Prozent.",
                    en: "Emissions in the target year; or the reduction in percent."), unit: "kg CO2e"),
            FieldDefinition(
                7, "reductionPercent", .percent, de: "Minderung", en: "Reduction",
                help: Label(
                    de: "Minderung gegenüber dem Basisjahr; oder der Zielwert.",
                    en: "Reduction against the base year; or the target value."), unit: "%", seenBy: .everyone),
            FieldDefinition(
                8, "path", .code, de: "Verlauf", en: "Path",
                help: Label(de: "Wie die Emissionen bis dahin sinken.", en: "How emissions fall until then."),
                codes: [
                    CodeDefinition("linear", de: "linear", en: "linear"),
                    CodeDefinition("stepwise", de: "stufenweise", en: "stepwise"),
                    CodeDefinition("aca", de: "SBTi, absolute Minderung", en: "SBTi absolute contraction"),
                ]),
            FieldDefinition(
                9, "milestoneYears", .list(.year), de: "Jahre der Zwischenziele", en: "Years of interim targets",
                help: Label(de: "Aufsteigend, mit Komma getrennt.", en: "Rising, separated by commas.")),
            FieldDefinition(
                10, "milestoneValues", .list(.quantity), de: "Werte der Zwischenziele", en: "Values of interim targets",
                help: Label(
                    de: "Je Jahr ein Wert, mit Semikolon getrennt.", en: "One value a year, separated by semicolons."),
                unit: "kg CO2e"),
            FieldDefinition(
                11, "comment", .lines, de: "Bemerkung", en: "Comment",
                help: Label(de: "In eigenen Worten.", en: "In your own words."), seenBy: .everyone),
            FieldDefinition(
                12, "scienceBased", .boolean, de: "wissenschaftsbasiert", en: "Science-based",
                help: Label(de: "Von der SBTi bestätigt.", en: "Validated by the SBTi."), seenBy: .everyone),
            FieldDefinition(
                13, "ratePercent", .percent, de: "Rate", en: "Rate",
                help: Label(
                    de: "Minderung je Jahr in Prozent des Basisjahrs (SBTi 4,2).",
                    en: "Reduction a year in percent of the base year (SBTi 4.2)."), unit: "%"),
        ],
        rules: targetRules)

    private static let targetRules = [
        Rule.notBoth("targetValue", "reductionPercent", code: "valueOrPercent"),
        Rule(
            "targetAmount", at: "reductionPercent", de: "eines von „targetValue“ und „reductionPercent“",
            en: "one of \"targetValue\" and \"reductionPercent\""
        ) { fields in
            ["netZero", "qualitative"].contains(fields.text("kind"))
                || fields["targetValue"] != nil || fields["reductionPercent"] != nil
        },
        Rule(
            "targetScopes", at: "scopes", de: "ein absolutes Ziel nennt Scopes und Basisjahr",
            en: "an absolute target names scopes and base year"
        ) { $0.text("kind") != "absolute" || ($0["scopes"] != nil && $0["baseYear"] != nil) },
        Rule(
            "scope2Once", at: "scopes", de: "S2LB und S2MB nie zusammen", en: "never S2LB and S2MB together"
        ) { !Set(["S2LB", "S2MB"]).isSubset(of: Set($0.texts("scopes"))) },
        Rule(
            "targetYear", at: "targetYear", de: "Zieljahr nach dem Basisjahr und höchstens 2050",
            en: "target year after the base year and 2050 at the latest"
        ) { fields in
            guard let year = fields.integer("targetYear") else { return true }
            return year <= 2050 && year > fields.integer("baseYear") ?? 0
        },
        Rule(
            "reductionPositive", at: "reductionPercent", de: "Minderung über 0 %", en: "reduction above 0 %"
        ) { $0.exact("reductionPercent")?.isZero != true },
        Rule(
            "milestones", at: "milestoneYears",
            de: "Zwischenziele: je Jahr ein Wert, Jahre aufsteigend zwischen Basis- und Zieljahr",
            en: "interim targets: one value a year, years rising between base and target year"
        ) { fields in
            let years = fields.list("milestoneYears").compactMap(\.exact)
            let bounds = [fields.exact("baseYear"), fields.exact("targetYear")].compactMap { $0 }
            let all = bounds.count == 2 ? [bounds[0]] + years + [bounds[1]] : years
            return years.count == fields.list("milestoneValues").count
                && zip(all, all.dropFirst()).allSatisfy { $0 < $1 }
        },
        Rule(
            "targetAbove", at: "targetValue", warning: true, de: "Der Zielwert liegt nicht unter dem Basiswert.",
            en: "The target value is not below the base value."
        ) { fields in
            guard let base = fields.exact("baseValue"), let target = fields.exact("targetValue") else { return true }
            return target < base
        },
        Rule(
            "targetBase", at: "baseValue", warning: true,
            de: "Ohne Basiswert zählt das Ziel nicht für den Zielpfad des Netzwerks.",
            en: "Without a base value the target does not count for the network's path."
        ) { $0.text("kind") != "absolute" || $0["baseValue"] != nil },
    ]
}
