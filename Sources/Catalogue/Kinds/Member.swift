import Wire

extension Kind {
    /// A node's place in the hub's allow-list, from invitation to revocation.
    public static let member = Kind(
        22, "Member", de: "Mitglied", en: "Member",
        help: Label(de: "Zulassung eines Knotens beim Hub.", en: "A node's admission to the hub."), audience: .own,
        writer: .hub,
        fields: [
            FieldDefinition(
                1, "partner", .integer(1...4_294_967_295), de: "Nummer des Partners", en: "Partner number",
                help: Label(de: "Vom Hub vergeben.", en: "Given by the hub."), required: true),
            FieldDefinition(
                2, "partnerName", .name, de: "Name des Partners", en: "Partner name",
                help: Label(de: "Name laut Einladung.", en: "Name as invited."), required: true),
            FieldDefinition(
                3, "state", .code, de: "Stand", en: "State",
                help: Label(de: "Wie weit die Zulassung ist.", en: "How far the admission is."),
                required: true,
                codes: [
                    CodeDefinition("invited", de: "eingeladen", en: "invited"),
                    CodeDefinition("pending", de: "wartet auf Freigabe", en: "waiting for approval"),
                    CodeDefinition("active", de: "zugelassen", en: "active"),
                    CodeDefinition("suspended", de: "ausgesetzt", en: "suspended"),
                    CodeDefinition("revoked", de: "widerrufen", en: "revoked"),
                ]),
            FieldDefinition(
                4, "companyId", .hexadecimal(byteCount: 8), de: "Kennung des Unternehmens", en: "Company id",
                help: Label(de: "16 Hexadezimalziffern.", en: "16 hexadecimal digits.")),
            FieldDefinition(
                5, "identityKey", .hexadecimal(byteCount: 32), de: "Schlüssel des Knotens", en: "Identity key",
                help: Label(de: "Ed25519, 64 Hexadezimalziffern.", en: "Ed25519, 64 hexadecimal digits.")),
            FieldDefinition(
                6, "tlsKey", .hexadecimal(byteCount: 32), de: "TLS-Schlüssel", en: "TLS key",
                help: Label(de: "SHA-256 des öffentlichen Schlüssels.", en: "SHA-256 of the public key.")),
            FieldDefinition(
                7, "invitation", .hexadecimal(byteCount: 32), de: "Einladung", en: "Invitation",
                help: Label(de: "SHA-256 des Einladungsschlüssels.", en: "SHA-256 of the invitation's token.")),
            FieldDefinition(
                8, "approved", .boolean, de: "vorab freigegeben", en: "Approved beforehand",
                help: Label(de: "Braucht keine Bestätigung des Codes.", en: "Needs no confirmation of the code.")),
            FieldDefinition(
                9, "expiresAt", .instant, de: "Einladung gültig bis", en: "Invitation expires at",
                help: Label(de: "Danach verfällt sie.", en: "After this it is void.")),
            FieldDefinition(
                10, "code", .text(maximum: 30), de: "Kurzcode", en: "Short code",
                help: Label(de: "Von beiden Seiten verglichen.", en: "Compared by both sides.")),
            FieldDefinition(
                11, "shareReadings", .boolean, de: "Messwerte zur Stadt", en: "Readings to the city",
                help: Label(de: "Ob Messwerte zur Stadt gehen.", en: "Whether readings go to the city.")),
            FieldDefinition(
                12, "program", .text(maximum: 100), de: "Programm", en: "Program",
                help: Label(de: "Programm und Version des Knotens.", en: "The node's program and version.")),
            FieldDefinition(
                13, "changedAt", .instant, de: "geändert", en: "Changed at",
                help: Label(de: "Uhr des Hubs.", en: "By the hub's clock.")),
            FieldDefinition(
                14, "reason", .lines, de: "Grund", en: "Reason",
                help: Label(de: "Warum ausgesetzt oder widerrufen.", en: "Why suspended or revoked.")),
        ])
}
