import Catalogue

extension Contribution {
    /// Takes the inventories whose current version the company has submitted and the office has accepted.
    mutating func foldInventories(_ records: PartnerRecords) {
        var chosen: [Int: (acceptedOn: CivilDate?, inventory: CurrentRecord)] = [:]
        let allAcceptances = Dictionary(grouping: records[.acceptance]) { $0.fields.reference("inventory") }
        let allSubmissions = Dictionary(grouping: records[.submission]) { $0.fields.reference("inventory") }
        for inventory in records[.inventory] {
            guard let year = hubYear(of: inventory.fields) else { continue }
            let acceptances = allAcceptances[inventory.id] ?? []
            let submissions = allSubmissions[inventory.id] ?? []
            if acceptances.isEmpty { continue }
            if ([inventory] + acceptances + submissions).contains(where: \.hasSiblings) {
                undecided.insert(.inventory(year))
            }
            let valid = acceptances.filter { names($0, "inventoryDot", inventory) }
            guard !valid.isEmpty, submissions.contains(where: { names($0, "inventoryDot", inventory) }) else {
                continue
            }
            let acceptedOn = valid.compactMap { $0.fields.date("acceptedOn") }.max()
            // Of two accepted inventories of one year the later accepted one counts, then the one of the lower id.
            if let other = chosen[year], !isLater(acceptedOn, than: other.acceptedOn) { continue }
            chosen[year] = (acceptedOn, inventory)
        }
        inventories = chosen.mapValues { InventoryTotals($0.inventory.fields) }
    }

    private func isLater(_ day: CivilDate?, than other: CivilDate?) -> Bool {
        guard let day else { return false }
        return other.map { $0 < day } ?? true
    }

    private func hubYear(of inventory: Fields) -> Int? {
        if let year = inventory.integer("hubYear") { return Int(year) }
        guard let start = inventory.date("periodStart"), let end = inventory.date("periodEnd"), start <= end else {
            return nil
        }
        return CivilDate.hubYear(from: start, through: end)
    }

    /// Adds up what the meter profiles measured, by the local calendar year of the month.
    ///
    /// Meters of feed-in and of exported electricity are left out, as are profiles that make no month.
    mutating func foldProfiles(_ records: PartnerRecords) {
        var meters: [RecordID: CurrentRecord] = [:]
        for meter in records[.meter] { meters[meter.id] = meter }
        for profile in records[.meterProfile] {
            guard let id = profile.fields.reference("meter"), let meter = meters[id],
                let carrier = meter.fields.text("carrier"), let month = MeterMonth(profile.fields)
            else { continue }
            let year = BerlinTime.local(month.start).date.year
            if profile.hasSiblings || meter.hasSiblings { undecided.insert(.meteredEnergy(year)) }
            let isDrawn = meter.fields.text("direction") != "feedIn" && carrier != Carrier.electricityExport.rawValue
            guard isDrawn, month.values.gapCount < month.values.count else { continue }
            meteredEnergy[year, default: [:]][carrier, default: 0] += month.values.sum
        }
    }
}
