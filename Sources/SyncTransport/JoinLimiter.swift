import NIOCore
import Synchronization
import Wire

/// Slows down guessing: failed attempts to enrol are counted, by token and all together.
final class JoinLimiter: Sendable {
    private struct State: Sendable {
        /// When attempts failed or were begun, oldest first; at most the limit and those under way.
        var attempts: [NIODeadline] = []
        var failures: [Hash: Int] = [:]
        /// Tokens in the order of their first failure, so that the oldest are forgotten first.
        var order: [Hash] = []
    }

    /// Tokens remembered: a minute's worth of failures for a day.
    private static let maximumTokenCount = 30_000

    private let limits: TransportLimits
    private let state = Mutex(State())

    init(limits: TransportLimits) {
        self.limits = limits
    }

    /// Takes a place for one attempt; false when there have been too many.
    func begin(_ token: [UInt8], now: NIODeadline = .now()) -> Bool {
        state.withLock { state in
            state.attempts.removeAll { now - $0 > .minutes(1) }
            guard state.attempts.count < limits.maximumFailedJoinsPerMinute,
                state.failures[Hash.sha256(token), default: 0] < limits.maximumAttemptsPerToken
            else { return false }
            state.attempts.append(now)
            return true
        }
    }

    /// Gives the place back after a success, or counts the failure.
    func end(_ token: [UInt8], hasFailed: Bool) {
        state.withLock { state in
            guard hasFailed else {
                if !state.attempts.isEmpty { state.attempts.removeLast() }
                return
            }
            let name = Hash.sha256(token)
            if state.failures[name] == nil {
                state.order.append(name)
                if state.order.count > Self.maximumTokenCount { state.failures[state.order.removeFirst()] = nil }
            }
            state.failures[name, default: 0] += 1
        }
    }
}
