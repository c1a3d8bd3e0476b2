public import Wire

extension Label {
    /// Both texts as `{de,en}`.
    public var json: JSON { ["de": .text(de), "en": .text(en)] }
}

extension Audience {
    /// The audience's stable English name.
    public var name: String {
        switch self {
        case .own: "own"
        case .city: "city"
        case .network: "network"
        case .desk: "desk"
        }
    }
}

extension FieldDefinition {
    /// The field as `pakt kinds --json` shows it.
    public var json: JSON {
        [
            "name": .text(name), "type": .text(type.name), "unit": .text(orNull: unit),
            "required": .boolean(isRequired),
            "codes": .array(codes.map { ["code": .text($0.code), "label": $0.label.json] }), "label": label.json,
            "help": help.json, "number": .integer(number), "seenBy": .text(visibility.rawValue),
            "references": .text(orNull: referencedKind),
        ]
    }
}

extension Kind {
    /// The kind as `pakt kinds --json` shows it.
    public var json: JSON {
        [
            "kind": .text(name), "label": label.json, "audience": .text(audience.name),
            "writer": .text(writer.rawValue),
            "key": .array(key.map { .text($0) }), "fields": .array(fields.map(\.json)), "help": help.json,
            "number": .integer(Int(number)), "single": .boolean(isSingle),
            "rules": .array(
                rules.map { rule in
                    [
                        "code": .text(rule.code), "text": rule.text.json, "field": .text(rule.field),
                        "warning": .boolean(rule.isWarning),
                    ]
                }),
        ]
    }
}
