import Catalogue

extension Words {
    /// Texts of the local page.
    static let localPage: [String: Label] = [
        "localTitle": Label(de: "Unser Klimaschutz", en: "Our climate work"),
        "localKicker": Label(de: "Nur auf diesem Rechner", en: "On this machine only"),
        "stateUpToDate": Label(
            de: "Die Stadt hat alles bestätigt, was hier gespeichert ist.",
            en: "The city has confirmed everything that is saved here."),
        "stateWaiting": Label(
            de: """
                {n} Einträge sind hier gespeichert und noch nicht übertragen. Das geschieht von selbst, sobald eine \
                Verbindung besteht.
                """,
            en: """
                {n} entries are saved here and have not been sent yet. This happens by itself as soon as there is a \
                connection.
                """),
        "stateWaitingOne": Label(
            de: """
                Ein Eintrag ist hier gespeichert und noch nicht übertragen. Das geschieht von selbst, sobald eine \
                Verbindung besteht.
                """,
            en: """
                One entry is saved here and has not been sent yet. This happens by itself as soon as there is a \
                connection.
                """),
        "stateWaitingNone": Label(
            de: "Die nächste Übertragung steht noch aus. Sie geschieht von selbst, sobald eine Verbindung besteht.",
            en: "The next session is still to come. It happens by itself as soon as there is a connection."),
        "stateSyncing": Label(
            de: "Gerade werden Daten mit der Stadt ausgetauscht.",
            en: "Data is being exchanged with the city right now."),
        "stateNeedsYou": Label(
            de: "Etwas wartet auf Ihre Entscheidung. Ihre Daten sind sicher gespeichert.",
            en: "Something waits for your decision. Your data is safely stored."),
        "stateDamaged": Label(
            de: "Der Speicher ist beschädigt. Bitte nichts mehr eintragen, sondern zuerst sichern: pakt backup DATEI",
            en: "The store is damaged. Please record nothing more but make a backup first: pakt backup FILE"),
        "toDo": Label(de: "Zu tun", en: "To do"),
        "savedHere": Label(de: "Hier gespeichert", en: "Saved here"),
        "entries": Label(de: "{n} Einträge", en: "{n} entries"),
        "entriesOne": Label(de: "1 Eintrag", en: "1 entry"),
        "lastSaved": Label(de: "zuletzt {moment} ({age})", en: "last {moment} ({age})"),
        "nothingSaved": Label(de: "noch nichts gespeichert", en: "nothing saved yet"),
        "receivedByCity": Label(de: "Von der Stadt bestätigt", en: "Confirmed by the city"),
        "receiptAt": Label(
            de: "Eingangsbestätigung {moment} ({age})", en: "receipt of {moment} ({age})"),
        "noReceipt": Label(de: "noch keine Eingangsbestätigung", en: "no receipt yet"),
        "stillUnsent": Label(de: "Noch nicht übertragen", en: "Not sent yet"),
        "nextSync": Label(de: "Nächste Übertragung: {from} bis {to}", en: "Next session: {from} to {to}"),
        "noWindow": Label(de: "Die Stadt hat noch keine Zeit genannt", en: "The city has not named a time yet"),
        "localMeasuresTitle": Label(de: "Maßnahmen", en: "Measures"),
        "localMeasuresCaption": Label(de: "Ihre Maßnahmen", en: "Your measures"),
        "localMeasuresEmpty": Label(
            de: "Noch ist keine Maßnahme eingetragen.", en: "No measure has been recorded yet."),
        "title": Label(de: "Titel", en: "Title"),
        "savingKwh": Label(de: "Ersparnis in kWh im Jahr", en: "Saving in kWh a year"),
        "savingKg": Label(de: "Ersparnis in kg CO₂e im Jahr", en: "Saving in kg CO₂e a year"),
        "received": Label(de: "bestätigt", en: "confirmed"),
        "notReceived": Label(de: "wartet", en: "waiting"),
        "cityColumn": Label(de: "Stadt", en: "City"),
        "formTitle": Label(de: "Maßnahme eintragen", en: "Record a measure"),
        "formIntro": Label(
            de: """
                Felder mit (Pflicht) müssen ausgefüllt sein. Gespeichert wird sofort auf diesem Rechner, übertragen \
                bei der nächsten Verbindung.
                """,
            en: """
                Fields marked (required) must be filled in. The measure is saved on this machine at once and sent \
                with the next connection.
                """),
        "required": Label(de: "(Pflicht)", en: "(required)"),
        "choose": Label(de: "Bitte wählen", en: "Please choose"),
        "titleHint": Label(
            de: "Kurz und für andere verständlich, höchstens 200 Zeichen",
            en: "Short and clear to others, at most 200 characters"),
        "startHint": Label(de: "Tag, an dem die Maßnahme beginnt", en: "The day on which the measure begins"),
        "kwhHint": Label(de: "Zum Beispiel 12500,5", en: "For example 12500.5"),
        "kgHint": Label(de: "Zum Beispiel 4200", en: "For example 4200"),
        "save": Label(de: "Maßnahme speichern", en: "Save measure"),
        "savedTitle": Label(de: "Gespeichert", en: "Saved"),
        "savedText": Label(
            de: "Die Maßnahme ist auf diesem Rechner gespeichert ({id}).",
            en: "The measure is saved on this machine ({id})."),
        "formErrors": Label(
            de: "Es wurde nichts gespeichert. Bitte diese Angaben prüfen:",
            en: "Nothing was saved. Please check these entries:"),
        "formError": Label(
            de: "Es wurde nichts gespeichert. Bitte diese Angabe prüfen:",
            en: "Nothing was saved. Please check this entry:"),
        "errorPrefix": Label(de: "Fehler", en: "Error"),
        "localPathIntro": Label(
            de: "Ihr Zielpfad bis 2035 und die Werte Ihrer Bilanzen.",
            en: "Your target path until 2035 and the values of your inventories."),
        "localFooter": Label(
            de: "Diese Seite ist nur auf diesem Rechner zu sehen.", en: "This page can only be seen on this machine."),
        "fieldEmpty": Label(
            de: "Bitte ausfüllen: {field}.", en: "Please fill in: {field}."),
        "fieldLong": Label(
            de: "{field} ist zu lang: höchstens {n} Zeichen.", en: "{field} is too long: at most {n} characters."),
    ]
}
