/// The name of one entry: its log and its place there, counted from 0.
public struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The log.
    public let log: LogID

    /// The place in the log, from 0.
    public let sequence: UInt64

    /// Names an entry.
    public init(log: LogID, sequence: UInt64) {
        self.log = log
        self.sequence = sequence
    }

    /// Reads what ``description`` writes; `nil` for anything else.
    public init?(text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3,
            let feedBytes = [UInt8](hexadecimal: parts[0]), let feed = FeedID(feedBytes),
            let epochBytes = [UInt8](hexadecimal: parts[1]), epochBytes.count == 8,
            let sequence = UInt64(parts[2]), String(sequence) == parts[2]
        else { return nil }
        self.init(log: LogID(feed: feed, epoch: epochBytes.word(at: 0)), sequence: sequence)
    }

    /// Whether one entry comes before the other: by log, then by place.
    public static func < (left: Dot, right: Dot) -> Bool {
        left.log == right.log ? left.sequence < right.sequence : left.log < right.log
    }

    /// The feed (32 digits) and the epoch (16 digits) in hexadecimal, the place in decimal, separated by slashes.
    public var description: String { "\(log)/\(sequence)" }
}

extension Dot {
    /// Writes the place alone within the same log, else [feed, epoch, sequence].
    func write(to writer: inout CBORWriter, in log: LogID) {
        guard self.log != log else { return writer.unsigned(sequence) }
        writer.array(3)
        writer.feed(self.log.feed)
        writer.unsigned(self.log.epoch)
        writer.unsigned(sequence)
    }

    init(from reader: inout CBORReader, in log: LogID, _ context: String) throws(WireError) {
        let start = reader.offset
        if reader.nextMajor == 0 {
            self.init(log: log, sequence: try reader.readUnsigned(context))
        } else {
            guard try reader.readArrayCount(context) == 3 else {
                throw WireError(.wrongCount, offset: start, context: context)
            }
            guard let feed = FeedID(try reader.readBytes(context)) else {
                throw WireError(.wrongLength, offset: start, context: context)
            }
            let other = LogID(feed: feed, epoch: try reader.readUnsigned(context))
            guard other != log else { throw WireError(.notCanonical, offset: start, context: context) }
            self.init(log: other, sequence: try reader.readUnsigned(context))
        }
        guard sequence < Limits.maximumLogEntryCount else {
            throw WireError(.wrongValue, offset: start, context: context)
        }
    }
}
