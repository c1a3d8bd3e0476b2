import Logging
import NIOCore
import SyncEngine
import Synchronization
import Wire

/// What all connections of one server share.
final class HubContext: Sendable {
    let delegate: any HubDelegate
    let limits: TransportLimits
    let gate: Gate
    let joinLimiter: JoinLimiter
    let pin: Hash
    let identityKey: [UInt8]

    private struct State: Sendable {
        var drivers: [Hash: SessionDriver] = [:]
        var isShuttingDown = false
        /// Lines logged in the current ten seconds, so that an attacker cannot fill the disk.
        var linesSince = NIODeadline.now()
        var lineCount = 0
    }

    private static let maximumLineCount = 50

    private let logger: Logger
    private let state = Mutex(State())

    init(delegate: any HubDelegate, limits: TransportLimits, pin: Hash, identityKey: [UInt8], logger: Logger) {
        self.delegate = delegate
        self.limits = limits
        self.pin = pin
        self.identityKey = identityKey
        self.logger = logger
        gate = Gate(limits: limits)
        joinLimiter = JoinLimiter(limits: limits)
    }

    /// Takes note of a session; an older one of the same key is ended, as its connection is most likely dead.
    func register(_ driver: SessionDriver, for pin: Hash) {
        let (older, isShuttingDown) = state.withLock { state in
            (state.drivers.updateValue(driver, forKey: pin), state.isShuttingDown)
        }
        older?.fail(SessionError(.busy, "this node has opened another session"))
        if isShuttingDown { driver.fail(SessionError(.shuttingDown, "the hub is shutting down")) }
    }

    func unregister(_ driver: SessionDriver, for pin: Hash) {
        state.withLock { state in
            if state.drivers[pin] === driver { state.drivers[pin] = nil }
        }
    }

    /// Ends all sessions and every one that still begins.
    func shutDown() {
        let drivers = state.withLock { state in
            state.isShuttingDown = true
            return Array(state.drivers.values)
        }
        for driver in drivers { driver.fail(SessionError(.shuttingDown, "the hub is shutting down")) }
    }

    var sessionCount: Int { state.withLock { $0.drivers.count } }

    /// Logs one line about one connection, without any text of the peer's that is not escaped, and not too many.
    func log(_ event: String, _ address: String) {
        let mayLog = state.withLock { state in
            let now = NIODeadline.now()
            if now - state.linesSince > .seconds(10) { (state.linesSince, state.lineCount) = (now, 0) }
            state.lineCount += 1
            return state.lineCount <= Self.maximumLineCount
        }
        guard mayLog else { return }
        let line = event.unicodeScalars.prefix(500).map { scalar in
            scalar.value < 0x20 || scalar.value > 0x7E ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }.joined()
        logger.info("sync connection", metadata: ["address": "\(address)", "event": "\(line)"])
    }
}
