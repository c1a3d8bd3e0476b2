extension Rule {
    /// The second day is not before the first.
    static func order(_ first: String, _ second: String, at field: String, code: String) -> Rule {
        Rule(
            code, at: field, de: "„\(second)“ liegt nicht vor „\(first)“",
            en: "\"\(second)\" is not before \"\(first)\""
        ) { fields in
            guard let start = fields.date(first), let end = fields.date(second) else { return true }
            return start <= end
        }
    }

    /// At most one of two fields is given.
    static func notBoth(_ first: String, _ second: String, code: String) -> Rule {
        Rule(
            code, at: second, de: "nur eines von „\(first)“ und „\(second)“",
            en: "only one of \"\(first)\" and \"\(second)\""
        ) { $0[first] == nil || $0[second] == nil }
    }

    /// At least one of two fields is given.
    static func oneOf(_ first: String, _ second: String, code: String) -> Rule {
        Rule(
            code, at: second, de: "eines von „\(first)“ und „\(second)“", en: "one of \"\(first)\" and \"\(second)\""
        ) { $0[first] != nil || $0[second] != nil }
    }
}
