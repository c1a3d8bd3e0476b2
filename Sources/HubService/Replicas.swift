public import Catalogue
public import PaktStore
import SyncEngine
import Wire

/// What the hub knows of one node.
public struct ReplicaLine: Sendable {
    /// The node's place in the allow-list.
    public let member: Member
    /// The last contact, or `nil` before the first.
    public let contact: NodeContact?
    /// The node's own logs at the hub.
    public let logs: [LogState]
    /// Entries of desk, network and colleagues that the node has not fetched.
    public let behind: UInt64

    /// The line as `pakt-admin replicas` prints it.
    public var json: JSON {
        let newest = logs.last
        return [
            "partner": .text(member.partnerName), "node": .text(orNull: member.nodeName),
            "state": .text(member.state.rawValue),
            "last_contact": .text(orNull: contact.map { Instant(secondsSince1970: $0.at).rfc3339 }),
            "feeds": .integer(logs.count), "size": .integer(Int64(logs.reduce(0) { $0 + $1.size })),
            "behind": .integer(Int64(behind)),
            "epoch": .text(orNull: newest.map { String($0.descriptor.epoch, radix: 16) }),
            "version": .text(orNull: contact.map(\.program) ?? member.program),
            "address": .text(orNull: contact?.address),
        ]
    }
}

extension StoreSnapshot {
    /// Every node that the hub knows.
    public func replicaLines() throws -> [ReplicaLine] {
        let logs = try logs()
        return try members().map { member in
            guard let key = member.identityKey else {
                return ReplicaLine(member: member, contact: nil, logs: [], behind: 0)
            }
            let contact = NodeContact(try hint(NodeContact.hint(key)))
            let offered = try entriesFor(SyncScope(node: key, partner: member.partner))
            let received = contact?.received ?? 0
            return ReplicaLine(
                member: member, contact: contact, logs: logs.filter { $0.descriptor.feed.writer == key && $0.size > 0 },
                behind: offered > received ? offered - received : 0)
        }
    }
}
