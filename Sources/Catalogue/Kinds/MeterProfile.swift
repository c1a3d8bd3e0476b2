import Wire

extension Kind {
    /// The readings of a meter in one calendar month.
    public static let meterProfile = Kind(
        9, "MeterProfile", de: "Lastgang", en: "Meter profile",
        help: Label(
            de: "Werte eines Zählers für einen Kalendermonat; wird eingelesen.",
            en: "A meter's values in one calendar month; is imported."),
        audience: .city, writer: .company, key: ["meter", "start"], reading: true,
        fields: [
            FieldDefinition(
                1, "meter", .reference(to: "Meter"), de: "Zähler", en: "Meter",
                help: Label(de: "Kennung oder Name des Zählers.", en: "Id or name of the meter."), required: true),
            FieldDefinition(
                2, "start", .instant, de: "Beginn", en: "Start",
                help: Label(
                    de: "Örtliche Mitternacht des ersten Tages des Monats.",
                    en: "Local midnight of the month's first day."),
                required: true),
            FieldDefinition(
                3, "interval", .code, de: "Messperiode", en: "Interval",
                help: Label(de: "Länge einer Messperiode.", en: "Length of one interval."), required: true,
                codes: [
                    CodeDefinition("PT15M", de: "Viertelstunde", en: "quarter of an hour"),
                    CodeDefinition("PT60M", de: "Stunde", en: "hour", aliases: ["PT1H"]),
                ]),
            FieldDefinition(
                4, "unit", .code, de: "Einheit", en: "Unit",
                help: Label(de: "Energie je Messperiode.", en: "Energy in each interval."), required: true,
                codes: [CodeDefinition("kWh", de: "kWh", en: "kWh")]),
            FieldDefinition(
                5, "values", .column, de: "Werte", en: "Values",
                help: Label(
                    de: "Ein Wert je Messperiode des Monats; fehlende bleiben leer.",
                    en: "One value for each interval of the month; missing ones are null."), unit: "kWh", required: true
            ),
            FieldDefinition(
                6, "quality", .quality, de: "Güte", en: "Quality",
                help: Label(de: "Wie die Werte zustande kamen.", en: "How the values came about."),
                codes: CodeLists.readingQualities),
        ],
        rules: [
            Rule(
                "profileStart", at: "start", de: "„start“ ist die örtliche Mitternacht eines Monatsersten",
                en: "\"start\" is the local midnight of a month's first day"
            ) { fields in
                guard let start = fields.instant("start") else { return true }
                let (date, second) = BerlinTime.local(start)
                return date.day == 1 && second == 0
            },
            Rule(
                "profileCount", at: "values", de: "ein Wert je Messperiode des Monats",
                en: "one value for each interval of the month"
            ) { fields in
                guard let start = fields.instant("start"), let column = fields.column("values"),
                    let interval = MeterMonth.seconds(interval: fields.text("interval"))
                else { return true }
                return column.count == MeterMonth.intervalCount(ofMonthFrom: start, seconds: interval)
            },
            Rule(
                "profileQuality", at: "quality", de: "die Güte deckt jeden Wert ab",
                en: "the quality covers every value"
            ) { fields in
                guard let column = fields.column("values"), case .quality(let runs) = fields["quality"] else {
                    return true
                }
                return runs.reduce(0) { $0 + $1.count } == column.count
            },
        ])
}
