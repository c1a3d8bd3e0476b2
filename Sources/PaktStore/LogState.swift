public import SyncEngine
public import Wire

/// What a store knows about one log: the row of table `logs`.
public struct LogState: Hashable, Sendable {
    /// The log's number in this store; other stores give it other numbers.
    public let number: UInt32
    /// Writer, audience, epoch.
    public let descriptor: LogDescriptor
    /// Whose records its entries change: 0 the network's, 1... a company's.
    public let owner: UInt32
    /// Entries so far, with the peaks of their tree.
    public internal(set) var frontier = MerkleFrontier()
    /// Entries below this sequence lie in chunks, the others in table `tail`.
    public internal(set) var sealed: UInt64 = 0
    /// Bytes of the entries in table `tail`.
    public internal(set) var tailByteCount: UInt64 = 0
    /// The hub's newest receipt for this log, with its signature.
    public internal(set) var receipt: SignedReceipt?

    /// Entries in the log.
    public var size: UInt64 { frontier.size }
    /// The root over all entries.
    public var root: Hash { frontier.root }
    /// Feed, epoch, size and root in one value.
    public var position: Position { Position(log: descriptor.id, size: size, root: root) }

    init(number: UInt32, descriptor: LogDescriptor, owner: UInt32) {
        self.number = number
        self.descriptor = descriptor
        self.owner = owner
    }

    /// The statement whose signature by the writer covers the first `size` entries.
    func head(at size: UInt64, root: Hash) -> Head {
        Head(log: descriptor.id, size: size, root: root, previous: descriptor.previous)
    }
}

extension LogState {
    var key: [UInt8] { Self.key(number) }

    static func key(_ number: UInt32) -> [UInt8] {
        var key: [UInt8] = []
        key.append(bigEndian: number)
        return key
    }

    static func key(_ number: UInt32, _ position: UInt64) -> [UInt8] {
        var key = key(number)
        key.append(bigEndian: position)
        return key
    }

    static func numberKey(_ log: LogID) -> [UInt8] {
        var key = log.feed.bytes
        key.append(bigEndian: log.epoch)
        return key
    }

    var row: [UInt8] {
        var map: [Int: CBOR] = [
            0: .bytes(descriptor.feed.writer),
            1: .unsigned(UInt64(descriptor.feed.audience.rawValue)),
            3: .unsigned(descriptor.epoch),
            5: .unsigned(UInt64(owner)),
            6: .unsigned(frontier.size),
            7: .array(frontier.peaks.map { .bytes($0.bytes) }),
            8: .unsigned(sealed),
            9: .unsigned(tailByteCount),
        ]
        if let partner = descriptor.feed.partner { map[2] = .unsigned(UInt64(partner)) }
        if let previous = descriptor.previous {
            map[4] = .array([.unsigned(previous.epoch), .unsigned(previous.size), .bytes(previous.root.bytes)])
        }
        if let receipt { map[10] = receipt.cbor }
        return CBOR.map(map).encoded()
    }

    init(number: UInt32, row: [UInt8]) throws {
        let map = try CBOR(parsing: row)
        guard let writer = map[0]?.bytesValue,
            let audience = map[1]?.unsignedValue.flatMap({ Audience(rawValue: UInt8(truncatingIfNeeded: $0)) }),
            let epoch = map[3]?.unsignedValue, let owner = map[5]?.unsignedValue,
            let size = map[6]?.unsignedValue, let sealed = map[8]?.unsignedValue,
            let tailByteCount = map[9]?.unsignedValue,
            let frontier = MerkleFrontier(
                size: size, peaks: (map[7]?.arrayValue ?? []).compactMap { $0.bytesValue.flatMap(Hash.init) })
        else { throw StoreError(.damaged, "log \(number)") }
        let partner = map[2]?.unsignedValue.map { UInt32(truncatingIfNeeded: $0) }
        self.init(
            number: number,
            descriptor: LogDescriptor(
                feed: FeedDescriptor(writer: writer, audience: audience, partner: partner), epoch: epoch,
                previous: map[4].flatMap(EpochLink.init(row:))),
            owner: UInt32(truncatingIfNeeded: owner))
        self.frontier = frontier
        self.sealed = sealed
        self.tailByteCount = tailByteCount
        receipt = map[10].flatMap { SignedReceipt(row: $0, log: descriptor.id) }
    }
}

extension EpochLink {
    /// The link as stored: `[epoch, size, root]`.
    var row: CBOR { .array([.unsigned(epoch), .unsigned(size), .bytes(root.bytes)]) }

    init?(row: CBOR) {
        guard let parts = row.arrayValue, parts.count == 3, let epoch = parts[0].unsignedValue,
            let size = parts[1].unsignedValue, let root = parts[2].bytesValue.flatMap(Hash.init)
        else { return nil }
        self.init(epoch: epoch, size: size, root: root)
    }
}

extension SignedReceipt {
    var cbor: CBOR {
        .array([
            .unsigned(receipt.size), .bytes(receipt.root.bytes), .unsigned(receipt.at), .bytes(signature),
        ])
    }

    init?(row: CBOR, log: LogID) {
        guard let parts = row.arrayValue, parts.count == 4, let size = parts[0].unsignedValue,
            let root = parts[1].bytesValue.flatMap(Hash.init), let at = parts[2].unsignedValue,
            let signature = parts[3].bytesValue
        else { return nil }
        self.init(receipt: Receipt(log: log, size: size, root: root, at: at), signature: signature)
    }
}
