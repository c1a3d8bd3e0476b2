package import Catalogue

/// The path to the target year as an SVG drawing: the target as a dashed line that ends in a diamond, what was reached
/// as a solid line with dots; each line is named where it ends, so that no colour has to be told apart.
package struct PathChart: Sendable {
    /// The room a drawing has, in the drawing's own units.
    package struct Size: Hashable, Sendable {
        package let width: Int
        package let height: Int
        /// The room on each side of the plotted area for the labels.
        package let left: Int, right: Int, top: Int, bottom: Int
        /// Years between two labels of the horizontal axis.
        package let yearStep: Int

        /// For columns of 600 px and more.
        package static let wide = Size(width: 720, height: 380, left: 62, right: 122, top: 44, bottom: 36, yearStep: 2)
        /// For telephones.
        package static let narrow = Size(
            width: 360, height: 330, left: 46, right: 18, top: 48, bottom: 34, yearStep: 4)
    }

    private let years: [PathYear]
    private let gas: String
    private let language: Language
    private let size: Size
    private let scale: DisplayScale
    private let step: Exact
    private let top: Exact

    /// A drawing of a path.
    ///
    /// - Returns: nil when no year has a value.
    package init?(_ path: [PathYear], gas: String, language: Language, size: Size) {
        years = path.filter { $0.targetKg != nil || $0.actualKg != nil }.sorted { $0.year < $1.year }
        guard let largest = years.flatMap({ [$0.targetKg, $0.actualKg] }).compactMap(\.self).max() else { return nil }
        self.gas = gas
        self.language = language
        self.size = size
        scale = DisplayScale.tonnes(upTo: largest)
        step = Self.tickStep(for: largest)
        var reached = step
        while reached < largest { reached += step }
        top = reached
    }

    /// The distance of the horizontal lines: 1, 2, 2.5 or 5 times a power of ten, so that at most five are needed.
    static func tickStep(for largest: Exact) -> Exact {
        let factors: [Exact] = [1, 2, Exact(mantissa: 25, exponent: -1), 5]
        for exponent in 0..<Int(Exact.maximumExponent) {
            for factor in factors {
                let step = factor.scaled(byPowerOfTen: exponent)
                if step * Exact(5) >= largest { return step }
            }
        }
        return largest
    }

    /// The drawing, with a title and a description for screen readers.
    ///
    /// - Parameter identifier: the beginning of the element ids, different for each drawing on a page.
    package func svg(identifier: String) -> String {
        let title = SafeText.escaped(Words.text("pathTitle", language))
        let description = SafeText.escaped(PathSummary.text(years, gas: gas, language: language))
        return """
            <svg class="path-chart" viewBox="0 0 \(size.width) \(size.height)" role="img" \
            aria-labelledby="\(identifier)-title \(identifier)-desc">
            <title id="\(identifier)-title">\(title)</title>
            <desc id="\(identifier)-desc">\(description)</desc>
            \(axes)\(targetLine)\(actualLine)\(labels)</svg>
            """
    }

    // MARK: Places

    /// Hundredths of a drawing unit from the left.
    private func x(_ year: Int) -> Int {
        guard let first = years.first?.year, let last = years.last?.year, last > first else {
            return (size.left * 100 + (size.width - size.right) * 100) / 2
        }
        let room = (size.width - size.left - size.right) * 100
        return size.left * 100 + room * (year - first) / (last - first)
    }

    /// Hundredths of a drawing unit from the top.
    private func y(_ value: Exact) -> Int {
        let room = (size.height - size.top - size.bottom) * 100
        guard let part = value / top, let offset = Int((part * Exact(room)).rounded(places: 0)) else {
            return (size.height - size.bottom) * 100
        }
        return (size.height - size.bottom) * 100 - min(max(offset, 0), room)
    }

    private func coordinate(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        if rest == 0 { return String(hundredths / 100) }
        return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : String(rest))
    }

    private func text(_ content: String, x: Int, y: Int, anchor: String = "start", style: String) -> String {
        """
        <text class="\(style)" x="\(coordinate(x))" y="\(coordinate(y))" text-anchor="\(anchor)">\
        \(SafeText.escaped(content))</text>

        """
    }

    // MARK: Parts

    private var axes: String {
        var result = text(
            Words.text("pathUnit", language, ["unit": scale.name[language], "gas": gas]), x: 0, y: 1600, style: "unit")
        var value = Exact.zero
        while value <= top {
            let height = y(value)
            result += """
                <line class="\(value.isZero ? "base" : "grid")" x1="\(size.left)" x2="\(size.width - size.right)" \
                y1="\(coordinate(height))" y2="\(coordinate(height))"/>

                """
            let number = Self.tickText(value.scaled(byPowerOfTen: -scale.exponent), language)
            result += text(number, x: (size.left - 8) * 100, y: height + 450, anchor: "end", style: "tick")
            value += step
        }
        guard let last = years.last?.year else { return result }
        for year in years.map(\.year) where (last - year).isMultiple(of: size.yearStep) {
            let bottom = (size.height - size.bottom + 22) * 100
            result += text(String(year), x: x(year), y: bottom, anchor: "middle", style: "tick")
        }
        return result
    }

    /// Ticks are multiples of 1, 2, 2.5 or 5: their decimals end.
    private static func tickText(_ value: Exact, _ language: Language) -> String {
        NumberText.exact(value, language)
    }

    private var targetLine: String {
        let points = years.compactMap { year in year.targetKg.map { (x(year.year), y($0)) } }
        guard !points.isEmpty else { return "" }
        let line = points.map { "\(coordinate($0.0)),\(coordinate($0.1))" }.joined(separator: " ")
        let end = points[points.count - 1]
        return """
            <polyline class="target-line" points="\(line)"/>
            <path class="target-mark" d="M\(coordinate(end.0)) \(coordinate(end.1 - 600))l6 6-6 6-6-6z"/>

            """
    }

    private var actualLine: String {
        var segments: [[(Int, Int)]] = [[]]
        var previous: Int?
        for year in years {
            guard let actual = year.actualKg else { continue }
            if let previous, year.year != previous + 1 { segments.append([]) }
            segments[segments.count - 1].append((x(year.year), y(actual)))
            previous = year.year
        }
        var result = ""
        for segment in segments where !segment.isEmpty {
            let line = segment.map { "\(coordinate($0.0)),\(coordinate($0.1))" }.joined(separator: " ")
            if segment.count > 1 { result += "<polyline class=\"actual-line\" points=\"\(line)\"/>\n" }
            for point in segment {
                result += """
                    <circle class="actual-mark" cx="\(coordinate(point.0))" cy="\(coordinate(point.1))" r="4.5"/>

                    """
            }
        }
        return result
    }

    // MARK: Labels

    /// The width kept free for a label, in hundredths of a drawing unit: about 18 characters.
    private static let labelWidth = 13_000

    private var labels: String { targetLabel + actualLabel }

    private var targetLabel: String {
        guard let last = years.last(where: { $0.targetKg != nil }), let value = last.targetKg else { return "" }
        let name = Words.text("pathTarget", language)
        let amount = scale.text(value, language)
        let place = (x(last.year), y(value))
        if size == .wide {
            let lines = [name, "\(last.year):", amount]
            // Three lines of 17 units beside the mark; near the top or the bottom they move into the drawing.
            let start = min(max(place.1 - 1100, size.top * 100), (size.height - size.bottom - 38) * 100)
            return lines.enumerated().map { index, line in
                text(
                    line, x: place.0 + 1400, y: start + index * 1700, style: index == 0 ? "target-name" : "target-text")
            }.joined()
        }
        // Under a falling line there is room below its end, unless the end is close to the axis.
        let hasRoomBelow = place.1 + 4400 <= (size.height - size.bottom) * 100
        let start = hasRoomBelow ? place.1 + 2300 : max(place.1 - 3400, size.top * 100)
        return text(name, x: place.0, y: start, anchor: "end", style: "target-name")
            + text("\(last.year): \(amount)", x: place.0, y: start + 1700, anchor: "end", style: "target-text")
    }

    private var actualLabel: String {
        guard let last = years.last(where: { $0.actualKg != nil }), let value = last.actualKg else { return "" }
        let place = (x(last.year), y(value))
        let isAbove = last.targetKg.map { value >= $0 } ?? true
        let name = Words.text("pathActual", language)
        let amount = "\(last.year): \(scale.text(value, language))"
        // The label stands on the side of the line that is away from the target, and after the newest point, where
        // nothing is drawn yet; near the right edge it ends at the point instead.
        let start = isAbove ? max(place.1 - 3000, size.top * 100 - 1200) : place.1 + 2400
        let hasRoom = place.0 + Self.labelWidth <= (size.width - size.right) * 100
        let anchor = hasRoom ? "start" : "end"
        let side = place.0 + (hasRoom ? 400 : 600)
        return text(name, x: side, y: start, anchor: anchor, style: "actual-name")
            + text(amount, x: side, y: start + 1700, anchor: anchor, style: "actual-text")
    }
}

/// The sentence that says what a path's drawing shows.
package enum PathSummary {
    /// Where the newest actual value stands against its target, and where the path leads.
    package static func text(_ path: [PathYear], gas: String, language: Language) -> String {
        let values = path.flatMap { [$0.targetKg, $0.actualKg] }.compactMap(\.self)
        guard let largest = values.max() else { return Words.text("pathEmpty", language) }
        let scale = DisplayScale.tonnes(upTo: largest)
        func amount(_ value: Exact) -> String { scale.text(value, language) + "\u{A0}" + gas }
        let goal = path.last { $0.targetKg != nil }
        guard let actual = path.last(where: { $0.actualKg != nil }), let reached = actual.actualKg else {
            let facts = ["year": String(goal?.year ?? 0), "target": amount(goal?.targetKg ?? .zero)]
            return Words.text("pathOnlyTarget", language, facts)
        }
        var facts = ["year": String(actual.year), "actual": amount(reached)]
        guard let target = actual.targetKg else { return Words.text("pathOnlyActual", language, facts) }
        facts["target"] = amount(target)
        let name = reached < target ? "pathBelow" : reached > target ? "pathAbove" : "pathEqual"
        let sentence = Words.text(name, language, facts)
        guard let goal, let value = goal.targetKg, goal.year > actual.year else { return sentence }
        let outlook = Words.text("pathGoal", language, ["year": String(goal.year), "target": amount(value)])
        return sentence + " " + outlook
    }
}
