import Wire

extension Kind {
    /// A partner's release of figures.
    public static let release = Kind(
        17, "Release", de: "Freigabe", en: "Release",
        help: Label(
            de: "Eigene Zahlen freigeben; nur das Unternehmen kann das.",
            en: "Release own figures; only the company can."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "figures", .list(.code), de: "Zahlen", en: "Figures",
                help: Label(de: "Für welche Netzwerkzahlen sie gilt.", en: "For which of the network's figures."),
                required: true,
                codes: CodeLists.figures),
            FieldDefinition(
                2, "yearFrom", .year, de: "von Jahr", en: "From year",
                help: Label(de: "Erstes Jahr.", en: "First year."),
                required: true),
            FieldDefinition(
                3, "yearTo", .year, de: "bis Jahr", en: "To year", help: Label(de: "Letztes Jahr.", en: "Last year."),
                required: true),
            FieldDefinition(
                4, "level", .code, de: "Stufe", en: "Level",
                help: Label(de: "Wer sie sehen darf.", en: "Who may see them."),
                required: true,
                codes: [
                    CodeDefinition("V2", de: "alle Klimapartner", en: "all partners", aliases: ["partners"]),
                    CodeDefinition("V3", de: "öffentlich", en: "public", aliases: ["everyone"]),
                ]),
            FieldDefinition(
                5, "waiver", .boolean, de: "Einwilligung", en: "Waiver",
                help: Label(
                    de: "Nimmt hin, dass eine Netzwerkzahl den eigenen Wert erkennen lässt.",
                    en: "Accepts that a network figure may reveal the own value.")),
            FieldDefinition(
                6, "signedBy", .name, de: "unterzeichnet von", en: "Signed by",
                help: Label(de: "Wer freigibt.", en: "Who releases."), required: true),
            FieldDefinition(
                7, "validFrom", .date, de: "gültig ab", en: "Valid from",
                help: Label(de: "Erster Tag.", en: "First day."),
                required: true),
            FieldDefinition(
                8, "validTo", .date, de: "gültig bis", en: "Valid to",
                help: Label(de: "Letzter Tag; leer ohne Ende.", en: "Last day; empty for no end.")),
        ],
        rules: [
            Rule(
                "releaseYears", at: "yearTo", de: "„yearTo“ nicht vor „yearFrom“",
                en: "\"yearTo\" is not before \"yearFrom\""
            ) {
                ($0.integer("yearFrom") ?? 0) <= ($0.integer("yearTo") ?? .max)
            },
            .order("validFrom", "validTo", at: "validTo", code: "releasePeriod"),
        ])
}
