public import Catalogue
public import PaktStore
import SyncEngine
import Wire

/// When the next session is due and how the last one went: hints that a restore may lose.
public enum SyncSchedule {
    public static let windowHint = "window"
    public static let refusalHint = "refusal"
    static let syncingHint = "syncing"
    /// A session that began longer ago has ended, if only by a crash.
    static let longestSession: Int64 = 600

    /// The hub's window as moments of this machine's clock.
    public static func window(_ snapshot: StoreSnapshot) throws -> (notBefore: Instant, notAfter: Instant)? {
        guard let parts = try snapshot.hint(windowHint)?.arrayValue, parts.count == 3,
            let notBefore = parts[0].integer, let notAfter = parts[1].integer
        else { return nil }
        return (Instant(secondsSince1970: notBefore), Instant(secondsSince1970: notAfter))
    }

    /// Keeps the window and draws the moment of the next session uniformly inside it, once.
    static func remember(_ window: Window?, now: Int64, in transaction: StoreTransaction) throws {
        guard let window else { return }
        let notBefore = now + Int64(window.notBefore)
        let notAfter = max(notBefore, now + Int64(window.notAfter))
        // A second in hand at both ends, where there is room: the hub counts by its own clock.
        let inset: Int64 = notAfter - notBefore > 4 ? 1 : 0
        let due = Int64.random(in: notBefore + inset...notAfter - inset)
        try transaction.setHint(windowHint, to: .array([CBOR(notBefore), CBOR(notAfter), CBOR(due)]))
    }

    /// When the next session is due, or `nil` when the hub has named no window yet.
    public static func due(_ snapshot: StoreSnapshot) throws -> Instant? {
        guard let parts = try snapshot.hint(windowHint)?.arrayValue, parts.count == 3 else { return nil }
        return parts[2].integer.map { Instant(secondsSince1970: $0) }
    }

    /// Whether a session is under way.
    public static func isSyncing(_ snapshot: StoreSnapshot, now: Int64) throws -> Bool {
        guard let since = try snapshot.hint(syncingHint)?.integer else { return false }
        return now - since < longestSession
    }
}
