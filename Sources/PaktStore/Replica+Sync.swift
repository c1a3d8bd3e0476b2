public import SyncEngine
public import Wire

/// What a session needs of a store; the scope decides which feeds the other side may ever see.
extension Replica: SyncStore {
    public func positions(scope: SyncScope) throws -> [(LogDescriptor, Position)] {
        try read { snapshot in
            try snapshot.logs().filter { $0.size > 0 && self.isShared($0, in: scope) }
                .map { ($0.descriptor, $0.position) }
        }
    }

    /// `own` feeds never; a company's city feeds and its desk; the network for all.
    package func isShared(_ log: LogState, in scope: SyncScope) -> Bool {
        switch log.descriptor.feed.audience {
        case .own: false
        case .network: true
        case .city: identity.role == .node || log.owner == scope.partner
        case .desk: identity.role == .node || log.descriptor.feed.partner == scope.partner
        }
    }

    public func root(of log: LogID, at size: UInt64) throws -> Hash? {
        try read { try $0.root(of: log, at: size) }
    }

    public func chunks(of log: LogID, from size: UInt64, maximumByteCount: Int) throws -> [Chunk] {
        try read { try $0.chunks(of: log, from: size, maximumByteCount: maximumByteCount) }
    }

    public func receipt(of log: LogID) throws -> SignedReceipt? {
        guard identity.role == .hub else { return nil }
        return try read { try $0.log(log)?.receipt }
    }

    public func logsAwaitingReceipt(scope: SyncScope) throws -> [LogID] {
        guard identity.role == .node else { return [] }
        return try read { snapshot in
            try snapshot.logs()
                .filter {
                    $0.descriptor.feed.writer == self.identity.publicKey && $0.descriptor.feed.audience == .city
                        && $0.size > 0 && $0.receipt?.receipt.size ?? 0 < $0.size
                }
                .map(\.descriptor.id)
        }
    }

    public func accepts(_ log: LogDescriptor, scope: SyncScope) throws -> Bool {
        // A restored hub is refilled by its nodes with its own feeds; whose other feeds it takes, the hub decides.
        identity.role == .hub && log.feed.writer == identity.publicKey
            && (log.feed.audience == .network || log.feed.partner == scope.partner)
    }
}

extension Replica {
    /// Takes in a batch of deliveries in one transaction, each log as far as it is sound.
    ///
    /// - Parameters:
    ///   - owner: whose records a log changes that is new here.
    ///   - receiptTime: at a hub, milliseconds since 1970 for the receipts that are made and kept; `nil` at a node.
    public func ingest(
        _ deliveries: [Delivery], owner: (LogDescriptor) -> UInt32, receiptTime: UInt64?
    ) throws -> [IngestResult] {
        try write { try $0.ingest(deliveries, owner: owner, receiptTime: receiptTime) }
    }
}

extension StoreTransaction {
    /// Takes in a batch of deliveries as part of a larger transaction; see ``Replica/ingest(_:owner:receiptTime:)``.
    public func ingest(
        _ deliveries: [Delivery], owner: (LogDescriptor) -> UInt32, receiptTime: UInt64?
    ) throws -> [IngestResult] {
        var results: [LogID: IngestResult] = [:]
        var order: [LogID] = []
        for delivery in deliveries {
            let id = delivery.log.id
            if results[id] == nil { order.append(id) }
            if case .refused = results[id] { continue }
            let check: ChunkCheck
            do {
                check = try self.check(delivery.chunk, of: delivery.log)
            } catch let error as StoreError {
                results[id] = .refused(log: id, SessionError(error.refusal, error.description))
                continue
            } catch let error as WireError {
                results[id] = .refused(log: id, SessionError(.invalidChunk, "\(error)"))
                continue
            }
            // What fails from here on is the store's own trouble and undoes the whole transaction.
            let position =
                switch check {
                case .known(let position): position
                case .new(let checked): try take(checked, of: delivery.log, owner: owner(delivery.log))
                }
            results[id] = .stored(log: id, size: position.size, root: position.root, receipt: nil)
        }
        return try order.compactMap { id in
            guard let receiptTime, case .stored(let log, let size, let root, _)? = results[id],
                var state = try self.log(id)
            else { return results[id] }
            let signed = try replica.receipt(for: state.position, at: receiptTime)
            state.receipt = signed
            update(state)
            return .stored(log: log, size: size, root: root, receipt: signed)
        }
    }
}

extension StoreError {
    /// The code by which a peer is told.
    var refusal: RefusalCode {
        switch code {
        case .gap: .gap
        case .forked: .forked
        case .badSignature: .invalidChunk
        case .notAllowed: .notAllowed
        case .noSpace: .quota
        default: .storeFailed
        }
    }
}
