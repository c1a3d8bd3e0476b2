public import Catalogue
import Wire

extension Contribution {
    /// Folds the current records of one partner: its company's and those that the hub wrote about it.
    ///
    /// Records of other owners are ignored, as are those that need a newer program. The result does not depend on
    /// the order of the records.
    ///
    /// - Complexity: O(*n* log *n*) in the number of records, plus one addition for each measured value.
    public init(of records: [CurrentRecord], partner: UInt32) {
        self.init(partner: partner)
        let records = PartnerRecords(records, partner: partner)
        foldIdentity(records)
        foldMembership(records)
        foldAgreement(records)
        foldInventories(records)
        foldMeasures(records)
        foldProfiles(records)
        foldReleases(records)
    }

    private mutating func foldIdentity(_ records: PartnerRecords) {
        guard let record = records[.partner].first else { return }
        name = record.fields.text("legalName") ?? ""
        isInitiator = record.fields.flag("isInitiator") || record.fields.text("kind") == "initiator"
        // A group is often named after one of its companies, which itself names none.
        let group = plain(record.fields.text("holdingId") ?? name)
        if !group.isEmpty { holding = Holding("group:\(group)") }
        if record.hasSiblings { undecided.insert(.identity) }
    }

    private mutating func foldMembership(_ records: PartnerRecords) {
        let memberships = records[.membership]
        isActive = memberships.contains { $0.fields["leftOn"] == nil }
        hasLeft = !memberships.isEmpty && !isActive
        if memberships.contains(where: \.hasSiblings) { undecided.insert(.membership) }
    }

    private mutating func foldAgreement(_ records: PartnerRecords) {
        let confirmations = Dictionary(grouping: records[.confirmation]) { $0.fields.reference("agreement") }
        var targets: Set<RecordID> = []
        var isConfirmed = false
        for agreement in records[.agreement] {
            let naming = confirmations[agreement.id] ?? []
            if agreement.hasSiblings && !naming.isEmpty || naming.contains(where: \.hasSiblings) {
                undecided.insert(.agreement)
            }
            let state = agreement.fields.text("state") ?? ""
            guard !["draft", "ended"].contains(state),
                naming.contains(where: { names($0, "agreementDot", agreement) })
            else { continue }
            isConfirmed = true
            for case .reference(let target) in agreement.fields.list("targets") { targets.insert(target) }
        }
        isSigned = isConfirmed && !hasLeft
        guard isSigned else { return }
        var chosen: [String: SignedTarget] = [:]
        for record in records[.target] where targets.isEmpty || targets.contains(record.id) {
            if record.hasSiblings { undecided.insert(.agreement) }
            guard let target = SignedTarget(record.fields) else { continue }
            // Records come by ascending id, so that of several equals the lowest id stands.
            if let other = chosen[target.scopeText], !target.isPreferred(to: other) { continue }
            chosen[target.scopeText] = target
        }
        self.targets = chosen.keys.sorted().compactMap { chosen[$0] }
    }

    private mutating func foldMeasures(_ records: PartnerRecords) {
        var newest: [RecordID: CurrentRecord] = [:]
        for progress in records[.measureProgress] {
            if progress.hasSiblings { undecided.insert(.measures) }
            guard let measure = progress.fields.reference("measure") else { continue }
            // Records come by ascending id, so that among several of one day the highest id stands.
            if let other = newest[measure], day(of: progress) < day(of: other) { continue }
            newest[measure] = progress
        }
        for measure in records[.measure] {
            if measure.hasSiblings { undecided.insert(.measures) }
            let progress = newest[measure.id]
            let group = MeasureGroup(
                category: measure.fields.text("category") ?? MeasureGroup.unstated,
                state: progress?.fields.text("state") ?? MeasureGroup.initialState,
                theme: measure.fields.text("theme") ?? MeasureGroup.unstated)
            var totals = measures[group] ?? MeasureTotals()
            totals.count += 1
            totals.expected = sum(totals.expected, measure.fields.exact("expectedSavingKgCo2e"))
            totals.realised = sum(totals.realised, progress?.fields.exact("realisedSavingKgCo2e"))
            measures[group] = totals
        }
    }

    private func day(of progress: CurrentRecord) -> CivilDate {
        progress.fields.date("date") ?? CivilDate(daysSince1970: 0)
    }

    private mutating func foldReleases(_ records: PartnerRecords) {
        for release in records[.release] where release.fields.flag("waiver") && !release.hasSiblings {
            let first = release.fields.integer("yearFrom").map(Int.init) ?? Waiver.allYears.lowerBound
            let last = release.fields.integer("yearTo").map(Int.init) ?? Waiver.allYears.upperBound
            guard first <= last else { continue }
            waivers.append(
                Waiver(
                    figures: Set(release.fields.texts("figures")).sorted(), years: first...last,
                    validFrom: release.fields.date("validFrom"), validTo: release.fields.date("validTo")))
        }
        waivers = Set(waivers).sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }
}

extension MeasureGroup {
    /// The state of a measure without any progress.
    static let initialState = "planned"
    /// The code of a property that the measure does not state.
    static let unstated = "unstated"
    /// The states whose savings no longer count.
    static let endedStates: Set<String> = ["stopped", "dropped"]
}

extension Waiver {
    /// A text that orders waivers in a row.
    var order: [String] {
        figures + ["\(years)", validFrom?.description ?? "", validTo?.description ?? ""]
    }
}

/// Whether a record of the office names exactly the version of another record that is current.
func names(_ statement: CurrentRecord, _ field: String, _ record: CurrentRecord) -> Bool {
    guard let dot = record.dot, let text = statement.fields.text(field) else { return false }
    return Dot(text: text) == dot
}

func sum(_ left: Exact?, _ right: Exact?) -> Exact? {
    guard let left, let right else { return left ?? right }
    return left + right
}

/// A holding's name without case and outer spaces, so that two spellings of one group meet.
func plain(_ text: String) -> String {
    let words = text.lowercased().split(whereSeparator: \.isWhitespace)
    return words.joined(separator: " ")
}
