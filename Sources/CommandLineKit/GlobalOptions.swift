public import ArgumentParser
public import Catalogue
import Glibc

/// The options that every command takes.
public struct GlobalOptions: ParsableArguments {
    @Option(name: .long, help: "Folder of the store (else PAKT_STORE, else the user's data folder).")
    public var store: String?

    @Flag(name: .long, help: "Print JSON for scripts.")
    public var json = false

    @Option(name: .long, help: "Language of messages: de or en (else the locale).")
    public var lang: String?

    /// Makes options with their defaults.
    public init() {}

    /// The language of messages and of typed numbers.
    public var language: Language {
        if let lang, let language = Language(rawValue: lang.lowercased()) { return language }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let value = Process.environment(name), !value.isEmpty { return value.hasPrefix("de") ? .de : .en }
        }
        return .en
    }

    public func validate() throws {
        if let lang, Language(rawValue: lang.lowercased()) == nil {
            throw ValidationError("--lang is de or en, not \(lang)")
        }
    }

    /// The store's folder for a program, by option, environment or the user's data folder.
    public func storePath(program: String) -> String {
        if let store { return store }
        if let path = Process.environment("PAKT_STORE"), !path.isEmpty { return path }
        let home = Process.environment("HOME") ?? "."
        let data = Process.environment("XDG_DATA_HOME").flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
        return "\(data)/paktwerk/\(program)"
    }
}

/// Facts about the running process.
public enum Process {
    /// The value of an environment variable, or `nil`.
    public static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Whether standard output is a terminal.
    public static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Seconds since 1970 by the system's clock.
    public static var now: Instant { Instant(secondsSince1970: Int64(time(nil))) }

    /// Today's date in Germany.
    public static var today: CivilDate { BerlinTime.local(now).date }
}
