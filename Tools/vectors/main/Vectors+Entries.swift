import Wire

/// Entries and their leaf hashes.
func entryVectors() -> VectorFile {
    var file = VectorFile(
        "entries",
        about: "Entries of the log 'feed' and 'epoch'. 'leaf' is SHA-256(00, header, SHA-256(salt, payload)), the "
            + "header being the entry without its payload; 'erased' is the entry after erasing, with the same leaf.")
    let here = [3, 300].map { Dot(log: Sample.log, sequence: $0) }
    let there = Dot(log: Sample.otherLog, sequence: 6)
    let entries: [(String, Entry)] = [
        ("a state", Sample.entry(0)),
        ("an empty state of kind 0", Entry(kind: 0, content: .payload([0xa0]))),
        ("a deletion", Entry(kind: 10, isDeletion: true, content: .payload([0xa0]))),
        (
            "a state of a record without natural key",
            Entry(kind: 6, subject: here[0], content: .payload(Sample.payload(1)))
        ),
        ("two versions made one", Entry(kind: 10, supersedes: here + [there], content: .payload(Sample.payload(2)))),
        (
            "everything at once",
            Entry(kind: 6, isDeletion: true, subject: there, supersedes: here, content: .payload([0xa0]))
        ),
        (
            "options of a later version",
            Entry(
                kind: 6,
                unknownOptions: [CBORPair(.unsigned(9), .text("new")), CBORPair(.negative(0), .boolean(true))],
                content: .payload([0xa0]))
        ),
    ]
    for (name, entry) in entries {
        var erased = entry
        erased.content = .erased(entry.commitment(salt: Sample.salt))
        file.good(
            name,
            Sample.log(Sample.log) + [
                ("entry", .hex(entry.encoded(in: Sample.log))), ("salt", .hex(Sample.salt)),
                ("leaf", .hex(entry.leafHash(in: Sample.log, salt: Sample.salt).bytes)),
                ("erased", .hex(erased.encoded(in: Sample.log))),
            ])
    }
    let ownName = "8350" + Sample.log.feed.bytes.hex + "1b" + [UInt8](epoch: Sample.log.epoch).hex + "05"
    let bad: [(String, String, WireError.Code)] = [
        ("no array", "a0", .wrongType), ("no payload", "8101", .wrongCount),
        ("four elements", "8401a0a000", .wrongCount),
        ("a kind beyond 32 bits", "821b0000000100000000a0", .wrongValue),
        ("a payload that is no map", "820100", .wrongType),
        ("a commitment of one byte", "82014100", .wrongLength), ("empty options", "8301a0a0", .notCanonical),
        ("a deletion that is none", "8301a0a100f4", .notCanonical),
        ("nothing superseded", "8301a0a10280", .notCanonical),
        ("superseded dots out of order", "8301a0a102820504", .notCanonical),
        ("a dot superseded twice", "8301a0a102820505", .notCanonical),
        ("a dot of the same log by its whole name", "8301a0a101" + ownName, .notCanonical),
        ("a sequence beyond 2^48", "8301a0a1011b0001000000000000", .wrongValue),
        ("an option with a text key", "8301a0a1616100", .wrongType),
        ("a floating-point number in the payload", "8201a100f93c00", .floatingPoint),
    ]
    for (name, hex, code) in bad {
        file.bad(name, [UInt8](hex: hex), as: "entry", code, Sample.log(Sample.log)) {
            _ = try Entry(parsing: $0, in: Sample.log)
        }
    }
    return file
}
