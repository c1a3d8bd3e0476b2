import NIOCore
import Synchronization

/// Bytes through one place of a connection, in both directions.
final class ByteCounter: Sendable {
    private let incoming = Atomic<Int>(0)
    private let outgoing = Atomic<Int>(0)

    var received: Int { incoming.load(ordering: .relaxed) }
    var sent: Int { outgoing.load(ordering: .relaxed) }

    func add(received count: Int) { incoming.add(count, ordering: .relaxed) }
    func add(sent count: Int) { outgoing.add(count, ordering: .relaxed) }
}

/// Counts what passes: below TLS the bytes of the socket, above it those of the messages.
final class CountingHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let counter: ByteCounter

    init(_ counter: ByteCounter) {
        self.counter = counter
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        counter.add(received: unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        counter.add(sent: unwrapOutboundIn(data).readableBytes)
        context.write(data, promise: promise)
    }
}
