public import Catalogue

/// A target of an agreement in force.
public struct SignedTarget: Hashable, Sendable {
    /// The scopes that the target covers together, in the order S1, S2LB, S2MB, S3.
    public let scopes: [String]
    /// The target year.
    public let targetYear: Int
    /// The reduction by the target year against the base year, in percent; nil when it follows from no field.
    public let reductionPercent: Exact?
    /// The path to the target; nil without a base value.
    public let path: SignedPath?

    /// A signed target.
    public init(scopes: [String], targetYear: Int, reductionPercent: Exact?, path: SignedPath?) {
        self.scopes = scopes
        self.targetYear = targetYear
        self.reductionPercent = reductionPercent
        self.path = path
    }

    /// The scopes as one code, such as `S1,S2LB`.
    public var scopeText: String { scopes.joined(separator: ",") }

    /// The reduction reached in a year against the base year, in percent; nil when it cannot be told.
    public func reductionPercent(in year: Int) -> Exact? {
        if let path { return path.reductionPercent(in: year) }
        return targetYear <= year ? reductionPercent : nil
    }

    /// The order in which scopes are named.
    static let scopeOrder = ["S1", "S2LB", "S2MB", "S3"]

    /// Whether this target rather than another of the same scopes tells where the partner goes: one with a path
    /// before one without, then the farther one.
    func isPreferred(to other: SignedTarget) -> Bool {
        if (path == nil) != (other.path == nil) { return path != nil }
        return targetYear > other.targetYear
    }

    /// Reads a Target record; nil unless it is absolute and names scopes and a target year.
    init?(_ fields: Fields) {
        let named = Set(fields.texts("scopes"))
        guard fields.text("kind") == "absolute", !named.isEmpty, let target = fields.integer("targetYear").map(Int.init)
        else { return nil }
        let path = SignedPath(fields)
        self.init(
            scopes: Self.scopeOrder.filter(named.contains), targetYear: target,
            reductionPercent: path?.reductionPercent(in: target) ?? fields.exact("reductionPercent"), path: path)
        if scopes.isEmpty { return nil }
    }
}

/// The path of one target: straight lines between the base year, the milestones and the target year.
public struct SignedPath: Hashable, Sendable {
    private let line: TargetPath

    /// A path through these knots, in kg; nil without knots, when their years do not ascend or a value is negative.
    public init?(knots: [TargetPath.Knot]) {
        guard let line = try? TargetPath(knots: knots) else { return nil }
        self.line = line
    }

    /// The knots by ascending year, in kg; at least one.
    public var knots: [TargetPath.Knot] { line.knots }
    /// The base year.
    public var baseYear: Int { line.base.year }
    /// The target year.
    public var targetYear: Int { line.knots.last?.year ?? line.base.year }

    /// The emissions allowed in a year, in kg: nil before the base year, constant after the target year.
    public func value(in year: Int) -> Exact? { line.value(in: year) }

    /// The reduction in a year against the base year, in percent; nil before the base year and for a base of zero.
    public func reductionPercent(in year: Int) -> Exact? {
        guard let value = value(in: year), let rest = value / line.base.value else { return nil }
        return (1 - rest) * 100
    }
}

extension SignedPath {
    /// Reads the path of an absolute Target record; nil without base year, base value, target year or target.
    init?(_ fields: Fields) {
        guard let baseYear = fields.integer("baseYear").map(Int.init), let base = fields.exact("baseValue"),
            let targetYear = fields.integer("targetYear").map(Int.init), baseYear < targetYear
        else { return nil }
        let start = TargetPath.Knot(year: baseYear, value: base)
        if fields.text("path") == "aca", let rate = fields.exact("ratePercent") {
            guard let line = try? TargetPath(base: start, ratePercent: rate, targetYear: targetYear) else { return nil }
            self.init(knots: (baseYear...targetYear).map { TargetPath.Knot(year: $0, value: line.value(in: $0) ?? 0) })
            return
        }
        let percent = fields.exact("reductionPercent")
        guard let target = fields.exact("targetValue") ?? percent.map({ base * (100 - $0) * Self.percent }) else {
            return nil
        }
        let years = fields.list("milestoneYears").compactMap(\.exact?.int64).map { Int($0) }
        let values = fields.list("milestoneValues").compactMap(\.exact)
        guard years.count == values.count else { return nil }
        var knots = [start] + zip(years, values).map { TargetPath.Knot(year: $0, value: $1) }
        knots.append(TargetPath.Knot(year: targetYear, value: target))
        if fields.text("path") == "stepwise" { knots = Self.steps(knots) }
        self.init(knots: knots)
    }

    private static let percent = Exact(mantissa: 1, exponent: -2)

    /// The same knots with each value held until the year of the next.
    private static func steps(_ knots: [TargetPath.Knot]) -> [TargetPath.Knot] {
        var result: [TargetPath.Knot] = []
        for (knot, next) in zip(knots, knots.dropFirst()) {
            result.append(knot)
            if next.year - 1 > knot.year { result.append(TargetPath.Knot(year: next.year - 1, value: knot.value)) }
        }
        return result + knots.suffix(1)
    }
}
