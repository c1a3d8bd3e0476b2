/// The steps of a calculation, written as they are made.
struct Trace {
    var steps: [Label] = []

    /// Adds a step that reads the same in both languages.
    mutating func add(_ text: String) { steps.append(Label(de: text, en: text)) }

    /// Adds a step in words.
    mutating func add(de: String, en: String) { steps.append(Label(de: de, en: en)) }

    /// Decimals of a number that never ends, as printed: fine enough for a milligram in kilograms.
    static let places = 6

    /// A number as it stands in a step: exact, or rounded with the exact fraction beside it.
    static func show(_ value: Exact) -> String {
        value.decimalText ?? "\(value.rounded(places: places)) (= \(value.fractionText))"
    }
}
