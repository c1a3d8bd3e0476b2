import ArgumentParser
import Catalogue
import CommandLineKit
import NodeService
import Pages
import PaktStore
import Synchronization
import SyncTransport

struct Serve: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run in the background: synchronise inside the hub's windows, and show a local page.")
    @Option(help: "Loopback address of the local page, HOST:PORT; port 0 takes a free one.") var web = "127.0.0.1:0"
    @Flag(help: "No local page.") var noWeb = false
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) async throws {
        guard let address = HubAddress(web) else {
            throw Failure(.invalidInput, "badAddress", de: "\(web) ist keine Adresse.", en: "\(web) is no address.")
        }
        let node = try openStore()
        let bound = BoundAddress()
        // The link opens the page once; after that a new one is printed, for another browser or a lost session.
        let site = LocalPages(node: node).site { path in output.link(bound.value.withLock { $0 }, path) }
        let stop = StopSignal()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.addTask { try await ScheduledSync(node: node, output: output).run() }
            if noWeb {
                output.json(["event": "serving"])
            } else {
                group.addTask {
                    try await site.serve(host: address.host, port: address.port) { listening in
                        bound.value.withLock { $0 = listening }
                        output.link(listening, site.openPath)
                    }
                }
            }
            // The first to end (a signal, or a failure) ends all.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

/// Where the local page listens, once it does.
private final class BoundAddress: Sendable {
    let value = Mutex("")
}

extension Output {
    fileprivate func link(_ address: String, _ path: String) {
        json(["event": "listening", "web": .text("http://\(address)\(path)")])
        text(de: "Lokale Seite: http://\(address)\(path)", en: "Local page: http://\(address)\(path)")
    }
}

/// Synchronising inside the hub's windows, for as long as the program runs.
private struct ScheduledSync {
    let node: Node
    let output: Output

    /// The pause after a session that failed, doubled up to an hour: a hub that was away must not be flooded.
    static let firstRetrySeconds: Int64 = 5
    static let longestRetrySeconds: Int64 = 3600
    /// How often a node that has not joined looks whether it has.
    static let idleSeconds: Int64 = 5

    func run() async throws {
        var retry = Self.firstRetrySeconds
        while !Task.isCancelled {
            let pause = try nextPause()
            if pause > 0 {
                try await Task.sleep(for: .seconds(pause))
                continue
            }
            do {
                let report = try await node.service.synchronise(isScheduled: true)
                retry = Self.firstRetrySeconds
                output.json(["event": "synced", "result": report.json])
            } catch {
                try Task.checkCancellation()
                let failure = Failure(error)
                output.json([
                    "event": "sync_failed", "code": .text(failure.code), "text": .text(failure.text[output.language]),
                ])
                if try nextPause() == 0 {
                    try await Task.sleep(for: .seconds(Int64.random(in: retry...(retry * 2))))
                    retry = min(retry * 2, Self.longestRetrySeconds)
                }
            }
        }
    }

    /// Seconds until the moment chosen inside the hub's window; short ones, so that a new window is noticed.
    private func nextPause() throws -> Int64 {
        let (isEnrolled, due) = try node.replica.read { snapshot in
            (try Enrolment(in: snapshot) != nil, try SyncSchedule.due(snapshot))
        }
        guard isEnrolled else { return Self.idleSeconds }
        guard let due else { return 0 }
        return max(0, min(due.secondsSince1970 - Process.now.secondsSince1970, 5))
    }
}
