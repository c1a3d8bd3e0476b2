import ArgumentParser
import Catalogue
import CommandLineKit
import PaktStore
import Wire

struct Calculate: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compute energy and emissions of lines given as JSON; nothing is stored.")
    @Argument(help: "A JSON file; - is standard input.") var file = "-"
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let result = Calculation.run(bytes: try Files.bytes(file), language: output.language)
        try output.result(result)
    }
}

struct Path: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compute a path to a target given as JSON; nothing is stored.")
    @Argument(help: "A JSON file; - is standard input.") var file = "-"
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let result = TargetPath.run(bytes: try Files.bytes(file), language: output.language)
        try output.result(result)
    }
}

extension Output {
    /// Prints the result of a calculation; errors in it end the command as invalid input.
    fileprivate func result(_ result: JSON) throws {
        Output.printLine(result.encoded)
        guard let errors = result["errors"]?.arrayValue, !errors.isEmpty else { return }
        for error in errors {
            let text = error["text"]?.textValue ?? "?"
            let field = error["field"]?.textValue.map { " (\($0))" } ?? ""
            say(de: text + field, en: text + field)
        }
        throw ExitCode(ExitStatus.invalidInput.rawValue)
    }
}

struct MakeInventory: PaktCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract: "Compute the greenhouse-gas balance of a year from activity lines and profiles, and store it.")
    @Argument(help: "The year; other periods by --from and --to.") var year: Int
    @Option(help: "First day, when the period is not the calendar year.") var from: String?
    @Option(help: "Last day, included.") var to: String?
    @Option(help: "The occasion: base, capture, monitoring or final.") var kind = "capture"
    @Option(help: "The part of Scope 1 in kg that is public as verified EU-ETS emissions.") var etsScope1: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let (first, last) = try period()
        guard (first.year...last.year).contains(year) else {
            throw Failure(
                .invalidInput, "yearOutsidePeriod",
                de: "Das Jahr \(year) liegt nicht im Zeitraum \(first) bis \(last).",
                en: "The year \(year) is not in the period \(first) to \(last).")
        }
        let node = try openStore()
        guard let kindField = Kind.inventory.field("kind"), let etsField = Kind.inventory.field("etsScope1") else {
            return
        }
        let kind = try Catalogue.parse(kind, for: kindField, language: output.language).text ?? kind
        let ets = try etsScope1.map { try Catalogue.parse($0, for: etsField, language: output.language).exact } ?? nil
        let (result, appended) = try node.replica.write { transaction in
            let result = try transaction.inventory(first: first, last: last)
            guard result.problems.isEmpty else { throw Self.failure(result.problems) }
            let fields = result.fields(kind: kind, etsScope1: ets, language: output.language)
            _ = try Catalogue.validate(fields, of: .inventory)
            return (result, try transaction.append(Draft(kind: .inventory, fields: fields)))
        }
        output.json([
            "schema": "pakt.inventory", "version": 1, "kind": "Inventory", "id": .text(appended.id.text),
            "hub_year": .integer(result.hubYear), "s1": .text(result.scope1.description),
            "s2lb": .text(result.scope2LocationBased.description), "energy_kwh": .text(result.energy.description),
            "gaps": .array(
                result.gaps.map {
                    [
                        "id": .text($0.id), "carrier": .text($0.carrier.rawValue), "notation": .text($0.notation),
                        "text": .text($0.text[output.language]),
                    ]
                }),
            "trace": .array(result.trace.map { .text($0[output.language]) }),
            "warnings": .array(
                result.warnings.map {
                    ["code": .text($0.warning.code), "text": .text($0.warning.text[output.language])]
                }),
        ])
        for line in result.trace { output.text("  " + line[output.language]) }
        output.text(
            de:
                "Bilanz \(result.hubYear) \(appended.id.text): Scope 1 \(result.scope1.rounded(places: 0)) kg, Scope 2 \(result.scope2LocationBased.rounded(places: 0)) kg, Energie \(result.energy.rounded(places: 0)) kWh\nWeiter mit: pakt submit \(appended.id.text)",
            en:
                "Inventory \(result.hubYear) \(appended.id.text): Scope 1 \(result.scope1.rounded(places: 0)) kg, Scope 2 \(result.scope2LocationBased.rounded(places: 0)) kg, energy \(result.energy.rounded(places: 0)) kWh\nNext: pakt submit \(appended.id.text)"
        )
    }

    private func period() throws -> (CivilDate, CivilDate) {
        let first = from.map { CivilDate(iso: $0) ?? CivilDate(german: $0) } ?? CivilDate(year: year, month: 1, day: 1)
        let last = to.map { CivilDate(iso: $0) ?? CivilDate(german: $0) } ?? CivilDate(year: year, month: 12, day: 31)
        guard let first, let last, first <= last else {
            throw Failure(
                .invalidInput, "badDate",
                de: "Der Zeitraum ist kein gültiger, zum Beispiel 2025 oder --from 2024-10-01 --to 2025-09-30.",
                en: "This is no valid period; for example 2025, or --from 2024-10-01 --to 2025-09-30.")
        }
        return (first, last)
    }

    private static func failure(_ problems: [InventoryProblem]) -> Failure {
        func text(_ language: Language) -> String {
            problems.prefix(5).map { "\($0.id): \($0.problem.text[language])" }.joined(separator: "\n")
        }
        return Failure(.invalidInput, problems[0].problem.code.rawValue, de: text(.de), en: text(.en))
    }
}

struct Submit: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand in an inventory as it stands now; the city's office reviews and accepts it.")
    @Argument(help: "The inventory's id or its beginning.") var id: String
    @Option(help: "Who declares it to be right.") var declaredBy: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        let node = try openStore()
        let (appended, record) = try node.replica.write { transaction in
            let record = try transaction.ownRecord(named: id)
            guard record.kind.number == Kind.inventory.number, !record.isDeleted else {
                throw Failure(
                    .invalidInput, "notAnInventory", de: "\(id) ist keine Bilanz.", en: "\(id) is not an inventory.")
            }
            guard !record.hasSiblings else {
                throw Failure(
                    .needsDecision, "siblings", de: "Diese Bilanz hat zwei Fassungen; erst entscheiden.",
                    en: "This inventory has two versions; decide first.")
            }
            var fields = Fields([
                "inventory": .reference(record.id), "inventoryDot": .text(record.chosen.dot.description),
                "submittedOn": .date(Process.today),
            ])
            if let declaredBy { fields["declaredBy"] = .text(declaredBy) }
            _ = try Catalogue.validate(fields, of: .submission)
            return (try transaction.append(Draft(kind: .submission, fields: fields)), record)
        }
        output.json([
            "schema": "pakt.submit", "version": 1, "id": .text(appended.id.text), "inventory": .text(record.id.text),
            "dot": .text(record.chosen.dot.description),
        ])
        output.text(
            de: "Eingereicht: Bilanz \(record.id.text). Mit „pakt sync“ geht sie an die Stadt.",
            en: "Submitted: inventory \(record.id.text). \"pakt sync\" sends it to the city.")
    }
}

struct ReleaseFigures: PaktCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Release figures, or waive their protection in network totals.",
        usage:
            "pakt release figures=emissions.s1,energy waiver=yes yearFrom=2019 yearTo=2035 level=V3 signedBy=… validFrom=…"
    )
    @Argument(help: "Fields of the Release as name=value.") var fields: [String]
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) throws {
        try openStore().add(Kind.release.name, fields, audience: nil, output)
    }
}
