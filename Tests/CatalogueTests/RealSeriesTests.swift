import Catalogue
import FoundationEssentials
import Testing

/// The measured year 2019 of `Tests/Data`, checked against a reader that knows nothing of the catalogue.
struct RealSeriesTests {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        return Array(try #require(FileManager.default.contents(atPath: "/\(folder)/Data/\(name)")))
    }

    /// Every value in tenths of a kW, by taking the text apart with nothing but whole numbers.
    private func tenths(_ bytes: [UInt8]) -> [Int] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let parts = line.split(separator: ";")[2].filter { $0 != "." }.split(separator: ",")
            return (Int(parts[0]) ?? 0) * 10 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }
    }

    @Test(arguments: ["gas", "hard-coal", "waste", "solar"])
    func `A measured year is read whole, both change days and every value`(_ name: String) throws {
        let bytes = try Self.bytes("lastgang-2019-\(name).csv")
        let naive = tenths(bytes)
        let result = try IntervalCSV.read(bytes)
        #expect(result.rowCount == 35_040 && result.acceptedCount == 35_040 && result.rejectedCount == 0)
        #expect(result.gapCount == 0 && result.warnings.isEmpty && result.months.count == 12)
        #expect(naive.count == 35_040)
        // Tenths of a kW over a quarter of an hour are fortieths of a kWh.
        #expect(result.sum * 40 == Exact(naive.reduce(0, +)))
        var index = 0
        for month in result.months {
            for position in 0..<month.values.count {
                guard let value = month.values[position], value * 40 == Exact(naive[index]) else {
                    Issue.record("\(month.start) \(position)")
                    return
                }
                index += 1
            }
        }
        #expect(index == 35_040)
        let counts = result.months.map(\.values.count)
        #expect(counts[2] == 31 * 96 - 4 && counts[9] == 31 * 96 + 4 && counts[1] == 28 * 96)
        #expect(result.months[0].start.rfc3339 == "2018-12-31T23:00:00Z")
        #expect(IntervalCSVTests.values(result, "2019-03-31").count == 92)
        #expect(IntervalCSVTests.values(result, "2019-10-27").count == 100)
    }

    @Test(arguments: ["gas", "solar"])
    func `The same file twice gives the same payloads, and each month is valid`(_ name: String) throws {
        let bytes = try Self.bytes("lastgang-2019-\(name).csv")
        let meter = try #require(RecordID(text: "0123456789abcdef"))
        let first = try IntervalCSV.read(bytes).months.map { $0.fields(meter: meter) }
        let second = try IntervalCSV.read(bytes).months.map { $0.fields(meter: meter) }
        for (one, other) in zip(first, second) {
            let payload = try one.payload(of: .meterProfile)
            #expect(payload == (try other.payload(of: .meterProfile)))
            #expect(payload.count < 10_000)
            #expect(try Catalogue.validate(one, of: .meterProfile).isEmpty)
            #expect(try Fields(payload: payload, of: .meterProfile) == one)
        }
    }
}
