/// A language in which people read and write.
public enum Language: String, Hashable, Sendable, CaseIterable {
    /// German.
    case de
    /// English.
    case en
}

/// A text in both languages.
public struct Label: Hashable, Sendable {
    /// The German text.
    public let de: String
    /// The English text.
    public let en: String

    /// A text in both languages.
    public init(de: String, en: String) {
        self.de = de
        self.en = en
    }

    /// The text in one language.
    public subscript(language: Language) -> String { language == .de ? de : en }
}
