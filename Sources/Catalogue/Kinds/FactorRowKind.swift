import Wire

extension Kind {
    /// One emission factor of a factor table; never changed, only replaced by another edition.
    public static let factorRow = Kind(
        16, "FactorRow", de: "Emissionsfaktor", en: "Factor row",
        help: Label(de: "Ein Faktor einer Ausgabe, wie gedruckt.", en: "One factor of an edition, as printed."),
        audience: .network, writer: .office, key: ["edition", "row"],
        fields: [
            FieldDefinition(
                1, "edition", .text(maximum: 60), de: "Ausgabe", en: "Edition",
                help: Label(de: "Name der Faktortabelle.", en: "Name of the factor table."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                2, "row", .text(maximum: 100), de: "Zeile", en: "Row",
                help: Label(de: "Eindeutiger Name in der Ausgabe.", en: "Unique name in the edition."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                3, "carrier", .code, de: "Energieträger", en: "Carrier",
                help: Label(de: "Wofür er gilt.", en: "What it is for."), required: true, codes: CodeLists.carriers,
                seenBy: .everyone),
            FieldDefinition(
                4, "year", .year, de: "Jahr", en: "Year",
                help: Label(de: "Leer, wenn er für kein Jahr gilt.", en: "Empty when for no year."),
                seenBy: .everyone),
            FieldDefinition(
                5, "indicator", .name, de: "Spalte", en: "Column",
                help: Label(de: "Spalte der gedruckten Tabelle.", en: "Column of the printed table."), seenBy: .everyone
            ),
            FieldDefinition(
                6, "basis", .code, de: "Basis", en: "Basis",
                help: Label(de: "Welche Emissionen er zählt.", en: "Which emissions it counts."), required: true,
                codes: CodeLists.bases, seenBy: .everyone),
            FieldDefinition(
                7, "value", .quantity, de: "Wert", en: "Value",
                help: Label(de: "Zahl wie gedruckt.", en: "Number as printed."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                8, "unit", .text(maximum: 30), de: "Einheit", en: "Unit",
                help: Label(de: "Etwa g/kWh.", en: "Such as g/kWh."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                9, "calorificBasis", .code, de: "Bezug", en: "Calorific basis",
                help: Label(de: "Heizwert (Hi) oder Brennwert (Hs).", en: "Net (Hi) or gross (Hs) calorific value."),
                codes: [
                    CodeDefinition("Hi", de: "Heizwert", en: "net"), CodeDefinition("Hs", de: "Brennwert", en: "gross"),
                    CodeDefinition("none", de: "ohne", en: "none"),
                ], seenBy: .everyone),
            FieldDefinition(
                10, "status", .code, de: "Stand", en: "Status",
                help: Label(de: "Wie endgültig er ist.", en: "How settled it is."),
                codes: [
                    CodeDefinition("final", de: "endgültig", en: "final"),
                    CodeDefinition("provisional", de: "vorläufig", en: "provisional"),
                    CodeDefinition("estimated", de: "geschätzt", en: "estimated"),
                ], seenBy: .everyone),
            FieldDefinition(
                11, "source", .text(maximum: 300), de: "Quelle", en: "Source",
                help: Label(de: "Titel der Quelle.", en: "Title of the source."), seenBy: .everyone),
            FieldDefinition(
                12, "sourceTable", .name, de: "Tabelle", en: "Table",
                help: Label(de: "Tabelle oder Seite.", en: "Table or page."), seenBy: .everyone),
            FieldDefinition(
                13, "address", .text(maximum: 300), de: "Adresse", en: "Address",
                help: Label(de: "Webadresse oder DOI.", en: "Web address or DOI."), seenBy: .everyone),
            FieldDefinition(
                14, "grade", .code, de: "Beleg", en: "Grade",
                help: Label(de: "Wie gut die Zahl belegt ist.", en: "How well the number is confirmed."),
                codes: [
                    CodeDefinition("A", de: "amtliche Fassung gelesen", en: "official text read"),
                    CodeDefinition("B", de: "zwei Abschriften stimmen überein", en: "two transcriptions agree"),
                    CodeDefinition("C", de: "eine Abschrift", en: "one transcription"),
                ], seenBy: .everyone),
            FieldDefinition(
                15, "withdrawn", .boolean, de: "zurückgezogen", en: "Withdrawn",
                help: Label(de: "Nicht mehr verwenden.", en: "No longer to be used."), seenBy: .everyone),
        ])
}
