import Wire

extension Kind {
    /// A place where a partner works.
    public static let site = Kind(
        2, "Site", de: "Standort", en: "Site",
        help: Label(de: "Ein Ort, an dem Energie verbraucht wird.", en: "A place where energy is used."),
        audience: .city, writer: .company, key: ["name"],
        fields: [
            FieldDefinition(
                1, "name", .name, de: "Name", en: "Name",
                help: Label(de: "Eindeutiger Name des Standorts.", en: "Unique name of the site."), required: true),
            FieldDefinition(
                2, "postcode", .text(maximum: 10), de: "Postleitzahl", en: "Postcode",
                help: Label(de: "Fünf Ziffern.", en: "Five digits.")),
            FieldDefinition(
                3, "insideCity", .boolean, de: "im Stadtgebiet", en: "Inside the city",
                help: Label(
                    de: "Liegt im Gebiet der Stadt; nur solche zählen für die Stadtbilanz.",
                    en: "Lies in the city's area; only such sites count for its balance.")),
            FieldDefinition(
                4, "address", .text(maximum: 200), de: "Anschrift", en: "Address",
                help: Label(de: "Straße und Hausnummer.", en: "Street and number.")),
            FieldDefinition(
                5, "town", .text(maximum: 100), de: "Ort", en: "Town",
                help: Label(de: "Ort zur Postleitzahl.", en: "Town of the postcode.")),
            FieldDefinition(
                6, "ownership", .code, de: "Nutzung", en: "Ownership",
                help: Label(de: "Eigentum, Miete oder Verwaltung.", en: "Owned, leased or managed."),
                codes: [
                    CodeDefinition("owned", de: "Eigentum", en: "owned"),
                    CodeDefinition("leased", de: "gemietet", en: "leased"),
                    CodeDefinition("managed", de: "verwaltet", en: "managed"),
                ]),
            FieldDefinition(
                7, "floorArea", .quantity, de: "Fläche", en: "Floor area",
                help: Label(de: "Nutzfläche der Gebäude.", en: "Useful area of the buildings."), unit: "m2"),
            FieldDefinition(
                8, "activeFrom", .date, de: "in Betrieb seit", en: "Active from",
                help: Label(de: "Erster Tag des Betriebs.", en: "First day of operation.")),
            FieldDefinition(
                9, "activeTo", .date, de: "in Betrieb bis", en: "Active to",
                help: Label(de: "Letzter Tag des Betriebs.", en: "Last day of operation.")),
            FieldDefinition(
                10, "gridOperator", .text(maximum: 100), de: "Netzbetreiber", en: "Grid operator",
                help: Label(de: "Betreiber des Stromnetzes.", en: "Operator of the electricity grid.")),
            FieldDefinition(
                11, "etsInstallation", .text(maximum: 60), de: "ETS-Anlage", en: "ETS installation",
                help: Label(
                    de: "Kennung der Anlage im EU-Emissionshandel.", en: "Number of the installation under the EU ETS."),
                seenBy: .everyone),
        ],
        rules: [
            Rule("postcode", at: "postcode", de: "Postleitzahl mit fünf Ziffern", en: "postcode of five digits") {
                guard let code = $0.text("postcode") else { return true }
                return code.utf8.count == 5 && code.utf8.allSatisfy(NumberText.isDigit)
            },
            .order("activeFrom", "activeTo", at: "activeTo", code: "activePeriod"),
        ])
}
