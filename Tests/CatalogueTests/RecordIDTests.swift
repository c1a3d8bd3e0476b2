import Catalogue
import Testing
import Wire

struct RecordIDTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func `A name survives its sixteen characters`(seed: UInt64) throws {
        var generator = RandomRecords(seed: seed)
        let id = try #require(RecordID(generator.bytes(10)))
        #expect(id.text.count == 16)
        #expect(RecordID(text: id.text) == id)
        #expect(RecordID(text: id.text.uppercased()) == id)
    }

    @Test func `Letters that look like digits are read as digits`() {
        #expect(RecordID(text: "O0oIiLl111111111")?.text == "0001111111111111")
        #expect(
            RecordID(text: "ffffffffffffffff")?.bytes == [0x7b, 0xde, 0xf7, 0xbd, 0xef, 0x7b, 0xde, 0xf7, 0xbd, 0xef])
    }

    @Test(arguments: ["", "0123456789abcde", "0123456789abcdefg", "0123456789abcdeu", "0123456789abcde-"])
    func `Other texts name no record`(_ text: String) {
        #expect(RecordID(text: text) == nil)
    }

    @Test func `A name is the hash of company, kind and key`() throws {
        let company: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        let fields = Fields(["name": .text("Halle 1")])
        let key = try #require(try Catalogue.keyBytes(fields, of: .site))
        #expect(key == CBOR.array([.text("Halle 1")]).encoded())
        let id = Catalogue.recordID(companyID: company, kind: 2, key: key)
        let whole = CBOR.array([.bytes(company), .unsigned(2), .array([.text("Halle 1")])]).encoded()
        #expect(id.bytes == Array(Hash.sha256(whole).bytes.prefix(10)))
        #expect(Catalogue.recordID(companyID: company, kind: 8, key: key) != id)
    }

    @Test func `Keys of kinds with one record, with none and with optional fields`() throws {
        #expect(try Catalogue.keyBytes(Fields(), of: .partner) == [0x80])
        #expect(try Catalogue.keyBytes(Fields(), of: .membership) == nil)
        let line = Fields(["carrier": .code("DIESEL"), "periodStart": .text("x"), "periodEnd": .text("y")])
        let key = try #require(try Catalogue.keyBytes(line, of: .activityLine))
        #expect(try CBOR(parsing: key).arrayValue?.prefix(2) == [.null, .null])
        #expect(throws: CatalogueError.self) { try Catalogue.keyBytes(Fields(), of: .site) }
    }
}
