extension Entry {
    /// The keys of the options map.
    private enum Option {
        static let deletes: UInt64 = 0
        static let subject: UInt64 = 1
        static let supersedes: UInt64 = 2
    }

    func writeOptions(to writer: inout CBORWriter, in log: LogID) {
        let count = (isDeletion ? 1 : 0) + (subject == nil ? 0 : 1) + (supersedes.isEmpty ? 0 : 1)
        writer.map(count + unknownOptions.count)
        if isDeletion {
            writer.unsigned(Option.deletes)
            writer.boolean(true)
        }
        if let subject {
            writer.unsigned(Option.subject)
            subject.write(to: &writer, in: log)
        }
        if !supersedes.isEmpty {
            writer.unsigned(Option.supersedes)
            var dots = supersedes.sorted()
            for index in dots.indices.dropFirst().reversed() where dots[index] == dots[index - 1] {
                dots.remove(at: index)
            }
            writer.array(dots.count)
            for dot in dots { dot.write(to: &writer, in: log) }
        }
        // Keys above 2 and negative keys sort after those above, so appending them in order keeps the map sorted.
        let others = unknownOptions.map { (key: $0.key.encoded(), value: $0.value) }
        for other in others.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            writer.bytes.append(contentsOf: other.key)
            writer.item(other.value)
        }
    }

    /// Reads one entry.
    ///
    /// - Parameters:
    ///   - bytes: Exactly one entry.
    ///   - log: The entry's own log.
    /// - Throws: ``WireError`` for anything but the only encoding of an entry.
    public init(parsing bytes: [UInt8], in log: LogID) throws(WireError) {
        guard bytes.count <= Limits.maximumEntryByteCount else { throw WireError(.tooLarge, context: "entry") }
        var reader = CBORReader(bytes)
        let count = try reader.readArrayCount("entry")
        guard count == 2 || count == 3 else { throw WireError(.wrongCount, context: "entry") }
        let kindOffset = reader.offset
        guard let kind = UInt32(exactly: try reader.readUnsigned("entry.kind")) else {
            throw WireError(.wrongValue, offset: kindOffset, context: "entry.kind")
        }
        self.init(kind: kind, content: try Self.readContent(from: &reader))
        if count == 3 { try readOptions(from: &reader, in: log) }
        try reader.requireEnd()
    }

    private static func readContent(from reader: inout CBORReader) throws(WireError) -> Content {
        let start = reader.offset
        switch reader.nextMajor {
        case 5: return .payload(Array(reader.bytes[try reader.skipItem(nesting: 1)]))
        case 2:
            guard let hash = Hash(try reader.readBytes("entry.commitment")) else {
                throw WireError(.wrongLength, offset: start, context: "entry.commitment")
            }
            return .erased(hash)
        case nil: throw WireError(.truncated, offset: start, context: "entry.payload")
        default: throw WireError(.wrongType, offset: start, context: "entry.payload")
        }
    }

    private mutating func readOptions(from reader: inout CBORReader, in log: LogID) throws(WireError) {
        let start = reader.offset
        let count = try reader.readMapCount("entry.options")
        guard count > 0 else { throw WireError(.notCanonical, offset: start, context: "entry.options") }
        var previous = reader.offset..<reader.offset
        for _ in 0..<count {
            let keyStart = reader.offset
            let key = try reader.readItem(nesting: 2)
            try reader.checkOrder(&previous, keyStart..<reader.offset)
            try readOption(key, from: &reader, in: log)
        }
    }

    private mutating func readOption(
        _ key: CBOR, from reader: inout CBORReader, in log: LogID
    ) throws(WireError) {
        let start = reader.offset
        switch key {
        case .unsigned(Option.deletes):
            guard try reader.readItem(nesting: 2) == .boolean(true) else {
                throw WireError(.notCanonical, offset: start, context: "entry.deletes")
            }
            isDeletion = true
        case .unsigned(Option.subject):
            subject = try Dot(from: &reader, in: log, "entry.subject")
        case .unsigned(Option.supersedes):
            let count = try reader.readArrayCount("entry.supersedes")
            guard count > 0 else { throw WireError(.notCanonical, offset: start, context: "entry.supersedes") }
            guard count <= Limits.maximumSupersededCount else {
                throw WireError(.tooMany, offset: start, context: "entry.supersedes")
            }
            for _ in 0..<count {
                let dot = try Dot(from: &reader, in: log, "entry.supersedes")
                if let last = supersedes.last, dot <= last {
                    throw WireError(.notCanonical, offset: start, context: "entry.supersedes")
                }
                supersedes.append(dot)
            }
        case .unsigned, .negative:
            unknownOptions.append(CBORPair(key, try reader.readItem(nesting: 2)))
        default: throw WireError(.wrongType, offset: start, context: "entry.options")
        }
    }
}
