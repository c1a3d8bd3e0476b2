import Catalogue
public import Wire

extension Contribution {
    /// The version of the fold: rows of another version are rebuilt from the feeds.
    public static let version: Int64 = 1

    /// The row as bytes, the same for the same contribution whatever the order in which records came.
    ///
    /// [version, partner, name, holding, flags, inventories, targets, measures, metered energy, waivers, undecided];
    /// every list is sorted.
    public var cbor: CBOR {
        let flags = [isInitiator, isActive, hasLeft, isSigned].map { CBOR.boolean($0) }
        return .array([
            CBOR(Self.version), .unsigned(UInt64(partner)), .text(name), .text(holding.key), .array(flags),
            .array(inventories.keys.sorted().map { .array([CBOR(Int64($0)), inventories[$0]?.cbor ?? .null]) }),
            .array(targets.map(\.cbor)),
            .array(measures.keys.sorted().map { .array([$0.cbor, measures[$0]?.cbor ?? .null]) }),
            .array(meteredEnergy.keys.sorted().map { .array([CBOR(Int64($0)), Self.cbor(meteredEnergy[$0] ?? [:])]) }),
            .array(waivers.map(\.cbor)),
            .array(
                undecided.map(\.code).sorted { $0.lexicographicallyPrecedes($1) }.map {
                    .array([CBOR(Int64($0[0])), CBOR(Int64($0[1]))])
                }),
        ])
    }

    /// Reads a row as ``cbor`` writes it.
    ///
    /// - Throws: ``FiguresError`` with code `otherVersion` or `malformed`; rebuild the row then.
    public init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items("row")
        guard let version = parts.first?.integer else { throw FiguresError(.malformed, "version") }
        guard version == Self.version else { throw FiguresError(.otherVersion, "version") }
        guard parts.count == 11, let number = parts[1].unsignedValue, let partner = UInt32(exactly: number) else {
            throw FiguresError(.malformed, "row")
        }
        self.init(partner: partner)
        name = try parts[2].text("name")
        holding = Holding(try parts[3].text("holding"))
        let flags = try parts[4].items(4, "flags")
        isInitiator = try flags[0].bool("flags")
        isActive = try flags[1].bool("flags")
        hasLeft = try flags[2].bool("flags")
        isSigned = try flags[3].bool("flags")
        for entry in try parts[5].items("inventories") {
            let pair = try entry.items(2, "inventory")
            inventories[try pair[0].int("year")] = try InventoryTotals(cbor: pair[1])
        }
        for target in try parts[6].items("targets") { targets.append(try SignedTarget(cbor: target)) }
        for entry in try parts[7].items("measures") {
            let pair = try entry.items(2, "measures")
            measures[try MeasureGroup(cbor: pair[0])] = try MeasureTotals(cbor: pair[1])
        }
        for entry in try parts[8].items("metered energy") {
            let pair = try entry.items(2, "metered energy")
            meteredEnergy[try pair[0].int("year")] = try Self.amounts(pair[1])
        }
        for waiver in try parts[9].items("waivers") { waivers.append(try Waiver(cbor: waiver)) }
        for part in try parts[10].items("undecided") { undecided.insert(try UndecidedPart(cbor: part)) }
    }

    static func cbor(_ amounts: [String: Exact]) -> CBOR {
        .array(amounts.keys.sorted().map { .array([.text($0), .optional(amounts[$0])]) })
    }

    static func amounts(_ item: CBOR) throws(FiguresError) -> [String: Exact] {
        var amounts: [String: Exact] = [:]
        for entry in try item.items("amounts") {
            let pair = try entry.items(2, "amount")
            amounts[try pair[0].text("amount")] = try pair[1].exact("amount")
        }
        return amounts
    }
}

extension InventoryTotals {
    var cbor: CBOR {
        .array([
            .text(basis), Contribution.cbor(emissions), publicScope1.rationalCBOR, Contribution.cbor(energy),
            .optional(consumedEnergy), .optional(renewableEnergy),
        ])
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(6, "inventory")
        basis = try parts[0].text("basis")
        emissions = try Contribution.amounts(parts[1])
        publicScope1 = try parts[2].exact("public part")
        energy = try Contribution.amounts(parts[3])
        consumedEnergy = try parts[4].optionalExact("consumed energy")
        renewableEnergy = try parts[5].optionalExact("renewable energy")
    }
}

extension SignedTarget {
    var cbor: CBOR {
        let knots = path.map { CBOR.array($0.knots.map { .array([CBOR(Int64($0.year)), $0.value.rationalCBOR]) }) }
        return .array([
            .array(scopes.map { .text($0) }), CBOR(Int64(targetYear)), .optional(reductionPercent), knots ?? .null,
        ])
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(4, "target")
        var scopes: [String] = []
        for scope in try parts[0].items("scopes") { scopes.append(try scope.text("scope")) }
        var path: SignedPath?
        if !parts[3].isNull {
            var knots: [TargetPath.Knot] = []
            for knot in try parts[3].items("path") {
                let pair = try knot.items(2, "knot")
                knots.append(TargetPath.Knot(year: try pair[0].int("knot"), value: try pair[1].exact("knot")))
            }
            path = SignedPath(knots: knots)
            if path == nil { throw FiguresError(.malformed, "path") }
        }
        self.init(
            scopes: scopes, targetYear: try parts[1].int("target year"),
            reductionPercent: try parts[2].optionalExact("reduction"), path: path)
    }
}

extension MeasureGroup {
    var cbor: CBOR { .array([.text(category), .text(state), .text(theme)]) }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(3, "measure group")
        self.init(
            category: try parts[0].text("category"), state: try parts[1].text("state"),
            theme: try parts[2].text("theme"))
    }
}

extension MeasureTotals {
    var cbor: CBOR { .array([CBOR(Int64(count)), .optional(expected), .optional(realised)]) }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(3, "measures")
        count = try parts[0].int("count")
        expected = try parts[1].optionalExact("expected saving")
        realised = try parts[2].optionalExact("realised saving")
    }
}

extension Waiver {
    var cbor: CBOR {
        .array([
            .array(figures.map { .text($0) }), CBOR(Int64(years.lowerBound)), CBOR(Int64(years.upperBound)),
            .optional(validFrom?.daysSince1970), .optional(validTo?.daysSince1970),
        ])
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(5, "waiver")
        var figures: [String] = []
        for figure in try parts[0].items("figures") { figures.append(try figure.text("figure")) }
        let first = try parts[1].int("years")
        let last = try parts[2].int("years")
        guard first <= last else { throw FiguresError(.malformed, "years") }
        self.init(
            figures: figures, years: first...last, validFrom: try Self.day(parts[3]), validTo: try Self.day(parts[4]))
    }

    private static func day(_ item: CBOR) throws(FiguresError) -> CivilDate? {
        guard let days = try item.optionalInt("day") else { return nil }
        guard CivilDate.isValid(daysSince1970: days) else { throw FiguresError(.malformed, "day") }
        return CivilDate(daysSince1970: days)
    }
}

extension UndecidedPart {
    /// A number for the part and its year, 0 where there is none.
    var code: [Int] {
        switch self {
        case .identity: [0, 0]
        case .membership: [1, 0]
        case .agreement: [2, 0]
        case .measures: [3, 0]
        case .inventory(let year): [4, year]
        case .meteredEnergy(let year): [5, year]
        }
    }

    init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(2, "undecided part")
        let year = try parts[1].int("year")
        switch try parts[0].int("undecided part") {
        case 0: self = .identity
        case 1: self = .membership
        case 2: self = .agreement
        case 3: self = .measures
        case 4: self = .inventory(year)
        case 5: self = .meteredEnergy(year)
        default: throw FiguresError(.malformed, "undecided part")
        }
    }
}
