package import Catalogue

/// What the local page shows beside the store: a form that came back, or the measure just saved.
package struct LocalView: Sendable {
    /// What was typed, by field; shown again after an error.
    package var typed: [String: String] = [:]
    /// What was wrong with it.
    package var errors: [FieldError] = []
    /// The id of the measure just saved; nil otherwise.
    package var savedID: String?
    /// The token that the form carries back.
    package var token: String

    /// The page as it is first shown.
    package init(token: String, typed: [String: String] = [:], errors: [FieldError] = [], savedID: String? = nil) {
        self.token = token
        self.typed = typed
        self.errors = errors
        self.savedID = savedID
    }
}

/// The form that records one measure.
package enum MeasureForm {
    /// The names of its fields, as the catalogue names them, in the order shown.
    package static let fields = [
        "title", "category", "theme", "start", "expectedSavingKwh", "expectedSavingKgCo2e",
    ]
    /// The longest title, in characters; the rule of the catalogue, told to the browser.
    package static let maximumTitleLength = 200
    /// The longest number or code that is looked at, in characters.
    package static let maximumValueLength = 60
    /// The fields that must be filled in.
    package static let required: Set<String> = ["title", "category", "theme"]

    /// The name of a field as people read it.
    package static func label(_ field: String, _ language: Language) -> String {
        let names = [
            "title": "title", "category": "category", "theme": "theme", "start": "start",
            "expectedSavingKwh": "savingKwh", "expectedSavingKgCo2e": "savingKg",
        ]
        return names[field].map { Words.text($0, language) } ?? field
    }

    /// What can be told without the catalogue: empty and overlong fields.
    package static func check(_ typed: [String: String], _ language: Language) -> [FieldError] {
        fields.compactMap { field in
            let value = typed[field] ?? ""
            let maximum = field == "title" ? maximumTitleLength : maximumValueLength
            let facts = ["field": label(field, language), "n": NumberText.count(maximum, language)]
            if value.isEmpty, required.contains(field) {
                return FieldError(field: field, text: Words.text("fieldEmpty", language, facts))
            }
            if value.unicodeScalars.count > maximum {
                return FieldError(field: field, text: Words.text("fieldLong", language, facts))
            }
            return nil
        }
    }
}

extension LocalPage {
    /// The page as a whole HTML document.
    package func html(_ language: Language, _ view: LocalView) -> String {
        var values: [String: Any] = [
            "t": Words.texts(language), "lang": language.rawValue, "partner": partner, "network": networkName ?? "",
            "token": view.token, "saved": view.savedID != nil,
            "savedText": Words.text("savedText", language, ["id": view.savedID ?? ""]),
            "path": PathSection.html(path, gas: gas, language: language),
            "hasMeasures": !measures.isEmpty, "measures": measures.map { $0.values(language) },
            "fields": MeasureForm.fields.map { fieldValues($0, language, view) },
        ]
        for part in [stateValues(language), factValues(language), errorValues(language, view)] {
            values.merge(part) { first, _ in first }
        }
        let name = networkName ?? Words.text("localTitle", language)
        let title = partner + " – " + Words.text("localTitle", language)
        return PageFrame(
            title: view.errors.isEmpty ? title : Words.text("errorPrefix", language) + ": " + title, name: name,
            style: "local",
            sections: [
                ("measures", Words.text("localMeasuresTitle", language)), ("add", Words.text("formTitle", language)),
                ("path", Words.text("pathTitle", language)),
            ],
            main: Templates.render("local", values), language: language, path: "/",
            footer: [["text": Words.text("localFooter", language)]]
        ).html
    }

    private func stateValues(_ language: Language) -> [String: Any] {
        let text: String
        let sign: String
        switch state {
        case .upToDate: (sign, text) = ("✓", Words.text("stateUpToDate", language))
        case .waiting:
            let name = unsent == 0 ? "stateWaitingNone" : unsent == 1 ? "stateWaitingOne" : "stateWaiting"
            (sign, text) = ("…", Words.text(name, language, ["n": NumberText.count(unsent, language)]))
        case .syncing: (sign, text) = ("⇅", Words.text("stateSyncing", language))
        case .needsYou: (sign, text) = ("?", Words.text("stateNeedsYou", language))
        case .damaged: (sign, text) = ("!", Words.text("stateDamaged", language))
        }
        return [
            "stateWord": state.label[language], "stateSign": sign, "stateText": text, "stateStyle": state.rawValue,
            "hasTasks": !tasks.isEmpty,
            "tasks": tasks.map { ["text": $0.text, "command": $0.command ?? ""] as [String: Any] },
        ]
    }

    private func factValues(_ language: Language) -> [String: Any] {
        func moment(_ name: String, _ instant: Instant) -> String {
            let facts = [
                "moment": NumberText.moment(instant, language), "age": NumberText.age(instant, now: now, language),
            ]
            return Words.text(name, language, facts)
        }
        func entries(_ count: Int) -> String {
            count == 1
                ? Words.text("entriesOne", language)
                : Words.text("entries", language, ["n": NumberText.count(count, language)])
        }
        var window = Words.text("noWindow", language)
        if let next = nextWindow {
            let span = NumberText.span(next.notBefore, next.notAfter, language)
            window = Words.text("nextSync", language, ["from": span.from, "to": span.to])
        }
        return [
            "savedCount": entries(savedEntries),
            "savedNote": lastSaved.map { moment("lastSaved", $0) } ?? Words.text("nothingSaved", language),
            "receiptCount": entries(lastReceipt?.entries ?? 0),
            "receiptNote": lastReceipt.map { moment("receiptAt", $0.at) } ?? Words.text("noReceipt", language),
            "unsentCount": entries(unsent), "windowNote": window,
        ]
    }

    private func errorValues(_ language: Language, _ view: LocalView) -> [String: Any] {
        [
            "hasErrors": !view.errors.isEmpty,
            "errorLead": Words.text(view.errors.count == 1 ? "formError" : "formErrors", language),
            "errors": view.errors.map { error -> [String: Any] in
                let isKnown = error.field.map(MeasureForm.fields.contains) ?? false
                return ["text": error.text, "href": isKnown ? "#" + (error.field ?? "") : ""]
            },
        ]
    }

    private func fieldValues(_ field: String, _ language: Language, _ view: LocalView) -> [String: Any] {
        let hints = [
            "title": "titleHint", "start": "startHint", "expectedSavingKwh": "kwhHint",
            "expectedSavingKgCo2e": "kgHint",
        ]
        let error = view.errors.filter { $0.field == field }.map(\.text).joined(separator: " ")
        let hint = hints[field].map { Words.text($0, language) } ?? ""
        let described = [hint.isEmpty ? nil : "\(field)-hint", error.isEmpty ? nil : "\(field)-error"].compactMap(
            \.self)
        let typed = view.typed[field] ?? ""
        var values: [String: Any] = [
            "name": field, "label": MeasureForm.label(field, language), "hint": hint, "error": error,
            "isRequired": MeasureForm.required.contains(field), "describedBy": described.joined(separator: " "),
            "value": typed, "isText": true, "isChoice": false, "type": "text",
        ]
        switch field {
        case "title": values["maximum"] = String(MeasureForm.maximumTitleLength)
        case "start": values["type"] = "date"
        case "category", "theme":
            values["isText"] = false
            values["isChoice"] = true
            values["choices"] = (field == "category" ? categories : themes).map { choice -> [String: Any] in
                ["code": choice.code, "label": choice.label, "isSelected": choice.code == typed]
            }
        default: values["inputMode"] = "decimal"
        }
        return values
    }
}

extension LocalMeasure {
    fileprivate func values(_ language: Language) -> [String: Any] {
        [
            "title": title, "category": category, "theme": theme, "state": state ?? "–",
            "start": start.map { NumberText.day($0, language) } ?? "–",
            "kwh": expectedKwh.map { NumberText.exact($0, language) } ?? "–",
            "kg": expectedKg.map { NumberText.exact($0, language) } ?? "–",
            "city": Words.text(isReceived ? "received" : "notReceived", language),
        ]
    }
}
