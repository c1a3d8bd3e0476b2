import Wire

extension Kind {
    /// One published number of a table.
    public static let publishedCell = Kind(
        21, "PublishedCell", de: "veröffentlichte Zahl", en: "Published cell",
        help: Label(de: "Eine Zahl einer veröffentlichten Ausgabe.", en: "One number of a published edition."),
        audience: .network, writer: .hub, key: ["edition", "figure", "year", "dimensions"],
        fields: [
            FieldDefinition(
                1, "edition", .text(maximum: 60), de: "Ausgabe", en: "Edition",
                help: Label(de: "Name der Ausgabe.", en: "Name of the edition."), required: true, seenBy: .everyone),
            FieldDefinition(
                2, "figure", .code, de: "Zahl", en: "Figure", help: Label(de: "Welche Zahl.", en: "Which figure."),
                required: true,
                codes: CodeLists.figures, seenBy: .everyone),
            FieldDefinition(
                3, "year", .year, de: "Jahr", en: "Year",
                help: Label(de: "Leer, wenn sie für kein Jahr gilt.", en: "Empty when for no year."),
                seenBy: .everyone),
            FieldDefinition(
                4, "dimensions", .list(.text(maximum: 200)), de: "Gliederung", en: "Dimensions",
                help: Label(de: "Je Merkmal NAME=WERT.", en: "NAME=VALUE for each."), seenBy: .everyone),
            FieldDefinition(
                5, "value", .exact, de: "Wert", en: "Value",
                help: Label(de: "Leer, wenn geheim gehalten.", en: "Empty when withheld."),
                seenBy: .everyone),
            FieldDefinition(
                6, "unit", .text(maximum: 30), de: "Einheit", en: "Unit",
                help: Label(de: "Einheit des Werts.", en: "Unit of the value."),
                seenBy: .everyone),
            FieldDefinition(
                7, "contributorsClass", .text(maximum: 20), de: "Beitragende", en: "Contributors",
                help: Label(
                    de: "Klasse der Zahl der Beitragenden, etwa ≥3.",
                    en: "Class of the number of contributors, such as ≥3."),
                seenBy: .everyone),
            FieldDefinition(
                8, "status", .code, de: "Stand", en: "Status",
                help: Label(de: "Ob sie gezeigt wird.", en: "Whether it is shown."),
                required: true,
                codes: [
                    CodeDefinition("published", de: "veröffentlicht", en: "published"),
                    CodeDefinition("withheld", de: "geheim gehalten", en: "withheld"),
                    CodeDefinition("provisional", de: "vorläufig", en: "provisional"),
                    CodeDefinition("no_data", de: "keine Daten", en: "no data"),
                ], seenBy: .everyone),
            FieldDefinition(
                9, "headsHash", .hexadecimal(byteCount: 32), de: "Prüfsumme der Stände", en: "Hash of the heads",
                help: Label(de: "Aus welchen Ständen sie berechnet ist.", en: "Which heads it is computed from."),
                seenBy: .everyone),
            FieldDefinition(
                10, "publishedOn", .date, de: "veröffentlicht am", en: "Published on",
                help: Label(de: "Tag der Ausgabe.", en: "Day of the edition."), seenBy: .everyone),
        ])
}
