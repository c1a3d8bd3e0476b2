import Catalogue
import Pages
import Testing

@Suite struct ChartTests {
    private func drawing(
        _ path: [PathYear], _ size: PathChart.Size = .wide, _ language: Language = .de
    ) throws -> HTMLTree {
        let chart = try #require(PathChart(path, gas: "CO₂e", language: language, size: size))
        return HTMLTree("<!doctype html>\n" + chart.svg(identifier: "p"))
    }

    private func points(_ text: String?) -> [(x: Double, y: Double)] {
        (text ?? "").split(separator: " ").compactMap { pair in
            let parts = pair.split(separator: ",").compactMap { Double($0) }
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    @Test(arguments: [PathChart.Size.wide, .narrow])
    func `A path is drawn inside its frame and named directly`(_ size: PathChart.Size) throws {
        let tree = try drawing(SamplePages.path, size)
        #expect(tree.findings.isEmpty, "\(tree.findings)")
        let lines = tree.root.elements("polyline")
        #expect(lines.map { points($0["points"]).count } == [17, 7])
        for point in lines.flatMap({ points($0["points"]) }) {
            #expect(point.x >= Double(size.left) && point.x <= Double(size.width - size.right))
            #expect(point.y >= Double(size.top) && point.y <= Double(size.height - size.bottom))
        }
        let texts = tree.root.elements("text").map(\.content)
        for text in ["Zielpfad", "Tatsächlich", "2025: 4,24 Mio. t", "2035", "in Mio. t CO₂e je Jahr"] {
            #expect(texts.contains(text), "\(text)")
        }
        for text in tree.root.elements("text") {
            let y = try #require(Double(text["y"] ?? ""))
            #expect(y > 0 && y <= Double(size.height))
        }
    }

    @Test func `The height of a point is its share of the axis`() throws {
        let path = [
            PathYear(year: 2020, targetKg: 1000), PathYear(year: 2021, targetKg: 500),
            PathYear(year: 2022, targetKg: 0),
        ]
        let heights = points(try drawing(path).root.elements("polyline").first?["points"]).map(\.y)
        let size = PathChart.Size.wide
        let room = Double(size.height - size.top - size.bottom)
        let bottom = Double(size.height - size.bottom)
        #expect(heights == [bottom - room, bottom - room / 2, bottom])
    }

    @Test func `A missing year breaks the line and is not guessed`() throws {
        let path = [2019, 2020, 2022, 2023].map { PathYear(year: $0, actualKg: 1000) }
        #expect(try drawing(path).root.elements("polyline").map { points($0["points"]).count } == [2, 2])
    }

    @Test func `A single year, a huge value and no value are drawn or left out`() throws {
        #expect(PathChart([], gas: "CO₂e", language: .de, size: .wide) == nil)
        #expect(PathChart([PathYear(year: 2025)], gas: "CO₂e", language: .de, size: .wide) == nil)
        #expect(try drawing([PathYear(year: 2025, actualKg: 0)]).findings.isEmpty)
        let huge = Exact(mantissa: 9, exponent: 40)
        #expect(
            try drawing([PathYear(year: 2025, targetKg: huge, actualKg: SamplePages.exact("1/3"))]).findings.isEmpty)
    }

    @Test(arguments: [
        (90, "2025 lagen die Emissionen mit 0,09 t CO₂e unter dem Zielpfad von 0,10 t CO₂e."),
        (100, "2025 lagen die Emissionen mit 0,10 t CO₂e genau auf dem Zielpfad."),
        (110, "2025 lagen die Emissionen mit 0,11 t CO₂e über dem Zielpfad von 0,10 t CO₂e."),
    ])
    func `The sentence says on which side of the path the network stands`(_ actual: Int64, _ sentence: String) {
        let path = [PathYear(year: 2025, targetKg: 100, actualKg: Exact(actual))]
        let text = PathSummary.text(path, gas: "CO₂e", language: .de).split(separator: "\u{A0}").joined(separator: " ")
        #expect(text == sentence)
    }
}

@Suite struct ExportTests {
    private let edition = PageEdition(
        publishedOn: SamplePages.day(2026, 11, 20), newestData: nil, now: SamplePages.now, digest: "ab")

    private func cell(_ value: String?, _ state: CellState = .published, figure: String = "energy") -> FigureCell {
        FigureCell(
            figure: figure, year: 2025, dimensions: [.init("carrier", "NATGAS")], value: value.map(SamplePages.exact),
            unit: "kWh",
            contributors: 5, state: state)
    }

    @Test func `Cells are written as JSON with exact decimal text`() {
        let json = CellExport.json(
            network: "K\"l\u{202E}ima", edition: edition, cells: [cell("-5.2"), cell("1/3"), cell("7", .withheld)])
        #expect(json.contains("\"network\":\"K\\\"l\\u202eima\""))
        #expect(json.contains("\"value\":\"-5.2\",\"unit\":\"kWh\",\"contributors\":5,\"status\":\"published\""))
        #expect(json.contains("\"fraction\":\"1/3\",\"value\":\"0.333333\""))
        #expect(json.contains("\"value\":null,\"unit\":\"kWh\",\"contributors\":null,\"status\":\"withheld\""))
    }

    @Test func `Cells are written as CSV, numbers as numbers and kept ones empty`() {
        let lines = CellExport.csv([cell("-5.2"), cell("7", .provisional), cell(nil, .noData, figure: "=1+1")]).split(
            separator: "\r\n")
        #expect(
            lines == [
                "figure,year,dimensions,value,unit,contributors,status",
                "energy,2025,carrier=NATGAS,-5.2,kWh,5,published",
                "energy,2025,carrier=NATGAS,,kWh,,provisional", "\"'=1+1\",2025,carrier=NATGAS,,kWh,,no_data",
            ])
    }

    @Test(arguments: [
        "=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "＝1", "＋1", "－1", "＠x", "a;=1", "a\"=1", "a,@b", "'=1", "''-1",
        " =1", "a;  +1", "\u{A0}=1",
    ])
    func `No text becomes a formula, whatever separator a spreadsheet assumes`(_ text: String) {
        let guarded = CSVText.guarded(text)
        for separator in [",", ";", "\t", "\"", "\r", "\n"] {
            for part in guarded.split(separator: Character(separator), omittingEmptySubsequences: true) {
                let start = part.drop { $0 == " " || $0 == "\u{A0}" }.unicodeScalars.first ?? "x"
                #expect(!"=+-@＝＋－＠".unicodeScalars.contains(start), "\(part)")
            }
        }
        #expect(CSVText.restored(guarded) == text)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Guarding can be undone for every text`(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        let alphabet = Array("=+-@'\" ,;|a1\t\r\n＝".unicodeScalars)
        for _ in 0..<500 {
            var text = String.UnicodeScalarView()
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            for index in 0..<Int(state >> 60) {
                text.append(alphabet[Int((state >> (UInt64(index) * 3 + 5)) % UInt64(alphabet.count))])
            }
            #expect(CSVText.restored(CSVText.guarded(String(text))) == String(text))
        }
    }
}
