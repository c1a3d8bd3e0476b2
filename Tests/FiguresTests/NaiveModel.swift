import Catalogue
import Wire

/// Recomputes every figure straight from all records, slowly and without any of the module's code.
struct NaiveModel {
    let records: [CurrentRecord]

    struct Number: Equatable {
        var amount: Exact?
        var contributors: Int
        var isProvisional: Bool
    }

    private var partners: [UInt32] { Array(Set(records.map(\.owner))).sorted() }

    private func all(_ kind: String, of partner: UInt32) -> [CurrentRecord] {
        records.filter { $0.kind.name == kind && $0.owner == partner }.sorted { $0.id < $1.id }
    }

    private func refers(_ record: CurrentRecord, _ field: String, to other: CurrentRecord) -> Bool {
        record.fields[field] == .reference(other.id)
    }

    private func namesVersion(_ record: CurrentRecord, _ field: String, of other: CurrentRecord) -> Bool {
        guard let dot = other.dot else { return false }
        return record.fields[field] == .text(dot.description)
    }

    // MARK: Partners

    func isActive(_ partner: UInt32) -> Bool {
        all("Membership", of: partner).contains { $0.fields["leftOn"] == nil }
    }

    func isSigned(_ partner: UInt32) -> Bool {
        let memberships = all("Membership", of: partner)
        if !memberships.isEmpty && memberships.allSatisfy({ $0.fields["leftOn"] != nil }) { return false }
        return !agreementsInForce(partner).isEmpty
    }

    private func agreementsInForce(_ partner: UInt32) -> [CurrentRecord] {
        all("Agreement", of: partner).filter { agreement in
            if ["ended", "draft"].contains(agreement.fields["state"]?.text ?? "") { return false }
            return all("Confirmation", of: partner).contains {
                refers($0, "agreement", to: agreement) && namesVersion($0, "agreementDot", of: agreement)
            }
        }
    }

    private func hasConflict(_ kinds: [String]) -> Bool {
        records.contains { kinds.contains($0.kind.name) && $0.hasSiblings }
    }

    /// Agreements that were never confirmed in any version settle nothing; targets matter once their partner signed.
    private var hasAgreementConflict: Bool {
        for partner in partners {
            for agreement in all("Agreement", of: partner) {
                let confirmations = all("Confirmation", of: partner).filter { refers($0, "agreement", to: agreement) }
                if confirmations.isEmpty { continue }
                if agreement.hasSiblings || confirmations.contains(where: \.hasSiblings) { return true }
            }
            if isSigned(partner), agreedTargets(partner).contains(where: \.hasSiblings) { return true }
        }
        return false
    }

    private func isProvisionalHolding(_ contributors: [UInt32]) -> Bool {
        contributors.contains { all("Partner", of: $0).first?.hasSiblings == true }
    }

    // MARK: Inventories

    func inventory(_ partner: UInt32, _ year: Int) -> CurrentRecord? {
        var best: (day: CivilDate, record: CurrentRecord)?
        for inventory in all("Inventory", of: partner) where inventory.fields["hubYear"] == .integer(Int64(year)) {
            let isSubmitted = all("Submission", of: partner).contains {
                refers($0, "inventory", to: inventory) && namesVersion($0, "inventoryDot", of: inventory)
            }
            let acceptances = all("Acceptance", of: partner).filter {
                refers($0, "inventory", to: inventory) && namesVersion($0, "inventoryDot", of: inventory)
            }
            guard isSubmitted, let first = acceptances.first?.fields.date("acceptedOn") else { continue }
            if best.map({ first > $0.day }) ?? true { best = (first, inventory) }
        }
        return best?.record
    }

    private func hasInventoryConflict(_ year: Int) -> Bool {
        for partner in partners {
            for inventory in all("Inventory", of: partner) where inventory.fields["hubYear"] == .integer(Int64(year)) {
                let acceptances = all("Acceptance", of: partner).filter { refers($0, "inventory", to: inventory) }
                let submissions = all("Submission", of: partner).filter { refers($0, "inventory", to: inventory) }
                if acceptances.isEmpty { continue }
                if inventory.hasSiblings || (acceptances + submissions).contains(where: \.hasSiblings) { return true }
            }
        }
        return false
    }

    private func basis(_ inventory: CurrentRecord) -> String { inventory.fields["basis"]?.text ?? "direct_co2" }

    private func energy(_ inventory: CurrentRecord) -> [String: Exact] { inventory.fields.amounts("energyByCarrier") }

    private static let notConsumed = ["ELEC_EXPORT", "ELEC_CHP_SELF"]
    private static let renewable = ["ELEC_PV_SELF", "WOOD"]

    private func total(_ inventory: CurrentRecord) -> (all: Exact, renewable: Exact)? {
        let energy = energy(inventory)
        var all: Exact = 0
        var renewable: Exact = 0
        for (carrier, amount) in energy where !Self.notConsumed.contains(carrier) {
            all += amount
            if Self.renewable.contains(carrier) { renewable += amount }
        }
        let stated = (inventory.fields.exact("totalKwh"), inventory.fields.exact("renewableKwh"))
        if energy.isEmpty {
            guard let total = stated.0, let part = stated.1 else { return nil }
            return (total, part)
        }
        return (stated.0 ?? all, stated.1 ?? renewable)
    }

    // MARK: Paths

    private func agreedTargets(_ partner: UInt32) -> [CurrentRecord] {
        let lists = agreementsInForce(partner).compactMap { agreement -> [Value]? in
            if case .list(let values) = agreement.fields["targets"] { values } else { nil }
        }
        let named = lists.flatMap(\.self)
        return all("Target", of: partner).filter { named.isEmpty || named.contains(.reference($0.id)) }
    }

    private func knots(_ target: CurrentRecord) -> [(Int, Exact)]? {
        let fields = target.fields
        guard let base = fields.exact("baseValue"), let first = fields.integer("baseYear"),
            let last = fields.integer("targetYear")
        else { return nil }
        var knots = [(Int(first), base)]
        if case .list(let years) = fields["milestoneYears"], case .list(let values) = fields["milestoneValues"] {
            for (year, value) in zip(years, values) {
                if case .integer(let number) = year { knots.append((Int(number), value.exact ?? 0)) }
            }
        }
        if let value = fields.exact("targetValue") {
            knots.append((Int(last), value))
        } else if let percent = fields.exact("reductionPercent"), let end = (base * (100 - percent)) / 100 {
            knots.append((Int(last), end))
        }
        return knots
    }

    private func scopes(_ target: CurrentRecord) -> String {
        let named = target.fields.list("scopes").compactMap(\.text)
        return ["S1", "S2LB", "S2MB", "S3"].filter { named.contains($0) }.joined(separator: ",")
    }

    /// The target of a partner for a set of scopes: with a base value first, then the farther year, then the lower id.
    func target(_ partner: UInt32, _ scopes: String) -> CurrentRecord? {
        guard isSigned(partner) else { return nil }
        let candidates = agreedTargets(partner).filter {
            $0.fields["kind"] == .code("absolute") && self.scopes($0) == scopes
        }
        return candidates.min { left, right in
            func rank(_ record: CurrentRecord) -> [Int64] {
                [record.fields["baseValue"] == nil ? 1 : 0, -(record.fields.integer("targetYear") ?? 0)]
            }
            if rank(left) != rank(right) { return rank(left).lexicographicallyPrecedes(rank(right)) }
            return left.id < right.id
        }
    }

    private func allowed(_ target: CurrentRecord, _ year: Int) -> Exact? {
        guard let knots = knots(target), let first = knots.first, let last = knots.last, year >= first.0 else {
            return nil
        }
        if year >= last.0 { return last.1 }
        for (from, to) in zip(knots, knots.dropFirst()) where from.0 <= year && year < to.0 {
            return from.1 + ((to.1 - from.1) * Exact(year - from.0) / Exact(to.0 - from.0) ?? 0)
        }
        return nil
    }

    // MARK: All figures

    private func name(_ figure: String, _ year: Int?, _ dimensions: String = "") -> String {
        "\(figure) \(year.map(String.init) ?? "-") \(dimensions)"
    }

    /// The numbers by figure, year and dimensions; those without data are left out.
    func numbers(years: ClosedRange<Int>) -> [String: Number] {
        var result: [String: Number] = [:]
        let active = partners.filter(isActive)
        let membership = hasConflict(["Membership"])
        result[name("partners.active", nil)] = Number(
            amount: Exact(active.count), contributors: active.count, isProvisional: membership)
        let signed = partners.filter(isSigned).count
        result[name("partners.signed", nil)] = Number(
            amount: Exact(signed), contributors: signed, isProvisional: membership || hasAgreementConflict)
        addMeasures(&result)
        for year in years {
            if !active.isEmpty {
                let reporting = active.filter { inventory($0, year) != nil }.count
                result[name("coverage", year)] = Number(
                    amount: Exact(reporting) / Exact(active.count), contributors: reporting,
                    isProvisional: membership || hasInventoryConflict(year))
            }
            addInventories(year, &result)
            addProfiles(year, &result)
            addPaths(year, &result)
        }
        return result
    }

    private func number(_ parts: [(UInt32, Exact)], _ isProvisional: Bool) -> Number {
        Number(
            amount: parts.reduce(0) { $0 + $1.1 }, contributors: parts.count,
            isProvisional: isProvisional || isProvisionalHolding(parts.map(\.0)))
    }

    private func addInventories(_ year: Int, _ result: inout [String: Number]) {
        let conflict = hasInventoryConflict(year)
        let accepted = partners.compactMap { partner in inventory(partner, year).map { (partner, $0) } }
        for (figure, field) in [("emissions.s1", "s1"), ("emissions.s2lb", "s2lb")] {
            let stated = accepted.filter { $0.1.fields.exact(field) != nil }
            let bases = Set(stated.map { basis($0.1) })
            let isMixed = isProvisionalHolding(stated.map(\.0))
            for basis in bases {
                let parts = stated.filter { self.basis($0.1) == basis }.map { ($0.0, $0.1.fields.exact(field) ?? 0) }
                let dimensions = bases.count > 1 ? "basis=\(basis)" : ""
                result[name(figure, year, dimensions)] = number(parts, conflict || isMixed)
            }
        }
        let using = accepted.filter { energy($0.1).values.contains { !$0.isZero } }.map(\.0)
        for carrier in Set(accepted.flatMap { energy($0.1).keys }) {
            let parts = accepted.compactMap { partner, inventory in
                energy(inventory)[carrier].flatMap { $0.isZero ? nil : (partner, $0) }
            }
            if parts.isEmpty { continue }
            result[name("energy", year, "carrier=\(carrier)")] = number(parts, conflict || isProvisionalHolding(using))
        }
        let totals = accepted.compactMap { partner, inventory in total(inventory).map { (partner, $0) } }
        let sum = totals.reduce(Exact(0)) { $0 + $1.1.all }
        if let share = totals.reduce(Exact(0), { $0 + $1.1.renewable }) / sum {
            let flag = conflict || isProvisionalHolding(totals.map(\.0))
            result[name("energy.renewable_share", year)] = Number(
                amount: share, contributors: totals.count, isProvisional: flag)
        }
    }

    private func addProfiles(_ year: Int, _ result: inout [String: Number]) {
        var isProvisional = false
        var sums: [UInt32: Exact] = [:]
        for profile in records where profile.kind.name == "MeterProfile" {
            guard let start = profile.fields.instant("start"), BerlinTime.rfc3339(start).hasPrefix("\(year)-"),
                let meter = all("Meter", of: profile.owner).first(where: { refers(profile, "meter", to: $0) }),
                let column = profile.fields.column("values")
            else { continue }
            if profile.hasSiblings || meter.hasSiblings { isProvisional = true }
            if meter.fields["direction"] == .code("feedIn") { continue }
            for index in 0..<column.count {
                if let value = column[index] { sums[profile.owner, default: 0] += value }
            }
        }
        if sums.isEmpty { return }
        result[name("energy.profile", year)] = number(sums.map { ($0.key, $0.value) }, isProvisional)
    }

    private func addPaths(_ year: Int, _ result: inout [String: Number]) {
        let conflict = hasConflict(["Membership"]) || hasAgreementConflict
        for scopes in ["S1", "S1,S2LB", "S2MB"] {
            let members = partners.filter { target($0, scopes).flatMap { knots($0) } != nil }
            let parts = members.compactMap { partner in
                target(partner, scopes).flatMap { allowed($0, year) }.map { (partner, $0) }
            }
            if parts.isEmpty { continue }
            let isProvisional = conflict || isProvisionalHolding(members)
            result[name("path.target", year, "scopes=\(scopes)")] = number(parts, isProvisional)
            let fields = scopes == "S1" ? ["s1"] : scopes == "S2MB" ? ["s2mb"] : ["s1", "s2lb"]
            let actual = parts.compactMap { partner, _ -> (UInt32, Exact)? in
                guard let inventory = inventory(partner, year) else { return nil }
                let amounts = fields.compactMap { inventory.fields.exact($0) }
                return amounts.count == fields.count ? (partner, amounts.reduce(0, +)) : nil
            }
            if actual.isEmpty { continue }
            let bases = Set(parts.compactMap { inventory($0.0, year).map(basis) })
            result[name("path.actual", year, "scopes=\(scopes)")] = number(
                actual,
                conflict || hasInventoryConflict(year) || bases.count > 1 || actual.count < parts.count)
        }
    }

    private func addMeasures(_ result: inout [String: Number]) {
        let isProvisional = hasConflict(["Measure", "MeasureProgress"])
        var counts: [String: [UInt32: Int]] = [:]
        var expected: [UInt32: Exact] = [:]
        var realised: [UInt32: Exact] = [:]
        for measure in records where measure.kind.name == "Measure" {
            let progress = all("MeasureProgress", of: measure.owner).filter { refers($0, "measure", to: measure) }
                .max {
                    ($0.fields.date("date") ?? day("1900-01-01"), $0.id) < (
                        $1.fields.date("date") ?? day("1900-01-01"), $1.id
                    )
                }
            let state = progress?.fields["state"]?.text ?? "planned"
            let category = measure.fields["category"]?.text ?? ""
            let theme = measure.fields["theme"]?.text ?? ""
            let dimensions = "category=\(category) state=\(state) theme=\(theme)"
            counts[dimensions, default: [:]][measure.owner, default: 0] += 1
            if state == "dropped" || state == "stopped" { continue }
            if let saving = measure.fields.exact("expectedSavingKgCo2e") {
                expected[measure.owner, default: 0] += saving
            }
            if let saving = progress?.fields.exact("realisedSavingKgCo2e") {
                realised[measure.owner, default: 0] += saving
            }
        }
        for (dimensions, byPartner) in counts {
            result[name("measures.count", nil, dimensions)] = Number(
                amount: Exact(byPartner.values.reduce(0, +)), contributors: byPartner.count,
                isProvisional: isProvisional)
        }
        for (figure, sums) in [("measures.expected", expected), ("measures.realised", realised)] where !sums.isEmpty {
            result[name(figure, nil)] = number(sums.map { ($0.key, $0.value) }, isProvisional)
        }
    }
}
