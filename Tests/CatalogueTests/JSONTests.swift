import Catalogue
import Testing

struct JSONTests {
    @Test(arguments: [
        ("null", "null"), (" [ 1 , 2 ] ", "[1,2]"),
        (#"{"b":1,"a":[true,false,null]}"#, #"{"b":1,"a":[true,false,null]}"#),
        ("-0", "-0"), ("1.50", "1.50"), ("1e400", "1e400"), ("9223372036854775808", "9223372036854775808"),
        (#""\u00e4\ud83d\ude00\/\b""#, "\"ä😀/\\u0008\""), (#""\"\\\n\t""#, #""\"\\\n\u0009""#), ("{}", "{}"),
        ("[]", "[]"),
    ])
    func `Values are read and written with every digit and in order`(_ pair: (String, String)) throws {
        #expect(try JSON(parsing: pair.0).encoded == pair.1)
    }

    @Test(arguments: [
        "", " ", "nul", "tru", "01", "-", "1.", ".5", "1e", "+1", "[1,]", "[1 2]", "[", "{\"a\"}", "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1,\"a\":2}", "\"", "\"\n\"", "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\u12g4\"", "1 2", "'a'",
        "NaN",
        "Infinity", "\u{FEFF}1", "//", "\"\\ud800\\u0041\"",
    ])
    func `Anything else is refused`(_ text: String) {
        #expect(throws: CatalogueError.self) { try JSON(parsing: text) }
    }

    @Test func `Invalid UTF-8 and deep nesting are refused`() {
        #expect(throws: CatalogueError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
        #expect(throws: CatalogueError.self) { try JSON(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: CatalogueError.self) { try JSON(parsing: deep) }
        let fitting = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect((try? JSON(parsing: fitting)) != nil)
        #expect(throws: CatalogueError.self) { try JSON(parsing: "[" + fitting + "]") }
    }

    @Test func `Every prefix of an object is an error`() {
        let text = Array(#"{"kind":"Measure","n":[1,2.5,null],"t":"\u00e4"}"#.utf8)
        for count in 0..<text.count {
            #expect(throws: CatalogueError.self) { try JSON(parsing: Array(text.prefix(count))) }
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `Changed bytes never crash`(seed: UInt64) {
        var generator = RandomRecords(seed: seed)
        let text = Array(#"{"a":[1,-2.5e3,"\u00e4\n",{"b":null}],"c":true}"#.utf8)
        for _ in 0..<200 {
            var bytes = text
            bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator)
            if let json = try? JSON(parsing: bytes) {
                #expect((try? JSON(parsing: json.encoded)) == json)
            }
        }
    }
}
