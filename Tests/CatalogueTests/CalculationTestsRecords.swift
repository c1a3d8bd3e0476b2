import Catalogue
import Testing
import Wire

/// Balances made from stored records, and the records made from balances and editions.
struct CalculationTestsRecords {
    private func record(_ kindName: String, _ number: UInt8, _ fields: [String: Value]) throws -> CurrentRecord {
        let kind = try Catalogue.kind(named: kindName)
        let id = try #require(RecordID([number] + Array(repeating: 0, count: 9)))
        return CurrentRecord(
            id: id, kind: kind, owner: 1, fields: Fields(fields), hasSiblings: false,
            leaf: Hash.sha256([number]), dot: nil)
    }

    private func day(_ text: String) throws -> Value { .date(try #require(CivilDate(iso: text))) }

    private func meterID(_ number: UInt8) throws -> Value {
        .reference(try #require(RecordID([number] + Array(repeating: 0, count: 9))))
    }

    private func january(_ meter: UInt8, value: Int64) throws -> [String: Value] {
        let start = BerlinTime.midnight(try #require(CivilDate(iso: "2023-01-01")))
        let column = try #require(Column(scale: 1, values: Array(repeating: value, count: 31 * 24)))
        return [
            "meter": try meterID(meter), "start": .instant(start), "interval": .code("PT60M"), "unit": .code("kWh"),
            "values": .column(column),
        ]
    }

    private func make(_ records: [CurrentRecord]) throws -> InventoryResult {
        Inventories.make(
            records: records, first: try #require(CivilDate(iso: "2023-01-01")),
            last: try #require(CivilDate(iso: "2023-12-31")))
    }

    @Test func `A year's records become an inventory that the catalogue accepts`() throws {
        let records = [
            try record("Meter", 1, ["name": .text("Z1"), "carrier": .code("ELEC_GRID")]),
            try record("MeterProfile", 2, january(1, value: 100)),
            try record(
                "ActivityLine", 3,
                [
                    "carrier": .code("NATGAS"), "quantity": .decimal(1000), "unit": .code("m3"),
                    "brennwert": .decimal(11), "zustandszahl": .decimal(1), "periodStart": day("2023-01-01"),
                    "periodEnd": day("2023-12-31"), "dataQuality": .code("A"),
                ]),
            try record(
                "ActivityLine", 4,
                [
                    "carrier": .code("DISTRICT_HEAT"), "quantity": .decimal(2), "unit": .code("MWh"),
                    "factorValue": .decimal(50), "factorUnit": .text("g/kWh"), "factorBasis": .code("direct_co2"),
                    "periodStart": .instant(try #require(Instant(rfc3339: "2023-01-01T00:00:00+01:00"))),
                    "periodEnd": .instant(try #require(Instant(rfc3339: "2024-01-01T00:00:00+01:00"))),
                ]),
        ]
        let result = try make(records)
        #expect(result.problems.isEmpty, "\(result.problems)")
        // 744 hours of 10 kWh at 379 g/kWh and 2,000 kWh of heat at 50 g/kWh.
        #expect(result.scope2LocationBased == Exact(fraction: "291976/100"))
        #expect(result.scope1 == Exact(decimal: "1995.34104"))
        #expect(result.energy == Exact(decimal: "19373"))
        let backwards = try make(records.reversed())
        #expect(result.fields(kind: "capture", language: .en) == backwards.fields(kind: "capture", language: .en))
        let kind = try Catalogue.kind(named: "Inventory")
        let fields = result.fields(kind: "capture", language: .de)
        #expect(try Catalogue.validate(fields, of: kind).isEmpty)
        #expect(try Fields(payload: fields.payload(of: kind), of: kind) == fields)
    }

    @Test func `A profile and a bill of one meter for the same days are refused, for other days not`() throws {
        let bill: [String: Value] = [
            "meter": try meterID(1), "carrier": .code("ELEC_GRID"), "quantity": .decimal(5), "unit": .code("kWh"),
            "periodStart": try day("2023-01-31"), "periodEnd": try day("2023-02-28"),
        ]
        var later = bill
        later["periodStart"] = try day("2023-02-01")
        let meter = try record("Meter", 1, ["name": .text("Z1"), "carrier": .code("ELEC_GRID")])
        let profile = try record("MeterProfile", 2, january(1, value: 1))
        #expect(
            try make([meter, profile, record("ActivityLine", 3, bill)]).problems.map(\.problem.code) == [
                .doubleCounting
            ])
        #expect(try make([meter, profile, record("ActivityLine", 3, later)]).problems.isEmpty)
    }

    @Test func `What a meter feeds in is export`() throws {
        let meter = try record(
            "Meter", 1, ["name": .text("Z1"), "carrier": .code("ELEC_PV_SELF"), "direction": .code("feedIn")])
        let result = try make([meter, record("MeterProfile", 2, january(1, value: 10))])
        #expect(result.exported == 744 && result.energy == 0)
    }

    @Test func `A profile without its meter is a problem, not a zero`() throws {
        let result = try make([record("MeterProfile", 2, january(1, value: 10))])
        #expect(result.problems.map(\.problem.field) == ["meter"])
    }

    @Test func `A trace of ten thousand lines still fits one record`() throws {
        let lines = try (0..<10_000).map { index in
            ActivityInput(
                id: "line \(index)", carrier: .diesel, quantity: Exact(index), unit: .litre,
                first: try #require(CivilDate(iso: "2023-01-01")), last: try #require(CivilDate(iso: "2023-12-31")))
        }
        let result = Inventories.make(
            activityLines: lines, profiles: [], first: try #require(CivilDate(iso: "2023-01-01")),
            last: try #require(CivilDate(iso: "2023-12-31")))
        let kind = try Catalogue.kind(named: "Inventory")
        #expect(
            try result.fields(kind: "capture", language: .de).payload(of: kind).count < Fields.maximumPayloadByteCount)
    }

    @Test func `Every shipped row can be published as a record`() throws {
        let table = try Catalogue.kind(named: "FactorTable")
        let row = try Catalogue.kind(named: "FactorRow")
        for edition in FactorEdition.all {
            #expect(try Catalogue.validate(edition.tableFields, of: table).isEmpty)
            for fields in edition.rowFields { #expect(try Catalogue.validate(fields, of: row).isEmpty) }
        }
    }

    @Test func `The units of a record and of the calculation are the same`() {
        for carrier in Carrier.allCases {
            #expect(carrier.units == carrier.units.filter(carrier.allows))
            #expect(Set(CarrierUnit.allCases.filter(carrier.allows)) == Set(carrier.units), "\(carrier)")
        }
    }
}
