import Wire

extension Kind {
    /// How far a measure has come on a day.
    public static let measureProgress = Kind(
        7, "MeasureProgress", de: "Umsetzungsstand", en: "Measure progress",
        help: Label(de: "Stand einer Maßnahme an einem Tag.", en: "How far a measure has come on a day."),
        audience: .city, writer: .company, key: ["measure", "date"],
        fields: [
            FieldDefinition(
                1, "measure", .reference(to: "Measure"), de: "Maßnahme", en: "Measure",
                help: Label(de: "Kennung der Maßnahme.", en: "Id of the measure."), required: true),
            FieldDefinition(
                2, "date", .date, de: "Stand vom", en: "As of",
                help: Label(de: "Tag, für den der Stand gilt.", en: "Day the state is about."), required: true),
            FieldDefinition(
                3, "state", .code, de: "Stand", en: "State", help: Label(de: "Wie weit sie ist.", en: "How far it is."),
                required: true, codes: CodeLists.measureStates, seenBy: .everyone),
            FieldDefinition(
                4, "percent", .percent, de: "Fortschritt", en: "Progress",
                help: Label(de: "Anteil der Umsetzung.", en: "Part that is done."), unit: "%"),
            FieldDefinition(
                5, "realisedSavingKwh", .decimal(minimum: nil, maximum: nil), de: "erreichte Einsparung Energie",
                en: "Realised energy saving", help: Label(de: "Endenergie je Jahr.", en: "Final energy a year."),
                unit: "kWh/a"),
            FieldDefinition(
                6, "realisedSavingKgCo2e", .decimal(minimum: nil, maximum: nil), de: "erreichte Minderung",
                en: "Realised emission saving",
                help: Label(de: "Treibhausgase je Jahr.", en: "Greenhouse gases a year."),
                unit: "kg CO2e/a"),
            FieldDefinition(
                7, "method", .code, de: "Ermittlung", en: "Method",
                help: Label(de: "Wie die Einsparung ermittelt wurde.", en: "How the saving was found."),
                codes: CodeLists.savingMethods),
            FieldDefinition(
                8, "justification", .lines, de: "Begründung", en: "Justification",
                help: Label(
                    de: "Nötig, wenn unterbrochen oder aufgegeben.", en: "Required when stopped or dropped.")),
            FieldDefinition(
                9, "nextStep", .lines, de: "nächster Schritt", en: "Next step",
                help: Label(de: "Was als Nächstes geschieht.", en: "What happens next.")),
        ],
        rules: [
            Rule(
                "justification", at: "justification",
                de: "unterbrochene und aufgegebene Maßnahmen brauchen eine Begründung",
                en: "stopped and dropped measures need a justification"
            ) { !["stopped", "dropped"].contains($0.text("state")) || $0["justification"] != nil },
            Rule(
                "method", at: "method", warning: true, de: "Eine erreichte Einsparung nennt, wie sie ermittelt wurde.",
                en: "A realised saving says how it was found."
            ) { ($0["realisedSavingKwh"] == nil && $0["realisedSavingKgCo2e"] == nil) || $0["method"] != nil },
            Rule(
                "doneIsComplete", at: "percent", warning: true, de: "Eine umgesetzte Maßnahme hat 100 % Fortschritt.",
                en: "A measure that is done has 100 % progress."
            ) { $0.text("state") != "done" || $0["percent"] == nil || $0.exact("percent") == 100 },
        ])
}
