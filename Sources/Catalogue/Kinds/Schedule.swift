import Wire

extension Kind {
    /// When nodes synchronise.
    public static let schedule = Kind(
        23, "Schedule", de: "Zeitplan", en: "Schedule",
        help: Label(de: "Wann Knoten sich melden.", en: "When nodes call."), audience: .own, writer: .hub, single: true,
        fields: [
            FieldDefinition(
                1, "afterSeconds", .integer(0...31_536_000), de: "frühestens nach", en: "Not before",
                help: Label(de: "Sekunden nach dem letzten Abgleich.", en: "Seconds after the last session."),
                unit: "s",
                required: true),
            FieldDefinition(
                2, "windowSeconds", .integer(1...31_536_000), de: "Dauer des Fensters", en: "Window",
                help: Label(
                    de: "Sekunden, über die sich die Knoten verteilen.", en: "Seconds over which the nodes spread."),
                unit: "s",
                required: true),
        ])
}
