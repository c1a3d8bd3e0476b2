import Wire

extension Kind {
    /// A partner's submission of an inventory.
    public static let submission = Kind(
        12, "Submission", de: "Einreichung", en: "Submission",
        help: Label(de: "Eine Bilanz in einer Fassung eingereicht.", en: "One version of an inventory handed in."),
        audience: .city, writer: .company, key: ["inventory", "inventoryDot"],
        fields: [
            FieldDefinition(
                1, "inventory", .reference(to: "Inventory"), de: "Bilanz", en: "Inventory",
                help: Label(de: "Kennung der Bilanz.", en: "Id of the inventory."), required: true),
            .version(2, "inventoryDot"),
            FieldDefinition(
                3, "submittedOn", .date, de: "eingereicht am", en: "Submitted on",
                help: Label(de: "Tag der Einreichung.", en: "Day of the submission."), required: true),
            FieldDefinition(
                4, "declaredBy", .name, de: "erklärt von", en: "Declared by",
                help: Label(de: "Wer die Richtigkeit erklärt.", en: "Who declares it to be right.")),
        ])
}
