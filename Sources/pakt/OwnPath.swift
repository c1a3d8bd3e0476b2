import Catalogue
import PaktStore
import Pages
import Wire

/// The company's own path: its widest absolute target, and its inventories in the scopes of that target.
struct OwnPath {
    /// One year each, ascending; empty without a target and without an inventory.
    let years: [PathYear]
    /// What the amounts are: carbon dioxide alone where no inventory counts anything else.
    let gas: String

    /// The scopes shown while there is no target.
    private static let scopesWithoutTarget = ["S1", "S2LB"]
    private static let inventoryFields = ["S1": "s1", "S2LB": "s2lb", "S2MB": "s2mb"]

    init(_ snapshot: StoreSnapshot, year thisYear: Int) throws {
        let target = try Self.target(snapshot)
        let scopes = target?.scopes ?? Self.scopesWithoutTarget
        let inventories = try Self.inventories(snapshot)
        let actual = inventories.compactMapValues { Self.emissions($0, scopes) }
        let bases = Set(inventories.values.compactMap { $0.text("basis") })
        gas = bases == [FactorBasis.directCO2.rawValue] ? "CO₂" : "CO₂e"
        let ends = [target?.path.base.year, target?.year].compactMap(\.self) + actual.keys
        guard let first = ends.min(), let last = ends.max() else {
            years = []
            return
        }
        years = (first...last).map { year in
            PathYear(
                year: year, targetKg: target?.path.value(in: year), actualKg: actual[year],
                state: actual[year] == nil && year < thisYear ? .noData : .published)
        }
    }

    private struct Aim {
        let scopes: [String]
        let year: Int
        let path: TargetPath
    }

    /// Of several targets the one that covers most scopes, then the farthest; of equals the first.
    private static func target(_ snapshot: StoreSnapshot) throws -> Aim? {
        var best: Aim?
        for record in try snapshot.records(owner: Node.company, kind: .target) {
            let fields = record.fields
            let scopes = fields.texts("scopes")
            guard fields.text("kind") == "absolute", !scopes.isEmpty,
                scopes.allSatisfy({ inventoryFields[$0] != nil }), let path = TargetPath(target: fields),
                let year = fields.integer("targetYear").map(Int.init)
            else { continue }
            if let best, (best.scopes.count, best.year) >= (scopes.count, year) { continue }
            best = Aim(scopes: scopes, year: year, path: path)
        }
        return best
    }

    /// The emissions of an inventory in these scopes, in kilograms; nil when one is not stated.
    private static func emissions(_ inventory: Fields, _ scopes: [String]) -> Exact? {
        var sum = Exact.zero
        for scope in scopes {
            guard let amount = inventoryFields[scope].flatMap(inventory.exact) else { return nil }
            sum += amount
        }
        return sum
    }

    /// One inventory a year: that which the city accepted last, else that of the latest period.
    private static func inventories(_ snapshot: StoreSnapshot) throws -> [Int: Fields] {
        let acceptances = try snapshot.records(owner: Node.company, kind: .acceptance)
        var chosen: [Int: (rank: (Int, CivilDate), fields: Fields)] = [:]
        for record in try snapshot.records(owner: Node.company, kind: .inventory) {
            guard let year = record.fields.integer("hubYear"), let end = record.fields.date("periodEnd") else {
                continue
            }
            let dot = record.chosen.dot.description
            let acceptedOn = acceptances.filter { $0.fields.text("inventoryDot") == dot }
                .compactMap { $0.fields.date("acceptedOn") }.max()
            let rank = (acceptedOn == nil ? 0 : 1, acceptedOn ?? end)
            if let other = chosen[Int(year)], rank < other.rank { continue }
            chosen[Int(year)] = (rank, record.fields)
        }
        return chosen.mapValues(\.fields)
    }
}

extension TargetPath {
    /// The path of an absolute target; nil without base year, base value, target year or target.
    init?(target fields: Fields) {
        guard let baseYear = fields.integer("baseYear"), let base = fields.exact("baseValue"),
            let targetYear = fields.integer("targetYear")
        else { return nil }
        let start = Knot(year: Int(baseYear), value: base)
        if fields.text("path") == "aca", let rate = fields.exact("ratePercent") {
            guard let path = try? TargetPath(base: start, ratePercent: rate, targetYear: Int(targetYear)) else {
                return nil
            }
            self = path
            return
        }
        let percent = fields.exact("reductionPercent")
        let reduced = percent.map { base * (100 - $0) * Exact(mantissa: 1, exponent: -2) }
        guard let end = fields.exact("targetValue") ?? reduced else { return nil }
        let milestones = zip(fields.list("milestoneYears"), fields.list("milestoneValues")).compactMap { year, value in
            year.exact?.int64.flatMap { year in value.exact.map { Knot(year: Int(year), value: $0) } }
        }
        let knots = [start] + milestones + [Knot(year: Int(targetYear), value: end)]
        guard let path = try? TargetPath(knots: fields.text("path") == "stepwise" ? Self.steps(knots) : knots) else {
            return nil
        }
        self = path
    }

    /// The same knots with each value held until the year before the next.
    private static func steps(_ knots: [Knot]) -> [Knot] {
        zip(knots, knots.dropFirst()).flatMap { knot, next in
            next.year - 1 > knot.year ? [knot, Knot(year: next.year - 1, value: knot.value)] : [knot]
        } + knots.suffix(1)
    }
}
