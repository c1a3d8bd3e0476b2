/// Cuts bytes that come in any pieces into lines of a table; line breaks inside quotes belong to a field.
///
/// Lines end with LF, CRLF or CR, also mixed; the last one may lack its end.
struct LineReader {
    /// The longest line in bytes: a day of quarter hours in one row has less than 2 KiB.
    static let maximumLineByteCount = 64 << 10

    private var line: [UInt8] = []
    private var isInQuotes = false
    private var isAfterReturn = false
    private(set) var lineNumber = 0

    /// Takes more bytes and hands over each line that is complete.
    ///
    /// - Throws: ``CatalogueError`` with code `badFile` for a line above ``maximumLineByteCount``, and whatever
    ///   `body` throws.
    mutating func append(
        _ bytes: [UInt8], body: (_ line: [UInt8], _ number: Int) throws(CatalogueError) -> Void
    ) throws(CatalogueError) {
        for byte in bytes {
            if isAfterReturn {
                isAfterReturn = false
                if byte == 0x0A { continue }
            }
            if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if !isInQuotes, byte == 0x0A || byte == 0x0D {
                isAfterReturn = byte == 0x0D
                lineNumber += 1
                try body(line, lineNumber)
                line.removeAll(keepingCapacity: true)
                continue
            }
            line.append(byte)
            guard line.count <= Self.maximumLineByteCount else {
                let limit = "\(Self.maximumLineByteCount >> 10) KiB"
                throw CatalogueError(
                    .badFile, expected: Label(de: "Zeilen unter \(limit)", en: "lines below \(limit)"),
                    line: lineNumber + 1)
            }
        }
    }

    /// Hands over the last line when it has no end of its own.
    mutating func finish(
        body: (_ line: [UInt8], _ number: Int) throws(CatalogueError) -> Void
    ) throws(CatalogueError) {
        guard !line.isEmpty else { return }
        lineNumber += 1
        try body(line, lineNumber)
        line = []
    }
}

/// The fields of one line.
enum TableLine {
    /// Splits a line at a separator; quotes are taken off, doubled quotes halved, spaces around trimmed.
    static func fields(_ line: [UInt8], separator: UInt8) -> [[UInt8]] {
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var isInQuotes = false
        var index = 0
        while index < line.count {
            let byte = line[index]
            if byte == UInt8(ascii: "\"") {
                if isInQuotes, index + 1 < line.count, line[index + 1] == byte {
                    field.append(byte)
                    index += 1
                } else {
                    isInQuotes.toggle()
                }
            } else if byte == separator, !isInQuotes {
                fields.append(trimmed(field))
                field.removeAll(keepingCapacity: true)
            } else {
                field.append(byte)
            }
            index += 1
        }
        fields.append(trimmed(field))
        return fields
    }

    /// The number of fields up to the last one that is not empty.
    static func usedCount(_ fields: [[UInt8]]) -> Int { (fields.lastIndex { !$0.isEmpty } ?? -1) + 1 }

    private static func trimmed(_ field: [UInt8]) -> [UInt8] {
        guard let first = field.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
            let last = field.lastIndex(where: { $0 != 0x20 && $0 != 0x09 })
        else { return [] }
        return first == 0 && last == field.count - 1 ? field : Array(field[first...last])
    }

    /// Text of bytes in UTF-8, or in Windows-1252 where they are not.
    static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map(scalar)))
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    /// Windows-1252 from 0x80 to 0x9F; the five unused places are replacement characters.
    private static let upperHalf: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
