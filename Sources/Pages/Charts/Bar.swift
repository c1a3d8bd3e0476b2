import Catalogue

/// A horizontal bar beside a number in a table: the number says it, the bar only lets the eye compare.
enum Bar {
    /// The width of the longest bar in the drawing's own units.
    static let fullWidth = 1000

    /// A bar of `value` where `largest` is the full width; hidden from screen readers, which read the number.
    static func svg(_ value: Exact, largest: Exact, isStriped: Bool) -> String {
        guard !value.isNegative, let part = value / largest,
            let width = Int((part * Exact(fullWidth)).rounded(places: 0))
        else { return "" }
        let shown = value.isZero ? 0 : min(max(width, 4), fullWidth)
        // Renewable carriers are told apart by a line through the bar as well as by the word in their row.
        let stripe = isStriped ? "<rect class=\"stripe\" y=\"4\" width=\"\(shown)\" height=\"2\"/>" : ""
        return """
            <svg class="bar" viewBox="0 0 \(fullWidth) 10" preserveAspectRatio="none" aria-hidden="true" \
            focusable="false"><rect class="\(isStriped ? "bar-renewable" : "bar-other")" width="\(shown)" \
            height="10"/>\(stripe)</svg>
            """
    }
}
