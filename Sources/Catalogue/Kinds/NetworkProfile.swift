import Wire

extension Kind {
    /// What the network is.
    public static let networkProfile = Kind(
        20, "NetworkProfile", de: "Netzwerkprofil", en: "Network profile",
        help: Label(de: "Name, Ziel und Regeln des Netzwerks.", en: "The network's name, goal and rules."),
        audience: .network, writer: .office, single: true,
        fields: [
            FieldDefinition(
                1, "name", .name, de: "Name", en: "Name",
                help: Label(de: "Etwa Klimapakt Duisburg.", en: "Such as Klimapakt Duisburg."),
                required: true, seenBy: .everyone),
            FieldDefinition(
                2, "cityName", .name, de: "Stadt", en: "City",
                help: Label(de: "Name der Stadt.", en: "Name of the city."),
                seenBy: .everyone),
            FieldDefinition(
                3, "goalYear", .year, de: "Zieljahr", en: "Goal year",
                help: Label(de: "Jahr, bis zu dem der Pakt gilt.", en: "Year until which the pact runs."),
                seenBy: .everyone),
            FieldDefinition(
                4, "foundedOn", .date, de: "gegründet am", en: "Founded on",
                help: Label(de: "Tag der Gründung.", en: "Day of its foundation."), seenBy: .everyone),
            FieldDefinition(
                5, "cityKey", .text(maximum: 12), de: "Gemeindeschlüssel", en: "Municipality key",
                help: Label(de: "AGS, etwa 05112000.", en: "AGS, such as 05112000."), seenBy: .everyone),
            FieldDefinition(
                6, "shareDefault", .code, de: "Vorgabe für Messwerte", en: "Default for readings",
                help: Label(
                    de: "Ob Verbräuche und Lastgänge zur Stadt gehen, wenn ein Partner nichts wählt.",
                    en: "Whether activity lines and profiles go to the city when a partner does not choose."),
                codes: [
                    CodeDefinition("readings", de: "Messwerte", en: "readings"),
                    CodeDefinition("figures", de: "nur Jahreszahlen", en: "yearly figures only"),
                ], seenBy: .everyone),
            FieldDefinition(
                7, "factorEditions", .list(.text(maximum: 60)), de: "Faktorausgaben", en: "Factor editions",
                help: Label(de: "Ausgaben, die gelten.", en: "Editions in force."), seenBy: .everyone),
            FieldDefinition(
                8, "reportEveryYears", .integer(1...10), de: "Bericht alle", en: "Report every",
                help: Label(
                    de: "Jahre zwischen zwei Monitoringberichten.", en: "Years between two monitoring reports."),
                unit: "a", seenBy: .everyone),
            FieldDefinition(
                9, "contact", .name, de: "Kontakt", en: "Contact",
                help: Label(de: "Wie die Geschäftsstelle zu erreichen ist.", en: "How to reach the office."),
                seenBy: .everyone),
            FieldDefinition(
                10, "website", .text(maximum: 200), de: "Webseite", en: "Website",
                help: Label(de: "Adresse mit https://.", en: "Address with https://."), seenBy: .everyone),
        ])
}
