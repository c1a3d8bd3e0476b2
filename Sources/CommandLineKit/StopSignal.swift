@unsafe @preconcurrency import Dispatch
import Glibc

/// Waiting for the signals that end a daemon: SIGTERM and SIGINT.
public final class StopSignal: Sendable {
    private let stream: AsyncStream<Void>

    /// Takes the signals over from now on.
    public init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        self.stream = stream
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        continuation.onTermination = { _ in sources.forEach { $0.cancel() } }
    }

    /// Returns at the first signal, or when the task is cancelled.
    public func wait() async {
        for await _ in stream { return }
    }
}
