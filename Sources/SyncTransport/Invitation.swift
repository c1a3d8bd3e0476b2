public import Wire

/// What a company gets to join a network: where the hub is, whom to trust, and a key to the door that works once.
///
/// As text it is one line: `pakt1`, the CBOR array of the fields in Crockford's base 32, and four check characters. See
/// the specification's section on enrolment.
public struct Invitation: Hashable, Sendable {
    /// The format's number, the first element of the array.
    private static let version: UInt64 = 1
    private static let prefix = "pakt1"
    private static let checkCharacterCount = 4
    /// Longer than any invitation: three hashes, a token, a name and an address have some 500 characters.
    private static let maximumCharacterCount = 4096

    public let address: HubAddress
    /// The SHA-256 of the hub's TLS public key.
    public let hubPin: Hash
    /// The hub's public Ed25519 key, 32 bytes.
    public let hubIdentityKey: [UInt8]
    /// The SHA-256 of the TLS key the hub falls back to if it loses its first.
    public let hubBackupPin: Hash
    /// 16 random bytes; the hub keeps their hash only.
    public let token: [UInt8]
    /// When it stops working, in seconds since 1970.
    public let expiresAt: UInt64
    /// The name of the company it is for.
    public let partnerName: String

    public init(
        address: HubAddress, hubPin: Hash, hubIdentityKey: [UInt8], hubBackupPin: Hash, token: [UInt8],
        expiresAt: UInt64, partnerName: String
    ) {
        self.address = address
        self.hubPin = hubPin
        self.hubIdentityKey = hubIdentityKey
        self.hubBackupPin = hubBackupPin
        self.token = token
        self.expiresAt = expiresAt
        self.partnerName = partnerName
    }

    /// The line to hand on.
    public var text: String {
        let bytes = cbor.encoded()
        return Self.prefix + Crockford.encode(bytes) + Self.checkCharacters(of: bytes)
    }

    /// Reads an invitation as people paste or type it: white space, hyphens and capitals do not matter.
    ///
    /// - Throws: ``InvitationError``; whether it has expired is for the caller, who has a clock.
    public init(text: String) throws(InvitationError) {
        guard text.utf8.count <= Self.maximumCharacterCount else { throw .notAnInvitation }
        let characters = text.lowercased().utf8.filter { !Self.isIgnored($0) }
        let readable = characters.map(Crockford.canonical)
        guard readable.starts(with: Self.prefix.utf8) else { throw .notAnInvitation }
        let body = readable.dropFirst(Self.prefix.utf8.count)
        let payload = body.dropLast(Self.checkCharacterCount)
        guard let bytes = Crockford.decode(payload),
            Self.checkCharacters(of: bytes).utf8.elementsEqual(body.suffix(Self.checkCharacterCount))
        else { throw Self.isCutOff(body) ? .truncated : .mistyped }
        guard let item = try? CBOR(parsing: bytes), let invitation = Self(cbor: item) else {
            throw .unsupported
        }
        self = invitation
    }

    /// Four characters: the first 20 bits of a hash over the bytes.
    private static func checkCharacters(of bytes: [UInt8]) -> String {
        let hash = Hash.sha256(Array("pakt invitation".utf8) + bytes)
        return String(Crockford.encode(Array(hash.bytes.prefix(3))).prefix(checkCharacterCount))
    }

    /// Whether the characters are the beginning of an invitation, as when a mail program broke the line.
    private static func isCutOff(_ body: ArraySlice<UInt8>) -> Bool {
        for missing in 0..<8 {
            guard let bytes = Crockford.decode(body.dropLast(missing)) else { continue }
            do {
                _ = try CBOR(parsing: bytes)
            } catch {
                return error.code == .truncated
            }
            return false
        }
        return body.isEmpty
    }

    private static func isIgnored(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || (0x09...0x0D).contains(byte)
    }
}

extension Invitation {
    private var cbor: CBOR {
        .array([
            .unsigned(Self.version), .text(address.description), .bytes(hubPin.bytes), .bytes(hubIdentityKey),
            .bytes(hubBackupPin.bytes), .bytes(token), .unsigned(expiresAt), .text(partnerName),
        ])
    }

    private init?(cbor: CBOR) {
        guard let fields = cbor.arrayValue, fields.count == 8, fields[0].unsignedValue == Self.version,
            let address = fields[1].textValue.flatMap({ HubAddress($0) }),
            let hubPin = fields[2].bytesValue.flatMap({ Hash($0) }),
            let hubIdentityKey = fields[3].bytesValue, hubIdentityKey.count == Limits.keyByteCount,
            let hubBackupPin = fields[4].bytesValue.flatMap({ Hash($0) }),
            let token = fields[5].bytesValue, token.count == Limits.tokenByteCount,
            let expiresAt = fields[6].unsignedValue,
            let partnerName = fields[7].textValue, partnerName.utf8.count <= Limits.maximumNameByteCount
        else { return nil }
        self.init(
            address: address, hubPin: hubPin, hubIdentityKey: hubIdentityKey, hubBackupPin: hubBackupPin,
            token: token, expiresAt: expiresAt, partnerName: partnerName)
    }
}

/// What is wrong with a text that should be an invitation; found without a network.
public enum InvitationError: String, Error, Hashable, Sendable, CaseIterable {
    /// It does not begin with `pakt1`.
    case notAnInvitation
    /// Its end is missing.
    case truncated
    /// A character is wrong, missing or one too many.
    case mistyped
    /// It is whole but of a later version.
    case unsupported
}
