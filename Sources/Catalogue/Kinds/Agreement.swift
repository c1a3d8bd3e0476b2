import Wire

extension Kind {
    /// A partner's climate-protection agreement with the city.
    public static let agreement = Kind(
        4, "Agreement", de: "Klimaschutzvereinbarung", en: "Climate protection agreement",
        help: Label(
            de: "Vereinbarung mit der Stadt über Ziele und freiwillige Maßnahmen.",
            en: "Agreement with the city about targets and voluntary measures."),
        audience: .city, writer: .company,
        fields: [
            FieldDefinition(
                1, "number", .text(maximum: 60), de: "Nummer", en: "Number",
                help: Label(de: "Nummer der Vereinbarung.", en: "Number of the agreement."), seenBy: .everyone),
            FieldDefinition(
                2, "signedOn", .date, de: "unterzeichnet am", en: "Signed on",
                help: Label(de: "Tag der Unterschrift des Partners.", en: "Day of the partner's signature."),
                seenBy: .everyone),
            FieldDefinition(
                3, "validFrom", .date, de: "gültig ab", en: "Valid from",
                help: Label(de: "Erster Tag.", en: "First day."), seenBy: .everyone),
            FieldDefinition(
                4, "validTo", .date, de: "gültig bis", en: "Valid to",
                help: Label(de: "Letzter Tag, meist 31.12.2035.", en: "Last day, usually 2035-12-31."),
                seenBy: .everyone),
            FieldDefinition(
                5, "textVersion", .text(maximum: 60), de: "Fassung des Textes", en: "Version of the text",
                help: Label(de: "Fassung des Mustertextes.", en: "Version of the model text.")),
            FieldDefinition(
                6, "documentHash", .hexadecimal(byteCount: 32), de: "Prüfsumme des Dokuments",
                en: "Hash of the document",
                help: Label(
                    de: "SHA-256 der unterzeichneten Datei, 64 Hexadezimalziffern.",
                    en: "SHA-256 of the signed file, 64 hexadecimal digits.")),
            FieldDefinition(
                7, "targets", .list(.reference(to: "Target")), de: "Ziele", en: "Targets",
                help: Label(de: "Kennungen der vereinbarten Ziele.", en: "Ids of the agreed targets."),
                seenBy: .everyone),
            FieldDefinition(
                8, "measures", .list(.reference(to: "Measure")), de: "Maßnahmen", en: "Measures",
                help: Label(de: "Kennungen der vereinbarten Maßnahmen.", en: "Ids of the agreed measures.")),
            FieldDefinition(
                9, "state", .code, de: "Stand", en: "State",
                help: Label(
                    de: "In Kraft ist sie mit der Bestätigung der Stadt.",
                    en: "It is in force once the city confirms it."),
                required: true,
                codes: [
                    CodeDefinition("draft", de: "Entwurf", en: "draft"),
                    CodeDefinition(
                        "company_signed", de: "vom Partner unterzeichnet", en: "signed by the partner",
                        aliases: ["unterzeichnet", "signed"]),
                    CodeDefinition("in_force", de: "in Kraft", en: "in force"),
                    CodeDefinition("amended", de: "geändert", en: "amended"),
                    CodeDefinition("ended", de: "beendet", en: "ended"),
                ], seenBy: .everyone),
            FieldDefinition(
                10, "consolidation", .code, de: "Konsolidierung", en: "Consolidation",
                help: Label(
                    de: "Wonach bestimmt wird, was zur Bilanz gehört.", en: "What decides what belongs to the balance."),
                codes: [
                    CodeDefinition("operational_control", de: "operative Kontrolle", en: "operational control"),
                    CodeDefinition("financial_control", de: "finanzielle Kontrolle", en: "financial control"),
                    CodeDefinition("equity_share", de: "Kapitalanteil", en: "equity share"),
                ]),
            FieldDefinition(
                11, "scopesCovered", .list(.code), de: "erfasste Scopes", en: "Scopes covered",
                help: Label(de: "Scopes, für die sie gilt.", en: "Scopes it is about."), codes: CodeLists.scopes,
                seenBy: .everyone),
            FieldDefinition(
                12, "recalcThreshold", .decimal(minimum: 0, maximum: 10), de: "Schwelle der Neuberechnung",
                en: "Recalculation threshold",
                help: Label(
                    de: "Ab welcher Änderung das Basisjahr neu berechnet wird, üblich 5 %.",
                    en: "The change from which the base year is recalculated, usually 5 %."), unit: "%"),
        ],
        rules: [
            .order("validFrom", "validTo", at: "validTo", code: "agreementPeriod"),
            Rule(
                "signedNeedsDate", at: "signedOn",
                de: "eine unterzeichnete Vereinbarung nennt den Tag der Unterschrift",
                en: "a signed agreement names the day of its signature"
            ) { $0.text("state") == nil || $0.text("state") == "draft" || $0["signedOn"] != nil },
            Rule(
                "agreementContent", at: "targets", warning: true,
                de: "Eine Vereinbarung nennt mindestens ein Ziel und eine Maßnahme.",
                en: "An agreement names at least one target and one measure."
            ) { $0.text("state") == "draft" || ($0["targets"] != nil && $0["measures"] != nil) },
        ])
}
