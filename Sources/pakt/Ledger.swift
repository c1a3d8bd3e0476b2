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
    /// The balance as fields of an Inventory record, without the lists that a balance of nothing leaves empty.
    func fields(kind: String, etsScope1: Exact?, language: Language) -> Fields {
        var fields = fields(kind: kind, language: language)
        for name in ["factorEditions", "trace"] where fields.list(name).isEmpty { fields[name] = nil }
        if fields.amounts("energyByCarrier").isEmpty { fields["energyByCarrier"] = nil }
        if let etsScope1 { fields["etsScope1"] = .decimal(etsScope1) }
        return fields
    }
}
