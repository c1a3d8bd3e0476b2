/// A log with everything that its name and its signatures depend on.
public struct LogDescriptor: Hashable, Sendable {
    /// The feed.
    public let feed: FeedDescriptor

    /// The random number of the writer's store.
    public let epoch: UInt64

    /// Where the epoch before ended, as far as the writer knew; `nil` for a feed's first epoch.
    public let previous: EpochLink?

    /// Describes a log.
    public init(feed: FeedDescriptor, epoch: UInt64, previous: EpochLink? = nil) {
        self.feed = feed
        self.epoch = epoch
        self.previous = previous
    }

    /// The log's name.
    public var id: LogID { LogID(feed: feed.id, epoch: epoch) }
}
