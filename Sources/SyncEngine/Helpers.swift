import Wire

/// The hash of no bytes, which no set of logs has as its digest: a hello with it asks for the positions in any case.
let noDigest = Hash.sha256([])
/// The root of a log without entries.
let emptyRoot = MerkleFrontier().root

extension Array {
    /// The elements in order, in slices of at most `count`; none when there are none.
    func sliced(into count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}

extension Message {
    /// The message's name in the specification.
    var name: String {
        switch self {
        case .hello: "hello"
        case .welcome: "welcome"
        case .positions: "positions"
        case .log: "log"
        case .chunk: "chunk"
        case .receipt: "receipt"
        case .turn: "turn"
        case .bye: "bye"
        case .refuse: "refuse"
        case .join: "join"
        case .joined: "joined"
        }
    }
}
