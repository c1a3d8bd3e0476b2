/// `field=value` arguments and where their values may come from.
public struct FieldArguments {
    /// The pairs, in the order given.
    public let pairs: [(name: String, text: String)]

    /// Takes the arguments apart and reads what `@FILE` and `-` name.
    public init(_ arguments: [String]) throws {
        pairs = try arguments.map { argument in
            guard let mark = argument.firstIndex(of: "="), mark > argument.startIndex else {
                throw Failure(
                    .invalidInput, "badArgument", de: "„\(argument)“ ist kein Feld=Wert, zum Beispiel name=Werk.",
                    en: "\"\(argument)\" is not field=value, for example name=Plant.")
            }
            let value = String(argument[argument.index(after: mark)...])
            return (String(argument[..<mark]), try Self.content(of: value))
        }
    }

    /// `@FILE` is a file's text, `-` standard input's.
    private static func content(of value: String) throws -> String {
        guard value == "-" || value.hasPrefix("@") else { return value }
        let bytes = try Files.bytes(value == "-" ? "-" : String(value.dropFirst()))
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .invalidInput, "notUTF8", de: "\(value) ist kein UTF-8-Text.", en: "\(value) is not UTF-8 text.")
        }
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}
