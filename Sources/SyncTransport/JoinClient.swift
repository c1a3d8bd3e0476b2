public import Crypto
public import NIOCore
public import NIOPosix
import SyncEngine
import Synchronization
public import Wire

/// A company's first way to its hub, with an invitation in hand.
public struct JoinClient: Sendable {
    /// What the hub answered, and what to show.
    public struct Answer: Hashable, Sendable {
        public let joined: Joined
        /// The digits to compare with the office's, computed here from the keys of this connection.
        public let code: String
        /// The key the hub has shown, to be pinned from now on: the hub's first or its backup.
        public let hubPin: Hash
    }

    private let identity: TransportIdentity
    private let limits: TransportLimits
    private let group: any EventLoopGroup

    public init(
        identity: TransportIdentity, limits: TransportLimits = SyncClient.defaultLimits,
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.identity = identity
        self.limits = limits
        self.group = group
    }

    /// Asks the hub to take this node in; the token is sent only after the hub has proven its key.
    ///
    /// - Parameters:
    ///   - identityKey: The node's signing key.
    ///   - companyID: 8 bytes; the hub answers with the company's own when it has a node already.
    ///   - program: The program's name and version.
    ///   - sharesReadings: Whether raw readings go to the city.
    /// - Throws: ``TransportError``; a used, unknown or expired token is a `refused`.
    public func join(
        _ invitation: Invitation, identityKey: Curve25519.Signing.PrivateKey, companyID: [UInt8], program: String,
        sharesReadings: Bool
    ) async throws(TransportError) -> Answer {
        let publicKey = Array(identityKey.publicKey.rawRepresentation)
        let frame: [UInt8]
        do {
            let join = Join(
                token: invitation.token, identityKey: publicKey,
                bindingSignature: try KeyBinding.sign(pin: identity.pin, with: identityKey), companyID: companyID,
                program: program, shareReadings: sharesReadings)
            frame = try Message.join(join).frame()
        } catch {
            throw TransportError(.invalidArgument, "the request to join could not be made: \(error)")
        }
        let handler = AnswerHandler(deadline: limits.idleDeadline, loop: group.next())
        let connection = try await Connection.open(
            to: invitation.address, pins: [invitation.hubPin, invitation.hubBackupPin], identity: identity,
            protocol: ProtocolName.enrolment, handler: handler, limits: limits, group: group)
        let message = try await handler.exchange(frame, on: connection.channel)
        switch message {
        case .joined(let joined):
            guard joined.hubIdentityKey == invitation.hubIdentityKey else {
                throw TransportError(.protocolViolation, "the hub named another identity key than the invitation")
            }
            let code = ConfirmationCode.text(
                nodeIdentityKey: publicKey, nodePin: identity.pin, hubIdentityKey: joined.hubIdentityKey,
                hubPin: connection.hubPin)
            return Answer(joined: joined, code: code, hubPin: connection.hubPin)
        case .refuse(let refusal):
            throw TransportError(.refused, "the hub refused: \(refusal.name)", refusal: refusal)
        default: throw TransportError(.protocolViolation, "the hub gave no answer to a request to join")
        }
    }
}

/// Sends one frame and waits for one message.
final class AnswerHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private struct State: Sendable {
        var reader = FrameReader()
        var received = 0
        var result: Result<Message, TransportError>?
        var waiting: CheckedContinuation<Result<Message, TransportError>, Never>?
    }

    /// An answer has names and keys in it, at most a few kilobytes.
    private static let maximumAnswerByteCount = 16 << 10

    private let deadline: Duration
    private let state = Mutex(State())

    init(deadline: Duration, loop: any EventLoop) {
        self.deadline = deadline
    }

    func exchange(_ frame: [UInt8], on channel: any Channel) async throws(TransportError) -> Message {
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(deadline)) {
            self.complete(.failure(TransportError(.timeout, "the hub did not answer in time")))
        }
        channel.writeAndFlush(channel.allocator.buffer(bytes: frame), promise: nil)
        let result = await withCheckedContinuation { continuation in
            let known = state.withLock { state in
                if state.result == nil { state.waiting = continuation }
                return state.result
            }
            if let known { continuation.resume(returning: known) }
        }
        timer.cancel()
        channel.close(promise: nil)
        return try result.get()
    }

    private func complete(_ result: Result<Message, TransportError>) {
        let waiting = state.withLock { state in
            guard state.result == nil else { return CheckedContinuation<Result<Message, TransportError>, Never>?.none }
            state.result = result
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: result)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = Array(unwrapInboundIn(data).readableBytesView)
        let result: Result<Message, TransportError>? = state.withLock { state in
            state.received += bytes.count
            guard state.received <= Self.maximumAnswerByteCount else {
                return .failure(TransportError(.protocolViolation, "the hub's answer is too long"))
            }
            state.reader.append(bytes)
            do throws(WireError) {
                return try state.reader.next().map { .success($0) }
            } catch {
                return .failure(TransportError(.protocolViolation, "the hub's answer is no message: \(error)"))
            }
        }
        if let result { complete(result) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        complete(.failure(TransportError(.cut, "the hub closed the connection without an answer")))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
