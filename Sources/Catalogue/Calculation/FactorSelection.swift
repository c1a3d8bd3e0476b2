/// Choosing the factor of a line.
enum FactorSelection {
    /// A row and the days of the period to which it applies.
    struct Part {
        let row: FactorRow
        let year: Int
        let days: Int
    }

    /// The rows of one edition that cover a period.
    ///
    /// Without an edition the newest one wins that has a final row for every year of the period, else the newest
    /// that has any row for every year, else the newest that ends before the period: its last row is used, with a
    /// warning. A year inside or before an edition's range that it lacks is never replaced.
    ///
    /// - Returns: an empty list when the factor is zero by definition.
    static func parts(
        carrier: Carrier, edition name: String?, basis: FactorBasis?, period: CalculationPeriod
    ) throws(CalculationProblem) -> [Part] {
        let editions = try editions(named: name)
        let isUnfit =
            name != nil
            && editions.contains { edition in
                edition.balanceRows(for: carrier).isEmpty && edition.rows.contains { $0.carrier == carrier }
            }
        if isUnfit {
            throw CalculationProblem(
                .factorNotForBalance, field: "edition",
                de: "\(name ?? "") hat für \(carrier.rawValue) nur Werte für Förderanträge, nicht für Bilanzen.",
                en: "\(name ?? "") has values for \(carrier.rawValue) for funding applications only, not for balances.")
        }
        var best: (parts: [Part], rank: Int)?
        for edition in editions {
            guard let found = coverage(edition, carrier: carrier, basis: basis, years: period.years) else { continue }
            if found.rank > best?.rank ?? -1 { best = found }
        }
        if let best { return best.parts }
        if carrier.isFreeOfDirectEmissions && basis ?? .directCO2 == .directCO2 { return [] }
        throw missing(carrier: carrier, edition: name, basis: basis, period: period)
    }

    /// The edition of a name, or all of them.
    static func editions(named name: String?) throws(CalculationProblem) -> [FactorEdition] {
        guard let name else { return FactorEdition.all }
        guard let edition = FactorEdition.edition(named: name) else {
            let nearest = Words.nearest(to: name, among: FactorEdition.all.map { ($0.name, $0.name) }) ?? ""
            throw CalculationProblem(
                .unknownCode, field: "edition", de: "Diese Faktorausgabe gibt es nicht; gemeint: \(nearest)?",
                en: "There is no such factor edition; did you mean \(nearest)?")
        }
        return [edition]
    }

    private static func coverage(
        _ edition: FactorEdition, carrier: Carrier, basis: FactorBasis?, years: [(year: Int, days: Int)]
    ) -> (parts: [Part], rank: Int)? {
        let all = edition.balanceRows(for: carrier)
        guard let chosen = basis ?? FactorBasis.allCases.first(where: { basis in all.contains { $0.basis == basis } })
        else { return nil }
        let rows = all.filter { $0.basis == chosen }
        let last = rows.filter { $0.year != nil }.max { ($0.year ?? 0) < ($1.year ?? 0) }
        var parts: [Part] = []
        var rank = 2
        for (year, days) in years {
            if let row = rows.first(where: { $0.year == nil || $0.year == year }) {
                parts.append(Part(row: row, year: year, days: days))
                if row.status != .final { rank = min(rank, 1) }
            } else if let last, let lastYear = last.year, year > lastYear {
                parts.append(Part(row: last, year: year, days: days))
                rank = 0
            } else {
                return nil
            }
        }
        return (parts, rank)
    }

    private static func missing(
        carrier: Carrier, edition: String?, basis: FactorBasis?, period: CalculationPeriod
    ) -> CalculationProblem {
        let having = FactorEdition.all.filter { edition in
            edition.balanceRows(for: carrier).contains { row in
                (basis == nil || row.basis == basis)
                    && (row.year == nil || period.years.contains { $0.year == row.year })
            }
        }.map(\.name)
        let field = edition != nil ? "edition" : having.isEmpty && basis != nil ? "basis" : "factor"
        let where_ = (edition.map { " in \($0)" } ?? "")
        let years = period.years.map { String($0.year) }.joined(separator: "/")
        let adviceDe =
            having.isEmpty
            ? "geben Sie den Faktor des Lieferanten mit Nachweis an (factor) oder führen Sie die Zeile als NE "
                + "(nicht ermittelt)."
            : "vorhanden in: \(having.joined(separator: ", "))."
        let adviceEn =
            having.isEmpty
            ? "give the supplier's factor with evidence (factor), or report the line as NE (not estimated)."
            : "available in: \(having.joined(separator: ", "))."
        let kind = basis.map(\.label)
        return CalculationProblem(
            .factorMissing, field: field,
            de: "Kein Faktor\(kind.map { " (\($0.de))" } ?? "") für \(carrier.rawValue) \(years)\(where_): \(adviceDe)",
            en: "No factor\(kind.map { " (\($0.en))" } ?? "") for \(carrier.rawValue) \(years)\(where_): \(adviceEn)")
    }

    /// What a reviewer will ask about the chosen rows.
    static func warnings(for parts: [Part]) -> [Warning] {
        var result: [Warning] = []
        for part in parts {
            guard let rowYear = part.row.year else { continue }
            let name = "\(part.row.edition) \(rowYear)"
            if part.row.status != .final {
                let (de, en) =
                    part.row.status == .provisional ? ("vorläufig", "provisional") : ("geschätzt", "an estimate")
                result.append(
                    Warning(
                        code: "W4", text: Label(de: "Faktor \(name) ist \(de).", en: "Factor \(name) is \(en).")))
            }
            if part.year - rowYear > maximumAge {
                result.append(
                    Warning(
                        code: "W3",
                        text: Label(
                            de:
                                "Faktor \(name) ist \(part.year - rowYear) Jahre älter als der Zeitraum "
                                + "(\(part.year)).",
                            en: "Factor \(name) is \(part.year - rowYear) years older than the period (\(part.year))."))
                )
            } else if part.year != rowYear {
                result.append(
                    Warning(
                        code: "factorOfEarlierYear",
                        text: Label(
                            de: "Für \(part.year) gibt es noch keinen Faktor; verwendet wird \(name).",
                            en: "There is no factor for \(part.year) yet; \(name) is used.")))
            }
        }
        var seen: Set<Warning> = []
        return result.filter { seen.insert($0).inserted }
    }

    /// Years by which a factor may be older than its period without rule W3 asking for a comment.
    static let maximumAge = 3
}
