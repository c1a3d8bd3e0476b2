import NIOCore
import Synchronization

/// Decides which accepted connections may begin their TLS handshake.
///
/// A few handshakes run at once, in all and for each address; the others wait, unread. Whoever is slow while others
/// wait makes room, oldest first, so that silent connections cannot keep honest ones out.
final class Gate: Sendable {
    fileprivate struct Entry: Sendable {
        let channel: any Channel
        let address: String
        var began: NIODeadline?
    }

    fileprivate struct State: Sendable {
        /// All connections, from accepting to closing.
        var open = 0
        /// Connections before the end of their handshake, in the order they came.
        var entries: [Entry] = []
        /// Whether somebody looks again when patience with those in the way has run out.
        var isTimed = false
    }

    private let limits: TransportLimits
    private let state = Mutex(State())

    init(limits: TransportLimits) {
        self.limits = limits
    }

    var isFull: Bool { state.withLock { $0.open >= limits.maximumConnectionCount } }
    /// Connections whose handshake is running or waits to begin.
    var pendingCount: Int { state.withLock { $0.entries.count } }

    func accepted() {
        state.withLock { $0.open += 1 }
    }

    /// Takes a connection that is ready to be read, and begins its handshake now or later.
    func arrived(_ channel: any Channel, address: String) {
        state.withLock { $0.entries.append(Entry(channel: channel, address: address)) }
        reconsider()
    }

    /// The handshake is done; its place is free.
    func established(_ channel: any Channel) {
        remove(channel)
        reconsider()
    }

    func closed(_ channel: any Channel) {
        state.withLock { $0.open -= 1 }
        remove(channel)
        reconsider()
    }

    private func remove(_ channel: any Channel) {
        state.withLock { state in
            state.entries.removeAll { $0.channel === channel }
        }
    }

    private func reconsider() {
        let (begun, dropped, waiting) = state.withLock { state in
            let (begun, dropped) = state.advance(limits)
            let waiting = state.isTimed ? nil : state.entries.first { $0.began == nil }
            if waiting != nil { state.isTimed = true }
            return (begun, dropped, waiting)
        }
        if let waiting {
            let patience = TimeAmount(limits.handshakePatience) + .milliseconds(1)
            waiting.channel.eventLoop.scheduleTask(in: patience) {
                self.state.withLock { $0.isTimed = false }
                self.reconsider()
            }
        }
        for channel in dropped { channel.close(promise: nil) }
        for channel in begun {
            channel.setOption(.autoRead, value: true).whenFailure { _ in }
        }
    }
}

extension Gate.State {
    /// Begins what may begin, and picks those that have to make room for it.
    fileprivate mutating func advance(_ limits: TransportLimits) -> (begun: [any Channel], dropped: [any Channel]) {
        let now = NIODeadline.now()
        let patience = TimeAmount(limits.handshakePatience)
        var running = entries.count { $0.began != nil }
        var runningOf: [String: Int] = [:]
        for entry in entries where entry.began != nil { runningOf[entry.address, default: 0] += 1 }
        var begun: [any Channel] = []
        var dropped: [any Channel] = []
        var index = 0
        while index < entries.count {
            guard entries[index].began == nil else {
                index += 1
                continue
            }
            let address = entries[index].address
            let isCrowded = runningOf[address, default: 0] >= limits.maximumHandshakeCountPerAddress
            if isCrowded || running >= limits.maximumHandshakeCount {
                let slow = entries.firstIndex { entry in
                    guard let began = entry.began, !isCrowded || entry.address == address else { return false }
                    return now - began >= patience
                }
                guard let slow else {
                    index += 1
                    continue
                }
                let entry = entries.remove(at: slow)
                dropped.append(entry.channel)
                running -= 1
                runningOf[entry.address, default: 1] -= 1
                if slow < index { index -= 1 }
                continue
            }
            entries[index].began = now
            running += 1
            runningOf[address, default: 0] += 1
            begun.append(entries[index].channel)
            index += 1
        }
        return (begun, dropped)
    }
}

/// Stops accepting while there are too many connections; the system's queue holds the next ones.
final class AcceptHandler: ChannelDuplexHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never

    private let gate: Gate
    private var isWaiting = false

    init(gate: Gate) {
        self.gate = gate
    }

    func read(context: ChannelHandlerContext) {
        guard gate.isFull else { return context.read() }
        isWaiting = true
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = unwrapInboundIn(data)
        let loop = context.eventLoop
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
        gate.accepted()
        channel.closeFuture.whenComplete { [gate] _ in
            gate.closed(channel)
            loop.execute {
                let (handler, context) = bound.value
                guard handler.isWaiting, !gate.isFull else { return }
                handler.isWaiting = false
                context.read()
            }
        }
        context.fireChannelRead(data)
    }
}
