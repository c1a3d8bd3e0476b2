import Wire

extension Kind {
    /// The office's confirmation of an agreement.
    public static let confirmation = Kind(
        14, "Confirmation", de: "Bestätigung", en: "Confirmation",
        help: Label(de: "Eine Vereinbarung in einer Fassung bestätigt.", en: "One version of an agreement confirmed."),
        audience: .desk, writer: .office, key: ["agreement", "agreementDot"],
        fields: [
            FieldDefinition(
                1, "agreement", .reference(to: "Agreement"), de: "Vereinbarung", en: "Agreement",
                help: Label(de: "Kennung der Vereinbarung.", en: "Id of the agreement."), required: true),
            .version(2, "agreementDot"),
            FieldDefinition(
                3, "confirmedOn", .date, de: "bestätigt am", en: "Confirmed on",
                help: Label(de: "Tag der Unterschrift der Stadt.", en: "Day of the city's signature."), required: true),
            FieldDefinition(
                4, "by", .name, de: "bestätigt von", en: "Confirmed by",
                help: Label(de: "Wer für die Stadt unterschrieben hat.", en: "Who signed for the city.")),
        ])
}
