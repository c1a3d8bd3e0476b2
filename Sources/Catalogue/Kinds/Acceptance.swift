import Wire

extension Kind {
    /// The office's acceptance of an inventory.
    public static let acceptance = Kind(
        13, "Acceptance", de: "Annahme", en: "Acceptance",
        help: Label(de: "Eine Bilanz in einer Fassung angenommen.", en: "One version of an inventory accepted."),
        audience: .desk, writer: .office, key: ["inventory", "inventoryDot"],
        fields: [
            FieldDefinition(
                1, "inventory", .reference(to: "Inventory"), de: "Bilanz", en: "Inventory",
                help: Label(de: "Kennung der Bilanz.", en: "Id of the inventory."), required: true),
            .version(2, "inventoryDot"),
            FieldDefinition(
                3, "acceptedOn", .date, de: "angenommen am", en: "Accepted on",
                help: Label(de: "Tag der Annahme.", en: "Day of the acceptance."), required: true),
            FieldDefinition(
                4, "note", .lines, de: "Anmerkung", en: "Note",
                help: Label(de: "Hinweis an den Partner.", en: "Remark to the partner.")),
        ])
}
