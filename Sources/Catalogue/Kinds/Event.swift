import Wire

extension Kind {
    /// A meeting of the network.
    public static let event = Kind(
        19, "Event", de: "Termin", en: "Event",
        help: Label(de: "Ein Treffen des Netzwerks.", en: "A meeting of the network."), audience: .network,
        writer: .office,
        fields: [
            FieldDefinition(
                1, "title", .name, de: "Titel", en: "Title",
                help: Label(de: "In wenigen Worten.", en: "In a few words."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                2, "date", .date, de: "Tag", en: "Date",
                help: Label(de: "Tag des Treffens.", en: "Day of the meeting."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                3, "place", .name, de: "Ort", en: "Place", help: Label(de: "Wo es stattfindet.", en: "Where it is."),
                seenBy: .everyone),
            FieldDefinition(
                4, "textDe", .lines, de: "Text (deutsch)", en: "Text (German)",
                help: Label(de: "Worum es geht.", en: "What it is about."), seenBy: .everyone),
            FieldDefinition(
                5, "textEn", .lines, de: "Text (englisch)", en: "Text (English)",
                help: Label(de: "Worum es geht.", en: "What it is about."), seenBy: .everyone),
            FieldDefinition(
                6, "starts", .text(maximum: 20), de: "Beginn", en: "Starts",
                help: Label(de: "Uhrzeit, etwa 14:00.", en: "Time, such as 14:00."), seenBy: .everyone),
        ])
}
