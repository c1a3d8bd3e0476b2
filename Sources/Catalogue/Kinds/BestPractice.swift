import Wire

extension Kind {
    /// An example from which partners learn.
    public static let bestPractice = Kind(
        18, "BestPractice", de: "Praxisbeispiel", en: "Best practice",
        help: Label(
            de: "Eine Maßnahme, von der andere lernen; die Geschäftsstelle veröffentlicht sie.",
            en: "A measure that others learn from; the office publishes it."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "titleDe", .name, de: "Titel (deutsch)", en: "Title (German)",
                help: Label(de: "In wenigen Worten.", en: "In a few words."), required: true, seenBy: .everyone),
            FieldDefinition(
                2, "titleEn", .name, de: "Titel (englisch)", en: "Title (English)",
                help: Label(de: "In wenigen Worten.", en: "In a few words."), seenBy: .everyone),
            FieldDefinition(
                3, "textDe", .lines, de: "Text (deutsch)", en: "Text (German)",
                help: Label(de: "Was, warum, was es gebracht hat.", en: "What, why, what came of it."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                4, "textEn", .lines, de: "Text (englisch)", en: "Text (English)",
                help: Label(de: "Was, warum, was es gebracht hat.", en: "What, why, what came of it."),
                seenBy: .everyone),
            FieldDefinition(
                5, "measureTitle", .name, de: "Maßnahme", en: "Measure",
                help: Label(de: "Titel der Maßnahme.", en: "Title of the measure."), seenBy: .everyone),
            FieldDefinition(
                6, "category", .code, de: "Kategorie", en: "Category",
                help: Label(de: "Gebiet der Maßnahme.", en: "What the measure is about."),
                codes: CodeLists.measureCategories,
                seenBy: .everyone),
            FieldDefinition(
                7, "carrier", .code, de: "Energieträger", en: "Carrier",
                help: Label(de: "Was eingespart wird.", en: "What is saved."), codes: CodeLists.carriers,
                seenBy: .everyone),
            FieldDefinition(
                8, "savingKwh", .quantity, de: "Einsparung Energie", en: "Energy saving",
                help: Label(de: "Endenergie je Jahr, freigegeben.", en: "Final energy a year, released."),
                unit: "kWh/a",
                seenBy: .everyone),
            FieldDefinition(
                9, "savingKgCo2e", .quantity, de: "Minderung", en: "Emission saving",
                help: Label(de: "Treibhausgase je Jahr, freigegeben.", en: "Greenhouse gases a year, released."),
                unit: "kg CO2e/a", seenBy: .everyone),
            FieldDefinition(
                10, "partnerName", .name, de: "Klimapartner", en: "Partner",
                help: Label(de: "Wer es getan hat.", en: "Who did it."), seenBy: .everyone),
            FieldDefinition(
                11, "contact", .name, de: "Kontakt", en: "Contact",
                help: Label(
                    de: "Wer Auskunft gibt; wird nicht veröffentlicht.", en: "Who can tell more; is not published.")),
        ])
}
