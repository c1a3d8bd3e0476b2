import Catalogue
import Testing

/// Target paths.
struct CalculationTestsPath {
    private func run(_ text: String) throws -> JSON { TargetPath.run(json: try JSON(parsing: text)) }

    @Test func `Between knots the path is a straight line, before it nothing, after it constant`() throws {
        let answer = try run(
            """
            {"knots":[{"year":2019,"value":"1000"},{"year":2025,"value":"700"},{"year":2035,"value":"350"}],
            "years":[2018,2019,2020,2025,2026,2035,2040]}
            """)
        #expect(answer["errors"] == [] && answer["points"] == [])
        let values = answer["path"]?.arrayValue?.map { $0["value"] }
        #expect(values == [.null, "1000", "950", "700", "665", "350", "350"])
    }

    @Test func `A value whose decimals never end has its fraction beside it`() throws {
        let answer = try run(#"{"knots":[{"year":2020,"value":"100"},{"year":2023,"value":"0"}],"years":[2021]}"#)
        let value = answer["path"]?.arrayValue?.first
        #expect(value?["value"] == "66.666667" && value?["value_fraction"] == "200/3")
    }

    @Test func `Absolute contraction takes the same part of the base each year and stops at zero`() throws {
        let answer = try run(
            #"{"aca":{"base_year":2020,"base":"1000","rate_percent":"4.2"},"years":[2019,2020,2021,2030,2043,2044,2060]}"#
        )
        // Ten years at 4.2 % are −42 %, not compounded.
        #expect(answer["path"]?.arrayValue?.map { $0["value"] } == [.null, "1000", "958", "580", "34", "0", "0"])
    }

    @Test func `Gap, progress and status follow from the path`() throws {
        let answer = try run(
            """
            {"knots":[{"year":2020,"value":"1000"},{"year":2030,"value":"500"}],"years":[2025],
            "actual":[{"year":2019,"value":"1100"},{"year":2020,"value":"1000"},{"year":2024,"value":"820"},
            {"year":2025,"value":"770.1"},{"year":2026,"value":"600"},{"year":2027,"value":"1100"},
            {"year":2030,"value":"500"},{"year":2031,"value":"500.1"}]}
            """)
        let points = try #require(answer["points"]?.arrayValue)
        #expect(points.map { $0["gap"] } == [.null, "0", "20", "20.1", "-100", "450", "0", "0.1"])
        #expect(points.map { $0["progress_percent"] } == [.null, "0", "36", "45.98", "80", "-20", "100", "99.98"])
        let statuses: [JSON] = [.null, "on_track", "on_track", "behind", "on_track", "behind", "achieved", "missed"]
        #expect(points.map { $0["status"] } == statuses)
    }

    @Test func `Without a way from base to target there is no progress`() throws {
        let answer = try run(
            #"{"knots":[{"year":2020,"value":"100"},{"year":2030,"value":"100"}],"actual":[{"year":2025,"value":"90"}]}"#
        )
        #expect(answer["points"]?.arrayValue?.first?["progress_percent"] == .null)
        #expect(answer["points"]?.arrayValue?.first?["status"] == "on_track")
        #expect(answer["path"]?.arrayValue?.count == 11)
    }

    @Test(arguments: [
        (#"{"knots":[{"year":2020,"value":"1"},{"year":2020,"value":"2"}]}"#, "duplicate", "knots"),
        (#"{"knots":[{"year":2025,"value":"1"},{"year":2020,"value":"2"}]}"#, "unordered", "knots"),
        (
            #"{"knots":[{"year":2020,"value":"1"}],"aca":{"base_year":2020,"base":"1","rate_percent":"4.2"}}"#,
            "conflict", "aca"
        ),
        (#"{"years":[2020]}"#, "missingField", "knots"),
        (#"{"knots":[]}"#, "missingField", "knots"),
        (#"{"knots":[{"year":2020,"value":"-1"}]}"#, "outOfRange", "knots"),
        (#"{"knots":[{"year":2020,"value":"abc"}]}"#, "badNumber", "knots[0].value"),
        (#"{"knots":[{"year":20,"value":"1"}]}"#, "badDate", "knots[0].year"),
        (#"{"aca":{"base_year":2020,"base":"1","rate_percent":"0"}}"#, "outOfRange", "aca.rate_percent"),
        (#"{"aca":{"base_year":2020,"base":"1"}}"#, "missingField", "aca.rate_percent"),
        (#"{"knots":[{"year":2020,"value":"1"}],"year":[2021]}"#, "unknownField", "year"),
        (#"{"knots":[{"year":2020,"value":"1"}],"years":["x"]}"#, "badDate", "years"),
        (
            #"{"knots":[{"year":2020,"value":"1"}],"actual":[{"year":2020,"value":"1"},{"year":2020,"value":"2"}]}"#,
            "duplicate", "actual"
        ),
    ])
    func `A path that cannot be drawn is refused with its field`(text: String, code: String, field: String) throws {
        let answer = try run(text)
        let error = try #require(answer["errors"]?.arrayValue?.first)
        #expect(error["code"] == .text(code) && error["field"] == .text(field), "\(answer.encoded)")
        #expect(answer["path"] == [])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `A contraction equals the line to its own target year`(seed: UInt64) throws {
        let rate = Exact(mantissa: Int64(seed * 13 + 21), exponent: -1)
        let base = TargetPath.Knot(year: 2018, value: Exact(Int64(seed * 987_654_321)))
        let contraction = try TargetPath(base: base, ratePercent: rate, targetYear: 2030)
        let line = try TargetPath(knots: [base, #require(contraction.target)])
        for year in 2010...2045 { #expect(contraction.value(in: year) == line.value(in: year)) }
    }
}
