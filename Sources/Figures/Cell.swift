public import Catalogue
public import Wire

/// What may be said about a cell.
public enum CellStatus: String, CaseIterable, Hashable, Sendable {
    /// Anyone may read the value.
    case published
    /// The value would betray a company; it stays at the city's desk.
    case withheld
    /// A record that contributes exists in two concurrent versions; the value may still change.
    case provisional
    /// Nobody has contributed.
    case noData = "no_data"
}

/// One property by which a figure is split, such as carrier = NATGAS.
public struct Dimension: Hashable, Sendable {
    /// The property's name: `carrier`, `scopes`, `category`, `state` or `theme`.
    public let name: String
    /// The stable code.
    public let value: String

    /// A property and its code.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What a cell is about: a figure, its year and its dimensions. Editions are compared by it.
public struct CellKey: Hashable, Sendable {
    /// The figure.
    public let figure: Figure
    /// The hub year; nil for a figure that describes the network as it stands.
    public let year: Int?
    /// The dimensions in the figure's own order; empty for a total.
    public let dimensions: [Dimension]

    /// A figure, its year and its dimensions.
    public init(_ figure: Figure, year: Int? = nil, _ dimensions: [Dimension] = []) {
        self.figure = figure
        self.year = year
        self.dimensions = dimensions
    }

    /// The code of one dimension; nil when the cell is not split by it.
    public subscript(name: String) -> String? { dimensions.first { $0.name == name }?.value }
}

extension CellKey: Comparable {
    /// The order of a printed table: figure, year, dimensions.
    public static func < (left: CellKey, right: CellKey) -> Bool {
        if left.figure != right.figure { return left.figure < right.figure }
        if left.year != right.year { return (left.year ?? Int.min) < (right.year ?? Int.min) }
        for (one, other) in zip(left.dimensions, right.dimensions) where one != other {
            return (one.name, one.value) < (other.name, other.value)
        }
        return left.dimensions.count < right.dimensions.count
    }
}

/// One aggregated number of the network with what may be said about it.
public struct Cell: Hashable, Sendable {
    /// What the cell is about.
    public let key: CellKey
    /// The exact value in the figure's unit; nil without data, and in a public cell that is not published.
    public let amount: Exact?
    /// Number of partners that contribute; 0 in a public cell that is not published.
    public let contributors: Int
    /// What may be said about the cell.
    public let status: CellStatus

    /// A cell.
    public init(key: CellKey, amount: Exact?, contributors: Int, status: CellStatus) {
        self.key = key
        self.amount = amount
        self.contributors = contributors
        self.status = status
    }

    /// The unit of the value.
    public var unit: String { key.figure.unit }

    /// The value as exact decimal text; nil without a value, for fractions and when its decimals never end.
    public var valueText: String? { key.figure.isFraction ? nil : amount?.decimalText }

    /// The value as `a/b` where the figure is a part of a whole or its decimals never end; else nil.
    public var fractionText: String? {
        guard let amount else { return nil }
        return key.figure.isFraction || amount.decimalText == nil ? amount.fractionText : nil
    }
}

extension Cell {
    /// The cell as JSON, always with the same names in the same order.
    public var json: JSON {
        [
            "figure": .text(key.figure.rawValue),
            "year": key.year.map { .integer($0) } ?? .null,
            "dimensions": .object(key.dimensions.map { JSON.Member($0.name, .text($0.value)) }),
            "value": .text(orNull: valueText),
            "fraction": .text(orNull: fractionText),
            "unit": .text(unit),
            "contributors": .integer(contributors),
            "status": .text(status.rawValue),
        ]
    }

    /// The cell as bytes: [figure, year or null, [[dimension, code] …], amount or null, contributors, status].
    public var cbor: CBOR {
        .array([
            .text(key.figure.rawValue), key.year.map { CBOR(Int64($0)) } ?? .null,
            .array(key.dimensions.map { .array([.text($0.name), .text($0.value)]) }),
            amount.map(\.rationalCBOR) ?? .null, CBOR(Int64(contributors)), .text(status.rawValue),
        ])
    }

    /// Reads a cell as ``cbor`` writes it.
    public init(cbor item: CBOR) throws(FiguresError) {
        let parts = try item.items(6, "cell")
        guard let figure = parts[0].textValue.flatMap(Figure.init(rawValue:)),
            let status = parts[5].textValue.flatMap(CellStatus.init(rawValue:))
        else { throw FiguresError(.malformed, "cell") }
        var dimensions: [Dimension] = []
        for pair in try parts[2].items("dimensions") {
            let texts = try pair.items(2, "dimension")
            dimensions.append(Dimension(try texts[0].text("dimension"), try texts[1].text("dimension")))
        }
        key = CellKey(figure, year: try parts[1].optionalInt("year"), dimensions)
        amount = parts[3].isNull ? nil : try parts[3].exact("amount")
        contributors = try parts[4].int("contributors")
        self.status = status
    }
}
