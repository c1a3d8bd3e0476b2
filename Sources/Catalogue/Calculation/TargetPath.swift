/// Whether a target's path is kept.
public enum TargetStatus: String, Hashable, Sendable, CaseIterable {
    /// The target year is reached and the target kept.
    case achieved
    /// Not above the path by more than the tolerance.
    case onTrack = "on_track"
    /// Above the path.
    case behind
    /// The target year is reached and the target not kept.
    case missed
}

/// The path of a reduction target over the years, in kg CO2e or any other unit, in exact numbers.
public struct TargetPath: Hashable, Sendable {
    /// A year and the value that is to be reached in it.
    public struct Knot: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The value, not negative.
        public let value: Exact

        /// A year and its value.
        public init(year: Int, value: Exact) {
            self.year = year
            self.value = value
        }
    }

    private enum Shape: Hashable, Sendable {
        case knots
        case contraction(rate: Exact, targetYear: Int?)
    }

    /// Base, milestones and target, in rising order of years; the base alone for a contraction.
    public let knots: [Knot]
    private let shape: Shape

    /// By how much of the base a value may lie above the path and still be on track: 2 %.
    public static let tolerance = Exact(table: "0.02")

    /// A path that runs in straight lines from knot to knot: the first is the base, the last the target.
    ///
    /// - Throws: ``CalculationProblem`` for no knots, equal or falling years, or a negative value.
    public init(knots: [Knot]) throws(CalculationProblem) {
        guard !knots.isEmpty else {
            throw CalculationProblem(
                .missingField, field: "knots", de: "Ein Pfad braucht mindestens einen Punkt.",
                en: "A path needs at least one knot.")
        }
        for (before, after) in zip(knots, knots.dropFirst()) where after.year <= before.year {
            let isEqual = after.year == before.year
            throw CalculationProblem(
                isEqual ? .duplicate : .unordered, field: "knots",
                de: isEqual ? "Das Jahr \(after.year) steht zweimal." : "\(after.year) steht nach \(before.year).",
                en: isEqual ? "The year \(after.year) stands twice." : "\(after.year) comes after \(before.year).")
        }
        if Set(knots.map(\.year)).count < knots.count {
            throw CalculationProblem(
                .duplicate, field: "knots", de: "Ein Jahr steht zweimal.", en: "A year stands twice.")
        }
        if knots.contains(where: { $0.value.isNegative }) { throw Self.negative("knots") }
        self.knots = knots
        shape = .knots
    }

    /// Absolute contraction: every year loses the same part of the **base**, never of the year before, down to zero.
    ///
    /// - Parameter targetYear: the year after which the value stays; nil when the path goes on.
    /// - Throws: ``CalculationProblem`` for a negative base, a rate outside 0 to 100 % or a target year not after the
    /// base.
    public init(base: Knot, ratePercent: Exact, targetYear: Int? = nil) throws(CalculationProblem) {
        if base.value.isNegative { throw Self.negative("aca.base") }
        guard ratePercent > 0, ratePercent <= 100 else {
            throw CalculationProblem(
                .outOfRange, field: "aca.rate_percent", de: "Die Rate liegt über 0 und höchstens bei 100 Prozent.",
                en: "The rate is above 0 and at most 100 percent.")
        }
        if let targetYear, targetYear <= base.year {
            throw CalculationProblem(
                .outOfRange, field: "aca.target_year", de: "Das Zieljahr liegt nach dem Basisjahr.",
                en: "The target year lies after the base year.")
        }
        knots = [base]
        shape = .contraction(rate: ratePercent * Exact(table: "0.01"), targetYear: targetYear)
    }

    private static func negative(_ field: String) -> CalculationProblem {
        CalculationProblem(
            .outOfRange, field: field, de: "Ein Wert des Pfades ist nie negativ.",
            en: "A value of a path is never negative.")
    }

    /// The base year and value.
    public var base: Knot { knots[0] }

    /// The target year and value; nil for a contraction without a target year.
    public var target: Knot? {
        switch shape {
        case .knots: return knots.last
        case .contraction(_, let year):
            guard let year, let value = value(in: year) else { return nil }
            return Knot(year: year, value: value)
        }
    }

    /// The value of the path in a year: nil before the base, constant after the target.
    public func value(in year: Int) -> Exact? {
        guard year >= base.year else { return nil }
        switch shape {
        case .contraction(let rate, let targetYear):
            let elapsed = min(year, targetYear ?? year) - base.year
            return max(.zero, base.value * (1 - rate * Exact(elapsed)))
        case .knots:
            guard let index = knots.lastIndex(where: { $0.year <= year }), index + 1 < knots.count else {
                return knots.last?.value
            }
            let (left, right) = (knots[index], knots[index + 1])
            guard let slope = (right.value - left.value) / Exact(right.year - left.year) else { return left.value }
            return left.value + slope * Exact(year - left.year)
        }
    }

    /// How an actual value stands against the path.
    public struct Point: Hashable, Sendable {
        /// The year.
        public let year: Int
        /// The actual value.
        public let actual: Exact
        /// Actual less path, above zero when too much; nil before the base year.
        public let gap: Exact?
        /// The part of the way from base to target, in percent, below 0 or above 100 where it is so; nil before the
        /// base year, without a target or when base and target are equal.
        public let progressPercent: Exact?
        /// Whether the path is kept; nil before the base year.
        public let status: TargetStatus?
    }

    /// Compares an actual value with the path.
    ///
    /// Before the target year a value is on track up to ``tolerance`` of the base above the path. From the target year
    /// on there is no tolerance: the target is achieved or missed.
    public func point(year: Int, actual: Exact) -> Point {
        guard let planned = value(in: year) else {
            return Point(year: year, actual: actual, gap: nil, progressPercent: nil, status: nil)
        }
        let gap = actual - planned
        let target = target
        let progress = target.flatMap { ((base.value - actual) * 100) / (base.value - $0.value) }
        let status: TargetStatus
        if let target, year >= target.year {
            status = actual <= target.value ? .achieved : .missed
        } else {
            status = gap <= base.value * Self.tolerance ? .onTrack : .behind
        }
        return Point(year: year, actual: actual, gap: gap, progressPercent: progress, status: status)
    }
}
