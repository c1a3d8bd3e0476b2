package import Catalogue

extension DeskPage {
    /// The page as a whole HTML document.
    package func html(_ language: Language) -> String {
        let facts = [
            "members": NumberText.count(members.count, language), "reviews": NumberText.count(reviews.count, language),
        ]
        let values: [String: Any] = [
            "t": Words.texts(language), "network": networkName, "lead": Words.text("deskLead", language, facts),
            "age": NumberText.moment(now, language),
            "hasReviews": !reviews.isEmpty, "reviews": reviews.map { $0.values(language) },
            "hasMembers": !members.isEmpty, "members": members.map { $0.values(language, now: now) },
            "hasCells": !cells.isEmpty, "cells": cells.map { $0.values(language) },
        ]
        return PageFrame(
            title: Words.text("deskTitle", language) + " – " + networkName, name: networkName, style: "desk",
            sections: [
                ("reviews", Words.text("reviewsTitle", language)), ("members", Words.text("membersNav", language)),
                ("cells", Words.text("cellsTitle", language)),
            ],
            main: Templates.render("desk", values), language: language, path: "/",
            footer: [["text": Words.text("deskFooter", language)]]
        ).html
    }
}

extension ReviewRow {
    fileprivate func values(_ language: Language) -> [String: Any] {
        [
            "title": title, "kind": kind, "partner": partner,
            "since": since.map { NumberText.day($0, language) } ?? "–",
            "findings": findings, "command": command,
        ]
    }
}

extension MemberRow {
    fileprivate func values(_ language: Language, now: Instant) -> [String: Any] {
        var contact = Words.text("never", language)
        if let last = lastContact {
            contact = NumberText.moment(last, language) + " (" + NumberText.age(last, now: now, language) + ")"
        }
        return [
            "partner": partner, "node": node, "standing": standing, "contact": contact,
            "entries": NumberText.count(entries, language),
            "behind": behind.map { NumberText.count($0, language) } ?? Words.text("unknown", language),
            "version": version, "command": command ?? "",
        ]
    }
}

extension FigureCell {
    fileprivate func values(_ language: Language) -> [String: Any] {
        let names = dimensions.map { "\($0.name): \($0.code)" }
        return [
            "figure": figure, "year": year.map { String($0) } ?? "–",
            "dimensions": names.isEmpty ? "–" : names.joined(separator: ", "),
            "value": value.map { NumberText.exact($0, language) } ?? "–", "unit": unit.isEmpty ? "–" : unit,
            "contributors": contributors.map { NumberText.count($0, language) } ?? "–", "isKept": state != .published,
            "publication": CellText.reason(state, language, otherwise: Words.text("isPublished", language)),
        ]
    }
}
