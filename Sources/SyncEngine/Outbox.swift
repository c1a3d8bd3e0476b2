import Wire

/// The logs this side sends in its turn, handed out in portions.
struct Outbox: Sendable {
    private struct Item: Sendable {
        let log: LogDescriptor
        /// The first entry the peer lacks; it moves as chunks are handed out.
        var next: UInt64
        /// Where the log ended when the turn began, so that a busy writer cannot keep the session open.
        let end: UInt64
    }

    private let node: [UInt8]
    private let portionByteCount: Int
    private var items: [Item] = []
    private var current = 0
    private(set) var announced: [LogDescriptor] = []

    init(node: [UInt8], portionByteCount: Int) {
        self.node = node
        self.portionByteCount = portionByteCount
    }

    var isEmpty: Bool { current == items.count }

    /// Queues a log; with `size == end` it is announced without chunks, which asks for a receipt.
    ///
    /// Logs beyond what one session can number are left to the next one.
    mutating func append(_ log: LogDescriptor, from size: UInt64, to end: UInt64) {
        guard items.count < Limits.maximumPositionCount else { return }
        items.append(Item(log: log, next: size, end: end))
    }

    /// The next messages, about one portion; empty when all is handed out.
    mutating func portion(from store: any SyncStore, report: inout SessionReport) throws -> [Message] {
        var messages: [Message] = []
        var room = portionByteCount
        while current < items.count, room > 0 {
            let index = announced.count - 1
            let item = items[current]
            guard announced.count > current else {
                announced.append(item.log)
                messages.append(.log(LogAnnouncement(item.log, node: node)))
                continue
            }
            guard item.next < item.end else {
                current += 1
                continue
            }
            let chunks = try store.chunks(of: item.log.id, from: item.next, maximumByteCount: room)
            guard !chunks.isEmpty else {
                throw SessionError(.storeFailed, "a log ends before its stated size", log: item.log.id)
            }
            for chunk in chunks {
                guard chunk.start == items[current].next, chunk.count > 0 else {
                    throw SessionError(.storeFailed, "the store gave chunks out of order", log: item.log.id)
                }
                items[current].next = chunk.end
                room -= max(1, chunk.packed.count)
                report.sentEntries += UInt64(chunk.count)
                report.sentChunkByteCount += chunk.packed.count
                messages.append(.chunk(log: index, chunk))
            }
        }
        return messages
    }
}
