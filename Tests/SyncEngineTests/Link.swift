import SyncEngine
import Wire

/// A connection in memory between a node's and a hub's session: every message goes through its bytes.
struct Link {
    let nodeStore: ModelStore
    let hubStore: ModelStore
    var node: NodeSession
    var hub: HubSession
    /// The frames under way, each with its direction.
    private var towardsHub: [[UInt8]] = []
    private var towardsNode: [[UInt8]] = []
    private var hubReader = FrameReader()
    private var nodeReader = FrameReader()
    private(set) var bytesUp = 0
    private(set) var bytesDown = 0
    private(set) var deliveredMessages = 0
    private(set) var nodeOutcome: SessionOutcome?
    private(set) var hubOutcome: SessionOutcome?
    private(set) var messages: [Message] = []

    init(
        node nodeStore: ModelStore, hub hubStore: ModelStore, partner: UInt32 = 1, limits: SessionLimits = .init(),
        admission: Admission = .open, isScheduled: Bool = false
    ) {
        self.nodeStore = nodeStore
        self.hubStore = hubStore
        let scope = SyncScope(node: nodeStore.publicKey, partner: partner)
        node = NodeSession(
            store: nodeStore, scope: scope,
            configuration: .init(
                hubIdentityKey: hubStore.publicKey, program: "pakt 1.0", isScheduled: isScheduled, limits: limits))
        hub = HubSession(
            store: hubStore, scope: scope,
            configuration: .init(
                time: 1_700_000_000_000, admission: admission, window: Window(notBefore: 3600, notAfter: 7200),
                limits: limits))
    }

    /// Runs until both sides are finished or nothing moves any more.
    ///
    /// - Parameter cut: The number of delivered messages after which the connection breaks.
    mutating func run(cuttingAfter cut: Int? = nil) throws {
        try performNode(node.start())
        while true {
            if let cut, deliveredMessages >= cut { break }
            if !towardsHub.isEmpty {
                try deliverToHub(towardsHub.removeFirst())
            } else if !towardsNode.isEmpty {
                try deliverToNode(towardsNode.removeFirst())
            } else {
                let (fromNode, fromHub) = (node.drained(), hub.drained())
                guard !fromNode.isEmpty || !fromHub.isEmpty else { break }
                try performNode(fromNode)
                try performHub(fromHub)
            }
        }
        try performNode(node.disconnected())
        try performHub(hub.disconnected())
    }

    private mutating func deliverToHub(_ frame: [UInt8]) throws {
        hubReader.append(frame)
        while let message = try hubReader.next() {
            deliveredMessages += 1
            messages.append(message)
            try performHub(hub.receive(message))
        }
    }

    private mutating func deliverToNode(_ frame: [UInt8]) throws {
        nodeReader.append(frame)
        while let message = try nodeReader.next() {
            deliveredMessages += 1
            messages.append(message)
            try performNode(node.receive(message))
        }
    }

    private mutating func performNode(_ actions: [SessionAction]) throws {
        for action in actions {
            switch action {
            case .send(let message):
                let frame = try message.frame()
                bytesUp += frame.count
                towardsHub.append(frame)
            case .ingest(let deliveries): try performNode(node.ingested(nodeStore.ingest(deliveries)))
            case .store(let receipt): nodeStore.store(receipt)
            case .finish(let outcome):
                precondition(nodeOutcome == nil, "a session finishes once")
                nodeOutcome = outcome
            }
        }
    }

    private mutating func performHub(_ actions: [SessionAction]) throws {
        for action in actions {
            switch action {
            case .send(let message):
                let frame = try message.frame()
                bytesDown += frame.count
                towardsNode.append(frame)
            case .ingest(let deliveries): try performHub(hub.ingested(hubStore.ingest(deliveries)))
            case .store: preconditionFailure("a hub stores no receipts")
            case .finish(let outcome):
                precondition(hubOutcome == nil, "a session finishes once")
                hubOutcome = outcome
            }
        }
    }
}
