import Wire

extension Kind {
    /// A meter.
    public static let meter = Kind(
        8, "Meter", de: "Zähler", en: "Meter",
        help: Label(de: "Ein Zähler mit seinem Energieträger.", en: "A meter and its carrier."),
        audience: .city, writer: .company, key: ["name"],
        fields: [
            FieldDefinition(
                1, "name", .name, de: "Name", en: "Name",
                help: Label(
                    de: "Eindeutig im Unternehmen, etwa die Zählernummer.",
                    en: "Unique in the company, such as the meter's number."), required: true),
            FieldDefinition(
                2, "carrier", .code, de: "Energieträger", en: "Carrier",
                help: Label(de: "Was der Zähler misst.", en: "What the meter measures."), required: true,
                codes: CodeLists.carriers),
            FieldDefinition(
                3, "unit", .code, de: "Einheit", en: "Unit",
                help: Label(de: "Einheit der Ablesung.", en: "Unit of the readings."),
                codes: CodeLists.units),
            FieldDefinition(
                4, "site", .reference(to: "Site"), de: "Standort", en: "Site",
                help: Label(de: "Wo der Zähler hängt.", en: "Where the meter is.")),
            FieldDefinition(
                5, "location", .text(maximum: 33), de: "Messlokation", en: "Metering location",
                help: Label(
                    de: "MeLo (33 Zeichen) oder MaLo (11 Ziffern).", en: "MeLo (33 characters) or MaLo (11 digits).")),
            FieldDefinition(
                6, "direction", .code, de: "Richtung", en: "Direction",
                help: Label(de: "Bezug, wenn nichts angegeben ist.", en: "Consumption unless said otherwise."),
                codes: [
                    CodeDefinition("consumption", de: "Bezug", en: "Consumption"),
                    CodeDefinition("feedIn", de: "Einspeisung", en: "Feed-in"),
                    CodeDefinition("generation", de: "Erzeugung", en: "Generation"),
                ]),
        ],
        rules: [.carrierUnit])
}
