/// One key of a CBOR map and its value.
public struct CBORPair: Hashable, Sendable {
    /// The key: an integer in everything we define.
    public var key: CBOR

    /// The value.
    public var value: CBOR

    /// Makes a pair.
    public init(_ key: CBOR, _ value: CBOR) {
        self.key = key
        self.value = value
    }
}
