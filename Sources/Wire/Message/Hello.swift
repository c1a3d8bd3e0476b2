/// The first message of a session: what the node speaks and what it holds.
public struct Hello: Hashable, Sendable {
    /// The lowest protocol version the node speaks.
    public let versionMin: UInt64

    /// The highest protocol version the node speaks.
    public let versionMax: UInt64

    /// The features the hub must know, one bit each.
    public let mustFeatures: UInt64

    /// The features the hub may use, one bit each.
    public let mayFeatures: UInt64

    /// Whether the node came because of its schedule, so that the hub may ask it to come later.
    public let isScheduled: Bool

    /// The ``Position/digest(_:)`` over everything in scope.
    public let digest: Hash

    /// The program and its version, for the hub's log.
    public let program: String

    /// Makes a hello.
    public init(
        versionMin: UInt64, versionMax: UInt64, mustFeatures: UInt64 = 0, mayFeatures: UInt64 = 0,
        isScheduled: Bool, digest: Hash, program: String
    ) {
        self.versionMin = versionMin
        self.versionMax = versionMax
        self.mustFeatures = mustFeatures
        self.mayFeatures = mayFeatures
        self.isScheduled = isScheduled
        self.digest = digest
        self.program = program
    }
}

extension Hello {
    var cbor: CBOR {
        .array([
            .unsigned(versionMin), .unsigned(versionMax), .unsigned(mustFeatures), .unsigned(mayFeatures),
            .unsigned(isScheduled ? 1 : 0), .bytes(digest.bytes), .text(program),
        ])
    }

    /// Later versions may add elements and flags; they are not read here.
    init(cbor: CBOR) throws(WireError) {
        var fields = try FieldReader(cbor, "hello")
        versionMin = try fields.unsigned("versionMin")
        versionMax = try fields.unsigned("versionMax")
        guard versionMin <= versionMax else { throw WireError(.wrongValue, context: "hello.versionMax") }
        mustFeatures = try fields.unsigned("mustFeatures")
        mayFeatures = try fields.unsigned("mayFeatures")
        isScheduled = try fields.unsigned("flags") & 1 == 1
        digest = try fields.hash("digest")
        program = try fields.text("program", upTo: Limits.maximumNameByteCount)
    }

    func check() throws(WireError) {
        guard versionMin <= versionMax else { throw WireError(.wrongValue, context: "hello.versionMax") }
        try program.check("hello.program", upTo: Limits.maximumNameByteCount)
    }
}
