extension Calculation {
    /// A caller's factor, brought to one number for what counts and one for biogenic CO2.
    private struct Brought {
        var value: Exact
        var biogenic: Exact?
        var unit: FactorUnit
        var basis: FactorBasis
        var warnings: [Warning] = []
    }

    static func resultFromGiven(
        _ line: CalculationLine, _ given: GivenFactor
    ) throws(CalculationProblem) -> LineResult {
        var trace = Trace()
        let brought = try bring(line, given, &trace)
        if let wanted = line.basis, wanted != brought.basis {
            throw CalculationProblem(
                .conflict, field: "basis",
                de: "Der angegebene Faktor hat die basis \(brought.basis.rawValue), verlangt ist \(wanted.rawValue).",
                en: "The given factor has the basis \(brought.basis.rawValue), but \(wanted.rawValue) is wanted.")
        }
        let row = try conversionRow(line, per: brought.unit.per)
        var amounts = try Amounts.of(line, row: row, trace: &trace)
        try checkMeaning(of: brought.unit, line, amounts)
        amounts.derive(for: brought.unit.per, row: row, trace: &trace)
        guard let amount = amounts.amount(in: brought.unit.per, carrier: line.carrier) else {
            throw CalculationProblem(
                .conversionMissing, field: "factor",
                de: "Von \(line.unit.rawValue) zu \(brought.unit.text) fehlt die Umrechnung.",
                en: "There is no conversion from \(line.unit.rawValue) to \(brought.unit.text).")
        }
        if let row, line.unit.dimension != brought.unit.per.dimension || line.unit.dimension == .mass {
            trace.add(
                de: "Dichte und Heizwert: \(row.edition), \(row.id)",
                en: "Density and calorific value: \(row.edition), \(row.id)")
        }
        let emissions = multiply(amount, brought.value, brought.unit, basis: brought.basis, &trace)
        let biogenic = brought.biogenic.map { amount * $0 * brought.unit.kilograms }
        if let biogenic {
            trace.add(
                de: "Biogenes CO2 als Nebenangabe außerhalb der Scopes: \(Trace.show(biogenic)) kg",
                en: "Biogenic CO2 as a memo outside the scopes: \(Trace.show(biogenic)) kg")
        }
        return LineResult(
            energy: amounts.energy, energyBasis: energyBasis(line.carrier, energy: amounts.energy),
            emissions: emissions,
            biogenic: biogenic, basis: brought.basis, hubYear: line.period.hubYear,
            factor: AppliedFactor(edition: nil, row: "given", value: brought.value, unit: brought.unit.text, rows: []),
            steps: trace.steps, warnings: warnings(for: line, energy: amounts.energy) + brought.warnings)
    }

    /// Refuses a gas factor per plain kWh where the bill is in Hs: 10 % hang on which of the two is meant.
    private static func checkMeaning(
        of unit: FactorUnit, _ line: CalculationLine, _ amounts: Amounts
    ) throws(CalculationProblem) {
        guard line.carrier.form == .gridGas, amounts.gross != nil, unit.per.dimension == .energy,
            unit.per == .kilowattHour || unit.per == .megawattHour
        else { return }
        throw CalculationProblem(
            .ambiguousUnit, field: "factor.unit",
            de: "Gilt der Faktor je kWh Brennwert (kg/kWh_Hs) oder Heizwert (kg/kWh_Hi)?",
            en: "Is the factor per kWh of gross (kg/kWh_Hs) or net calorific value (kg/kWh_Hi)?")
    }

    private static func bring(
        _ line: CalculationLine, _ given: GivenFactor, _ trace: inout Trace
    ) throws(CalculationProblem) -> Brought {
        switch given {
        case .single(let value, let unit, let basis):
            try checkFactor(value, "factor.value")
            return Brought(value: value, unit: unit, basis: basis)
        case .gases(let co2, let methane, let nitrousOxide, let unit, let potentials):
            for (field, value) in [("co2", co2), ("ch4", methane), ("n2o", nitrousOxide)] {
                try checkFactor(value ?? .zero, "factor." + field)
            }
            var brought = Brought(value: .zero, unit: unit, basis: .directCO2)
            if line.carrier.isBiogenic { brought.biogenic = co2 } else { brought.value = co2 ?? .zero }
            guard methane != nil || nitrousOxide != nil else { return brought }
            let edition = try potentialEdition(potentials ?? line.edition)
            brought.basis = .equivalentsWithoutUpstream
            var terms = line.carrier.isBiogenic ? [] : co2.map { ["\(Trace.show($0)) CO2 × 1"] } ?? []
            for (gas, value) in [("CH4", methane), ("N2O", nitrousOxide)] {
                guard let value, let potential = edition.potential(of: gas) else { continue }
                brought.value += value * potential.value
                terms.append("\(Trace.show(value)) \(gas) × \(potential.value)")
            }
            trace.add(
                "\(terms.joined(separator: " + ")) = \(Trace.show(brought.value)) \(unit.text) CO2e (\(edition.name))")
            if edition.name == FactorEdition.warmingAR6.name && line.carrier.isBiogenic && methane != nil {
                brought.warnings.append(
                    Warning(
                        code: "fossilMethane",
                        text: Label(
                            de: "GWP-AR6 enthält nur den Wert für fossiles Methan; für biogenes ist er zu hoch.",
                            en: "GWP-AR6 holds the value of fossil methane only; for biogenic methane it is too high."))
                )
            }
            return brought
        }
    }

    private static func checkFactor(_ value: Exact, _ field: String) throws(CalculationProblem) {
        guard value.isNegative else { return }
        throw CalculationProblem(
            .outOfRange, field: field, de: "Ein Faktor ist nie negativ.", en: "A factor is never negative.")
    }

    private static func potentialEdition(_ name: String?) throws(CalculationProblem) -> FactorEdition {
        let sets = FactorEdition.all.filter { !$0.potentials.isEmpty }
        let plain = name.map { Words.plain($0) }
        if let edition = sets.first(where: {
            plain == Words.plain($0.name) || plain == Words.plain(String($0.name.dropFirst(4)))
        }) {
            return edition
        }
        let names = sets.map(\.name).joined(separator: ", ")
        throw CalculationProblem(
            name == nil ? .missingField : .unknownCode, field: "factor.gwp",
            de: "CH4 und N2O brauchen einen Satz von Treibhauspotenzialen: \(names).",
            en: "CH4 and N2O need a set of warming potentials: \(names).")
    }
}
