import Crypto
import Testing
import Wire

struct SignatureTests {
    /// The first key of RFC 8032, section 7.1.
    static let secret = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    static let publicKey = bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

    static let head = Head(log: Sample.log, size: 4097, root: Hash.sha256([1]), previous: Sample.link)
    static let receipt = Receipt(log: Sample.log, size: 4097, root: Hash.sha256([1]), at: 1_790_000_000_123)

    /// Sig_structure as RFC 9052, section 4.4 defines it, made from items.
    static func structure(_ payload: CBOR) -> [UInt8] {
        let protected = CBOR.map([1: CBOR(-8)]).encoded()
        return CBOR.array([.text("Signature1"), .bytes(protected), .bytes([]), .bytes(payload.encoded())]).encoded()
    }

    static var headItem: CBOR {
        .array([
            .unsigned(1), .bytes(head.log.feed.bytes), .unsigned(head.log.epoch), .unsigned(head.size),
            .bytes(head.root.bytes),
            .array([
                .unsigned(Sample.link.epoch), .unsigned(Sample.link.size), .bytes(Sample.link.root.bytes),
            ]),
        ])
    }

    static var receiptItem: CBOR {
        .array([
            .unsigned(2), .bytes(receipt.log.feed.bytes), .unsigned(receipt.log.epoch), .unsigned(receipt.size),
            .bytes(receipt.root.bytes), .unsigned(receipt.at),
        ])
    }

    @Test func `What is signed is the structure of COSE_Sign1`() throws {
        #expect(Self.head.signedBytes == Self.structure(Self.headItem))
        #expect(Self.receipt.signedBytes == Self.structure(Self.receiptItem))
        let first = Head(log: Sample.log, size: 0, root: MerkleTree.emptyRoot)
        guard case .array(var items) = Self.headItem else { return }
        items.replaceSubrange(3..., with: [.unsigned(0), .bytes(MerkleTree.emptyRoot.bytes), .null])
        #expect(first.signedBytes == Self.structure(.array(items)))
        #expect(hexadecimal(first.signedBytes).hasPrefix("846a5369676e61747572653143a1012740"))
    }

    @Test func `Any Ed25519 library can check a head and a receipt`() throws {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Self.secret)
        #expect(Array(key.publicKey.rawRepresentation) == Self.publicKey)
        let signature = try Self.head.sign(with: key)
        #expect(signature.count == 64)
        #expect(key.publicKey.isValidSignature(signature, for: Self.structure(Self.headItem)))
        let other = try Self.receipt.sign(with: key)
        #expect(key.publicKey.isValidSignature(other, for: Self.structure(Self.receiptItem)))
        // And the other way round: made outside, accepted here.
        let outside = Array(try key.signature(for: Self.structure(Self.headItem)))
        #expect(Self.head.isValid(signature: outside, by: Self.publicKey))
    }

    @Test func `A signature is valid for one head by one key only`() throws {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Self.secret)
        let signature = try Self.head.sign(with: key)
        #expect(Self.head.isValid(signature: signature, by: Self.publicKey))
        let others = [
            Head(log: Sample.otherLog, size: 4097, root: Self.head.root, previous: Sample.link),
            Head(log: Sample.log, size: 4096, root: Self.head.root, previous: Sample.link),
            Head(log: Sample.log, size: 4097, root: Hash.sha256([2]), previous: Sample.link),
            Head(log: Sample.log, size: 4097, root: Self.head.root, previous: nil),
        ]
        for other in others { #expect(!other.isValid(signature: signature, by: Self.publicKey)) }
        for index in signature.indices {
            var changed = signature
            changed[index] ^= 1
            #expect(!Self.head.isValid(signature: changed, by: Self.publicKey))
        }
        #expect(!Self.head.isValid(signature: signature, by: Sample.writer))
        #expect(!Self.head.isValid(signature: [], by: Self.publicKey))
        #expect(!Self.head.isValid(signature: signature + [0], by: Self.publicKey))
        #expect(!Self.head.isValid(signature: signature, by: []))
        let receipt = try Self.receipt.sign(with: key)
        #expect(Self.receipt.isValid(signature: receipt, by: Self.publicKey))
        #expect(!Self.receipt.isValid(signature: signature, by: Self.publicKey))
        #expect(!Self.head.isValid(signature: receipt, by: Self.publicKey))
    }

    @Test func `A signature can be given away as a COSE_Sign1 with a detached payload`() throws {
        let message = try CBOR(parsing: Head.coseSign1(signature: Sample.signature))
        #expect(message == .tagged(18, .array([.bytes([0xa1, 1, 0x27]), .map([]), .null, .bytes(Sample.signature)])))
        #expect(Receipt.coseSign1(signature: Sample.signature) == message.encoded())
    }
}
