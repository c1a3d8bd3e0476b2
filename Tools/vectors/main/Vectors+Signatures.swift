import Crypto
import Wire

/// Signatures over heads and receipts.
func signatureVectors() throws -> VectorFile {
    var file = VectorFile(
        "signatures",
        about:
            "Heads (payload [1, feed, epoch, size, root, previous or null]) and receipts (payload [2, feed, epoch, "
            + "size, root, milliseconds]). 'signed' is the Sig_structure of RFC 9052 with protected header {1: -8}, "
            + "'cose' the same signature as COSE_Sign1 with a detached payload. The key is test 1 of RFC 8032.")
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: Sample.secret)
    let root = Hash.sha256([1])
    let heads: [(String, Head)] = [
        ("a head", Head(log: Sample.log, size: 4097, root: root)),
        ("a head after a restore", Head(log: Sample.log, size: 1, root: root, previous: Sample.link)),
        ("the head of an empty log", Head(log: Sample.log, size: 0, root: MerkleTree.emptyRoot)),
    ]
    let names: [(String, JSON)] = [("secret", .hex(Sample.secret)), ("key", .hex(Sample.writer))]
    for (name, head) in heads {
        let signature = try head.sign(with: key)
        file.good(
            name,
            names + [
                ("payload", .hex(head.payload)), ("signed", .hex(head.signedBytes)), ("signature", .hex(signature)),
                ("cose", .hex(Head.coseSign1(signature: signature))),
            ])
    }
    let receipt = Receipt(log: Sample.log, size: 4097, root: root, at: 1_790_000_000_123)
    let signature = try receipt.sign(with: key)
    file.good(
        "a receipt",
        names + [
            ("payload", .hex(receipt.payload)), ("signed", .hex(receipt.signedBytes)), ("signature", .hex(signature)),
            ("cose", .hex(Receipt.coseSign1(signature: signature))),
        ])
    return file
}
