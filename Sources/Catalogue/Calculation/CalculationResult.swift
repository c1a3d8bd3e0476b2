/// Why a line cannot be calculated, in words that say which field would help.
public struct CalculationProblem: Error, Hashable, Sendable {
    /// The stable name of a problem.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A field is missing.
        case missingField
        /// A field is not known.
        case unknownField
        /// A word is none of the list: carrier, unit, basis, edition.
        case unknownCode
        /// A text is no number.
        case badNumber
        /// A text is no date, or a year is none.
        case badDate
        /// A value is of the wrong form.
        case badValue
        /// A number is outside its bounds.
        case outOfRange
        /// Two fields exclude each other.
        case conflict
        /// The unit does not belong to the carrier.
        case badUnit
        /// The unit leaves open whether Hi or Hs is meant.
        case ambiguousUnit
        /// No edition has a factor of that carrier, year and basis.
        case factorMissing
        /// The factor exists but is not made for balances.
        case factorNotForBalance
        /// The edition gives no density or calorific value for this conversion.
        case conversionMissing
        /// Lines of different bases cannot be added.
        case mixedBasis
        /// One quantity would be counted twice.
        case doubleCounting
        /// A year stands twice.
        case duplicate
        /// Years are not in rising order.
        case unordered
        /// The input is no JSON of the expected form.
        case badJSON
    }

    /// The stable name of the problem.
    public let code: Code
    /// The field concerned, as in the input.
    public let field: String?
    /// What happened and what would help.
    public let text: Label
    /// The line, from 1; nil when it concerns the whole.
    public var line: Int?

    /// Why something cannot be calculated.
    public init(_ code: Code, field: String?, de: String, en: String, line: Int? = nil) {
        self.code = code
        self.field = field
        self.text = Label(de: de, en: en)
        self.line = line
    }
}

/// The factor that a line was multiplied by.
public struct AppliedFactor: Hashable, Sendable {
    /// The edition; nil for a factor that the caller gave and for zero by definition.
    public let edition: String?
    /// The row of the edition, several joined by `+`; `given` or `definition` where there is no edition.
    public let row: String
    /// The number, weighted by days where the period has two years.
    public let value: Exact
    /// Its unit.
    public let unit: String
    /// The rows themselves, for quoting the source.
    public let rows: [FactorRow]
}

/// Energy and emissions of one line, with the way to them.
public struct LineResult: Hashable, Sendable {
    /// Energy in kWh, Hi for fuels; nil when the edition gives no calorific value.
    public let energy: Exact?
    /// What the energy means: Hi for fuels, none for electricity and heat.
    public let energyBasis: CalorificBasis
    /// Emissions in kg; of a biogenic carrier without its biogenic CO2.
    public let emissions: Exact
    /// CO2 of biological origin in kg, outside the scopes; nil when it is none or not known.
    public let biogenic: Exact?
    /// Which emissions are counted.
    public let basis: FactorBasis
    /// The year in which the network counts the line.
    public let hubYear: Int
    /// The factor used.
    public let factor: AppliedFactor
    /// The calculation, step by step in exact numbers.
    public let steps: [Label]
    /// What a reviewer will ask about.
    public let warnings: [Warning]
}

/// The lines that were asked for and their sum.
public struct CalculationResult: Sendable {
    /// The sum of lines of one basis.
    public struct Sum: Hashable, Sendable {
        /// Energy in kWh; nil when the energy of one line is not known. Exports are left out.
        public let energy: Exact?
        /// Emissions in kg.
        public let emissions: Exact
        /// Biogenic CO2 in kg, outside the scopes.
        public let biogenic: Exact
        /// The basis of every line; nil when there is none.
        public let basis: FactorBasis?
    }

    /// One result a line, in the order of the input; nil where the line could not be calculated.
    public let lines: [LineResult?]
    /// The sum; nil when a line failed or the bases differ.
    public let sum: Sum?
    /// What went wrong, in the order of the lines.
    public let problems: [CalculationProblem]
}
