/// One quantity seen as energy, volume and mass, as far as it can be converted.
struct Amounts {
    /// Energy in kWh: Hi for fuels.
    var energy: Exact?
    /// Energy in kWh Hs.
    var gross: Exact?
    /// Volume in m3.
    var volume: Exact?
    /// Mass in kg.
    var mass: Exact?

    /// Net over gross calorific value of natural gas: 3.2508 GJ Hi per MWh Hs (EBeV 2030) are 0.903 × 3.6 GJ.
    static let netPerGross = Exact(table: "0.903")
    /// 1 kWh in GJ.
    static let gigajoulesPerKilowattHour = Exact(table: "0.0036")

    /// Converts a line's quantity.
    ///
    /// - Parameter row: the row whose density and calorific value hold; nil when there is none.
    static func of(_ line: CalculationLine, row: FactorRow?, trace: inout Trace) throws(CalculationProblem) -> Amounts {
        try checkUnit(line)
        var quantity = line.quantity
        if let share = line.share {
            quantity *= share
            let shown = "\(Trace.show(line.quantity)) \(line.unit.rawValue) × \(shareText(share))"
            trace.add(
                de: "\(shown) (Anteil) = \(Trace.show(quantity)) \(line.unit.rawValue)",
                en: "\(shown) (share) = \(Trace.show(quantity)) \(line.unit.rawValue)")
        }
        let canonical = quantity * line.unit.scale
        var result = Amounts()
        switch line.unit.dimension {
        case .energy:
            result.energy = canonical
            traceScale(quantity, line.unit, canonical, "kWh" + suffix(line), &trace)
        case .grossEnergy:
            result.gross = canonical
            traceScale(quantity, line.unit, canonical, "kWh Hs", &trace)
            if line.carrier.form == .gridGas || line.carrier.form == .ownGas { result.setEnergyFromGross(&trace) }
        case .volume:
            result.volume = canonical
            try result.convertVolume(line, quantity, row, &trace)
        case .mass:
            result.mass = canonical
            traceScale(quantity, line.unit, canonical, "kg", &trace)
            result.setEnergyFromMass(row, &trace)
        }
        return result
    }

    private static func shareText(_ share: Exact) -> String { share.decimalText ?? share.fractionText }

    private static func suffix(_ line: CalculationLine) -> String {
        switch line.carrier.form {
        case .electricity, .heat, .other: ""
        default: " Hi"
        }
    }

    private static func traceScale(
        _ quantity: Exact, _ unit: CarrierUnit, _ canonical: Exact, _ name: String, _ trace: inout Trace
    ) {
        guard unit.scale != 1 else { return }
        trace.add(
            "\(Trace.show(quantity)) \(unit.rawValue) × \(unit.scale) = \(Trace.show(canonical)) \(name)")
    }

    private mutating func convertVolume(
        _ line: CalculationLine, _ quantity: Exact, _ row: FactorRow?, _ trace: inout Trace
    ) throws(CalculationProblem) {
        guard let volume else { return }
        switch line.carrier.form {
        case .gridGas, .ownGas:
            guard let state = line.zustandszahl else { throw Self.missing("zustandszahl") }
            guard let value = line.brennwert else { throw Self.missing("brennwert") }
            let energy = volume * state * value
            gross = energy
            trace.add(
                "\(Trace.show(volume)) m3 × \(Trace.show(state)) (Zustandszahl) × \(Trace.show(value)) kWh/m3 "
                    + "(Brennwert)"
                    + " = \(Trace.show(energy)) kWh Hs")
            setEnergyFromGross(&trace)
        default:
            guard let density = row?.density else { return }
            let weight = volume * density.kilogramsPerCubicMetre
            mass = weight
            let shown = density.unit == "kg/l" ? (volume * 1000, "l") : (volume, "m3")
            trace.add(
                "\(Trace.show(shown.0)) \(shown.1) × \(density.value) \(density.unit) = \(Trace.show(weight)) kg")
            setEnergyFromMass(row, &trace)
        }
    }

    private mutating func setEnergyFromGross(_ trace: inout Trace) {
        guard let gross else { return }
        let net = gross * Self.netPerGross
        energy = net
        trace.add("\(Trace.show(gross)) kWh Hs × \(Self.netPerGross) = \(Trace.show(net)) kWh Hi")
    }

    private mutating func setEnergyFromMass(_ row: FactorRow?, _ trace: inout Trace) {
        guard let mass, let value = row?.netCalorificValue else { return }
        let gigajoules = mass * value * Exact(table: "0.001")
        trace.add(
            "\(Trace.show(mass)) kg × \(value) GJ/t ÷ 1000 = \(Trace.show(gigajoules)) GJ Hi")
        let hours = gigajoules * CarrierUnit.gigajoule.scale
        energy = hours
        trace.add("\(Trace.show(gigajoules)) GJ ÷ 0.0036 GJ/kWh = \(Trace.show(hours)) kWh Hi")
    }

    /// Derives mass and volume from energy where a factor asks for them and the edition has the numbers.
    mutating func derive(for unit: CarrierUnit, row: FactorRow?, trace: inout Trace) {
        guard unit.dimension == .mass || unit.dimension == .volume else { return }
        if mass == nil, volume == nil, let energy, let value = row?.netCalorificValue {
            let gigajoules = energy * Self.gigajoulesPerKilowattHour
            mass = (gigajoules / value).map { $0 * 1000 }
            if let mass { trace.add("\(Trace.show(gigajoules)) GJ ÷ \(value) GJ/t × 1000 = \(Trace.show(mass)) kg") }
        }
        if unit.dimension == .volume, volume == nil, let mass, let density = row?.density {
            volume = mass / density.kilogramsPerCubicMetre
            if let volume {
                trace.add("\(Trace.show(mass)) kg ÷ \(density.kilogramsPerCubicMetre) kg/m3 = \(Trace.show(volume)) m3")
            }
        }
    }

    /// The quantity in a factor's unit; nil when the conversion is not known.
    func amount(in unit: CarrierUnit, carrier: Carrier) -> Exact? {
        let canonical: Exact?
        switch unit.dimension {
        case .energy: canonical = energy
        case .grossEnergy:
            let isGas = carrier.form == .gridGas || carrier.form == .ownGas
            canonical = gross ?? (isGas ? energy.flatMap { $0 / Self.netPerGross } : nil)
        case .volume: canonical = volume
        case .mass: canonical = mass
        }
        return canonical.flatMap { $0 / unit.scale }
    }

    private static func missing(_ field: String) -> CalculationProblem {
        CalculationProblem(
            .missingField, field: field,
            de: "Gas in m3 braucht Brennwert und Zustandszahl der Abrechnung; \(field) fehlt.",
            en: "Gas in m3 needs Brennwert and Zustandszahl from the bill; \(field) is missing.")
    }
}

// MARK: - Units of a carrier

extension Amounts {
    /// Refuses a unit that the carrier cannot have (rule E2) or that leaves Hi or Hs open (rule E3).
    static func checkUnit(_ line: CalculationLine) throws(CalculationProblem) {
        let form = line.carrier.form
        if form == .gridGas && (line.unit == .kilowattHour || line.unit == .megawattHour) {
            throw CalculationProblem(
                .ambiguousUnit, field: "unit",
                de: "\(line.unit.rawValue) ist bei \(line.carrier.label.de) mehrdeutig: Brennwert (kWh_Hs, wie auf der "
                    + "Rechnung) oder Heizwert (kWh_Hi)?",
                en: "\(line.unit.rawValue) of \(line.carrier.label.en) is ambiguous: gross (kWh_Hs, as on the bill) or "
                    + "net calorific value (kWh_Hi)?")
        }
        guard !line.carrier.units.contains(line.unit) else { return }
        let allowed = line.carrier.units.map(\.rawValue).joined(separator: ", ")
        throw CalculationProblem(
            .badUnit, field: "unit",
            de: "\(line.carrier.rawValue) wird nicht in \(line.unit.rawValue) angegeben, sondern in: \(allowed).",
            en: "\(line.carrier.rawValue) is not given in \(line.unit.rawValue) but in: \(allowed).")
    }
}
