extension FactorEdition {
    /// The fields of the FactorTable record by which the office publishes this edition.
    public var tableFields: Fields {
        var sources: [String] = []
        for row in rows {
            let source = "\(row.source.title), \(row.source.table), \(row.source.address)"
            if !sources.contains(source) { sources.append(source) }
        }
        var fields = Fields(["edition": .text(name), "title": .text(label.en), "publisher": .text(publisher)])
        let years = rows.compactMap(\.year)
        if let first = years.min(), let last = years.max() {
            fields["yearFrom"] = .integer(Int64(first))
            fields["yearTo"] = .integer(Int64(last))
        }
        if !sources.isEmpty { fields["sources"] = .list(sources.map { .text($0) }) }
        return fields
    }

    /// The fields of the FactorRow records by which the office publishes this edition.
    public var rowFields: [Fields] { rows.map(\.fields) }
}

extension FactorRow {
    /// The fields of the FactorRow record that holds this row.
    public var fields: Fields {
        var fields = Fields([
            "edition": .text(edition), "row": .text(id), "carrier": .code(carrier.rawValue), "indicator": .text(column),
            "basis": .code(basis.rawValue), "value": .decimal(value), "unit": .text(unit.text),
            "calorificBasis": .code(calorificBasis.rawValue), "status": .code(status.rawValue),
            "source": .text(source.title), "sourceTable": .text(source.table), "address": .text(source.address),
            "grade": .code(grade.rawValue),
        ])
        if let year { fields["year"] = .integer(Int64(year)) }
        return fields
    }
}
