public import Wire

/// The value of one field of a record.
public indirect enum Value: Hashable, Sendable {
    /// A text, in the writer's words.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// An exact number.
    case decimal(Exact)
    /// A day.
    case date(CivilDate)
    /// A moment.
    case instant(Instant)
    /// A word of a code list, by its stable English code.
    case code(String)
    /// Yes or no.
    case boolean(Bool)
    /// Another record.
    case reference(RecordID)
    /// Several values of one type, in order.
    case list([Value])
    /// Exact numbers by code, such as kWh by carrier.
    case amounts([String: Exact])
    /// A series of readings.
    case column(Column)
    /// The quality of a series, run by run.
    case quality([QualityRun])
    /// Bytes that this program cannot read as the field's type; kept as they came.
    case opaque(CBOR)
}

extension Value {
    /// The value as stored.
    public var cbor: CBOR {
        switch self {
        case .text(let text), .code(let text): .text(text)
        case .integer(let integer): CBOR(integer)
        case .decimal(let number): number.rationalCBOR
        case .date(let date): .tagged(100, CBOR(Int64(date.daysSince1970)))
        case .instant(let instant): .tagged(1, CBOR(instant.secondsSince1970))
        case .boolean(let flag): .boolean(flag)
        case .reference(let id): .bytes(id.bytes)
        case .list(let values): .array(values.map(\.cbor))
        case .amounts(let amounts):
            .map(amounts.sorted { $0.key < $1.key }.map { CBORPair(.text($0.key), $0.value.rationalCBOR) })
        case .column(let column): column.cbor
        case .quality(let runs): .array(runs.map { .array([.text($0.code), CBOR(Int64($0.count))]) })
        case .opaque(let item): item
        }
    }

    /// Reads a stored value as a field's type; what does not fit becomes ``opaque(_:)`` and is found by validation.
    public init(cbor: CBOR, type: FieldType) {
        self = Self.decode(cbor, type) ?? .opaque(cbor)
    }

    private static func decode(_ item: CBOR, _ type: FieldType) -> Value? {
        switch type {
        case .text, .lines, .hexadecimal, .dot: item.textValue.map { .text($0) }
        case .code: item.textValue.map { .code($0) }
        case .integer: item.integer.map { .integer($0) }
        case .decimal: Exact(cbor: item).map { .decimal($0) }
        case .exact: Exact(rationalCBOR: item).map { .decimal($0) }
        case .date: date(item)
        case .instant: instant(item)
        case .dateOrInstant: date(item) ?? instant(item)
        case .boolean: item.boolValue.map { .boolean($0) }
        case .reference: item.bytesValue.flatMap { RecordID($0) }.map { .reference($0) }
        case .list(let element): list(item, element)
        case .amounts: amounts(item)
        case .column: Column(cbor: item).map { .column($0) }
        case .quality: quality(item)
        }
    }

    private static func date(_ item: CBOR) -> Value? {
        guard case .tagged(100, let content) = item, let days = content.integer,
            let day = Int(exactly: days), CivilDate.isValid(daysSince1970: day)
        else { return nil }
        return .date(CivilDate(daysSince1970: day))
    }

    private static func instant(_ item: CBOR) -> Value? {
        guard case .tagged(1, let content) = item, let seconds = content.integer,
            Instant.isValid(secondsSince1970: seconds)
        else { return nil }
        return .instant(Instant(secondsSince1970: seconds))
    }

    private static func list(_ item: CBOR, _ element: FieldType) -> Value? {
        guard let items = item.arrayValue, items.count <= FieldType.maximumListCount else { return nil }
        var values: [Value] = []
        for item in items {
            guard let value = decode(item, element) else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private static func amounts(_ item: CBOR) -> Value? {
        guard case .map(let pairs) = item, pairs.count <= FieldType.maximumListCount else { return nil }
        var amounts: [String: Exact] = [:]
        for pair in pairs {
            guard let code = pair.key.textValue, let amount = Exact(rationalCBOR: pair.value) else { return nil }
            amounts[code] = amount
        }
        return .amounts(amounts)
    }

    private static func quality(_ item: CBOR) -> Value? {
        guard let items = item.arrayValue, items.count <= Column.maximumCount else { return nil }
        var runs: [QualityRun] = []
        for item in items {
            guard let pair = item.arrayValue, pair.count == 2, let code = pair[0].textValue,
                let count = pair[1].integer, (1...Int64(Column.maximumCount)).contains(count)
            else { return nil }
            runs.append(QualityRun(code: code, count: Int(count)))
        }
        return .quality(runs)
    }
}

extension Value {
    /// The text of a text or code; nil for other values.
    public var text: String? {
        switch self {
        case .text(let text), .code(let text): text
        default: nil
        }
    }

    /// The number of an integer or decimal; nil for other values.
    public var exact: Exact? {
        switch self {
        case .decimal(let number): number
        case .integer(let integer): Exact(integer)
        default: nil
        }
    }
}
