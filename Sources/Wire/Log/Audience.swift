/// Who may hold the entries of a feed.
public enum Audience: UInt8, Hashable, Sendable, CaseIterable {
    /// The company alone: these entries never leave its own nodes.
    case own = 0
    /// The company and the city's office.
    case city
    /// Every member of the network.
    case network
    /// The city's office and one partner.
    case desk
}
