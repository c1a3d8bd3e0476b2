import Catalogue
import Testing
import Wire

struct FieldsTests {
    static let cases = Catalogue.kinds.map(\.number)

    @Test(arguments: cases, 0..<20 as Range<UInt64>)
    func `Fields survive their bytes and their JSON`(number: UInt32, seed: UInt64) throws {
        let kind = try #require(Catalogue.kind(number: number))
        var generator = RandomRecords(seed: seed &* 1000 &+ UInt64(number))
        var fields = generator.fields(kind)
        let json = try JSON(parsing: fields.json(of: kind).encoded)
        #expect(try Fields(json: json, of: kind) == fields)
        fields.unknown = [99: .text("später"), 100: .array([.null, .boolean(true)])]
        let payload = try fields.payload(of: kind)
        let read = try Fields(payload: payload, of: kind)
        #expect(read == fields)
        #expect(try read.payload(of: kind) == payload)
        for field in kind.fields {
            #expect(
                Catalogue.findings(read, of: kind).errors.allSatisfy {
                    $0.field != field.name || $0.code == .ruleBroken
                })
        }
    }

    @Test(arguments: cases)
    func `Every prefix of a payload is an error, and no changed byte crashes`(number: UInt32) throws {
        let kind = try #require(Catalogue.kind(number: number))
        var generator = RandomRecords(seed: UInt64(number))
        let payload = try generator.fields(kind).payload(of: kind)
        for count in stride(from: 0, to: payload.count, by: max(1, payload.count / 200)) {
            #expect(throws: CatalogueError.self) { try Fields(payload: Array(payload.prefix(count)), of: kind) }
        }
        for _ in 0..<300 {
            var bytes = payload
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator)
            }
            guard let fields = try? Fields(payload: bytes, of: kind) else { continue }
            #expect(try fields.payload(of: kind) == bytes, "what is read is written again, byte for byte")
            _ = Catalogue.findings(fields, of: kind)
            _ = fields.json(of: kind).encoded
            _ = try? Catalogue.keyBytes(fields, of: kind)
        }
    }

    @Test func `A value of another type is kept and found`() throws {
        let bytes = CBOR.map([1: .unsigned(7), 2: .text("12345")]).encoded()
        let fields = try Fields(payload: bytes, of: .site)
        #expect(fields["name"] == .opaque(.unsigned(7)))
        #expect(try fields.payload(of: .site) == bytes)
        let error = try #require(throws: CatalogueError.self) { try Catalogue.validate(fields, of: .site) }
        #expect(error.code == .badValue && error.field == "name")
    }

    @Test func `A negative field number needs a newer program and is kept`() throws {
        let bytes = CBOR.map([1: .text("Halle"), -3: .unsigned(1)]).encoded()
        let fields = try Fields(payload: bytes, of: .site)
        #expect(fields.needsNewerProgram)
        #expect(try Catalogue.validate(fields, of: .site).map(\.code) == ["newerProgram"])
        #expect(try fields.payload(of: .site) == bytes)
    }

    @Test(
        arguments: [
            [], [0x80], [0xa1, 0x61, 0x61, 0x01], [0xa2, 0x02, 0x01, 0x01, 0x01], [0xbf, 0xff], [0xa0, 0x00],
        ] as [[UInt8]])
    func `Bytes that are no canonical map are refused`(_ bytes: [UInt8]) {
        #expect(throws: CatalogueError.self) { try Fields(payload: bytes, of: .site) }
    }

    @Test func `A payload above its limit is refused`() throws {
        let fields = Fields(unknown: [50: .bytes(Array(repeating: 0, count: 66_000))])
        let error = try #require(throws: CatalogueError.self) { try fields.payload(of: .site) }
        #expect(error.code == .tooLong)
    }

    @Test func `A repeating decimal is shown rounded and as a fraction`() throws {
        let quotient = Exact(1000) / 3
        let third = try #require(quotient)
        let fields = Fields(["s1": .decimal(third), "energyByCarrier": .amounts(["NATGAS": third])])
        let json = fields.json(of: .inventory)
        #expect(json["s1"] == "333.333333" && json["s1_fraction"] == "1000/3")
        #expect(try Fields(json: json, of: .inventory) == fields)
    }

    @Test func `JSON accepts numbers, labels and names of either language`() throws {
        let json = try JSON(
            parsing:
                #"{"Titel":"LED","category":"Druckluft","theme":"Klimaschutz","investmentEUR":1234.5,"lifetimeYears":"15","site":null}"#
        )
        let fields = try Fields(json: json, of: .measure)
        #expect(fields.text("category") == "compressedAir" && fields.text("theme") == "protection")
        #expect(fields.exact("investmentEUR")?.decimalText == "1234.5" && fields.integer("lifetimeYears") == 15)
        #expect(fields["site"] == nil)
    }

    @Test(arguments: [
        (#"{"title":1}"#, CatalogueError.Code.badFormat), (#"{"titel":"a","title":"b"}"#, .repeatedField),
        (#"{"titl":"a"}"#, .unknownField), (#"{"investmentEUR":"1,5"}"#, .badNumber),
        (#"{"investmentEUR":1e3}"#, .badNumber), (#"{"lifetimeYears":1.5}"#, .badFormat),
        (#"{"category":"Lihgting"}"#, .unknownCode), (#"{"start":"2026-02-30"}"#, .badDate),
        (#"{"site":"Halle"}"#, .badReference), (#"[]"#, .badJSON), (#"{"title":"a\u202eb"}"#, .forbiddenCharacter),
        (#"{"bestPracticeCandidate":"vielleicht"}"#, .badBoolean), (#"{"investmentEUR":-1}"#, .outOfRange),
    ])
    func `JSON that does not fit is refused with the field's name`(_ vector: (String, CatalogueError.Code)) throws {
        let json = try JSON(parsing: vector.0)
        let error = try #require(throws: CatalogueError.self) { try Fields(json: json, of: .measure) }
        #expect(error.code == vector.1, "\(error)")
    }

    @Test func `A resolver finds records by other words`() throws {
        let id = try #require(RecordID(text: "0123456789abcdef"))
        let json: JSON = ["site": "Werk Nord"]
        let fields = try Fields(json: json, of: .measure) { kind, word in
            kind == "Site" && word == "Werk Nord" ? id : nil
        }
        #expect(fields.reference("site") == id)
    }
}
