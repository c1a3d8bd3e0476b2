package import Catalogue

extension PublicPage {
    /// The page as a whole HTML document.
    package func html(_ language: Language) -> String {
        var values: [String: Any] = ["t": Words.texts(language)]
        for part in [heroValues(language), energyValues(language), measureValues(language), partnerValues(language)] {
            values.merge(part) { first, _ in first }
        }
        values["path"] = PathSection.html(path, gas: gas, language: language)
        values["hasPractices"] = !bestPractices.isEmpty
        values["practices"] = bestPractices.map(\.values)
        values["hasEvents"] = !events.isEmpty
        values["events"] = events.map { $0.values(language) }
        values["details"] = detailValues(language)
        values["withheldNote"] = withheldNote ?? ""
        let names = [
            "path": "pathTitle", "energy": "energyTitle", "measures": "measuresTitle",
            "partners": "partnersNav", "practice": "practiceTitle", "data": "dataTitle",
        ]
        let order = ["path", "energy", "measures", "partners", "practice", "data"]
        return PageFrame(
            title: networkName + " – " + Words.text("pathTitle", language), name: networkName, style: "public",
            sections: order.compactMap { id in names[id].map { (id, Words.text($0, language)) } },
            main: Templates.render("public", values), language: language, path: "/",
            footer: Self.footer(contactMail: contactMail, language)
        ).html
    }

    /// The accessibility statement, linked from every public page.
    static func accessibilityHTML(networkName: String, contactMail: String?, _ language: Language) -> String {
        PageFrame(
            title: Words.text("accessibilityTitle", language) + " – " + networkName, name: networkName, style: "plain",
            main: Templates.render(
                "accessibility",
                [
                    "t": Words.texts(language),
                    "mail": contactMail.flatMap { SafeText.link("mailto:" + $0) == nil ? nil : $0 } ?? "",
                ]),
            language: language, path: "/accessibility", footer: footer(contactMail: contactMail, language)
        ).html
    }

    private static func footer(contactMail: String?, _ language: Language) -> [[String: Any]] {
        var result: [[String: Any]] = [
            ["href": "/accessibility?lang=\(language.rawValue)", "text": Words.text("accessibilityTitle", language)]
        ]
        if let contactMail {
            // A mail address that is none is shown, but cannot be clicked.
            var item: [String: Any] = ["text": contactMail]
            if let link = SafeText.link("mailto:" + contactMail) { item["href"] = link }
            result.append(item)
        }
        return result
    }

    // MARK: Headline

    /// The headline sentence, the same in the page and in its plain text.
    package func headlineSentence(_ language: Language) -> String {
        guard headline.partners > 0 else { return Words.text("headlineEmpty", language) }
        var facts = ["n": NumberText.count(headline.partners, language)]
        if let reporting = headline.reporting { facts["r"] = NumberText.count(reporting, language) }
        let isSome = headline.reporting.map { $0 < headline.partners } ?? false
        let everyone = Words.text("whoAll", language, facts)
        guard let year = headline.year, let total = shownTotal else {
            return Words.text("headlineNone", language, ["who": everyone])
        }
        var values = ["who": isSome ? Words.text("whoSome", language, facts) : everyone, "year": String(year)]
        values["total"] = DisplayScale.tonnes(upTo: total).text(total, language) + "\u{A0}" + gas
        guard let before = headline.comparisonYear, let change = change else {
            return Words.text("headlineTotal", language, values)
        }
        values["before"] = String(before)
        values["percent"] = NumberText.percent(change.magnitude, language)
        let rounded = change.rounded(places: 1)
        let name =
            rounded == "0.0" || rounded == "-0.0" ? "headlineSame" : change.isNegative ? "headlineLess" : "headlineMore"
        return Words.text(name, language, values)
    }

    /// The total, unless the headline says that it must not be shown.
    private var shownTotal: Exact? { headline.state == .published ? headline.totalKg : nil }

    /// The change against the year compared with, in percent; nil when there is nothing to compare.
    private var change: Exact? {
        guard let total = shownTotal, let before = headline.comparisonKg, let part = (total - before) / before else {
            return nil
        }
        return part * Exact(100)
    }

    private func subline(_ language: Language) -> String {
        guard headline.partners > 0 else { return "" }
        guard let year = headline.year, let total = shownTotal else {
            let names: [CellState: String] = [.withheld: "sublineWithheld", .provisional: "sublineProvisional"]
            let name = headline.year == nil ? "sublineNoData" : names[headline.state] ?? "sublineNoData"
            return Words.text(name, language, ["year": headline.year.map { String($0) } ?? ""])
        }
        guard let earlier = headline.comparisonKg, let before = headline.comparisonYear, change != nil else {
            return Words.text("sublineTotal", language)
        }
        let scale = DisplayScale.tonnes(upTo: max(total, earlier))
        return Words.text(
            "sublineChange", language,
            [
                "total": scale.text(total, language) + "\u{A0}" + gas,
                "earlier": scale.text(earlier, language) + "\u{A0}" + gas, "before": String(before),
                "year": String(year),
            ])
    }

    private func heroValues(_ language: Language) -> [String: Any] {
        var age = Words.text("dataAgeNone", language)
        if let newest = edition.newestData {
            let facts = [
                "moment": NumberText.moment(newest, language),
                "age": NumberText.age(newest, now: edition.now, language),
            ]
            age = Words.text("dataAge", language, facts)
        }
        return [
            "headline": headlineSentence(language), "subline": subline(language), "age": age,
            "facts": facts(language),
        ]
    }

    private func facts(_ language: Language) -> [[String: Any]] {
        let signed = partners.count { $0.target2035Percent != nil }
        var result: [[String: Any]] = [
            [
                "name": Words.text("factPartners", language), "value": NumberText.count(headline.partners, language),
                "note": Words.text("factPartnersNote", language, ["n": NumberText.count(signed, language)]),
            ]
        ]
        if let total = shownTotal, let year = headline.year {
            let scale = DisplayScale.tonnes(upTo: total)
            result.append([
                "name": Words.text("factTotal", language, ["year": String(year)]),
                "value": scale.number(total, language), "unit": scale.name[language] + "\u{A0}" + gas,
                "note": Words.text("scopesShort", language),
            ])
        }
        if let share = shownEnergy.renewableShare, let year = energy.year {
            result.append([
                "name": Words.text("factRenewable", language),
                "value": NumberText.percent(share * Exact(100), language),
                "note": Words.text("factRenewableNote", language, ["year": String(year)]),
            ])
        }
        if let count = measureCount, count > 0 {
            var note = ""
            if let kg = measures.realisedKg, !kg.isZero {
                note = Words.text("factMeasuresNote", language, ["kg": amount(kg, language)])
            } else if let kg = measures.expectedKg, !kg.isZero {
                note = Words.text("factMeasuresPlanned", language, ["kg": amount(kg, language)])
            }
            result.append([
                "name": Words.text("factMeasures", language), "value": NumberText.count(count, language), "note": note,
            ])
        }
        return result
    }

    private func amount(_ kilograms: Exact, _ language: Language) -> String {
        DisplayScale.tonnes(upTo: kilograms.magnitude).text(kilograms, language) + "\u{A0}" + gas
    }

    // MARK: Tables

    /// The energy table without its sums where exactly one carrier is kept back: total minus the others, or the
    /// renewable part over its share, would give that one away. The hub keeps back a second one; this is the last guard.
    private var shownEnergy: EnergyTable {
        var table = energy
        let kept = table.rows.count { $0.state == .withheld || $0.state == .provisional }
        if kept == 1 {
            table.totalKwh = nil
            table.renewableShare = nil
        }
        return table
    }

    private func energyValues(_ language: Language) -> [String: Any] {
        let energy = shownEnergy
        guard let year = energy.year, !energy.rows.isEmpty else { return ["hasEnergy": false] }
        let shown = energy.rows.map { $0.state == .published ? $0.kwh : nil }
        let largest = shown.compactMap(\.self).max() ?? .zero
        let rows = zip(energy.rows, shown).map { row, kwh -> [String: Any] in
            [
                "name": row.carrier, "isRenewable": row.isRenewable,
                "value": kwh.map { NumberText.exact($0, language) }
                    ?? CellText.reason(row.state, language, otherwise: "–"),
                "style": kwh == nil ? " kept" : "",
                "share": share(kwh, of: energy.totalKwh, language),
                "bar": kwh.map { Bar.svg($0, largest: largest, isStriped: row.isRenewable) } ?? "",
            ]
        }
        var facts = ["year": String(year)]
        var intro = "energyIntroParts"
        if let total = energy.totalKwh {
            intro = energy.renewableShare == nil ? "energyIntro" : "energyIntroShare"
            facts["total"] = DisplayScale.energy(upTo: total).text(total, language)
            facts["share"] = energy.renewableShare.map { NumberText.percent($0 * Exact(100), language) }
        }
        return [
            "hasEnergy": true, "carriers": rows, "energyIntro": Words.text(intro, language, facts),
            "energyCaption": Words.text("energyCaption", language, facts),
            "energyTotal": energy.totalKwh.map { NumberText.exact($0, language) } ?? "",
            "totalShare": NumberText.percentInColumn(Exact(100), language),
        ]
    }

    private func share(_ kwh: Exact?, of total: Exact?, _ language: Language) -> String {
        guard let kwh, let total, let part = kwh / total else { return "–" }
        return NumberText.percentInColumn(part * Exact(100), language)
    }

    /// The number of all measures; nil when one count is withheld.
    private var measureCount: Int? {
        let counts = measures.rows.flatMap(\.counts)
        return counts.contains(nil) ? nil : counts.compactMap(\.self).reduce(0, +)
    }

    private func measureValues(_ language: Language) -> [String: Any] {
        guard !measures.rows.isEmpty else { return ["hasMeasures": false] }
        func cell(_ count: Int?) -> [String: Any] {
            [
                "text": count.map { NumberText.count($0, language) } ?? Words.text("withheld", language),
                "style": count == nil ? " kept" : count == 0 ? " zero" : "",
            ]
        }
        func sum(_ counts: [Int?]) -> String {
            counts.contains(nil) ? "–" : NumberText.count(counts.compactMap(\.self).reduce(0, +), language)
        }
        let facts = ["k": NumberText.count(measures.rows.count, language)]
        var intro = Words.text("measuresIntroParts", language, facts)
        if let count = measureCount {
            let n = NumberText.count(count, language)
            intro = Words.text("measuresIntro", language, facts.merging(["n": n]) { first, _ in first })
        }
        if let kg = measures.expectedKg {
            intro += " " + Words.text("measuresExpected", language, ["kg": amount(kg, language)])
        }
        if let kg = measures.realisedKg {
            intro += " " + Words.text("measuresRealised", language, ["kg": amount(kg, language)])
        }
        var totals = measures.states.indices.map { column in
            sum(measures.rows.map { $0.counts.indices.contains(column) ? $0.counts[column] : 0 })
        }
        totals.append(sum(measures.rows.flatMap(\.counts)))
        return [
            "hasMeasures": true, "states": measures.states, "measuresIntro": intro,
            "hasMeasureTotals": measures.rows.count > 1, "measureTotals": totals,
            "categories": measures.rows.map { row -> [String: Any] in
                ["name": row.category, "counts": row.counts.map(cell), "sum": sum(row.counts)]
            },
        ]
    }

    private func partnerValues(_ language: Language) -> [String: Any] {
        let count = NumberText.count(partners.count, language)
        return [
            "hasPartners": !partners.isEmpty, "partnersIntro": Words.text("partnersIntro", language, ["n": count]),
            "partners": partners.map { row -> [String: Any] in
                var values: [String: Any] = [
                    "name": row.name, "sector": row.sector, "isInitiator": row.isInitiator,
                    "target": Words.text("openTarget", language), "base": "",
                ]
                if let target = row.target2035Percent {
                    values["target"] =
                        (target.isNegative ? "+" : target.isZero ? "" : "−")
                        + NumberText.percent(target.magnitude, language)
                    values["base"] = row.baseYear.map { Words.text("since", language, ["year": String($0)]) } ?? ""
                }
                return values
            },
        ]
    }

    private func detailValues(_ language: Language) -> [[String: Any]] {
        var result: [[String: Any]] = [
            ["name": Words.text("detailEdition", language), "value": NumberText.day(edition.publishedOn, language)]
        ]
        if !edition.factorEditions.isEmpty {
            result.append([
                "name": Words.text("detailFactors", language), "value": edition.factorEditions.joined(separator: ", "),
            ])
        }
        if let digest = edition.digest {
            result.append(["name": Words.text("detailDigest", language), "value": digest, "isCode": true])
        }
        return result
    }
}

extension BestPracticeCard {
    fileprivate var values: [String: Any] {
        ["title": title, "partner": partner, "category": category ?? "", "summary": summary, "effect": effect ?? ""]
    }
}

extension EventRow {
    fileprivate func values(_ language: Language) -> [String: Any] {
        [
            "title": title, "iso": date.description, "day": NumberText.day(date, language), "place": place ?? "",
            "link": link.flatMap(SafeText.link) ?? "",
        ]
    }
}
