import Wire

/// Feeds, and the digest over positions.
func nameVectors() -> VectorFile {
    var file = VectorFile(
        "names",
        about: "'feed' is the first 16 bytes of SHA-256(CBOR [writer, audience, partner or null]). 'digest' is "
            + "SHA-256(CBOR list of [feed, epoch, size, root], sorted by feed and epoch, without logs of size 0).")
    for audience in Audience.allCases {
        let partner: UInt32? = audience == .desk ? 300 : nil
        let feed = FeedDescriptor(writer: Sample.writer, audience: audience, partner: partner)
        file.good(
            "feed for the audience \(audience)",
            [
                ("writer", .hex(feed.writer)), ("audience", .number(UInt64(audience.rawValue))),
                ("partner", partner.map { .number(UInt64($0)) } ?? .null), ("feed", .hex(feed.id.bytes)),
            ])
    }
    let logs = [Sample.otherLog, Sample.log, LogID(feed: Sample.log.feed, epoch: .max)]
    for count in 0...logs.count {
        var positions = logs.prefix(count).enumerated().map { index, log in
            Position(log: log, size: UInt64(index + 1) * 1000, root: Hash.sha256([UInt8(index)]))
        }
        if count == 3 {
            positions.append(Position(log: LogID(feed: Sample.log.feed, epoch: 1), size: 0, root: MerkleTree.emptyRoot))
        }
        let list = positions.map { position in
            JSON.object(
                Sample.log(position.log) + [("size", .number(position.size)), ("root", .hex(position.root.bytes))])
        }
        file.good(
            count == 3 ? "three positions in any order and an empty log" : "digest of \(count) positions",
            [("positions", .list(list)), ("digest", .hex(Position.digest(positions).bytes))])
    }
    return file
}
