import Catalogue
import Testing
import Wire

struct ColumnTests {
    @Test(arguments: [
        (0, [] as [Int64?], [0x84, 0x00, 0x01, 0x00, 0x40] as [UInt8]),
        (2, [25, nil, 50, 50], [0x84, 0x02, 0x18, 0x19, 0x04, 0x44, 0x03, 0x00, 0x03, 0x01]),
        (0, [0, 0, nil], [0x84, 0x00, 0x01, 0x03, 0x43, 0x01, 0x01, 0x00]),
        (3, [1000, 2000], [0x84, 0x00, 0x01, 0x02, 0x42, 0x03, 0x03]),
    ])
    func `A column is written as its vector says and read back`(_ vector: (Int, [Int64?], [UInt8])) throws {
        let column = try #require(Column(scale: vector.0, values: vector.1))
        #expect(column.cbor.encoded() == vector.2)
        #expect(Column(cbor: try CBOR(parsing: vector.2)) == column)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `A column survives its bytes, and changed bytes are refused or mean another column`(seed: UInt64) throws {
        var generator = RandomRecords(seed: seed)
        let column = generator.column()
        let bytes = column.cbor.encoded()
        #expect(Column(cbor: try CBOR(parsing: bytes)) == column)
        #expect(Column(column.values.indices.map { column[$0] }) == column)
        for _ in 0..<20 {
            var changed = bytes
            changed[Int.random(in: changed.indices, using: &generator)] ^=
                1 << UInt8.random(in: 0..<8, using: &generator)
            guard let item = try? CBOR(parsing: changed), let other = Column(cbor: item) else { continue }
            #expect(other.cbor == item)
        }
    }

    @Test func `The largest numbers survive and larger ones are refused`() throws {
        let limit = Column.maximumMagnitude
        let column = try #require(Column(scale: 9, values: [limit, -limit, limit, 1, nil, -limit]))
        #expect(Column(cbor: column.cbor) == column)
        #expect(Column(scale: 0, values: [limit + 1]) == nil)
        #expect(Column(scale: 10, values: []) == nil)
        #expect(Column(scale: 0, values: Array(repeating: 0, count: 4097)) == nil)
        let full = try #require(Column(scale: 0, values: Array(repeating: limit, count: 4096)))
        #expect(full.sum.decimalText == "4096000000000000000000")
    }

    @Test func `Texts are canonical, gaps are nil and zero is zero`() throws {
        let column = try #require(Column(scale: 3, values: [1250, nil, 0, -5, 1000]))
        #expect(column.texts == ["1.25", nil, "0", "-0.005", "1"])
        #expect(column.gapCount == 1 && column.sum.decimalText == "2.245")
    }

    @Test func `A month of steady quarter hours takes one byte a value and less`() throws {
        let values: [Int64?] = (0..<2976).map { 19_175 + Int64($0 % 7) * 25 }
        let column = try #require(Column(scale: 2, values: values))
        #expect(column.cbor.encoded().count < 3000)
    }

    @Test func `A newer state of a month keeps the older values where it has none`() throws {
        let start = BerlinTime.midnight(try #require(CivilDate(iso: "2019-02-01")))
        func month(_ edit: (inout [Int64?]) -> Void) throws -> MeterMonth {
            var values: [Int64?] = Array(repeating: nil, count: 28 * 24)
            edit(&values)
            let column = try #require(Column(scale: 1, values: values))
            let quality = values.map { QualityRun(code: $0 == nil ? "missing" : "measured", count: 1) }
            return try #require(MeterMonth(start: start, intervalSeconds: 3600, values: column, quality: quality))
        }
        let old = try month {
            $0[0] = 10; $0[1] = 25
        }
        let new = try month {
            $0[1] = 30; $0[2] = 7
        }
        let merged = try #require(old.overlaid(with: new))
        #expect(merged.values.texts.prefix(4) == ["1", "3", "0.7", nil])
        #expect(merged.quality == [QualityRun(code: "measured", count: 3), QualityRun(code: "missing", count: 669)])
        #expect(merged.changedValueCount(from: old) == 2 && merged.changedValueCount(from: merged) == 0)
        #expect(merged.changedValueCount(from: nil) == 3)
        let id = try #require(RecordID(text: "0123456789abcdef"))
        let fields = merged.fields(meter: id)
        #expect(try Catalogue.validate(fields, of: .meterProfile).isEmpty)
        #expect(MeterMonth(fields) == merged)
    }
}
