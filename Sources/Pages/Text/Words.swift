package import Catalogue

/// Every fixed text of the pages, by name, in both languages.
package enum Words {
    /// All texts; a name stands once.
    package static let all: [String: Label] = shared.merging(publicPage) { first, _ in first }
        .merging(localPage) { first, _ in first }
        .merging(deskPage) { first, _ in first }

    /// The texts of one language, as templates use them.
    package static func texts(_ language: Language) -> [String: String] { language == .de ? german : english }

    private static let german = all.mapValues(\.de)
    private static let english = all.mapValues(\.en)

    /// One text with its `{name}` places filled.
    ///
    /// - Precondition: the text exists.
    package static func text(_ name: String, _ language: Language, _ values: [String: String] = [:]) -> String {
        guard let label = all[name] else { preconditionFailure("no text named \(name)") }
        return fill(label[language], values)
    }

    /// The `{name}` places in a text, in order.
    package static func places(in text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.split(separator: "}", omittingEmptySubsequences: false).first.map(String.init)
        }
    }

    // The text is walked once, so that a value that itself contains a place is not filled again.
    private static func fill(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        for (index, part) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: "}") else {
                result += part
                continue
            }
            result += values[String(part[..<end])] ?? ""
            result += part[part.index(after: end)...]
        }
        return result
    }

    /// Texts that several pages use.
    static let shared: [String: Label] = [
        "skip": Label(de: "Zum Inhalt springen", en: "Skip to content"),
        "otherLanguage": Label(de: "English", en: "Deutsch"),
        "languages": Label(de: "Sprache", en: "Language"),
        "year": Label(de: "Jahr", en: "Year"),
        "category": Label(de: "Kategorie", en: "Category"),
        "theme": Label(de: "Thema", en: "Theme"),
        "state": Label(de: "Stand", en: "State"),
        "start": Label(de: "Beginn", en: "Start"),
        "total": Label(de: "Summe", en: "Total"),
        "partner": Label(de: "Partner", en: "Partner"),
        "none": Label(de: "keine Angabe", en: "not stated"),
        "withheld": Label(de: "geheim gehalten", en: "withheld"),
        "noData": Label(de: "keine Daten", en: "no data"),
        "provisional": Label(de: "vorläufig", en: "provisional"),
        "pathTitle": Label(de: "Der Weg bis 2035", en: "The path to 2035"),
        "pathTarget": Label(de: "Zielpfad", en: "Target path"),
        "pathActual": Label(de: "Tatsächlich", en: "Actual"),
        "pathDifference": Label(de: "Abstand zum Zielpfad", en: "Distance to the target path"),
        "pathUnit": Label(de: "in {unit} {gas} je Jahr", en: "in {unit} {gas} a year"),
        "pathCaption": Label(
            de: "Zielpfad und tatsächliche Emissionen, in Tonnen {gas} je Jahr (genaue Werte)",
            en: "Target path and actual emissions, in tonnes of {gas} a year (exact values)"),
        "pathBelow": Label(
            de: "{year} lagen die Emissionen mit {actual} unter dem Zielpfad von {target}.",
            en: "In {year}, emissions of {actual} were below the target path of {target}."),
        "pathAbove": Label(
            de: "{year} lagen die Emissionen mit {actual} über dem Zielpfad von {target}.",
            en: "In {year}, emissions of {actual} were above the target path of {target}."),
        "pathEqual": Label(
            de: "{year} lagen die Emissionen mit {actual} genau auf dem Zielpfad.",
            en: "In {year}, emissions of {actual} were exactly on the target path."),
        "pathOnlyTarget": Label(
            de: "Der Zielpfad führt bis {year} auf {target}. Tatsächliche Werte lassen sich noch nicht zeigen.",
            en: "The target path leads to {target} by {year}. No actual values can be shown yet."),
        "pathOnlyActual": Label(
            de: "{year} waren es {actual}. Ein Zielpfad ist noch nicht festgelegt.",
            en: "In {year} it was {actual}. No target path has been set yet."),
        "pathGoal": Label(
            de: "Bis {year} sollen es {target} sein.", en: "By {year} it is to be {target}."),
        "pathEmpty": Label(
            de: "Noch gibt es weder Ziele noch geprüfte Werte.", en: "There are no targets and no checked values yet."),
        "errorTitle": Label(de: "Das ging nicht", en: "That did not work"),
        "errorBack": Label(de: "Zur Startseite", en: "To the start page"),
        "error400": Label(
            de: "Die Anfrage war nicht verständlich.", en: "The request could not be understood."),
        "error403": Label(
            de: "Dieser Zugang ist nicht freigeschaltet. Öffnen Sie die Adresse, die das Programm beim Start anzeigt.",
            en: "This access is not open. Use the address that the program shows when it starts."),
        "error404": Label(de: "Diese Seite gibt es nicht.", en: "There is no such page."),
        "error405": Label(
            de: "Diese Art der Anfrage ist hier nicht vorgesehen.",
            en: "This kind of request is not meant for this page."),
        "error408": Label(de: "Die Anfrage kam zu langsam an.", en: "The request arrived too slowly."),
        "error413": Label(de: "Die Anfrage ist zu groß.", en: "The request is too large."),
        "error414": Label(de: "Die Adresse ist zu lang.", en: "The address is too long."),
        "error415": Label(
            de: "Diese Form der Daten wird hier nicht gelesen.", en: "This form of data is not read here."),
        "error421": Label(
            de: "Diese Seite ist nur unter ihrer eigenen Adresse auf diesem Rechner erreichbar.",
            en: "This page can only be reached under its own address on this machine."),
        "error500": Label(
            de: "Die Seite kann gerade nicht erstellt werden. Die Daten sind davon nicht berührt.",
            en: "The page cannot be made at the moment. The data is not affected."),
    ]
}
