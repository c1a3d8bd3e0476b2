/// Collects values by calendar month.
struct MonthBuilder {
    enum Outcome { case taken, same, different, offGrid }

    private struct Month {
        var start: Instant
        var values: [ColumnNumbers.Number?]
    }

    let interval: Int
    let unit: IntervalCSV.Unit
    private var months: [Instant: Month] = [:]
    private var current: Month?
    private var end = Instant(secondsSince1970: .min)

    init(interval: Int, unit: IntervalCSV.Unit) {
        self.interval = interval
        self.unit = unit
    }

    /// A value of the file as energy of its interval in kWh; nil when it has too many digits.
    func energy(_ number: ColumnNumbers.Number) -> ColumnNumbers.Number? {
        var mantissa = number.mantissa
        var places = number.places - unit.powerOfTen
        if unit.isPower, interval == 900 {
            // A quarter of an hour: a fourth, which is 25 hundredths.
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 25)
            guard !overflow else { return nil }
            mantissa = product
            places += 2
        }
        while places > 0, mantissa % 10 == 0 {
            mantissa /= 10
            places -= 1
        }
        while places < 0 {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            mantissa = product
            places += 1
        }
        guard places <= Column.maximumScale, mantissa.magnitude <= UInt64(Column.maximumMagnitude) else { return nil }
        return ColumnNumbers.Number(mantissa: mantissa, places: places)
    }

    /// Puts a value into the interval that begins at a moment.
    mutating func put(_ value: ColumnNumbers.Number, at start: Instant) -> Outcome {
        if current == nil || start >= end || start < current?.start ?? start { open(start) }
        guard var month = current else { return .offGrid }
        let (index, rest) = Int(start.secondsSince1970 - month.start.secondsSince1970)
            .quotientAndRemainder(dividingBy: interval)
        guard rest == 0, month.values.indices.contains(index) else { return .offGrid }
        if let old = month.values[index] { return old == value ? .same : .different }
        current = nil
        month.values[index] = value
        current = month
        return .taken
    }

    private mutating func open(_ instant: Instant) {
        if let current { months[current.start] = current }
        let date = BerlinTime.local(instant).date.firstOfMonth
        let start = BerlinTime.midnight(date)
        end = BerlinTime.midnight(date.firstOfNextMonth)
        let count = Int(end.secondsSince1970 - start.secondsSince1970) / interval
        current = months[start] ?? Month(start: start, values: Array(repeating: nil, count: count))
    }

    /// The months in order.
    ///
    /// - Throws: ``CatalogueError`` with code `outOfRange` when the values of a month have no common scale.
    mutating func finish() throws(CatalogueError) -> [MeterMonth] {
        if let current { months[current.start] = current }
        current = nil
        var result: [MeterMonth] = []
        for (_, month) in months.sorted(by: { $0.key < $1.key }) where month.values.contains(where: { $0 != nil }) {
            let scale = month.values.reduce(0) { max($0, $1?.places ?? 0) }
            let values = month.values.map { Self.scaled($0, to: scale) }
            guard let column = Column(scale: scale, values: values),
                let profile = MeterMonth(
                    start: month.start, intervalSeconds: interval, values: column,
                    quality: MeterMonth.runs(values.map { $0 == nil ? "missing" : "measured" }))
            else {
                throw CatalogueError(
                    .outOfRange,
                    expected: Label(
                        de: "Werte mit höchstens 18 Ziffern", en: "values of at most 18 digits"))
            }
            result.append(profile)
        }
        return result
    }

    private static func scaled(_ number: ColumnNumbers.Number?, to scale: Int) -> Int64? {
        guard let number else { return nil }
        var value = number.mantissa
        for _ in number.places..<scale {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            value = overflow ? .max : product
        }
        return value
    }
}
