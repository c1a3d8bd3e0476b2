import Catalogue
import CommandLineKit
import PaktStore

extension StoreSnapshot {
    /// The balance of a period from the own company's activity lines and profiles.
    func inventory(first: CivilDate, last: CivilDate) throws -> InventoryResult {
        var records: [CurrentRecord] = []
        for kind in [Kind.meter, .activityLine, .meterProfile] {
            records += try self.records(owner: Node.company, kind: kind).map(\.current)
        }
        return Inventories.make(records: records, first: first, last: last)
    }
}

extension InventoryResult {
    /// The longest trace that a record carries, in bytes: below an entry's limit with room for the other fields.
    private static let maximumTraceByteCount = 32 << 10

    /// The balance as fields of an Inventory record.
    func fields(kind: String, etsScope1: Exact?, language: Language) -> Fields {
        var fields = Fields([
            "periodStart": .date(first), "periodEnd": .date(last), "hubYear": .integer(Int64(hubYear)),
            "kind": .code(kind), "basis": .code(FactorBasis.directCO2.rawValue), "s1": .decimal(scope1),
            "s2lb": .decimal(scope2LocationBased), "renewableKwh": .decimal(renewableEnergy),
            "totalKwh": .decimal(energy),
        ])
        if !editions.isEmpty { fields["factorEditions"] = .list(editions.map { .text($0) }) }
        if !energyByCarrier.isEmpty {
            fields["energyByCarrier"] = .amounts(
                Dictionary(uniqueKeysWithValues: energyByCarrier.map { ($0.key.rawValue, $0.value) }))
        }
        if !biogenic.isZero { fields["biogenicCo2"] = .decimal(biogenic) }
        if let etsScope1 { fields["etsScope1"] = .decimal(etsScope1) }
        var byteCount = 0
        let lines = trace.map { String($0[language].prefix(250)) }.prefix { line in
            byteCount += line.utf8.count + 3
            return byteCount <= Self.maximumTraceByteCount
        }
        if !lines.isEmpty { fields["trace"] = .list(lines.prefix(FieldType.maximumListCount).map { .text($0) }) }
        return fields
    }
}
