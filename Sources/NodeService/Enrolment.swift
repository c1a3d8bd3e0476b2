public import PaktStore
public import SyncTransport
public import Wire

/// What a node knows of its place in a network: written by `join`, kept in backups.
public struct Enrolment: Hashable, Sendable {
    /// Where the hub listens.
    public var address: HubAddress
    /// The SHA-256 of the hub's TLS key, and of its backup key.
    public var hubPins: [Hash]
    /// The hub's Ed25519 key, which signs receipts and the hub's feeds.
    public var hubIdentityKey: [UInt8]
    /// The invitation's token; needed again only while the approval is pending.
    public var token: [UInt8]
    /// Whether the city's office has approved this node.
    public var isActive: Bool
    /// The partner's number at the hub; 0 while pending.
    public var partner: UInt32
    /// The network's name.
    public var networkName: String
    /// The code that both sides compare.
    public var code: String
    /// Whether readings go to the city.
    public var shareReadings: Bool

    /// The fact's name in the store.
    public static let factName = "enrolment"

    /// The keys of the fact's map.
    public enum Key: Int {
        case address, hubPins, hubIdentityKey, token, isActive, partner, networkName, code, shareReadings
    }

    /// Makes an enrolment.
    public init(
        address: HubAddress, hubPins: [Hash], hubIdentityKey: [UInt8], token: [UInt8], isActive: Bool, partner: UInt32,
        networkName: String, code: String, shareReadings: Bool
    ) {
        self.address = address
        self.hubPins = hubPins
        self.hubIdentityKey = hubIdentityKey
        self.token = token
        self.isActive = isActive
        self.partner = partner
        self.networkName = networkName
        self.code = code
        self.shareReadings = shareReadings
    }

    /// The enrolment of a node, or `nil` before `join`.
    public init?(in snapshot: StoreSnapshot) throws {
        guard let fact = try snapshot.fact(Self.factName) else { return nil }
        func value(_ key: Key) -> CBOR? { fact[key.rawValue] }
        guard let address = value(.address)?.textValue.flatMap({ HubAddress($0) }),
            let pins = value(.hubPins)?.arrayValue, let hubKey = value(.hubIdentityKey)?.bytesValue,
            let token = value(.token)?.bytesValue, let isActive = value(.isActive)?.boolValue,
            let partner = value(.partner)?.unsignedValue, let networkName = value(.networkName)?.textValue,
            let code = value(.code)?.textValue, let shareReadings = value(.shareReadings)?.boolValue
        else { throw StoreError(.damaged, "enrolment") }
        self.init(
            address: address, hubPins: pins.compactMap { $0.bytesValue.flatMap(Hash.init) }, hubIdentityKey: hubKey,
            token: token, isActive: isActive, partner: UInt32(truncatingIfNeeded: partner), networkName: networkName,
            code: code, shareReadings: shareReadings)
    }

    /// The fact as stored.
    public var fact: CBOR {
        .map([
            Key.address.rawValue: .text(address.description),
            Key.hubPins.rawValue: .array(hubPins.map { .bytes($0.bytes) }),
            Key.hubIdentityKey.rawValue: .bytes(hubIdentityKey), Key.token.rawValue: .bytes(token),
            Key.isActive.rawValue: .boolean(isActive), Key.partner.rawValue: .unsigned(UInt64(partner)),
            Key.networkName.rawValue: .text(networkName), Key.code.rawValue: .text(code),
            Key.shareReadings.rawValue: .boolean(shareReadings),
        ])
    }
}
