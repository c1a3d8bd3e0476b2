public import Wire

/// The fields of one record, by their English names.
///
/// What a newer program wrote and this one does not know is kept and written again, byte for byte.
public struct Fields: Hashable, Sendable {
    /// The known fields.
    public var values: [String: Value]
    /// Fields that this program does not know, by number.
    public var unknown: [Int: CBOR]

    /// No fields, or those of a dictionary.
    public init(_ values: [String: Value] = [:], unknown: [Int: CBOR] = [:]) {
        self.values = values
        self.unknown = unknown
    }

    /// The value of a field; nil when the record has none.
    public subscript(name: String) -> Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// The names of the known fields, sorted.
    public var names: [String] { values.keys.sorted() }

    /// Whether a newer program marked a field (by a negative number) as one that must be understood.
    ///
    /// Such a record is shown but not counted.
    public var needsNewerProgram: Bool { unknown.keys.contains { $0 < 0 } }

    /// The text or code of a field; nil when there is none.
    public func text(_ name: String) -> String? { values[name]?.text }

    /// The number of a field; nil when there is none.
    public func exact(_ name: String) -> Exact? { values[name]?.exact }

    /// The whole number of a field; nil when there is none.
    public func integer(_ name: String) -> Int64? {
        if case .integer(let integer) = values[name] { integer } else { nil }
    }

    /// The day of a field; nil when there is none.
    public func date(_ name: String) -> CivilDate? {
        if case .date(let date) = values[name] { date } else { nil }
    }

    /// The moment of a field; nil when there is none.
    public func instant(_ name: String) -> Instant? {
        if case .instant(let instant) = values[name] { instant } else { nil }
    }

    /// Whether a field is yes; a missing one is no.
    public func flag(_ name: String) -> Bool { values[name] == .boolean(true) }

    /// The record a field names; nil when there is none.
    public func reference(_ name: String) -> RecordID? {
        if case .reference(let id) = values[name] { id } else { nil }
    }

    /// The values of a list; empty when there is none.
    public func list(_ name: String) -> [Value] {
        if case .list(let values) = values[name] { values } else { [] }
    }

    /// The texts or codes of a list; empty when there is none.
    public func texts(_ name: String) -> [String] { list(name).compactMap(\.text) }

    /// The amounts by code of a field; empty when there are none.
    public func amounts(_ name: String) -> [String: Exact] {
        if case .amounts(let amounts) = values[name] { amounts } else { [:] }
    }

    /// The series of a field; nil when there is none.
    public func column(_ name: String) -> Column? {
        if case .column(let column) = values[name] { column } else { nil }
    }
}

// MARK: - Bytes

extension Fields {
    /// The largest payload, in bytes; an entry with its header stays below 64 KiB.
    public static let maximumPayloadByteCount = 65_000

    /// The record as stored: a canonical CBOR map from field number to value.
    ///
    /// - Throws: ``CatalogueError`` with code `unknownField` for a name that the kind does not have, `tooLong` above
    ///   ``maximumPayloadByteCount``. Values are not checked here; see ``Catalogue/validate(_:of:)``.
    public func payload(of kind: Kind) throws(CatalogueError) -> [UInt8] {
        var pairs: [Int: CBOR] = unknown
        for (name, value) in values {
            let field = try kind.field(named: name)
            pairs[field.number] = value.cbor
        }
        let bytes = CBOR.map(pairs).encoded()
        guard bytes.count <= Self.maximumPayloadByteCount else {
            let limit = "\(Self.maximumPayloadByteCount) B"
            throw CatalogueError(
                .tooLong, found: "\(bytes.count) B", expected: Label(de: "höchstens \(limit)", en: "at most \(limit)"))
        }
        return bytes
    }

    /// Reads a stored record.
    ///
    /// A value that does not fit its field becomes ``Value/opaque(_:)``, an unknown field goes to ``unknown``; both
    /// are written again as they were.
    ///
    /// - Throws: ``CatalogueError`` with code `badPayload` when the bytes are no canonical map with integer keys.
    public init(payload: [UInt8], of kind: Kind) throws(CatalogueError) {
        let expected = Label(de: "eine kanonische CBOR-Tabelle von Feldnummern", en: "a canonical CBOR map of fields")
        let item: CBOR
        do {
            item = try CBOR(parsing: payload)
        } catch {
            throw CatalogueError(.badPayload, found: "\(error)", expected: expected)
        }
        guard case .map(let pairs) = item else { throw CatalogueError(.badPayload, expected: expected) }
        values = [:]
        unknown = [:]
        for pair in pairs {
            guard let key = pair.key.integer, let number = Int(exactly: key) else {
                throw CatalogueError(.badPayload, expected: expected)
            }
            if let field = kind.field(number: number) {
                values[field.name] = Value(cbor: pair.value, type: field.type)
            } else {
                unknown[number] = pair.value
            }
        }
    }
}
