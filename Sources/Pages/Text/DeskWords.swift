import Catalogue

extension Words {
    /// Texts of the desk.
    static let deskPage: [String: Label] = [
        "deskTitle": Label(de: "Geschäftsstelle", en: "Office desk"),
        "deskLead": Label(
            de: "Knoten: {members} · offene Prüfungen: {reviews}", en: "Nodes: {members} · open reviews: {reviews}"),
        "deskWarning": Label(
            de: "Diese Seite zeigt ungeschützte Einzelwerte. Bitte nicht weitergeben und nicht veröffentlichen.",
            en: "This page shows unprotected single values. Please do not pass them on or publish them."),
        "reviewsTitle": Label(de: "Offene Prüfungen", en: "Open reviews"),
        "reviewsCaption": Label(de: "Was auf eine Entscheidung wartet", en: "What waits for a decision"),
        "reviewsEmpty": Label(de: "Nichts wartet auf eine Entscheidung.", en: "Nothing waits for a decision."),
        "kindColumn": Label(de: "Art", en: "Kind"),
        "subject": Label(de: "Gegenstand", en: "Subject"),
        "sinceColumn": Label(de: "Seit", en: "Since"),
        "findings": Label(de: "Hinweise", en: "Findings"),
        "noFindings": Label(de: "keine", en: "none"),
        "commandColumn": Label(de: "Befehl", en: "Command"),
        "membersTitle": Label(de: "Knoten der Klimapartner", en: "Nodes of the climate partners"),
        "membersCaption": Label(de: "Eingeschriebene Knoten", en: "Enrolled nodes"),
        "membersEmpty": Label(de: "Noch ist kein Knoten eingeschrieben.", en: "No node is enrolled yet."),
        "membersNav": Label(de: "Knoten", en: "Nodes"),
        "node": Label(de: "Knoten", en: "Node"),
        "lastContact": Label(de: "Letzter Kontakt", en: "Last contact"),
        "never": Label(de: "noch nie", en: "never"),
        "entriesColumn": Label(de: "Einträge", en: "Entries"),
        "behind": Label(de: "Rückstand", en: "Behind"),
        "unknown": Label(de: "unbekannt", en: "unknown"),
        "version": Label(de: "Programm", en: "Program"),
        "cellsTitle": Label(de: "Rohwerte", en: "Raw cells"),
        "cellsCaption": Label(
            de: "Alle Werte des Netzwerks, auch die geheim gehaltenen",
            en: "All values of the network, withheld ones included"),
        "cellsEmpty": Label(de: "Noch gibt es keine Werte.", en: "There are no values yet."),
        "figure": Label(de: "Kennzahl", en: "Figure"),
        "dimensions": Label(de: "Gliederung", en: "Dimensions"),
        "value": Label(de: "Wert", en: "Value"),
        "unit": Label(de: "Einheit", en: "Unit"),
        "contributors": Label(de: "Beitragende", en: "Contributors"),
        "publication": Label(de: "Veröffentlichung", en: "Publication"),
        "isPublished": Label(de: "veröffentlicht", en: "published"),
        "deskFooter": Label(
            de: "Nur für die Geschäftsstelle, nur auf diesem Rechner.", en: "For the office only, on this machine only."
        ),
    ]
}
