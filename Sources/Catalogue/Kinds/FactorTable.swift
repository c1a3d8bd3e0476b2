import Wire

extension Kind {
    /// A set of emission factors, as the office publishes it.
    public static let factorTable = Kind(
        15, "FactorTable", de: "Faktortabelle", en: "Factor table",
        help: Label(de: "Eine Ausgabe von Emissionsfaktoren.", en: "An edition of emission factors."),
        audience: .network, writer: .office, key: ["edition"],
        fields: [
            FieldDefinition(
                1, "edition", .text(maximum: 60), de: "Ausgabe", en: "Edition",
                help: Label(de: "Stabiler Name, etwa UBA-CC-16-2026.", en: "Stable name, such as UBA-CC-16-2026."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                2, "title", .name, de: "Titel", en: "Title",
                help: Label(de: "Titel der Veröffentlichung.", en: "Title of the publication."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                3, "publisher", .name, de: "Herausgeber", en: "Publisher",
                help: Label(de: "Wer sie herausgibt.", en: "Who publishes it."), seenBy: .everyone),
            FieldDefinition(
                4, "publishedOn", .date, de: "veröffentlicht am", en: "Published on",
                help: Label(de: "Tag der Veröffentlichung.", en: "Day of the publication."), seenBy: .everyone),
            FieldDefinition(
                5, "yearFrom", .year, de: "von Jahr", en: "From year",
                help: Label(de: "Erstes Jahr.", en: "First year."),
                seenBy: .everyone),
            FieldDefinition(
                6, "yearTo", .year, de: "bis Jahr", en: "To year", help: Label(de: "Letztes Jahr.", en: "Last year."),
                seenBy: .everyone),
            FieldDefinition(
                7, "supersedes", .text(maximum: 60), de: "ersetzt", en: "Supersedes",
                help: Label(de: "Name der früheren Ausgabe.", en: "Name of the earlier edition."), seenBy: .everyone),
            FieldDefinition(
                8, "documentHash", .hexadecimal(byteCount: 32), de: "Prüfsumme", en: "Hash",
                help: Label(de: "SHA-256 der Zeilen.", en: "SHA-256 of the rows."), seenBy: .everyone),
            FieldDefinition(
                9, "sources", .list(.text(maximum: 300)), de: "Quellen", en: "Sources",
                help: Label(de: "Veröffentlichungen mit Adresse.", en: "Publications with address."), seenBy: .everyone),
            FieldDefinition(
                10, "licence", .text(maximum: 100), de: "Lizenz", en: "Licence",
                help: Label(de: "Lizenz der Quelle.", en: "Licence of the source."), seenBy: .everyone),
        ])
}
