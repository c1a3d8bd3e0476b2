/// Every limit of the format, each with its reason.
///
/// A limit is enforced where bytes are written and again where they are read. Counts and sizes a peer states
/// are compared with these numbers before anything is allocated. The specification's table of limits lists the
/// same names and numbers.
public enum Limits {
    /// The longest frame, in bytes of type and body: a full chunk (64 KiB packed, 2,048 seed nodes) with room to spare.
    public static let maximumFrameByteCount = 256 << 10

    /// The longest length prefix of a frame, in bytes: three bytes of seven bits hold 2,097,151.
    public static let maximumFrameLengthByteCount = 3

    /// The most entries in one chunk: one run, so that a chunk's salts come from one seed.
    public static let maximumChunkEntryCount = 4096

    /// The most bytes the entries of one chunk may have when unpacked: what a receiver must hold at once.
    public static let maximumRawChunkByteCount = 512 << 10

    /// The most bytes the packed entries of one chunk may have: what a broken connection can waste.
    public static let maximumPackedChunkByteCount = 64 << 10

    /// The longest entry, in bytes: any single entry fits one chunk even when nothing can be compressed.
    public static let maximumEntryByteCount = 64 << 10

    /// The fewest bytes an entry can have: an array of a kind and an empty map.
    public static let minimumEntryByteCount = 3

    /// The entries that share one seed: erasing one of them costs at most 12 seed nodes of 16 bytes.
    public static let runEntryCount = 4096

    /// The depth of the tree of seeds over a run: 2 to the 12th is 4,096.
    public static let runDepth = 12

    /// The most seed nodes a run can need: every second entry of 4,096 erased.
    public static let maximumSeedNodeCount = 2048

    /// The deepest nesting of arrays, maps and tags: our records need 6; a recursive reader needs a bound.
    public static let maximumNesting = 16

    /// The longest text a person may enter into one field or a message may carry, in bytes of UTF-8.
    public static let maximumTextByteCount = 4096

    /// The longest name in a message, in bytes of UTF-8: a program, a partner, a network, a code.
    public static let maximumNameByteCount = 512

    /// The most logs in one positions message: 1,024 of the longest positions (150 bytes) fit one frame.
    public static let maximumPositionCount = 1024

    /// The most entries one entry may supersede: more concurrent versions of one record are resolved in steps.
    public static let maximumSupersededCount = 256

    /// The most entries of one log: sizes and sums of sizes never overflow, and nobody writes so many.
    public static let maximumLogEntryCount: UInt64 = 1 << 48

    /// The bytes of an identity key (Ed25519, RFC 8032).
    public static let keyByteCount = 32

    /// The bytes of a signature (Ed25519, RFC 8032).
    public static let signatureByteCount = 64

    /// The bytes of a feed's name: 128 bits of a hash make an accident and a forgery equally hopeless.
    public static let feedIDByteCount = 16

    /// The bytes of a seed and of a salt: 128 bits cannot be guessed.
    public static let saltByteCount = 16

    /// The bytes of a company's name on the wire: a hash prefix that the hub checks for duplicates.
    public static let companyIDByteCount = 8

    /// The bytes of an invitation's token: 128 bits cannot be guessed.
    public static let tokenByteCount = 16

    /// The first message type a reader may skip when it does not know it; lower unknown types end the session.
    public static let firstIgnorableMessageType: UInt8 = 0x80
}
