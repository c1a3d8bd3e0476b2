import Wire

extension Kind {
    /// An organisation of the network.
    public static let partner = Kind(
        1, "Partner", de: "Klimapartner", en: "Climate partner",
        help: Label(de: "Angaben zur eigenen Organisation.", en: "Your own organisation."),
        audience: .city, writer: .company, single: true,
        fields: [
            FieldDefinition(
                1, "legalName", .name, de: "Name", en: "Legal name",
                help: Label(de: "Name laut Handelsregister oder Satzung.", en: "Name as registered."), required: true,
                seenBy: .everyone),
            FieldDefinition(
                2, "shortName", .text(maximum: 60), de: "Kurzname", en: "Short name",
                help: Label(de: "Name für Tabellen und die Webseite.", en: "Name for tables and the web page."),
                seenBy: .everyone),
            FieldDefinition(
                3, "naceCode", .text(maximum: 7), de: "NACE-Code", en: "NACE code",
                help: Label(
                    de: "Wirtschaftszweig nach NACE Rev. 2, vierstellige Klasse, etwa 24.10.",
                    en: "Branch by NACE Rev. 2, class of four digits, such as 24.10."), seenBy: .everyone),
            FieldDefinition(
                4, "sectorGroup", .code, de: "Branchengruppe", en: "Sector group",
                help: Label(
                    de: "Grobe Branche, nach der Netzwerkzahlen gegliedert werden.",
                    en: "Coarse branch by which network figures are divided."), codes: CodeLists.sectorGroups,
                seenBy: .everyone),
            FieldDefinition(
                5, "sizeClass", .code, de: "Größenklasse", en: "Size class",
                help: Label(de: "Nach Zahl der Beschäftigten.", en: "By the number of employees."),
                codes: [
                    CodeDefinition(
                        "micro", de: "unter 10 Beschäftigte", en: "below 10 employees", aliases: ["Kleinst"]),
                    CodeDefinition("small", de: "unter 50 Beschäftigte", en: "below 50 employees", aliases: ["klein"]),
                    CodeDefinition(
                        "medium", de: "unter 250 Beschäftigte", en: "below 250 employees", aliases: ["mittel"]),
                    CodeDefinition("large", de: "ab 250 Beschäftigte", en: "250 employees or more", aliases: ["groß"]),
                ], seenBy: .everyone),
            FieldDefinition(
                6, "employees", .integer(0...1_000_000), de: "Beschäftigte", en: "Employees",
                help: Label(de: "Zahl der Beschäftigten am Jahresende.", en: "Number of employees at the year's end.")),
            FieldDefinition(
                7, "holdingId", .name, de: "Konzern", en: "Holding",
                help: Label(
                    de: "Name des Konzerns, zu dem der Partner gehört; für den Schutz der Netzwerkzahlen.",
                    en: "Name of the group the partner belongs to; protects the network's figures.")),
            FieldDefinition(
                8, "kind", .code, de: "Art", en: "Kind of organisation",
                help: Label(de: "Art der Organisation.", en: "What the organisation is."),
                codes: [
                    CodeDefinition("company", de: "Unternehmen", en: "Company"),
                    CodeDefinition("publicBody", de: "öffentliche Einrichtung", en: "Public body"),
                    CodeDefinition("science", de: "Wissenschaft", en: "Science"),
                    CodeDefinition(
                        "association", de: "Verband oder Verein", en: "Association", aliases: ["Verband", "Verein"]),
                    CodeDefinition("initiator", de: "Initiator", en: "Initiator"),
                ], seenBy: .everyone),
            FieldDefinition(
                9, "isInitiator", .boolean, de: "Initiator des Pakts", en: "Founder of the pact",
                help: Label(de: "Hat den Pakt gegründet.", en: "Founded the pact."), seenBy: .everyone),
            FieldDefinition(
                10, "website", .text(maximum: 200), de: "Webseite", en: "Website",
                help: Label(de: "Adresse mit https://.", en: "Address with https://."), seenBy: .everyone),
            FieldDefinition(
                11, "selfDescription", .lines, de: "Selbstdarstellung", en: "Self-description",
                help: Label(de: "Ein Absatz für die Webseite.", en: "A paragraph for the web page."), seenBy: .everyone),
            FieldDefinition(
                12, "etsOperator", .boolean, de: "Emissionshandel", en: "Emissions trading",
                help: Label(
                    de: "Betreibt eine Anlage im EU-Emissionshandel.", en: "Operates an installation under the EU ETS."),
                seenBy: .everyone),
            FieldDefinition(
                13, "contactEmail", .text(maximum: 200), de: "E-Mail", en: "E-mail",
                help: Label(de: "Erreichbar für die Geschäftsstelle.", en: "Where the office reaches you.")),
            FieldDefinition(
                14, "legalForm", .text(maximum: 60), de: "Rechtsform", en: "Legal form",
                help: Label(de: "Etwa GmbH oder eG.", en: "Such as GmbH or eG."), seenBy: .everyone),
            FieldDefinition(
                15, "registerNumber", .text(maximum: 60), de: "Registernummer", en: "Register number",
                help: Label(de: "Handelsregister oder USt-IdNr.", en: "Commercial register or VAT number.")),
            FieldDefinition(
                16, "certifications", .list(.code), de: "Zertifikate", en: "Certifications",
                help: Label(de: "Gültige Zertifikate.", en: "Valid certificates."),
                codes: [
                    CodeDefinition("ISO14001", de: "ISO 14001", en: "ISO 14001"),
                    CodeDefinition("EMAS", de: "EMAS", en: "EMAS"),
                    CodeDefinition("ISO50001", de: "ISO 50001", en: "ISO 50001"),
                    CodeDefinition("oekoprofit", de: "ÖKOPROFIT", en: "ÖKOPROFIT"),
                    CodeDefinition("SBTi", de: "SBTi", en: "SBTi"),
                    CodeDefinition("other", de: "andere", en: "other"),
                ], seenBy: .everyone),
        ],
        rules: [
            Rule(
                "naceClass", at: "naceCode", de: "NACE-Code als vierstellige Klasse, etwa 24.10",
                en: "NACE code as a class of four digits, such as 24.10"
            ) { fields in
                guard let code = fields.text("naceCode") else { return true }
                let bytes = Array(code.utf8)
                return bytes.count == 5 && bytes[2] == UInt8(ascii: ".")
                    && [0, 1, 3, 4].allSatisfy { NumberText.isDigit(bytes[$0]) }
            },
            Rule(
                "website", at: "website", de: "Adresse mit https:// oder http://",
                en: "address with https:// or http://"
            ) {
                guard let address = $0.text("website") else { return true }
                return (address.hasPrefix("https://") || address.hasPrefix("http://")) && !address.contains(" ")
            },
            Rule("email", at: "contactEmail", de: "E-Mail-Adresse mit @", en: "e-mail address with @") {
                guard let address = $0.text("contactEmail") else { return true }
                let parts = address.split(separator: "@", omittingEmptySubsequences: false)
                return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && !$0.contains(" ") }
            },
            Rule(
                "sizeClass", at: "sizeClass", warning: true, de: "Größenklasse passt nicht zur Zahl der Beschäftigten.",
                en: "The size class does not fit the number of employees."
            ) { fields in
                guard let count = fields.integer("employees"), let size = fields.text("sizeClass") else { return true }
                let fitting = count < 10 ? "micro" : count < 50 ? "small" : count < 250 ? "medium" : "large"
                return size == fitting
            },
        ])
}
