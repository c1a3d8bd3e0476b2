import Wire

/// The names, keys and entries that the examples share.
enum Sample {
    /// The secret and the public key of test 1 in RFC 8032, section 7.1: known to everyone, good for examples only.
    static let secret = [UInt8](hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    static let writer = [UInt8](hex: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    static let other = [UInt8](1...32)
    static let epoch: UInt64 = 0x0102_0304_0506_0708
    static let city = FeedDescriptor(writer: writer, audience: .city)
    static let log = LogID(feed: city.id, epoch: epoch)
    static let otherLog = LogID(feed: FeedDescriptor(writer: other, audience: .desk, partner: 7).id, epoch: 9)
    static let link = EpochLink(epoch: 5, size: 1000, root: Hash.sha256([5]))
    static let seed = [UInt8](0..<16)
    static let salt = [UInt8](16..<32)

    /// A payload as a monthly amount might have it.
    static func payload(_ index: Int) -> [UInt8] {
        CBOR.map([
            1: .bytes([UInt8](0..<10)),
            2: .tagged(100, .unsigned(UInt64(19_723 + index * 30))),
            3: .tagged(4, .array([CBOR(-1), .unsigned(UInt64(10_001 + index * 37 % 911))])),
            4: .text("kWh"),
        ]).encoded()
    }

    static func entry(_ index: Int) -> Entry { Entry(kind: 10, content: .payload(payload(index))) }

    static func log(_ log: LogID) -> [(String, JSON)] {
        [("feed", .hex(log.feed.bytes)), ("epoch", .text([UInt8](epoch: log.epoch).hex))]
    }
}

extension [UInt8] {
    /// The eight bytes of an epoch, most significant first: JSON numbers are not exact beyond 2 to the 53rd.
    init(epoch: UInt64) {
        self = (0..<8).map { UInt8(truncatingIfNeeded: epoch >> UInt64(56 - 8 * $0)) }
    }
}
