import NIOCore
import NIOPosix
import Pages
import Synchronization

/// A client that sends exactly the bytes it is given and reads until the server closes.
enum RawHTTP {
    struct Reply: Sendable {
        var status = 0
        var headers: [(name: String, value: String)] = []
        var body = ""

        subscript(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    /// The longest a reply may take; a server that neither answers nor closes fails the test instead of holding it up.
    static let deadline = Duration.seconds(15)

    static func send(_ bytes: String, to port: Int) async throws -> Reply {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let raw = channel.channel
        let timer = Task {
            try await Task.sleep(for: deadline)
            raw.close(promise: nil)
        }
        defer { timer.cancel() }
        let text = Mutex("")
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: bytes))
                for try await part in inbound { text.withLock { $0 += String(buffer: part) } }
            }
        } catch {
            // A server that closes while we still write is an answer too: what came before it counts.
        }
        return parse(text.withLock { $0 })
    }

    static func request(
        _ method: String, _ target: String, port: Int, host: String? = nil, headers: [(String, String)] = [],
        body: String = ""
    ) async throws -> Reply {
        var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.utf8.count)\r\n" }
        return try await send(text + "\r\n" + body, to: port)
    }

    private static func parse(_ text: String) -> Reply {
        var reply = Reply()
        guard let end = text.utf8.firstRange(of: "\r\n\r\n".utf8) else { return reply }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        reply.body = String(text[end.upperBound...])
        guard let first = lines.first else { return reply }
        reply.status = first.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        reply.headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            let value = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
            return (parts[0].lowercased(), value)
        }
        return reply
    }
}

/// A site that is served on a free port for as long as a test runs.
enum Serving {
    static func withPort(
        _ serve: @escaping @Sendable (@escaping @Sendable (String) -> Void) async throws -> Void,
        _ body: (Int) async throws -> Void
    ) async throws {
        let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
        let server = Task {
            defer { continuation.finish() }
            try await serve { continuation.yield($0) }
        }
        var port: Int?
        for await address in addresses {
            port = address.split(separator: ":").last.flatMap { Int($0) }
            break
        }
        guard let port else {
            try await server.value
            return
        }
        do {
            try await body(port)
        } catch {
            server.cancel()
            _ = try await server.value
            throw error
        }
        server.cancel()
        try await server.value
    }
}
