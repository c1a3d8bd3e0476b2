import Wire

/// All that may be recorded.
public enum Catalogue {
    /// The version of the catalogue; rises with every change of a kind, a code list or a rule.
    public static let version = 1

    /// All kinds, by number.
    public static let kinds: [Kind] = [
        .partner, .site, .membership, .agreement, .target, .measure, .measureProgress, .meter, .meterProfile,
        .activityLine, .inventory, .submission, .acceptance, .confirmation, .factorTable, .factorRow, .release,
        .bestPractice, .event, .networkProfile, .publishedCell, .member, .schedule,
    ]

    private static let kindsByNumber = Dictionary(uniqueKeysWithValues: kinds.map { ($0.number, $0) })

    /// The kind of a number; nil when this program does not know it.
    public static func kind(number: UInt32) -> Kind? { kindsByNumber[number] }

    /// The kind that a typed word means: its English name or its label in either language, in any case.
    ///
    /// - Throws: ``CatalogueError`` with code `unknownKind` and the nearest kind's name.
    public static func kind(named word: String) throws(CatalogueError) -> Kind {
        let plain = Words.plain(word)
        let match = kinds.first { kind in
            [kind.name, kind.label.de, kind.label.en].contains { Words.plain($0) == plain }
        }
        if let match, !plain.isEmpty { return match }
        let candidates = kinds.flatMap { kind in
            [kind.name, kind.label.de, kind.label.en].map { (text: $0, answer: kind) }
        }
        let nearest = Words.nearest(to: word, among: candidates)
        throw CatalogueError(
            .unknownKind, found: word, suggestion: nearest?.name,
            expected: Label(de: "eine Art aus „pakt kinds“", en: "a kind of \"pakt kinds\""), example: nearest?.name)
    }

    /// The key of a record as a CBOR array of its key fields' values; nil where the creating entry names it.
    ///
    /// A key field that may be left out counts as null; a kind of which there is one record has an empty array.
    ///
    /// - Throws: ``CatalogueError`` with code `missingField` when a required key field is missing.
    public static func keyBytes(_ fields: Fields, of kind: Kind) throws(CatalogueError) -> [UInt8]? {
        if kind.isSingle { return CBOR.array([]).encoded() }
        guard !kind.key.isEmpty else { return nil }
        var items: [CBOR] = []
        for name in kind.key {
            let value = fields[name]
            if value == nil, let field = kind.field(name), field.isRequired { throw Validation.missing(field) }
            items.append(value?.cbor ?? .null)
        }
        return CBOR.array(items).encoded()
    }

    /// The name of a record: the first ten bytes of SHA-256(CBOR [company id, kind, key]).
    ///
    /// - Parameter key: one CBOR array, from ``keyBytes(_:of:)`` or of the creating entry's dot.
    public static func recordID(companyID: [UInt8], kind: UInt32, key: [UInt8]) -> RecordID {
        let head: [UInt8] = [0x83]
        let bytes = head + CBOR.bytes(companyID).encoded() + CBOR.unsigned(UInt64(kind)).encoded() + key
        guard let id = RecordID(Array(Hash.sha256(bytes).bytes.prefix(RecordID.byteCount))) else {
            preconditionFailure("a hash has 32 bytes")
        }
        return id
    }
}
