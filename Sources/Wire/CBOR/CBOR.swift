/// One CBOR item of the subset used here: RFC 8949 with the core deterministic encoding (section 4.2.1).
///
/// Floating-point numbers, indefinite lengths, `undefined` and other simple values do not exist. Every item has
/// exactly one encoding, so equal items have equal bytes and equal hashes.
public enum CBOR: Hashable, Sendable {
    /// A whole number from 0.
    case unsigned(UInt64)
    /// A whole number below 0: the case holds n for the number -1 - n.
    case negative(UInt64)
    /// A byte string.
    case bytes([UInt8])
    /// A text in UTF-8.
    case text(String)
    /// A list of items.
    case array([CBOR])
    /// Pairs in any order; ``encoded()`` sorts them. No key may occur twice.
    case map([CBORPair])
    /// An item and the tag that says how to read it.
    indirect case tagged(UInt64, CBOR)
    /// False or true.
    case boolean(Bool)
    /// Nothing.
    case null

    /// Makes a whole number.
    public init(_ integer: Int64) {
        self = integer < 0 ? .negative(UInt64(-1 - integer)) : .unsigned(UInt64(integer))
    }

    /// Makes a map from pairs with integer keys, sorted.
    public static func map(_ pairs: [Int: CBOR]) -> CBOR {
        // Encodings of integers ascend through 0, 1, 2 ... and then through -1, -2 ...
        let keys = pairs.keys.sorted { ($0 < 0 ? 1 : 0, $0.magnitude) < ($1 < 0 ? 1 : 0, $1.magnitude) }
        var list: [CBORPair] = []
        list.reserveCapacity(keys.count)
        for key in keys {
            if let value = pairs[key] { list.append(CBORPair(CBOR(Int64(key)), value)) }
        }
        return .map(list)
    }
}
