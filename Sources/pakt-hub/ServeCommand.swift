import ArgumentParser
import Catalogue
import CommandLineKit
import HubService
import Logging
import Pages
import PaktStore
import SyncTransport

struct Serve: PaktCommand {
    static let configuration = CommandConfiguration(
        abstract: "Receive nodes and show the public page, until stopped.",
        usage: "pakt-hub serve [--listen HOST:PORT] [--web HOST:PORT] [--desk HOST:PORT]")
    @Option(help: "Where nodes reach the hub; port 0 takes a free one.") var listen = "0.0.0.0:20350"
    @Option(help: "Where the public page is shown; port 0 takes a free one.") var web = "127.0.0.1:0"
    @Option(help: "Loopback address of the desk page; none unless given.") var desk: String?
    @OptionGroup var options: GlobalOptions

    func perform(_ output: Output) async throws {
        let hub = try openHub()
        let server = try await SyncServer.start(
            at: try address(listen), identity: hub.transportIdentity(), identityKey: hub.replica.identity.publicKey,
            delegate: hub, logger: Self.logger())
        let webAddress = try address(web)
        let site = PublicSite(
            page: { try hub.publicPage($0) }, cells: { try hub.publicCells() })
        let stop = StopSignal()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stop.wait() }
            group.addTask {
                try await site.serve(host: webAddress.host, port: webAddress.port) { bound in
                    // Only now: a start that fails must not change what invitations say.
                    try? hub.remember(address: server.address)
                    output.json([
                        "event": "listening", "sync": .text(server.address.description), "web": .text(bound),
                    ])
                    output.text(
                        de: "Knoten: \(server.address)   Öffentliche Seite: http://\(bound)/",
                        en: "Nodes: \(server.address)   Public page: http://\(bound)/")
                }
            }
            if let desk { try addDesk(hub, try address(desk), to: &group, output) }
            defer { group.cancelAll() }
            try await group.next()
        }
        await server.shutdown()
    }

    private func addDesk(
        _ hub: Hub, _ address: HubAddress, to group: inout ThrowingTaskGroup<Void, any Error>, _ output: Output
    ) throws {
        let site = DeskSite(page: { try hub.deskPage($0) })
        group.addTask {
            try await site.serve(host: address.host, port: address.port) { bound in
                output.say(
                    de: "Seite der Geschäftsstelle: http://\(bound)\(site.openPath)",
                    en: "Desk page: http://\(bound)\(site.openPath)")
            }
        }
    }

    private func address(_ text: String) throws -> HubAddress {
        guard let address = HubAddress(text) else {
            throw Failure(
                .invalidInput, "badAddress", de: "\(text) ist keine Adresse, zum Beispiel 0.0.0.0:20350.",
                en: "\(text) is no address, for example 0.0.0.0:20350.")
        }
        return address
    }

    private static func logger() -> Logger {
        var logger = Logger(label: "pakt-hub") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        return logger
    }
}
