import Testing

/// Input that must be refused, and the field that the message must name.
struct BadInput: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let field: String
    /// A word that the message must hold besides: the nearest right one.
    var hint = ""
    var languages = ["de", "en"]

    var testDescription: String { arguments.joined(separator: " ").prefix(100).description }

    static let all = [
        BadInput(arguments: ["Sit", "name=x"], field: "Sit", hint: "Site"),
        BadInput(arguments: ["Site", "nam=Werk"], field: "nam", hint: "name"),
        BadInput(arguments: ["Site", "postcode=47053"], field: "name"),
        BadInput(arguments: ["Site", "name="], field: "name"),
        BadInput(arguments: ["Site", "name"], field: "name"),
        BadInput(arguments: ["Site", "name=A", "name=B"], field: "name"),
        BadInput(arguments: ["Site", "name=A", "postcode=4705"], field: "postcode"),
        BadInput(arguments: ["Site", "name=A", "insideCity=vielleicht"], field: "insideCity"),
        BadInput(arguments: ["Site", "name=We\u{202e}rk"], field: "name"),
        BadInput(arguments: ["Site", "name=We\u{1b}[31mrk"], field: "name"),
        BadInput(arguments: ["Site", "name=\(String(repeating: "x", count: 5000))"], field: "name"),
        BadInput(arguments: ["Measure", "title=T", "category=lightin"], field: "category", hint: "lighting"),
        BadInput(arguments: ["Measure", "title=T", "category=lighting", "start=2025-02-30"], field: "start"),
        BadInput(arguments: ["Measure", "title=T", "category=lighting", "investmentEUR=viel"], field: "investmentEUR"),
        BadInput(arguments: ["Measure", "title=T", "category=lighting", "lifetimeYears=200"], field: "lifetimeYears"),
        BadInput(
            arguments: ["Measure", "title=T", "category=lighting", "investmentEUR=1.234"], field: "investmentEUR",
            languages: ["de"]),
        BadInput(
            arguments: ["Measure", "title=T", "category=lighting", "start=2025-05-01", "end=2025-04-01"], field: "end"),
        BadInput(arguments: activity("DIESEL", "gallon"), field: "unit"),
        BadInput(arguments: activity("ELEC_GRID", "l"), field: "unit"),
        BadInput(arguments: activity("NATGAS", "kWh"), field: "unit", hint: "kWh_H"),
        BadInput(arguments: activity("DIESL", "l"), field: "carrier", hint: "DIESEL"),
        BadInput(arguments: activity("DIESEL", "l", "quantity=-5"), field: "quantity"),
        BadInput(arguments: activity("DIESEL", "l", "quantity=NaN"), field: "quantity"),
        BadInput(arguments: activity("DIESEL", "l", "quantity=1e400"), field: "quantity"),
        BadInput(arguments: activity("DIESEL", "l", "meter=Zähler 9"), field: "meter"),
        BadInput(
            arguments: [
                "Target", "kind=absolute", "scopes=S1", "baseYear=2019", "targetYear=2035", "targetValue=1",
                "reductionPercent=10",
            ], field: "reductionPercent"),
        BadInput(
            arguments: [
                "Target", "kind=absolute", "scopes=S1,S9", "baseYear=2019", "targetYear=2035",
                "reductionPercent=10",
            ], field: "scopes"),
        BadInput(
            arguments: [
                "Target", "kind=absolute", "scopes=S1", "baseYear=2019", "targetYear=2018",
                "reductionPercent=10",
            ], field: "targetYear"),
    ]

    private static func activity(_ carrier: String, _ unit: String, _ more: String = "quantity=5") -> [String] {
        let quantity = more.hasPrefix("quantity") ? [more] : ["quantity=5", more]
        return ["ActivityLine", "carrier=\(carrier)", "unit=\(unit)", "periodStart=2025-01-01", "periodEnd=2025-12-31"]
            + quantity
    }
}

@Suite(.serialized) struct BadInputTests {
    /// Refused input in both languages; one store for all, since none of it may be stored.
    @Test func `Bad input names field, expectation and example in the chosen language, and stores nothing`()
        async throws
    {
        let node = try await newNode()
        for input in BadInput.all {
            for language in input.languages {
                let outcome = try await node.run(["add"] + input.arguments, language: language)
                let message = outcome.errors
                #expect(outcome.status == 2, "\(input.testDescription): \(outcome.all)")
                #expect(message.contains(input.field), "\(input.testDescription): \(message)")
                #expect(message.contains(input.hint), "\(input.testDescription): \(message)")
                let words = language == "de" ? ["erwartet", "Beispiel"] : ["expected", "example"]
                let isRule = message.contains("ruleBroken") || message.contains("badArgument")
                for word in words where !isRule {
                    #expect(message.contains(word), "\(input.testDescription) lacks \(word): \(message)")
                }
                #expect(!message.contains("\u{202e}") && !message.contains("\u{1b}"))
            }
        }
        #expect(try await node.succeed("status")["entries"] == 0)
    }

    @Test func `Words and messages differ between the languages`() async throws {
        let node = try await newNode()
        let german = try await node.run("add", "Site", "nam=x", language: "de").errors
        let english = try await node.run("add", "Site", "nam=x").errors
        #expect(german.contains("unbekanntes Feld") && !german.contains("unknown field"))
        #expect(english.contains("unknown field") && !english.contains("unbekannt"))
    }

    @Test func `Only the office writes what is the office's`() async throws {
        let node = try await newNode()
        let outcome = try await node.run("add", "Event", "title=Treffen")
        #expect(outcome.status == 4 || outcome.status == 2, "\(outcome.all)")
        #expect(try await node.succeed("status")["entries"] == 0)
    }

    @Test(arguments: [
        ["add"], ["frobnicate"], ["status", "--nonsense"], ["import"], ["list"], ["status", "--lang", "fr"],
        ["add", "Site", "name=x", "--audience", "world"], ["edit", "zzzz", "name=x"], ["show", "0000000000000000"],
    ])
    func `Wrong usage ends with 2 and a word of help`(_ arguments: [String]) async throws {
        let node = try await newNode()
        let outcome = try await Child("pakt", arguments + ["--store", node.path], folder: node.folder).end()
        #expect(outcome.status == 2, "\(outcome.all)")
        #expect(!outcome.errors.isEmpty)
    }
}
