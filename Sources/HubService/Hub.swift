public import Catalogue
import Crypto
public import Figures
import Glibc
public import PaktStore
import SyncEngine
public import SyncTransport
import Wire

/// The city's hub: its store, its allow-list, its figures.
public final class Hub: Sendable {
    /// The hub's store.
    public let replica: Replica
    /// The rules of publication, with their secret parameter.
    public let disclosure: Disclosure
    let queue: IngestQueue
    let clock: @Sendable () -> UInt64

    /// Makes a hub's services over its store.
    ///
    /// - Parameter clock: milliseconds since 1970.
    public init(
        _ replica: Replica, disclosure: Disclosure = .standard,
        clock: @escaping @Sendable () -> UInt64 = Hub.systemClock
    ) {
        self.replica = replica
        self.disclosure = disclosure
        self.clock = clock
        queue = IngestQueue(replica, now: clock)
    }

    /// Milliseconds since 1970 by the system's clock.
    public static let systemClock: @Sendable () -> UInt64 = {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }

    /// Makes a hub's store in a folder, with the network's profile and the factor editions in its `network` feed.
    ///
    /// - Parameters:
    ///   - city: the city's name; the network's own where none is given.
    ///   - goalYear: the year in which the network's path ends.
    public static func create(at path: String, name: String, city: String? = nil, goalYear: Int = 2035) throws -> Hub {
        let replica = try StoreFolder.create(at: path, role: .hub, name: name, fold: FiguresFold())
        let backupKey = P256.Signing.PrivateKey()
        try PrivateFile.write(
            backupKey.pemRepresentation, to: path + "/hub-backup-key.pem", replacing: false)
        let backupPin = Hash.sha256([UInt8](backupKey.publicKey.derRepresentation))
        try replica.write { transaction in
            try transaction.setFact(backupPinFact, to: .bytes(backupPin.bytes))
            try transaction.publishFactors()
            let editions = FactorEdition.all.map { Value.text($0.name) }
            let profile = Fields([
                "name": .text(name), "cityName": .text(city ?? name), "goalYear": .integer(Int64(goalYear)),
                "factorEditions": .list(editions),
            ])
            _ = try Catalogue.validate(profile, of: .networkProfile)
            _ = try transaction.append(Draft(kind: .networkProfile, fields: profile))
        }
        return Hub(replica)
    }

    /// Opens a hub's store.
    public static func open(at path: String) throws -> Hub {
        let replica = try StoreFolder.open(at: path, role: .hub, fold: FiguresFold())
        let percent = try replica.read { try $0.fact(dominanceFact)?.textValue }
        return Hub(
            replica,
            disclosure: try percent.flatMap { Exact(decimal: $0) }.map { try Disclosure(dominancePercent: $0) }
                ?? .standard)
    }

    static let dominanceFact = "dominancePercent"

    /// Sets the secret parameter p of the dominance rule, in percent: above 0, at most 100.
    ///
    /// It stays in the hub's store and its backups; the next opening of the hub follows it.
    public func set(dominancePercent: Exact) throws {
        let disclosure = try Disclosure(dominancePercent: dominancePercent)
        try replica.write {
            try $0.setFact(Self.dominanceFact, to: .text(disclosure.dominancePercent.description))
        }
    }

    static let backupPinFact = "backupPin"

    /// The hub's clock as a moment.
    public var now: Instant { Instant(secondsSince1970: Int64(clock() / 1000)) }

    /// The key of the hub's connections, drawn from its identity.
    public func transportIdentity() throws -> TransportIdentity {
        try TransportIdentity(secret: replica.derivedSecret(for: TransportIdentity.secretPurpose))
    }
}

extension StoreTransaction {
    /// Writes the factor editions into the `network` feed; those that are there stay as they are.
    func publishFactors() throws {
        for edition in FactorEdition.all {
            _ = try append(Draft(kind: .factorTable, fields: edition.tableFields))
            for fields in edition.rowFields { _ = try append(Draft(kind: .factorRow, fields: fields)) }
        }
    }
}
