/// The name of a log: the entries of one feed within one epoch of its writer's store.
public struct LogID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The feed.
    public let feed: FeedID

    /// The random number of the writer's store since it was made, restored or moved.
    public let epoch: UInt64

    /// Names a log.
    public init(feed: FeedID, epoch: UInt64) {
        self.feed = feed
        self.epoch = epoch
    }

    /// Whether one log comes before the other: by feed, then by epoch.
    public static func < (left: LogID, right: LogID) -> Bool {
        left.feed == right.feed ? left.epoch < right.epoch : left.feed < right.feed
    }

    /// The feed and the epoch in hexadecimal digits, separated by a slash.
    public var description: String {
        var word: [UInt8] = []
        word.append(word: epoch)
        return "\(feed)/\(word.hexadecimal)"
    }
}
