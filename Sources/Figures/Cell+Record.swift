public import Catalogue
public import Wire

extension Cell {
    /// The cell as the fields of a PublishedCell record.
    ///
    /// The number of contributors goes out as a class only: `≥10`, `≥3`, or nothing.
    ///
    /// - Parameter edition: the name of the edition, unique in the network.
    public func fields(edition: String, on day: CivilDate, headsHash: Hash) -> Fields {
        var fields = Fields([
            "edition": .text(edition), "figure": .code(key.figure.rawValue), "unit": .text(unit),
            "status": .code(status.rawValue), "headsHash": .text("\(headsHash)"), "publishedOn": .date(day),
        ])
        if let year = key.year { fields["year"] = .integer(Int64(year)) }
        if !key.dimensions.isEmpty {
            fields["dimensions"] = .list(key.dimensions.map { .text("\($0.name)=\($0.value)") })
        }
        guard status == .published, let amount else { return fields }
        fields["value"] = .decimal(amount)
        if contributors >= Self.smallestClass {
            fields["contributorsClass"] = .text(
                "≥\(contributors >= Self.largestClass ? Self.largestClass : Self.smallestClass)")
        }
        return fields
    }

    private static let smallestClass = 3
    private static let largestClass = 10

    /// Reads a PublishedCell record; nil for a figure or status that this program does not know.
    ///
    /// The number of contributors is the least of its class.
    public init?(_ fields: Fields) {
        guard let figure = fields.text("figure").flatMap(Figure.init(rawValue:)),
            let status = fields.text("status").flatMap(CellStatus.init(rawValue:))
        else { return nil }
        var dimensions: [Dimension] = []
        for text in fields.texts("dimensions") {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { return nil }
            dimensions.append(Dimension(parts[0], parts[1]))
        }
        let classText = fields.text("contributorsClass") ?? ""
        self.init(
            key: CellKey(figure, year: fields.integer("year").map { Int($0) }, dimensions),
            amount: status == .published ? fields.exact("value") : nil,
            contributors: Int(classText.drop { !$0.isNumber }) ?? 0, status: status)
    }
}
