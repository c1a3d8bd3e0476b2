import Catalogue

/// Cells as files for other programs: JSON and CSV with the same exact values.
package enum CellExport {
    /// One JSON object with `schema`, `version`, network, edition and cells; numbers are exact decimal text.
    package static func json(network: String, edition: PageEdition, cells: [FigureCell]) -> String {
        var result = "{\"schema\":\"pakt.cells\",\"version\":1,\"network\":\(JSONText.string(network)),"
        result += "\"published_on\":\(JSONText.string(edition.publishedOn.description)),"
        result += "\"heads_hash\":\(edition.digest.map(JSONText.string) ?? "null"),\"cells\":[\n"
        result += cells.map(json).joined(separator: ",\n")
        return result + "\n]}\n"
    }

    private static func json(_ cell: FigureCell) -> String {
        let value = shownValue(cell)
        let dimensions = cell.dimensions.map { "\(JSONText.string($0.name)):\(JSONText.string($0.code))" }
        var result = "{\"figure\":\(JSONText.string(cell.figure)),\"year\":\(cell.year.map { String($0) } ?? "null"),"
        result += "\"dimensions\":{\(dimensions.joined(separator: ","))},"
        if let value, value.decimalText == nil { result += "\"fraction\":\(JSONText.string(value.fractionText))," }
        result += "\"value\":\(value.map { JSONText.string(decimal($0)) } ?? "null"),"
        result += "\"unit\":\(JSONText.string(cell.unit)),"
        result += "\"contributors\":\(shownContributors(cell).map { String($0) } ?? "null"),"
        return result + "\"status\":\"\(cell.state.rawValue)\"}"
    }

    /// RFC 4180 with a header line; texts are guarded against being read as formulas, numbers stay numbers.
    package static func csv(_ cells: [FigureCell]) -> String {
        var lines = ["figure,year,dimensions,value,unit,contributors,status"]
        for cell in cells {
            let dimensions = cell.dimensions.map { "\($0.name)=\($0.code)" }.joined(separator: " ")
            lines.append(
                [
                    CSVText.cell(cell.figure), cell.year.map { String($0) } ?? "", CSVText.cell(dimensions),
                    shownValue(cell).map(decimal) ?? "", CSVText.cell(cell.unit),
                    shownContributors(cell).map { String($0) } ?? "", cell.state.rawValue,
                ].joined(separator: ","))
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// The last guard: whatever the caller handed over, a cell that is not published shows no value.
    static func shownValue(_ cell: FigureCell) -> Exact? { cell.state == .published ? cell.value : nil }

    static func shownContributors(_ cell: FigureCell) -> Int? { cell.state == .published ? cell.contributors : nil }

    /// Decimals of a value whose decimals never end; the fraction beside it is exact.
    private static let roundedPlaces = 6

    private static func decimal(_ value: Exact) -> String {
        value.decimalText ?? value.rounded(places: roundedPlaces)
    }
}

/// JSON strings (RFC 8259) in which every steering character is escaped.
package enum JSONText {
    /// The text in quotation marks.
    package static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || SafeText.isSteering(scalar):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Text cells of CSV files that a spreadsheet never takes for a formula, whatever separator it assumes.
public enum CSVText {
    /// A text as one cell: guarded, and quoted where RFC 4180 asks for it.
    public static func cell(_ text: String) -> String {
        let guarded = guarded(text)
        let needsQuotes = guarded.unicodeScalars.contains { "\",;\r\n\t'".unicodeScalars.contains($0) }
        guard needsQuotes else { return guarded }
        var quoted = "\""
        for scalar in guarded.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// The text with an apostrophe before everything that a spreadsheet would start a formula with: at the beginning
    /// and after any character that some spreadsheet takes for a separator or a quotation mark.
    ///
    /// ``restored(_:)`` takes exactly these apostrophes away again.
    public static func guarded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        walk(text) { scalar, startsFormula in
            if startsFormula { result.append("'") }
            result.append(scalar)
        }
        return String(result)
    }

    /// The text as it was before ``guarded(_:)``.
    public static func restored(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var drops = false
        walk(text) { scalar, startsFormula in
            // A guard stands before apostrophes of the text itself, so the first of a row is the one to drop.
            drops = startsFormula && scalar == "'"
            if !drops { result.append(scalar) }
        }
        return String(result)
    }

    /// Visits each scalar and says whether it begins apostrophes (or none) that end in a formula sign at a cell start.
    private static func walk(_ text: String, _ visit: (Unicode.Scalar, Bool) -> Void) {
        let scalars = Array(text.unicodeScalars)
        var isStart = true
        for (index, scalar) in scalars.enumerated() {
            var next = index
            while next < scalars.count, scalars[next] == "'" { next += 1 }
            let leadsToFormula = next < scalars.count && formulaSigns.contains(scalars[next])
            visit(scalar, isStart && leadsToFormula)
            if separators.contains(scalar) {
                isStart = true
            } else if !(isStart && (scalar == " " || scalar == "\u{A0}")) {
                isStart = false
            }
        }
    }

    private static let formulaSigns = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
    private static let separators = Set(",;|\t\r\n\"".unicodeScalars)
}
