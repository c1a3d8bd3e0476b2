import Wire

extension Kind {
    /// A quantity of an energy carrier used in a period.
    public static let activityLine = Kind(
        10, "ActivityLine", de: "Verbrauch", en: "Activity line",
        help: Label(
            de: "Menge eines Energieträgers in einem Zeitraum.", en: "Quantity of a carrier used in a period."),
        audience: .city, writer: .company, key: ["site", "meter", "carrier", "periodStart", "periodEnd"], reading: true,
        fields: [
            FieldDefinition(
                1, "site", .reference(to: "Site"), de: "Standort", en: "Site",
                help: Label(de: "Leer für das ganze Unternehmen.", en: "Empty for the whole company.")),
            FieldDefinition(
                2, "meter", .reference(to: "Meter"), de: "Zähler", en: "Meter",
                help: Label(de: "Leer, wenn kein Zähler dahintersteht.", en: "Empty when there is no meter.")),
            FieldDefinition(
                3, "carrier", .code, de: "Energieträger", en: "Carrier",
                help: Label(de: "Was verbraucht wurde.", en: "What was used."), required: true,
                codes: CodeLists.carriers),
            FieldDefinition(
                4, "quantity", .quantity, de: "Menge", en: "Quantity",
                help: Label(de: "Zahl in der angegebenen Einheit.", en: "Number in the unit given."), required: true),
            FieldDefinition(
                5, "unit", .code, de: "Einheit", en: "Unit",
                help: Label(
                    de: "Bei Erdgas in kWh: kWh_Hs (Brennwert, wie abgerechnet) oder kWh_Hi (Heizwert).",
                    en: "For natural gas in kWh: kWh_Hs (gross, as billed) or kWh_Hi (net)."), required: true,
                codes: CodeLists.units),
            FieldDefinition(
                6, "periodStart", .dateOrInstant, de: "Beginn", en: "Period start",
                help: Label(de: "Erster Tag oder Zeitpunkt.", en: "First day or moment."), required: true),
            FieldDefinition(
                7, "periodEnd", .dateOrInstant, de: "Ende", en: "Period end",
                help: Label(
                    de: "Letzter Tag einschließlich; ein Zeitpunkt zählt nicht mehr dazu.",
                    en: "Last day, included; a moment is not included."), required: true),
            FieldDefinition(
                8, "dataQuality", .code, de: "Datengüte", en: "Data quality",
                help: Label(de: "Wie genau die Menge bekannt ist.", en: "How well the quantity is known."),
                codes: CodeLists.dataQualities),
            FieldDefinition(
                9, "source", .name, de: "Quelle", en: "Source",
                help: Label(de: "Rechnung, Ablesung, Schätzung.", en: "Bill, reading, estimate.")),
            FieldDefinition(
                10, "readAt", .dateOrInstant, de: "abgelesen am", en: "Read at",
                help: Label(de: "Wann die Menge festgestellt wurde.", en: "When the quantity was found.")),
            FieldDefinition(
                11, "comment", .lines, de: "Bemerkung", en: "Comment",
                help: Label(de: "In eigenen Worten.", en: "In your own words.")),
            FieldDefinition(
                12, "brennwert", .quantity, de: "Brennwert", en: "Gross calorific value",
                help: Label(de: "Laut Gasrechnung, bei m³ nötig.", en: "From the gas bill, needed with m3."),
                unit: "kWh/m3"),
            FieldDefinition(
                13, "zustandszahl", .quantity, de: "Zustandszahl", en: "State number",
                help: Label(de: "Laut Gasrechnung, bei m³ nötig.", en: "From the gas bill, needed with m3.")),
            FieldDefinition(
                14, "supplierPartnerId", .name, de: "Lieferant im Netzwerk", en: "Supplier in the network",
                help: Label(
                    de: "Klimapartner, von dem die Energie kommt; vermeidet doppeltes Zählen.",
                    en: "Partner that supplies the energy; avoids counting twice.")),
            FieldDefinition(
                15, "factorValue", .quantity, de: "eigener Faktor", en: "Own factor",
                help: Label(
                    de: "Nur mit Nachweis, etwa für Fernwärme; Einheit im nächsten Feld.",
                    en: "Only with evidence, for district heat say; its unit is in the next field.")),
            FieldDefinition(
                16, "factorUnit", .text(maximum: 30), de: "Einheit des Faktors", en: "Unit of the factor",
                help: Label(de: "Etwa kg/kWh.", en: "Such as kg/kWh.")),
            FieldDefinition(
                17, "factorBasis", .code, de: "Basis des Faktors", en: "Basis of the factor",
                help: Label(de: "Welche Emissionen er zählt.", en: "Which emissions it counts."), codes: CodeLists.bases
            ),
            FieldDefinition(
                18, "edition", .text(maximum: 60), de: "Faktorausgabe", en: "Factor edition",
                help: Label(
                    de: "Leer für die neueste, etwa UBA-CC-16-2026.",
                    en: "Empty for the newest, such as UBA-CC-16-2026.")),
        ],
        rules: [
            Rule(
                "period", at: "periodEnd", de: "das Ende liegt nicht vor dem Beginn",
                en: "the end is not before the start"
            ) { fields in
                guard let start = periodBound(fields["periodStart"], isEnd: false),
                    let end = periodBound(fields["periodEnd"], isEnd: true)
                else { return true }
                return start < end
            },
            .carrierUnit,
            Rule(
                "gasVolume", at: "brennwert", de: "Gas in m³ braucht „brennwert“ und „zustandszahl“",
                en: "gas in m3 needs \"brennwert\" and \"zustandszahl\""
            ) { fields in
                guard let carrier = fields.text("carrier").flatMap(Carrier.init(rawValue:)),
                    fields.text("unit") == "m3",
                    carrier.form == .gridGas || carrier.form == .ownGas
                else { return true }
                return fields["brennwert"] != nil && fields["zustandszahl"] != nil
            },
            Rule(
                "ownFactor", at: "factorUnit", de: "ein eigener Faktor nennt Einheit und Basis",
                en: "an own factor names its unit and basis"
            ) { fields in
                guard fields["factorValue"] != nil else { return fields["factorUnit"] == nil }
                return fields["factorBasis"] != nil && fields.text("factorUnit").flatMap(FactorUnit.init(text:)) != nil
            },
            Rule(
                "longPeriod", at: "periodEnd", warning: true, de: "Der Zeitraum ist länger als 400 Tage.",
                en: "The period is longer than 400 days."
            ) { fields in
                guard let start = periodBound(fields["periodStart"], isEnd: false),
                    let end = periodBound(fields["periodEnd"], isEnd: true)
                else { return true }
                return end.secondsSince1970 - start.secondsSince1970 <= 400 * 86_400
            },
        ])

    /// A period's bound as a moment: a day begins and ends at local midnight.
    static func periodBound(_ value: Value?, isEnd: Bool) -> Instant? {
        switch value {
        case .date(let date):
            let isLast = date == CivilDate(year: CivilDate.years.upperBound, month: 12, day: 31)
            return BerlinTime.midnight(isEnd && !isLast ? date.adding(days: 1) : date)
        case .instant(let instant): return instant
        default: return nil
        }
    }
}

extension Rule {
    /// A quantity's unit fits its carrier.
    static let carrierUnit = Rule(
        "carrierUnit", at: "unit",
        de:
            "die Einheit passt zum Energieträger (Strom und Wärme: kWh MWh GJ TJ; Erdgas: kWh_Hs kWh_Hi MWh_Hs MWh_Hi GJ TJ "
            + "m3 kg t, nicht kWh allein; Flüssiges: auch l m3 kg t; Festes: auch kg t)",
        en:
            "the unit fits the carrier (electricity and heat: kWh MWh GJ TJ; natural gas: kWh_Hs kWh_Hi MWh_Hs MWh_Hi GJ TJ "
            + "m3 kg t, not kWh alone; liquids: also l m3 kg t; solids: also kg t)"
    ) { fields in
        guard let carrier = fields.text("carrier").flatMap(Carrier.init(rawValue:)),
            let unit = fields.text("unit").flatMap(CarrierUnit.init(rawValue:))
        else { return true }
        return carrier.allows(unit)
    }
}

extension Carrier {
    /// Whether a quantity of the carrier may be given in a unit.
    public func allows(_ unit: CarrierUnit) -> Bool {
        let isPlainEnergy = unit.dimension == .energy && !unit.statesCalorificValue
        switch form {
        case .electricity, .heat: return isPlainEnergy
        case .gridGas: return unit != .kilowattHour && unit != .megawattHour && unit != .litre
        case .ownGas: return unit != .litre
        case .processGas: return unit != .litre && unit.dimension != .grossEnergy
        case .hydrogen: return unit.dimension == .energy || unit.dimension == .mass
        case .liquid: return unit.dimension != .grossEnergy
        case .solid: return unit.dimension == .energy || unit.dimension == .mass
        case .other: return true
        }
    }
}
