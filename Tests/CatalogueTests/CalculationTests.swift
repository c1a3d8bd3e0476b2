import Catalogue
import Testing

/// Worked examples, exact to the last digit.
struct CalculationTests {
    private func line(_ fields: String) -> String { "{\"lines\":[{\(fields)}]}" }

    private func run(_ text: String) throws -> JSON { Calculation.run(json: try JSON(parsing: text)) }

    private func first(_ fields: String) throws -> JSON {
        let answer = try run(line(fields))
        #expect(answer["errors"] == [], "\(answer.encoded)")
        return try #require(answer["lines"]?.arrayValue?.first)
    }

    private func problem(_ fields: String) throws -> (code: String?, field: String?) {
        let answer = try run(line(fields))
        let error = try #require(answer["errors"]?.arrayValue?.first, "\(answer.encoded)")
        #expect(answer["sum"] == .null && error["line"] == 1)
        #expect(answer["lines"]?.arrayValue?.first?["co2_kg"] == .null)
        return (error["code"]?.textValue, error["field"]?.textValue)
    }

    @Test(arguments: [
        // EBeV 2030: 0.0558 t/GJ and 3.2508 GJ per MWh Hs are 181.39464 g/kWh Hs; Hi = 0.903 Hs; 200.88 g/kWh Hi.
        (#""carrier":"NATGAS","quantity":"1","unit":"kWh_Hs","year":2023"#, "0.903", "0.18139464"),
        (#""carrier":"NATGAS","quantity":"1000000","unit":"kWh_Hi","year":2023"#, "1000000", "200880"),
        (
            #""carrier":"NATGAS","quantity":"10000","unit":"m3","brennwert":"11.2","zustandszahl":"0.9524","year":2023"#,
            "96321.9264", "19349.148575232"
        ),
        // EBeV 2030: 0.845 kg/l × 42.8 GJ/t × 0.0740 t/GJ = 2.676284 kg/l; LPG 46.0 × 0.0655 = 3.013 kg/kg.
        (#""carrier":"HEATOIL_EL","quantity":"9","unit":"l","year":2023"#, "90.415", "24.086556"),
        (#""carrier":"LPG","quantity":"9000","unit":"kg","year":2022"#, "115000", "27117"),
        (#""carrier":"HEATOIL_S","quantity":"1","unit":"MWh","year":2022"#, "1000", "286.92"),
        // UBA, direct CO2.
        (#""carrier":"ELEC_GRID","quantity":"1000000","unit":"kWh","year":2023"#, "1000000", "379000"),
        (#""carrier":"ELEC_GRID","quantity":"1","unit":"GWh","year":2023"#, "", ""),
        (
            #""carrier":"ELEC_GRID","quantity":"1000","unit":"MWh","year":2023,"edition":"UBA-CC-13-2025""#, "1000000",
            "386000"
        ),
        (#""carrier":"ELEC_GRID","quantity":"1000","unit":"kWh","year":2021,"basis":"co2e_upstream""#, "1000", "477"),
        // IPCC 2006: 2.47 GJ/t × 260 kg/GJ = 642.2 kg/t; 1.25 kg/m3.
        (#""carrier":"BFG","quantity":"1","unit":"t","edition":"IPCC-2006","year":2023"#, "686.111111", "642.2"),
        (#""carrier":"BFG","quantity":"1000000","unit":"m3","year":2023"#, "857638.888889", "802750"),
        (#""carrier":"COG","quantity":"36","unit":"GJ","year":2023"#, "10000", "1598.4"),
        (#""carrier":"COKE","quantity":"9","unit":"t","year":2023"#, "70500", "27156.6"),
        (#""carrier":"PETROL","quantity":"100","unit":"l","year":2023"#, "910.611111", "227.17926"),
        (#""carrier":"NATGAS","quantity":"1","unit":"t","edition":"IPCC-2006","year":2023"#, "13333.333333", "2692.8"),
    ])
    func `A published example comes out to the last digit`(fields: String, energy: String, mass: String) throws {
        if energy.isEmpty {
            #expect(try problem(fields) == ("unknownCode", "unit"))
            return
        }
        let result = try first(fields)
        #expect(result["energy_kwh"] == .text(energy), "\(result.encoded)")
        #expect(result["co2_kg"] == .text(mass), "\(result.encoded)")
    }

    @Test func `Energy of gas is Hi and its Hs stands in the steps`() throws {
        let result = try first(
            #""carrier":"NATGAS","quantity":"10000","unit":"m3","brennwert":"11.2","zustandszahl":"0.9524","year":2023"#
        )
        #expect(result["energy_basis"] == "Hi")
        #expect(
            result["steps"] == [
                "10000 m3 × 0.9524 (Zustandszahl) × 11.2 kWh/m3 (Brennwert) = 106668.8 kWh Hs",
                "106668.8 kWh Hs × 0.903 = 96321.9264 kWh Hi",
                "346.75893504 GJ × 0.0558 t/GJ × 1000 = 19349.148575232 kg CO2",
            ])
    }

    @Test func `A repeating decimal stands as fraction beside its rounding`() throws {
        let result = try first(#""carrier":"DIESEL","quantity":"1000","unit":"l","year":2023"#)
        #expect(result["energy_kwh"] == "10046.111111" && result["energy_kwh_fraction"] == "90415/9")
        #expect(result["co2_kg"] == "2676.284" && result["co2_kg_fraction"] == nil)
        #expect(result["factor"]?["edition"] == "EBeV-2030" && result["factor"]?["value"] == "0.074")
    }

    @Test func `A period over two years weights the factor by days`() throws {
        let fields =
            #""carrier":"ELEC_GRID","quantity":"366000","unit":"kWh","period":{"start":"2023-10-01","end":"2024-09-30"}"#
        let result = try first(fields)
        // 92 days of 2023 at 379 and 274 days of 2024 at 353.
        #expect(result["co2_kg"] == "131590")
        #expect(result["hub_year"] == 2024)
        #expect(result["factor"]?["value"] == "359.535519" && result["factor"]?["value_fraction"] == "65795/183")
        #expect(result["factor"]?["row"] == "ELEC_GRID-2023-direct_co2+ELEC_GRID-2024-direct_co2")
        #expect(result["warnings"]?.arrayValue?.map { $0["code"] } == ["W4"])
    }

    @Test(arguments: [
        ("2023-01-01", "2023-12-31", 2023), ("2022-07-02", "2023-07-01", 2022), ("2022-07-02", "2023-07-02", 2023),
        ("2022-12-31", "2023-01-01", 2023),
        ("2022-10-01", "2023-09-30", 2023), ("2023-04-01", "2024-03-31", 2023), ("2023-05-05", "2023-05-05", 2023),
    ])
    func `The hub year is the year with most days, in a tie the year of the end`(
        start: String, end: String, year: Int
    ) throws {
        let result = try first(
            #""carrier":"NATGAS","quantity":"1","unit":"kWh_Hi","period":{"start":"\#(start)","end":"\#(end)"}"#)
        #expect(result["hub_year"] == .integer(year))
    }

    @Test func `A share counts exactly, also a third`() throws {
        let third = try first(#""carrier":"ELEC_GRID","quantity":"1000","unit":"kWh","year":2022,"share":"1/3""#)
        #expect(third["energy_kwh"] == "333.333333" && third["energy_kwh_fraction"] == "1000/3")
        #expect(third["co2_kg"] == "144.333333" && third["co2_kg_fraction"] == "433/3")
        let quarter = try first(#""carrier":"ELEC_GRID","quantity":"1000","unit":"kWh","year":2022,"share":"0.25""#)
        #expect(quarter["co2_kg"] == "108.25")
    }

    @Test(arguments: [
        (#""carrier":"NATGAS","quantity":"1000","unit":"kWh","year":2023"#, "ambiguousUnit", "unit"),
        (#""carrier":"NATGAS","quantity":"1000","unit":"MWh","year":2023"#, "ambiguousUnit", "unit"),
        (#""carrier":"NATGAS","quantity":"1000","unit":"l","year":2023"#, "badUnit", "unit"),
        (
            #""carrier":"NATGAS","quantity":"1","unit":"m3","brennwert":"11","year":2023"#, "missingField",
            "zustandszahl"
        ),
        (#""carrier":"NATGAS","quantity":"1","unit":"m3","zustandszahl":"1","year":2023"#, "missingField", "brennwert"),
        (#""carrier":"ELEC_GRID","quantity":"1000","unit":"m3","year":2023"#, "badUnit", "unit"),
        (#""carrier":"ELEC_GRID","quantity":"1000","unit":"kWh_Hs","year":2023"#, "badUnit", "unit"),
        (#""carrier":"DIESEL","quantity":"1000","unit":"kWh_Hs","year":2023"#, "badUnit", "unit"),
        (#""carrier":"NATGASS","quantity":"1000","unit":"kWh_Hs","year":2023"#, "unknownCode", "carrier"),
        (#""carrier":"NATGAS","quantity":"-1","unit":"kWh_Hs","year":2023"#, "outOfRange", "quantity"),
        (#""carrier":"NATGAS","quantity":"1,5","unit":"kWh_Hs","year":2023"#, "badNumber", "quantity"),
        (#""carrier":"NATGAS","unit":"kWh_Hs","year":2023"#, "missingField", "quantity"),
        (#""carrier":"NATGAS","quantity":"1","unit":"kWh_Hs""#, "missingField", "year"),
        (#""carrier":"NATGAS","quantity":"1","unit":"kWh_Hs","year":"23""#, "badDate", "year"),
        (#""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"share":"1.5""#, "outOfRange", "share"),
        (#""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"share":"1/0""#, "badNumber", "share"),
        (#""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"shares":"1""#, "unknownField", "shares"),
        (#""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"edition":"EBeV-2020""#, "unknownCode", "edition"),
        (#""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"basis":"banana""#, "unknownCode", "basis"),
        (#""carrier":"HEATOIL_S","quantity":"1","unit":"l","year":2023"#, "conversionMissing", "unit"),
        (#""carrier":"ELEC_GRID","quantity":"1","unit":"kWh","year":1989"#, "factorMissing", "factor"),
        (
            #""carrier":"ELEC_GRID","quantity":"1","unit":"kWh","year":1995,"edition":"UBA-CC-16-2026""#,
            "factorMissing",
            "edition"
        ),
        (
            #""carrier":"ELEC_GRID","quantity":"1","unit":"kWh","year":2023,"edition":"BAFA-EEW""#,
            "factorNotForBalance",
            "edition"
        ),
        (#""carrier":"STEAM","quantity":"1","unit":"kWh","year":2023"#, "factorMissing", "factor"),
        (
            #""carrier":"DISTRICT_HEAT","quantity":"1","unit":"kWh","year":2023,"basis":"direct""#, "factorMissing",
            "basis"
        ),
        (
            #""carrier":"DIESEL","quantity":"1","unit":"l","period":{"start":"2023-02-30","end":"2023-03-01"}"#,
            "badDate",
            "period.start"
        ),
        (
            #""carrier":"DIESEL","quantity":"1","unit":"l","period":{"start":"2023-03-02","end":"2023-03-01"}"#,
            "outOfRange",
            "period"
        ),
        (
            #""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"period":{"start":"2023-03-02","end":"2023-03-03"}"#,
            "conflict", "period"
        ),
        (
            #""carrier":"STEAM","quantity":"1","unit":"kWh","year":2023,"factor":{"value":"1","unit":"kg/kWh"}"#,
            "missingField", "factor.basis"
        ),
        (
            #""carrier":"STEAM","quantity":"1","unit":"kWh","year":2023,"factor":{"value":"1","unit":"kg","basis":"co2e"}"#,
            "unknownCode", "factor.unit"
        ),
        (
            #""carrier":"PELLETS","quantity":"1","unit":"kWh","year":2023,"factor":{"value":"1","unit":"kg/l","basis":"co2e"}"#,
            "conversionMissing", "factor"
        ),
        (
            #""carrier":"NATGAS","quantity":"1","unit":"kWh_Hs","year":2023,"factor":{"value":"1","unit":"kg/kWh","basis":"co2e"}"#,
            "ambiguousUnit", "factor.unit"
        ),
        (
            #""carrier":"DIESEL","quantity":"1","unit":"l","year":2023,"factor":{"ch4":"1","unit":"kg/TJ"}"#,
            "missingField",
            "factor.gwp"
        ),
    ])
    func `A line that cannot be calculated is refused with its field`(
        fields: String, code: String, field: String
    ) throws {
        let found = try problem(fields)
        #expect(found.code == code && found.field == field, "\(found)")
    }

    @Test func `Bases are never added to each other`() throws {
        let answer = try run(
            """
            {"lines":[{"carrier":"NATGAS","quantity":"1000","unit":"kWh_Hs","year":2023},
            {"carrier":"DISTRICT_HEAT","quantity":"1000","unit":"kWh","year":2023}]}
            """)
        #expect(answer["sum"] == .null)
        #expect(answer["lines"]?.arrayValue?.map { $0["co2_kg"] } == ["181.39464", "280"])
        let error = try #require(answer["errors"]?.arrayValue?.first)
        #expect(error["field"] == "basis" && error["code"] == "mixedBasis" && error["line"] == .null)
        #expect(error["text"]?.textValue?.contains("basis") == true)
    }

    @Test func `Lines of one basis are added exactly`() throws {
        let answer = try run(
            """
            {"lines":[{"carrier":"NATGAS","quantity":"1000","unit":"kWh_Hs","year":2023},
            {"carrier":"DIESEL","quantity":"1000","unit":"l","year":2023},
            {"carrier":"ELEC_PV_SELF","quantity":"500","unit":"kWh","year":2023}]}
            """)
        #expect(answer["errors"] == [])
        // 903 + 90415/9 + 500 kWh and 181.39464 + 2676.284 kg.
        #expect(answer["sum"]?["energy_kwh_fraction"] == "103042/9")
        #expect(answer["sum"]?["co2_kg"] == "2857.67864" && answer["sum"]?["basis"] == "direct_co2")
    }

    @Test func `A line that fails leaves its place empty and the sum open`() throws {
        let answer = try run(
            """
            {"lines":[{"carrier":"NATGAS","quantity":"1","unit":"kWh","year":2023},
            {"carrier":"NATGAS","quantity":"1","unit":"kWh_Hi","year":2023}]}
            """)
        #expect(answer["lines"]?.arrayValue?.map { $0["co2_kg"] } == [.null, "0.20088"])
        #expect(answer["sum"] == .null && answer["errors"]?.arrayValue?.count == 1)
    }
}
