/// A meter profile as numbers: one calendar month of one meter, an optional value for every interval.
public struct MeterMonth: Hashable, Sendable {
    /// The local midnight with which the month begins.
    public let start: Instant
    /// The length of an interval in seconds, 900 or 3,600.
    public let intervalSeconds: Int
    /// The values in kWh, one for each interval of the month.
    public let values: Column
    /// The quality of each value, run by run.
    public let quality: [QualityRun]

    /// A month; nil unless there is a value or a gap for every interval and a quality for each.
    public init?(start: Instant, intervalSeconds: Int, values: Column, quality: [QualityRun]) {
        guard intervalSeconds == 900 || intervalSeconds == 3600,
            values.count == Self.intervalCount(ofMonthFrom: start, seconds: intervalSeconds),
            quality.reduce(0, { $0 + $1.count }) == values.count
        else { return nil }
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.values = values
        self.quality = quality
    }

    /// Reads a stored meter profile; nil when its fields do not make a month.
    public init?(_ fields: Fields) {
        guard let start = fields.instant("start"), let seconds = Self.seconds(interval: fields.text("interval")),
            let column = fields.column("values")
        else { return nil }
        if case .quality(let runs) = fields["quality"] {
            self.init(start: start, intervalSeconds: seconds, values: column, quality: runs)
        } else {
            let codes = column.values.map { $0 == nil ? "missing" : "measured" }
            self.init(start: start, intervalSeconds: seconds, values: column, quality: Self.runs(codes))
        }
    }

    /// The month as fields of a meter profile.
    public func fields(meter: RecordID) -> Fields {
        Fields([
            "meter": .reference(meter), "start": .instant(start),
            "interval": .code(intervalSeconds == 900 ? "PT15M" : "PT60M"), "unit": .code("kWh"),
            "values": .column(values), "quality": .quality(quality),
        ])
    }

    /// The month with the values of `newer` wherever it has one; nil for another month or interval.
    public func overlaid(with newer: MeterMonth) -> MeterMonth? {
        guard start == newer.start, intervalSeconds == newer.intervalSeconds else { return nil }
        let scale = max(values.scale, newer.values.scale)
        guard let old = Self.scaled(values, to: scale), let new = Self.scaled(newer.values, to: scale) else {
            return nil
        }
        let oldCodes = Self.codes(quality)
        let newCodes = Self.codes(newer.quality)
        var merged = old
        var codes = oldCodes
        for index in new.indices where new[index] != nil {
            merged[index] = new[index]
            codes[index] = newCodes[index]
        }
        guard let column = Column(scale: scale, values: merged) else { return nil }
        return MeterMonth(start: start, intervalSeconds: intervalSeconds, values: column, quality: Self.runs(codes))
    }

    /// The number of values that differ from those of an older state of the same month.
    public func changedValueCount(from older: MeterMonth?) -> Int {
        guard let older, older.start == start, older.intervalSeconds == intervalSeconds else {
            return values.count - values.gapCount
        }
        let scale = max(values.scale, older.values.scale)
        guard let old = Self.scaled(older.values, to: scale), let new = Self.scaled(values, to: scale) else {
            return values.count - values.gapCount
        }
        return zip(old, new).count { $0 != $1 }
    }

    private static func scaled(_ column: Column, to scale: Int) -> [Int64?]? {
        var factor: Int64 = 1
        for _ in column.scale..<scale { factor *= 10 }
        var result: [Int64?] = []
        for value in column.values {
            let (product, overflow) = (value ?? 0).multipliedReportingOverflow(by: factor)
            guard !overflow else { return nil }
            result.append(value == nil ? nil : product)
        }
        return result
    }

    // MARK: Shape

    /// The seconds of an interval's code; nil for an unknown code.
    static func seconds(interval code: String?) -> Int? {
        switch code {
        case "PT15M": 900
        case "PT60M": 3600
        default: nil
        }
    }

    /// The number of intervals from a local midnight of a month's first day to the next one.
    static func intervalCount(ofMonthFrom start: Instant, seconds: Int) -> Int {
        let end = BerlinTime.midnight(BerlinTime.local(start).date.firstOfNextMonth)
        return Int(end.secondsSince1970 - start.secondsSince1970) / seconds
    }

    /// Equal neighbours as runs.
    static func runs(_ codes: [String]) -> [QualityRun] {
        var result: [QualityRun] = []
        for code in codes {
            if let last = result.last, last.code == code {
                result[result.count - 1] = QualityRun(code: code, count: last.count + 1)
            } else {
                result.append(QualityRun(code: code, count: 1))
            }
        }
        return result
    }

    private static func codes(_ runs: [QualityRun]) -> [String] {
        runs.flatMap { Array(repeating: $0.code, count: $0.count) }
    }
}
