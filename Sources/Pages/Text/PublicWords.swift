import Catalogue

extension Words {
    /// Texts of the public page.
    static let publicPage: [String: Label] = [
        "sections": Label(de: "Abschnitte", en: "Sections"),
        "publicKicker": Label(de: "Gemeinsam bis 2035", en: "Together until 2035"),
        "headlineLess": Label(
            de: "{who} haben {year} {percent} weniger Treibhausgase verursacht als {before}.",
            en: "{who} caused {percent} less greenhouse gas in {year} than in {before}."),
        "headlineMore": Label(
            de: "{who} haben {year} {percent} mehr Treibhausgase verursacht als {before}.",
            en: "{who} caused {percent} more greenhouse gas in {year} than in {before}."),
        "headlineSame": Label(
            de: "{who} haben {year} ebenso viele Treibhausgase verursacht wie {before}.",
            en: "{who} caused as much greenhouse gas in {year} as in {before}."),
        "headlineTotal": Label(
            de: "{who} haben {year} zusammen {total} verursacht.", en: "{who} together caused {total} in {year}."),
        "headlineNone": Label(
            de: "{who} gehen gemeinsam den Weg bis 2035.", en: "{who} share the path to 2035."),
        "headlineEmpty": Label(
            de: "Das Netzwerk ist gegründet, die ersten Klimapartner treten bei.",
            en: "The network is founded and its first climate partners are joining."),
        "whoAll": Label(de: "{n} Klimapartner", en: "{n} climate partners"),
        "whoSome": Label(de: "{r} von {n} Klimapartnern", en: "{r} of {n} climate partners"),
        "sublineChange": Label(
            de: """
                Zusammen waren es {total} nach {earlier} im Jahr {before}, gerechnet aus den direkten Emissionen \
                (Scope 1).
                """,
            en: "Together it was {total} after {earlier} in {before}, counting direct emissions (scope 1)."),
        "sublineTotal": Label(
            de: "Gerechnet aus den direkten Emissionen (Scope 1).",
            en: "Counting direct emissions (scope 1)."),
        "sublineWithheld": Label(
            de: """
                Die Summe für {year} wird nicht gezeigt, weil sich daraus die Werte eines einzelnen Unternehmens \
                schließen ließen.
                """,
            en: "The total for {year} is not shown because the values of a single company could be inferred from it."),
        "sublineProvisional": Label(
            de: "Die Summe für {year} ist noch vorläufig und wird nach der Prüfung gezeigt.",
            en: "The total for {year} is still provisional and will be shown once it has been checked."),
        "sublineNoData": Label(
            de: "Es liegen noch keine geprüften Bilanzen vor.", en: "There are no checked inventories yet."),
        "factPartners": Label(de: "Klimapartner", en: "Climate partners"),
        "factPartnersNote": Label(de: "{n} mit unterzeichnetem Ziel", en: "{n} with a signed target"),
        "factTotal": Label(de: "Emissionen {year}", en: "Emissions {year}"),
        "factRenewable": Label(de: "Erneuerbarer Anteil", en: "Renewable share"),
        "factRenewableNote": Label(de: "am Energieverbrauch {year}", en: "of energy use in {year}"),
        "factMeasures": Label(de: "Maßnahmen", en: "Measures"),
        "factMeasuresNote": Label(de: "sparen {kg} im Jahr", en: "saving {kg} a year"),
        "factMeasuresPlanned": Label(de: "sollen {kg} im Jahr sparen", en: "to save {kg} a year"),
        "scopesShort": Label(de: "direkt (Scope 1)", en: "direct (scope 1)"),
        "dataAge": Label(de: "Datenstand: {moment} ({age})", en: "Data as of {moment} ({age})"),
        "dataAgeNone": Label(de: "Noch keine Daten empfangen", en: "No data received yet"),
        "pathIntro": Label(
            de: "Was sich die Klimapartner bis 2035 vorgenommen haben, und was sie bis heute erreicht haben.",
            en: "What the climate partners have set out to do by 2035, and what they have achieved so far."),
        "energyTitle": Label(de: "Energie nach Energieträger", en: "Energy by carrier"),
        "energyIntro": Label(
            de: "{year} haben die Klimapartner {total} Energie verbraucht.",
            en: "In {year} the climate partners used {total} of energy."),
        "energyIntroShare": Label(
            de: "{year} haben die Klimapartner {total} Energie verbraucht, davon {share} aus erneuerbaren Quellen.",
            en: "In {year} the climate partners used {total} of energy, {share} of it from renewable sources."),
        "energyIntroParts": Label(
            de: "Energieverbrauch {year}. Einzelne Werte werden geheim gehalten, daher gibt es keine Summe.",
            en: "Energy use in {year}. Some values are withheld, so there is no total."),
        "energyCaption": Label(
            de: "Energieverbrauch {year} in Kilowattstunden (genaue Werte)",
            en: "Energy use in {year} in kilowatt hours (exact values)"),
        "energyEmpty": Label(
            de: "Noch gibt es keine geprüften Verbräuche.", en: "There is no checked energy use yet."),
        "carrier": Label(de: "Energieträger", en: "Carrier"),
        "share": Label(de: "Anteil", en: "Share"),
        "renewable": Label(de: "erneuerbar", en: "renewable"),
        "measuresTitle": Label(de: "Maßnahmen", en: "Measures"),
        "measuresIntro": Label(
            de: "{n} Maßnahmen in {k} Kategorien.", en: "{n} measures in {k} categories."),
        "measuresIntroParts": Label(
            de: "Maßnahmen in {k} Kategorien; einzelne Zahlen werden geheim gehalten.",
            en: "Measures in {k} categories; some numbers are withheld."),
        "measuresExpected": Label(
            de: "Zusammen sollen sie {kg} im Jahr sparen.", en: "Together they are to save {kg} a year."),
        "measuresRealised": Label(
            de: "Umgesetzte Maßnahmen sparen bereits {kg} im Jahr.", en: "Finished measures already save {kg} a year."),
        "measuresCaption": Label(
            de: "Zahl der Maßnahmen nach Kategorie und Stand", en: "Number of measures by category and state"),
        "measuresEmpty": Label(de: "Noch sind keine Maßnahmen gemeldet.", en: "No measures have been reported yet."),
        "partnersNav": Label(de: "Klimapartner", en: "Partners"),
        "partnersTitle": Label(de: "Klimapartner und ihre Ziele", en: "Climate partners and their targets"),
        "partnersIntro": Label(
            de: "{n} Klimapartner haben das Memorandum unterzeichnet.",
            en: "{n} climate partners have signed the memorandum."),
        "partnersCaption": Label(
            de: "Klimapartner mit unterzeichneter Minderung bis 2035",
            en: "Climate partners with their signed reduction until 2035"),
        "partnersEmpty": Label(
            de: "Noch hat kein Klimapartner das Memorandum unterzeichnet.",
            en: "No climate partner has signed the memorandum yet."),
        "sector": Label(de: "Branche", en: "Sector"),
        "target2035": Label(de: "Minderung bis 2035", en: "Reduction by 2035"),
        "since": Label(de: "gegenüber {year}", en: "against {year}"),
        "initiator": Label(de: "Gründungspartner", en: "founding partner"),
        "openTarget": Label(de: "noch offen", en: "still open"),
        "practiceTitle": Label(de: "Voneinander lernen", en: "Learning from each other"),
        "practiceEmpty": Label(
            de: "Praxisbeispiele folgen, sobald sie freigegeben sind.",
            en: "Examples from practice will follow once they are released."),
        "eventsTitle": Label(de: "Termine", en: "Dates"),
        "dataTitle": Label(de: "Daten und Methode", en: "Data and method"),
        "dataMethod": Label(
            de: """
                Die Klimapartner erfassen ihre Daten selbst, die Geschäftsstelle prüft sie. Gezählt werden nur \
                angenommene Bilanzen. Alle Zahlen werden exakt gerechnet und erst für die Anzeige gerundet; in den \
                Tabellen stehen die genauen Werte.
                """,
            en: """
                The climate partners record their own data and the office checks it. Only accepted inventories \
                count. All numbers are computed exactly and rounded for display alone; the tables hold the exact \
                values.
                """),
        "dataProtection": Label(
            de: """
                Ein Wert erscheint nur, wenn mindestens drei Unternehmen dazu beitragen und sich kein einzelnes \
                herausrechnen lässt, oder wenn das betroffene Unternehmen der Veröffentlichung zugestimmt hat. \
                Sonst steht dort „geheim gehalten“.
                """,
            en: """
                A value appears only if at least three companies contribute to it and none can be worked out from \
                it, or if the company concerned has agreed to publication. Otherwise the table says “withheld”.
                """),
        "detailEdition": Label(de: "Veröffentlicht am", en: "Published on"),
        "detailFactors": Label(de: "Emissionsfaktoren", en: "Emission factors"),
        "detailDigest": Label(de: "Prüfsumme der Datengrundlage", en: "Checksum of the underlying data"),
        "downloadCSV": Label(de: "Alle Zahlen als CSV", en: "All figures as CSV"),
        "downloadJSON": Label(de: "Alle Zahlen als JSON", en: "All figures as JSON"),
        "accessibilityTitle": Label(de: "Erklärung zur Barrierefreiheit", en: "Accessibility statement"),
        "accessibilityLead": Label(
            de: "Diese Seiten sollen für alle benutzbar sein.", en: "These pages are meant to be usable by everyone."),
        "accessibilityState": Label(de: "Stand der Vereinbarkeit", en: "Conformity"),
        "accessibilityStateText": Label(
            de: """
                Die Seiten sind nach EN 301 549 und WCAG 2.1, Stufe AA, gebaut und kommen ohne Skripte aus. Jede \
                Änderung wird mit einem eigenen Prüfprogramm selbst bewertet; eine Prüfung durch Dritte steht aus.
                """,
            en: """
                The pages are built to EN 301 549 and WCAG 2.1 level AA and need no scripts. Every change is \
                assessed by us with a checking program of our own; an assessment by a third party is outstanding.
                """),
        "accessibilityLimits": Label(de: "Bekannte Grenzen", en: "Known limits"),
        "accessibilityLimitCharts": Label(
            de: "Schaubilder sind Zeichnungen. Dieselben Werte stehen jeweils in der Tabelle daneben.",
            en: "Charts are drawings. The same values stand in the table beside each of them."),
        "accessibilityLimitSign": Label(
            de: "Es gibt noch keine Fassung in Gebärdensprache und in Leichter Sprache.",
            en: "There is no version in sign language or in easy language yet."),
        "accessibilityContact": Label(de: "Barriere melden", en: "Report a barrier"),
        "accessibilityContactText": Label(
            de: "Schreiben Sie uns, wenn Ihnen etwas im Weg steht:", en: "Write to us if something is in your way:"),
        "accessibilityOffice": Label(
            de: "an die Geschäftsstelle des Netzwerks.", en: "to the office of the network."),
        "accessibilityBody": Label(de: "Durchsetzung", en: "Enforcement"),
        "accessibilityBodyText": Label(
            de: "Bleibt eine Antwort aus, hilft die Ombudsstelle für barrierefreie Informationstechnik des Landes.",
            en: "If you receive no answer, the state's ombudsman for accessible information technology can help."),
    ]
}
