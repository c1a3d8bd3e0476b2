/// The deadlines and caps of connections; tests shorten them, programs take them as they are.
public struct TransportLimits: Hashable, Sendable {
    /// From accepting a connection to the end of its TLS handshake, and for a client's connecting: slow mobile links
    /// need a few seconds, an attacker gets no more.
    public var handshakeDeadline = Duration.seconds(10)
    /// From a frame's first byte to its last, whatever arrives in between: 64 KiB at 2 KiB a second.
    public var frameDeadline = Duration.seconds(30)
    /// Without a byte in either direction, while this side has nothing to do for the peer.
    public var idleDeadline = Duration.seconds(60)
    /// For the peer to close after the last message; a refused peer may still be sending.
    public var lingerDeadline = Duration.seconds(2)
    /// How long a revoked node's open session may go on.
    public var authorisationInterval = Duration.seconds(30)

    /// TLS handshakes at once.
    public var maximumHandshakeCount = 64
    /// TLS handshakes at once from one address; further connections of the address wait for their turn.
    public var maximumHandshakeCountPerAddress = 8
    /// How long a handshake may take while others of its kind wait; then the oldest makes room.
    public var handshakePatience = Duration.seconds(1)
    /// Open connections, well below the usual limit of 1,024 file descriptors; more are left in the system's queue.
    public var maximumConnectionCount = 800

    /// A hello, in bytes: versions, a digest and the program's name; nothing longer is read from a node before it.
    public var maximumHelloByteCount = 1 << 10
    /// Everything a peer may send to enrol, in bytes: one message with two keys and a signature.
    public var maximumJoinByteCount = 4 << 10
    /// Failed attempts with one token.
    public var maximumAttemptsPerToken = 5
    /// Failed attempts in a minute, all peers together: 128-bit tokens are not guessed at that rate.
    public var maximumFailedJoinsPerMinute = 20

    /// Bytes received that the session has not looked at yet; beyond that the socket is not read.
    public var maximumBacklogByteCount = 512 << 10
    /// Bytes in one write: a TLS record holds 16 KiB, and small records cost three times as much.
    public var writeByteCount = 16 << 10
    /// Everything one session may receive, in bytes.
    public var maximumSessionByteCount = 1200 << 20

    public init() {}

    /// How often a connection looks at its deadlines: a quarter of the shortest.
    var checkInterval: Duration {
        max(.milliseconds(10), min(frameDeadline, idleDeadline, authorisationInterval, lingerDeadline) / 4)
    }
}
