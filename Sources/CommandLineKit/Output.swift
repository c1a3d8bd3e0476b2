public import Catalogue
import Glibc

/// Where a command's results and messages go: data to standard output, words to standard error.
public struct Output: Sendable {
    /// Whether results are JSON.
    public let isJSON: Bool
    /// The language of everything that people read.
    public let language: Language

    /// Output as the options ask for.
    public init(_ options: GlobalOptions) {
        isJSON = options.json
        language = options.language
    }

    /// Prints one JSON value on a line of its own; only with `--json`.
    public func json(_ value: @autoclosure () -> JSON) { if isJSON { Self.line(value().encoded) } }

    /// Prints a line for people; only without `--json`.
    public func text(de: @autoclosure () -> String, en: @autoclosure () -> String) {
        if !isJSON { Self.line(Self.escaped(language == .de ? de() : en())) }
    }

    /// Prints a line that is the same in both languages; only without `--json`.
    public func text(_ text: @autoclosure () -> String) {
        if !isJSON { Self.line(Self.escaped(text())) }
    }

    /// Says something on standard error, whatever the format.
    public func say(de: String, en: String) { Self.errorLine(Self.escaped(language == .de ? de : en)) }

    /// Prints a failure: a sentence, and with `--json` an object besides.
    public func fail(_ failure: Failure) {
        Self.errorLine(Self.escaped("\(failure.text[language]) [\(failure.code)]"))
        json(["error": ["code": .text(failure.code), "text": .text(failure.text[language])]])
    }

    /// One line to standard output, at once.
    static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    private static func errorLine(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    static func write(_ text: String, to file: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Text in which control and direction characters show as `\u{..}`, so that no record can forge a line or steer a
    /// terminal.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if TextRules.isForbidden(scalar, inLines: true) {
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
