import Foundation
import Testing

/// A hub that is being served, in a folder of its own.
final class Hub: Sendable {
    let folder: Folder
    let store: Store
    let port: Int
    let web: String
    let child: Child

    private init(folder: Folder, store: Store, child: Child, listening: JSONValue) {
        self.folder = folder
        self.store = store
        self.child = child
        port = listening["sync"].text.split(separator: ":").last.flatMap { Int($0) } ?? 0
        web = listening["web"].text
    }

    deinit { child.kill() }

    /// Makes a hub and serves it.
    static func start(name: String = "Klimapakt Musterstadt") async throws -> Hub {
        let folder = Folder()
        let store = Store(program: "pakt-hub", path: folder.path + "/hub", folder: folder)
        try await store.succeed("init", "--name", name)
        return try await serve(store)
    }

    /// Serves a hub's store; port 0 takes a free one.
    static func serve(_ store: Store, port: Int = 0) async throws -> Hub {
        let child = try store.start(["serve", "--listen", "127.0.0.1:\(port)", "--web", "127.0.0.1:0"])
        let listening = try await child.line { $0["event"] == "listening" }
        return Hub(folder: store.folder, store: store, child: child, listening: listening)
    }

    /// Ends the program politely.
    func stop() async -> Outcome {
        child.kill(SIGTERM)
        return await child.end()
    }

    /// An invitation as `invite` prints it.
    func invite(
        _ partner: String, approved: Bool = true, through address: String? = nil, hours: Int? = nil
    )
        async throws -> String
    {
        var arguments = ["invite", "--partner", partner]
        if approved { arguments.append("--approved") }
        if let address { arguments += ["--address", address] }
        if let hours { arguments += ["--hours", "\(hours)"] }
        let outcome = try await store.run(arguments)
        #expect(outcome.status == 0, "\(outcome.all)")
        return outcome.json["invitation"].text
    }

    /// A new company's store that has joined.
    func join(_ partner: String, through address: String? = nil) async throws -> Store {
        let node = Self.node(partner, in: folder)
        try await node.succeed("join", invite(partner, through: address))
        return node
    }

    /// The store of a company, not yet made.
    static func node(_ name: String, in folder: Folder) -> Store {
        Store(program: "pakt", path: "\(folder.path)/node-\(name.filter(\.isLetter))", folder: folder)
    }

    /// Checks that a node's store and the hub's hold the same of what both should hold.
    func expectEqual(_ node: Store, at place: SourceLocation = #_sourceLocation) async throws {
        let difference = try await admin("diff", node.path, store.path, folder: folder)
        #expect(difference.status == 0, "\(difference.all)", sourceLocation: place)
        for list in ["only_in_a", "only_in_b", "different"] {
            #expect(difference.json[list] == .array([]), "\(difference.all)", sourceLocation: place)
        }
    }

    /// Checks both stores whole.
    func expectSound(_ node: Store, at place: SourceLocation = #_sourceLocation) async throws {
        for found in [try await node.run("verify"), try await store.run("verify")] {
            #expect(found.status == 0, "\(found.all)", sourceLocation: place)
            #expect(found.json["findings"] == .array([]), sourceLocation: place)
        }
    }
}

/// A company's store that knows no hub.
func newNode(_ name: String = "Musterbau GmbH") async throws -> Store {
    let folder = Folder()
    let node = Hub.node(name, in: folder)
    try await node.succeed("init", "--partner", name)
    return node
}

/// Input that tests share.
enum Sample {
    /// One JSON line for each of so many activity lines, on days from 2019 on.
    static func activityLines(_ count: Int, carrier: String = "DIESEL") -> String {
        var text = ""
        for number in 0..<count {
            let (year, rest) = (2019 + number / 336, number % 336)
            let day = String(format: "%04d-%02d-%02d", year, rest / 28 + 1, rest % 28 + 1)
            text += """
                {"carrier":"\(carrier)","quantity":"\(number).5","unit":"l",\
                "periodStart":"\(day)","periodEnd":"\(day)"}\n
                """
        }
        return text
    }
}
