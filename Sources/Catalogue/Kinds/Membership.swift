import Wire

extension Kind {
    /// A partner's accession to the memorandum.
    public static let membership = Kind(
        3, "Membership", de: "Beitritt", en: "Membership",
        help: Label(
            de: "Beitritt zum Memorandum of Understanding.", en: "Accession to the memorandum of understanding."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "mouVersion", .text(maximum: 60), de: "Fassung des Memorandums", en: "Version of the memorandum",
                help: Label(de: "Etwa 2024-02.", en: "Such as 2024-02."), required: true, seenBy: .everyone),
            FieldDefinition(
                2, "signedOn", .date, de: "unterzeichnet am", en: "Signed on",
                help: Label(de: "Tag der Unterschrift.", en: "Day of the signature."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                3, "signatory", .name, de: "Unterzeichnet von", en: "Signatory",
                help: Label(de: "Wer unterschrieben hat.", en: "Who signed.")),
            FieldDefinition(
                4, "leftOn", .date, de: "ausgetreten am", en: "Left on",
                help: Label(de: "Tag des Austritts.", en: "Day of leaving."), seenBy: .everyone),
            FieldDefinition(
                5, "reason", .lines, de: "Grund des Austritts", en: "Reason for leaving",
                help: Label(de: "In eigenen Worten.", en: "In your own words.")),
        ],
        rules: [.order("signedOn", "leftOn", at: "leftOn", code: "membershipPeriod")])
}
