import Wire

/// Items of the subset and what is outside of it.
func cborVectors() -> VectorFile {
    var file = VectorFile(
        "cbor",
        about:
            "CBOR items. With 'error': must be refused, by this name. Without: must be read, and written back as the "
            + "same bytes. Every strict prefix of a good item is an error, and so is any byte after it.")
    let good: [(String, String)] = [
        ("zero", "00"), ("23 is the last number in one byte", "17"), ("24 needs two bytes", "1818"),
        ("255", "18ff"), ("256", "190100"), ("65,535", "19ffff"), ("65,536", "1a00010000"),
        ("2^32 - 1", "1affffffff"), ("2^32", "1b0000000100000000"), ("2^64 - 1", "1bffffffffffffffff"), ("-1", "20"),
        ("-24", "37"), ("-25", "3818"), ("-2^64", "3bffffffffffffffff"), ("empty byte string", "40"),
        ("byte string", "4401020304"), ("empty text", "60"), ("text in UTF-8", "62c3bc"),
        ("text of one character outside of the basic plane", "64f0908591"), ("empty array", "80"),
        ("array", "8301820203820405"), ("empty map", "a0"), ("map", "a201020304"),
        ("negative keys come after all others", "a300011818022003"),
        ("keys of several types", "a60af61864f620f6626161f68101f6f4f6"), ("false", "f4"), ("true", "f5"),
        ("null", "f6"), ("date: 2024-01-01 in days since 1970", "d864194d0b"), ("decimal 1000.1", "c48220192711"),
        ("decimal 0", "c4820000"), ("bignums are tagged items like others", "c249010000000000000000"),
        ("16 levels of nesting", "8181818181818181818181818181818100"),
    ]
    for (name, hex) in good {
        let bytes = [UInt8](hex: hex)
        let isRight = (try? CBOR(parsing: bytes))?.encoded() == bytes
        precondition(isRight, "cbor: \(name) is refused")
        file.good(name, [("cbor", .text(hex))])
    }
    let bad: [(String, String, WireError.Code)] = [
        ("nothing", "", .truncated), ("23 in two bytes", "1817", .notMinimal),
        ("255 in three bytes", "1900ff", .notMinimal),
        ("65,535 in five bytes", "1a0000ffff", .notMinimal),
        ("2^32 - 1 in nine bytes", "1b00000000ffffffff", .notMinimal),
        ("length of a byte string not minimal", "5803010203", .notMinimal),
        ("count of an array not minimal", "9800", .notMinimal),
        ("tag not minimal", "d80401", .notMinimal), ("reserved initial byte", "1c", .malformed),
        ("break alone", "ff", .malformed),
        ("byte string of indefinite length", "5f42010243030405ff", .indefiniteLength),
        ("text of indefinite length", "7f657374726561646d696e67ff", .indefiniteLength),
        ("array of indefinite length", "9fff", .indefiniteLength),
        ("map of indefinite length", "bfff", .indefiniteLength),
        ("half-precision number", "f93c00", .floatingPoint), ("single-precision number", "fa47c35000", .floatingPoint),
        ("double-precision number", "fb3ff199999999999a", .floatingPoint), ("undefined", "f7", .simpleValue),
        ("simple value 16", "f0", .simpleValue), ("simple value 255", "f8ff", .simpleValue),
        ("one key twice", "a201000100", .duplicateKey),
        ("keys in descending order", "a202000100", .unsortedMap),
        ("negative key before others", "a220000000", .unsortedMap),
        ("shorter text does not come first by its content", "a262616100616200", .unsortedMap),
        ("a byte that is no UTF-8", "61ff", .invalidText), ("overlong UTF-8", "62c0af", .invalidText),
        ("half a surrogate pair", "63eda080", .invalidText), ("two items", "0000", .trailingBytes),
        ("an array that claims 2^64 - 1 elements", "9bffffffffffffffff00", .truncated),
        ("17 levels of nesting", "818181818181818181818181818181818100", .tooDeep),
    ]
    for (name, hex, code) in bad {
        file.bad(name, [UInt8](hex: hex), as: "cbor", code) { _ = try CBOR(parsing: $0) }
    }
    return file
}
