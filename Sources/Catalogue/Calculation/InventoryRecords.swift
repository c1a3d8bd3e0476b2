extension Inventories {
    /// Makes the balance of a period from a company's own records.
    ///
    /// Activity lines and meter profiles are counted, meters read for the carriers of the profiles; other kinds are
    /// passed over. A record that a newer program marked, or that cannot be read, becomes a problem, never a zero.
    ///
    /// - Parameters:
    ///   - records: the current records of one company, in any order: the result does not depend on it.
    ///   - last: the last day, included.
    ///   - editions: the pinned edition of a carrier; others take the default.
    public static func make(
        records: [CurrentRecord], first: CivilDate, last: CivilDate, editions: [Carrier: String] = [:]
    ) -> InventoryResult {
        var lines: [ActivityInput] = []
        var profiles: [ProfileInput] = []
        var problems: [InventoryProblem] = []
        var warnings: [InventoryWarning] = []
        let sorted = records.sorted { $0.id.text < $1.id.text }
        let meters = Dictionary(
            sorted.filter { $0.kind.name == "Meter" }.map { ($0.id, $0.fields) },
            uniquingKeysWith: { first, _ in first })
        for record in sorted where record.kind.name == "ActivityLine" || record.kind.name == "MeterProfile" {
            do {
                try checkUnderstood(record)
                if record.kind.name == "ActivityLine" {
                    lines.append(try ActivityInput(record))
                } else {
                    try ProfileInput(record, meters: meters).map { profiles.append($0) }
                }
                if record.hasSiblings { warnings.append(siblings(record)) }
            } catch {
                problems.append(InventoryProblem(id: record.id.text, problem: error))
            }
        }
        let result = make(activityLines: lines, profiles: profiles, first: first, last: last, editions: editions)
        return result.adding(problems: problems, warnings: warnings)
    }

    private static func checkUnderstood(_ record: CurrentRecord) throws(CalculationProblem) {
        guard record.fields.needsNewerProgram else { return }
        throw CalculationProblem(
            .badValue, field: nil, de: "Dieser Eintrag braucht ein neueres Programm.",
            en: "This record needs a newer program.")
    }

    private static func siblings(_ record: CurrentRecord) -> InventoryWarning {
        InventoryWarning(
            id: record.id.text,
            warning: Warning(
                code: "siblings",
                text: Label(
                    de: "Von diesem Eintrag gibt es zwei Fassungen; gezählt ist die festgelegte.",
                    en: "There are two versions of this record; the fixed one is counted.")))
    }
}

extension ActivityInput {
    /// Reads an ActivityLine record.
    init(_ record: CurrentRecord) throws(CalculationProblem) {
        let fields = record.fields
        guard let carrier = fields.text("carrier").flatMap(Carrier.init(rawValue:)) else { throw Self.bad("carrier") }
        guard let unit = fields.text("unit").flatMap(CarrierUnit.init(rawValue:)) else { throw Self.bad("unit") }
        guard let quantity = fields.exact("quantity") else { throw Self.bad("quantity") }
        guard let first = Self.day(fields["periodStart"], isEnd: false) else { throw Self.bad("periodStart") }
        guard let last = Self.day(fields["periodEnd"], isEnd: true) else { throw Self.bad("periodEnd") }
        self.init(
            id: record.id.text, meter: fields.reference("meter")?.text, carrier: carrier, quantity: quantity,
            unit: unit,
            first: first, last: last, brennwert: fields.exact("brennwert"), zustandszahl: fields.exact("zustandszahl"),
            supplier: fields.text("supplierPartnerId"), factor: try Self.factor(fields),
            edition: fields.text("edition"),
            dataQuality: fields.text("dataQuality"))
    }

    private static func factor(_ fields: Fields) throws(CalculationProblem) -> GivenFactor? {
        guard let value = fields.exact("factorValue") else { return nil }
        guard let unit = fields.text("factorUnit").flatMap(FactorUnit.init(text:)) else { throw bad("factorUnit") }
        guard let basis = fields.text("factorBasis").flatMap(FactorBasis.init(rawValue:)) else {
            throw bad("factorBasis")
        }
        return .single(value: value, unit: unit, basis: basis)
    }

    /// The day of a period's bound: an end that is a moment is not included, so its last second counts.
    private static func day(_ value: Value?, isEnd: Bool) -> CivilDate? {
        switch value {
        case .date(let date): date
        case .instant(let instant): BerlinTime.local(isEnd ? instant.adding(seconds: -1) : instant).date
        default: nil
        }
    }

    static func bad(_ field: String) -> CalculationProblem {
        CalculationProblem(
            .badValue, field: field, de: "\(field) fehlt oder ist nicht lesbar.",
            en: "\(field) is missing or cannot be read.")
    }
}

extension ProfileInput {
    /// Reads a MeterProfile record; nil when it has no value at all.
    ///
    /// Its days are those from the first to the last value, so that a bill may tell the rest of the month. A meter that
    /// measures what is fed in counts as export.
    init?(_ record: CurrentRecord, meters: [RecordID: Fields]) throws(CalculationProblem) {
        let fields = record.fields
        guard let id = fields.reference("meter"), let meter = meters[id],
            let carrier = meter.text("carrier").flatMap(Carrier.init(rawValue:))
        else { throw ActivityInput.bad("meter") }
        guard let start = fields.instant("start") else { throw ActivityInput.bad("start") }
        guard let column = fields.column("values") else { throw ActivityInput.bad("values") }
        guard let seconds = MeterMonth.seconds(interval: fields.text("interval")) else {
            throw ActivityInput.bad("interval")
        }
        guard let firstIndex = column.values.firstIndex(where: { $0 != nil }),
            let lastIndex = column.values.lastIndex(where: { $0 != nil })
        else { return nil }
        func day(_ index: Int) -> CivilDate {
            BerlinTime.local(start.adding(seconds: Int64(index * seconds))).date
        }
        let stated = meter.text("unit").flatMap(CarrierUnit.init(rawValue:))
        let isExport = meter.text("direction") == "feedIn" && carrier.form == .electricity
        self.init(
            id: record.id.text, meter: id.text, carrier: isExport ? .electricityExport : carrier, energy: column.sum,
            unit: stated == .kilowattHourGross || stated == .kilowattHourNet ? stated ?? .kilowattHour : .kilowattHour,
            first: day(firstIndex), last: day(lastIndex), missingCount: column.gapCount)
    }
}

extension InventoryResult {
    func adding(problems more: [InventoryProblem], warnings others: [InventoryWarning]) -> InventoryResult {
        InventoryResult(
            first: first, last: last, hubYear: hubYear, scope1: scope1, scope2LocationBased: scope2LocationBased,
            scope2BySupplier: scope2BySupplier, biogenic: biogenic, energyByCarrier: energyByCarrier,
            emissionsByCarrier: emissionsByCarrier, exported: exported, renewableEnergy: renewableEnergy,
            dataQualityIndex: dataQualityIndex, editions: editions, gaps: gaps, warnings: warnings + others,
            problems: problems + more, trace: trace)
    }

    /// The fields of the Inventory record that holds this balance.
    ///
    /// - Parameters:
    ///   - kind: the occasion, a code of the field `kind`.
    ///   - language: the language of the trace. A trace too long for one record ends with a line that says so; the
    ///     lines themselves stay computable from the activity lines.
    public func fields(kind: String, language: Language) -> Fields {
        var amounts: [String: Exact] = [:]
        for (carrier, energy) in energyByCarrier { amounts[carrier.rawValue] = energy }
        return Fields([
            "periodStart": .date(first), "periodEnd": .date(last), "hubYear": .integer(Int64(hubYear)),
            "kind": .code(kind), "factorEditions": .list(editions.map { .text($0) }),
            "basis": .code(FactorBasis.directCO2.rawValue), "s1": .decimal(scope1),
            "s2lb": .decimal(scope2LocationBased),
            "energyByCarrier": .amounts(amounts), "renewableKwh": .decimal(renewableEnergy),
            "totalKwh": .decimal(energy),
            "biogenicCo2": .decimal(biogenic), "trace": .list(storedTrace(language).map { .text($0) }),
        ])
    }

    /// The longest trace in one record, in bytes: half of the largest payload, so that every other field has room.
    public static let maximumTraceByteCount = Fields.maximumPayloadByteCount / 2
    /// The longest line of a stored trace, in characters.
    public static let maximumTraceLineLength = 1000

    private func storedTrace(_ language: Language) -> [String] {
        var result: [String] = []
        var byteCount = 0
        for step in trace {
            let line = String(step[language].prefix(Self.maximumTraceLineLength))
            byteCount += line.utf8.count + 3
            guard byteCount <= Self.maximumTraceByteCount, result.count < FieldType.maximumListCount - 1 else {
                let rest = trace.count - result.count
                result.append(language == .de ? "… und \(rest) weitere Schritte" : "… and \(rest) more steps")
                break
            }
            result.append(line)
        }
        return result
    }
}
