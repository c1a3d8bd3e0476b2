import Catalogue
import Testing

/// Factors of the caller, biogenic carriers, warnings and properties of the engine.
struct CalculationTestsGiven {
    private func first(_ fields: String) throws -> JSON {
        let answer = Calculation.run(json: try JSON(parsing: "{\"lines\":[{\(fields)}]}"))
        #expect(answer["errors"] == [], "\(answer.encoded)")
        return try #require(answer["lines"]?.arrayValue?.first)
    }

    @Test func `A supplier's factor is used with its basis`() throws {
        let result = try first(
            #""carrier":"DISTRICT_HEAT","quantity":"1000","unit":"MWh","year":2023,"supplierPartnerId":"P7","factor":{"value":"71.5","unit":"g/kWh","basis":"direct CO2"}"#
        )
        #expect(result["co2_kg"] == "71500" && result["basis"] == "direct_co2" && result["supplierPartnerId"] == "P7")
        #expect(result["factor"]?["edition"] == .null && result["factor"]?["row"] == "given")
    }

    @Test(arguments: [("AR5", "56263.5"), ("GWP-AR6", "56266.1"), ("gwp-ar5", "56263.5")])
    func `Gases are weighted by the warming potentials asked for`(set: String, mass: String) throws {
        // 56,209 + 1 × 28 + 0.1 × 265 by AR5; 56,209 + 1 × 29.8 + 0.1 × 273 by AR6.
        let result = try first(
            #""carrier":"NATGAS","quantity":"1","unit":"TJ","year":2023,"factor":{"co2":"56209","ch4":"1","n2o":"0.1","unit":"kg/TJ","gwp":"\#(set)"}"#
        )
        #expect(result["co2_kg"] == .text(mass) && result["basis"] == "co2e")
    }

    @Test func `CO2 alone needs no warming potentials and stays direct`() throws {
        let result = try first(
            #""carrier":"OTHER","quantity":"2","unit":"t","year":2023,"factor":{"co2":"3.1","unit":"t/t"}"#)
        #expect(result["co2_kg"] == "6200" && result["basis"] == "direct_co2" && result["energy_kwh"] == .null)
    }

    @Test func `A factor per kWh Hs applies to gas given in Hi`() throws {
        let result = try first(
            #""carrier":"NATGAS","quantity":"903","unit":"kWh_Hi","year":2023,"factor":{"value":"181.39464","unit":"g/kWh_Hs","basis":"direct"}"#
        )
        #expect(result["co2_kg"] == "181.39464" && result["energy_kwh"] == "903")
    }

    @Test(arguments: [
        // 1 t ÷ 0.845 kg/l × 2.704 kg/l; 42.8 GJ ÷ 42.8 GJ/t; both by the density and calorific value of EBeV 2030.
        ("1", "t", "2.704", "kg/l", "3200"), ("42.8", "GJ", "3.1", "t/t", "3100"),
        ("36.166", "GJ", "2.7", "kg/l", "2700"),
    ])
    func `A factor per mass or volume applies to energy and mass as well`(
        quantity: String, unit: String, value: String, per: String, mass: String
    ) throws {
        let result = try first(
            #""carrier":"DIESEL","quantity":"\#(quantity)","unit":"\#(unit)","year":2023,"factor":{"value":"\#(value)","unit":"\#(per)","basis":"co2e"}"#
        )
        #expect(result["co2_kg"] == .text(mass), "\(result.encoded)")
    }

    @Test func `Biogenic CO2 is a memo outside the balance`() throws {
        let result = try first(#""carrier":"WOOD","quantity":"1","unit":"t","year":2023"#)
        #expect(result["co2_kg"] == "0" && result["biogenic_co2_kg"] == "1747.2" && result["basis"] == "direct_co2")
        let answer = Calculation.run(
            json: try JSON(
                parsing:
                    #"{"lines":[{"carrier":"WOOD","quantity":"1","unit":"t","year":2023,"factor":{"co2":"112","ch4":"0.03","n2o":"0.004","unit":"kg/GJ","gwp":"AR5"}}]}"#
            ))
        // 15.6 GJ × (0.03 × 28 + 0.004 × 265) kg/GJ = 29.64 kg CO2e, 1747.2 kg biogenic.
        #expect(answer["sum"]?["co2_kg"] == "29.64" && answer["sum"]?["biogenic_co2_kg"] == "1747.2")
    }

    @Test func `What burns nothing here has no direct CO2`() throws {
        for carrier in ["ELEC_PV_SELF", "ELEC_WIND_SELF", "SOLAR_THERMAL", "AMBIENT_HEAT", "WASTE_HEAT", "H2_GREEN"] {
            let result = try first(#""carrier":"\#(carrier)","quantity":"5","unit":"MWh","year":2023"#)
            #expect(result["co2_kg"] == "0" && result["energy_kwh"] == "5000" && result["basis"] == "direct_co2")
        }
    }

    @Test(arguments: [
        (2022, []), (2023, []), (2024, ["W4"]), (2025, ["W4"]), (2026, ["W4", "factorOfEarlierYear"]),
        (2028, ["W4", "factorOfEarlierYear"]), (2029, ["W4", "W3"]),
    ])
    func `A factor that is not final or too old asks for a comment`(year: Int, codes: [String]) throws {
        let result = try first(#""carrier":"ELEC_GRID","quantity":"1","unit":"kWh","year":\#(year)"#)
        #expect(result["warnings"]?.arrayValue?.compactMap { $0["code"]?.textValue } == codes)
    }

    @Test func `A period that ends in another year than it counts for says so`() throws {
        let result = try first(
            #""carrier":"NATGAS","quantity":"1","unit":"kWh_Hs","period":{"start":"2023-04-01","end":"2024-03-31"}"#)
        #expect(result["warnings"]?.arrayValue?.compactMap { $0["code"]?.textValue } == ["W9"])
    }

    @Test func `Messages come in the language asked for`() throws {
        let json = try JSON(parsing: #"{"lines":[{"carrier":"NATGAS","quantity":"1","unit":"kWh","year":2023}]}"#)
        let german = Calculation.run(json: json, language: .de)["errors"]?.arrayValue?.first?["text"]?.textValue
        #expect(german?.contains("Brennwert (kWh_Hs") == true)
        let english = Calculation.run(json: json, language: .en)["errors"]?.arrayValue?.first?["text"]?.textValue
        #expect(english?.contains("net calorific value") == true)
    }

    @Test func `Text that is no JSON and JSON that is no question become errors`() {
        for text in ["", "[]", "{}", "{\"lines\":3}", "{\"line\":[]}", "{\"lines\":[3]}", "nonsense"] {
            let answer = Calculation.run(bytes: Array(text.utf8))
            #expect(answer["errors"]?.arrayValue?.isEmpty == false && answer["sum"] == .null, "\(text)")
        }
    }

    // MARK: Properties

    private static let samples: [(Carrier, CarrierUnit)] = [
        (.gridElectricity, .kilowattHour), (.naturalGas, .kilowattHourGross), (.diesel, .litre),
        (.blastFurnaceGas, .cubicMetre), (.coke, .tonne), (.wood, .kilogram), (.liquefiedGas, .kilogram),
    ]

    private func random(_ generator: inout SeededGenerator) -> CalculationLine {
        let (carrier, unit) = Self.samples[Int.random(in: 0..<Self.samples.count, using: &generator)]
        let start = CivilDate(daysSince1970: Int.random(in: 17_000...19_000, using: &generator))
        let end = start.adding(days: Int.random(in: 0...700, using: &generator))
        return CalculationLine(
            carrier: carrier,
            quantity: Exact(mantissa: Int64.random(in: 0...10_000_000_000, using: &generator), exponent: -3),
            unit: unit, period: .days(first: start, last: end))
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `A quantity in two parts gives the sum of the parts, and shares add up to the whole`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<200 {
            let whole = random(&generator)
            let total = try Calculation.result(of: whole)
            var left = whole
            var right = whole
            left.quantity = Exact(Int64.random(in: 0...1000, using: &generator))
            right.quantity = whole.quantity + 1000 - left.quantity
            var both = whole
            both.quantity = whole.quantity + 1000
            let parts = Calculation.calculate([left, right])
            let expected = try Calculation.result(of: both)
            #expect(parts.sum?.emissions == expected.emissions && parts.sum?.energy == expected.energy)
            let denominator = Int64.random(in: 2...50, using: &generator)
            let numerator = Int64.random(in: 1..<denominator, using: &generator)
            var some = whole
            var rest = whole
            some.share = Exact(numerator) / Exact(denominator)
            rest.share = some.share.map { 1 - $0 }
            let shares = Calculation.calculate([some, rest])
            #expect(shares.sum?.emissions == total.emissions && shares.sum?.biogenic == total.biogenic ?? .zero)
        }
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func `The days of a period's years add up to its length, and the factor lies between theirs`(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<300 {
            var line = random(&generator)
            line.carrier = .gridElectricity
            line.unit = .kilowattHour
            guard case .days(let start, let end) = line.period else { continue }
            let years = line.period.years
            #expect(years.reduce(0) { $0 + $1.days } == end.daysSince1970 - start.daysSince1970 + 1)
            #expect(years.allSatisfy { $0.days > 0 && $0.days <= 366 })
            let factor = try Calculation.result(of: line).factor
            let values = factor.rows.map(\.value)
            #expect(factor.value >= values.min() ?? 0 && factor.value <= values.max() ?? 0)
            #expect(years.contains { $0.year == line.period.hubYear })
        }
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
