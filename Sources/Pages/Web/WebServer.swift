import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What a site is to the server: requests in, responses out.
package protocol WebSite: Sendable {
    /// The answer to one request; never throws, a failure is a page too.
    func respond(to request: WebRequest) async -> WebResponse
}

/// The only place that knows the web framework: it reads requests within limits and writes responses.
enum WebServer {
    /// Serves a site until the task is cancelled or its service group shuts down.
    ///
    /// - Parameters:
    ///   - onPort: called with the actual port before the first request is answered.
    ///   - onListening: called with `HOST:PORT` once requests are accepted.
    /// - Throws: ``PagesError`` with code `cannotListen`.
    static func serve(
        _ site: some WebSite, host: String, port: Int, onPort: @escaping @Sendable (Int) -> Void = { _ in },
        onListening: @escaping @Sendable (String) -> Void
    ) async throws {
        let responder = CallbackResponder { (request: Request, _: BasicRequestContext) in
            let answer = await answer(to: request, of: site)
            return request.method == .head ? answer.createHeadResponse() : answer
        }
        let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: WebLimits.maximumHeaderByteCount, maxHeaderListSize: WebLimits.maximumHeaderByteCount,
            maxHeaderFieldCount: WebLimits.maximumHeaderCount)
        // Data goes to standard output, so the server's own messages must not.
        var logger = Logger(label: "pages") { StreamLogHandler.standardError(label: $0) }
        // Closing on a signal makes the server log a cancelled wait as an error; what matters is thrown.
        logger.logLevel = .critical
        let application = Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(Int64(WebLimits.idleSeconds)), httpDecoderConfiguration: decoder)),
            configuration: .init(
                address: .hostname(host, port: port),
                availableConnectionsDelegate: .maximum(WebLimits.maximumConnectionCount, logger: logger)),
            onServerRunning: { channel in
                let actual = channel.localAddress?.port ?? port
                onPort(actual)
                onListening(address(host: host, port: actual))
            },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw PagesError(.cannotListen, address: address(host: host, port: port), detail: String(describing: error))
        } catch is CancellationError {
            return
        } catch {
            if Task.isCancelled { return }
            throw PagesError(.cannotListen, address: address(host: host, port: port), detail: String(describing: error))
        }
    }

    private static func address(host: String, port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private static func answer(to request: Request, of site: some WebSite) async -> Response {
        var plain = WebRequest(method: request.method.rawValue, path: request.uri.path, query: request.uri.query)
        plain.headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        if let host = request.head.authority { plain.headers.insert(("host", host), at: 0) }
        if (request.head.path ?? "").utf8.count > WebLimits.maximumTargetByteCount {
            return response(.failure(414, plain))
        }
        guard plain.values("host").count == 1 else { return response(.failure(400, plain)) }
        if request.method == .post {
            do {
                plain.body = try await body(of: request)
            } catch {
                var refused = WebResponse.failure(error is BodyTooSlow ? 408 : 413, plain)
                refused.headers.append(("connection", "close"))
                return response(refused)
            }
        }
        return response(await site.respond(to: plain))
    }

    private struct BodyTooSlow: Error {}

    /// The whole body within the limits of size and time.
    private static func body(of request: Request) async throws -> [UInt8] {
        let body = request.body
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                let buffer = try await body.collect(upTo: WebLimits.maximumBodyByteCount)
                return Array(buffer.readableBytesView)
            }
            group.addTask {
                try await Task.sleep(for: .seconds(WebLimits.bodySeconds))
                throw BodyTooSlow()
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private static func response(_ answer: WebResponse) -> Response {
        var fields = HTTPFields()
        for field in answer.headers + SecurityHeaders.fields {
            if let name = HTTPField.Name(field.name) { fields.append(HTTPField(name: name, value: field.value)) }
        }
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
