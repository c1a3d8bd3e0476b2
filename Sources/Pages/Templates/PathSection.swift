import Catalogue

/// The path's chart and table as HTML.
enum PathSection {
    /// Both drawings (wide and narrow, of which the stylesheet shows one), the summary and the exact table.
    static func html(_ path: [PathYear], gas: String, language: Language) -> String {
        // The last guard: whatever the caller handed over, a year that is not published shows no value.
        let path = path.map { year in
            year.state == .published ? year : PathYear(year: year.year, targetKg: year.targetKg, state: year.state)
        }
        let wide = PathChart(path, gas: gas, language: language, size: .wide)
        let narrow = PathChart(path, gas: gas, language: language, size: .narrow)
        return Templates.render(
            "path",
            [
                "t": Words.texts(language), "hasPath": wide != nil,
                "chartWide": wide.map { "<div class=\"wide\">\($0.svg(identifier: "path-wide"))</div>" } ?? "",
                "chartNarrow": narrow.map { "<div class=\"narrow\">\($0.svg(identifier: "path-narrow"))</div>" } ?? "",
                "summary": PathSummary.text(path, gas: gas, language: language),
                "caption": Words.text("pathCaption", language, ["gas": gas]),
                "years": path.sorted { $0.year < $1.year }.map { row($0, language) },
            ])
    }

    private static func row(_ year: PathYear, _ language: Language) -> [String: Any] {
        var difference = ""
        if let target = year.targetKg, let actual = year.actualKg {
            let sign = actual > target ? "+" : ""
            difference = sign + tonnes(actual - target, language)
        }
        let actual = year.actualKg.map { tonnes($0, language) }
        return [
            "year": String(year.year), "target": year.targetKg.map { tonnes($0, language) } ?? "–",
            "actual": actual ?? CellText.reason(year.state, language, otherwise: "–"),
            "actualStyle": actual == nil && year.state != .published ? " kept" : "",
            "difference": difference.isEmpty ? "–" : difference,
        ]
    }

    private static func tonnes(_ kilograms: Exact, _ language: Language) -> String {
        NumberText.exact(kilograms.scaled(byPowerOfTen: -3), language)
    }
}

/// What stands in a table where there is no value.
enum CellText {
    /// The reason in words; `otherwise` where the cell is published and simply has none.
    static func reason(_ state: CellState, _ language: Language, otherwise: String) -> String {
        switch state {
        case .published: otherwise
        case .withheld: Words.text("withheld", language)
        case .provisional: Words.text("provisional", language)
        case .noData: Words.text("noData", language)
        }
    }
}
