import Foundation
import Glibc
import Synchronization

/// Plain sockets of the loopback address.
enum Sockets {
    static func connect(to port: Int) -> Int32? {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { return nil }
        let code = unsafe withAddress(port) { unsafe Glibc.connect(file, $0, $1) }
        guard code == 0 else {
            close(file)
            return nil
        }
        return file
    }

    /// A listening socket and its port.
    static func listen() throws -> (file: Int32, port: Int) {
        let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard unsafe withAddress(0, { unsafe Glibc.bind(file, $0, $1) }) == 0, Glibc.listen(file, 64) == 0 else {
            throw CommandError(text: "cannot listen")
        }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(file, $0, &size) }
        }
        return (file, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func withAddress(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// The next bytes; none at the end or after an error.
    static func read(_ file: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(file, $0.baseAddress, $0.count, 0) }
        return Array(buffer.prefix(max(0, count)))
    }

    /// A peer that has gone is an error to handle, not a signal.
    private static let noSignal = Int32(MSG_NOSIGNAL)

    static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe send(file, $0.baseAddress, $0.count, noSignal) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The answer to a GET request, whole.
    static func get(_ target: String, from address: String, language: String = "de") throws -> String {
        guard let port = address.split(separator: ":").last.flatMap({ Int($0) }), let file = connect(to: port) else {
            throw CommandError(text: "no connection to \(address)")
        }
        defer { close(file) }
        let request =
            "GET \(target) HTTP/1.1\r\nHost: \(address)\r\nAccept-Language: \(language)\r\nConnection: close\r\n\r\n"
        _ = write(Array(request.utf8), to: file)
        var answer: [UInt8] = []
        while case let bytes = read(file), !bytes.isEmpty { answer += bytes }
        return String(decoding: answer, as: UTF8.self)
    }
}

/// A TCP proxy of the loopback address that counts what passes, and cuts when told to.
final class Proxy: Sendable {
    struct Traffic: Hashable {
        var up = 0
        var down = 0
        var connections = 0
    }

    private struct State {
        var target: Int
        var traffic = Traffic()
        var cutAfter: Int?
    }

    let port: Int
    private let listener: Int32
    private let state: Mutex<State>

    init(to target: Int) throws {
        (listener, port) = try Sockets.listen()
        state = Mutex(State(target: target))
        Thread.detachNewThread { [self] in accept() }
    }

    var address: String { "127.0.0.1:\(port)" }
    var traffic: Traffic { state.withLock { $0.traffic } }

    /// Counts from zero again.
    func reset() { state.withLock { $0.traffic = Traffic() } }

    /// From now on another hub answers.
    func turn(to target: Int) { state.withLock { $0.target = target } }

    /// Cuts each connection when so many bytes have gone up since the last reset; `nil` never.
    func cut(after bytes: Int?) { state.withLock { $0.cutAfter = bytes } }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { break }
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            let target = state.withLock { state in
                state.traffic.connections += 1
                return state.target
            }
            guard let hub = Sockets.connect(to: target) else {
                close(client)
                continue
            }
            let open = Mutex(2)
            let pair = Pair(client: client, hub: hub, open: open)
            Thread.detachNewThread { [self] in forward(pair, isUp: true) }
            Thread.detachNewThread { [self] in forward(pair, isUp: false) }
        }
        close(listener)
    }

    /// Two sockets that close when both directions have ended.
    private final class Pair: Sendable {
        let client: Int32
        let hub: Int32
        private let open: Mutex<Int>

        init(client: Int32, hub: Int32, open: consuming Mutex<Int>) {
            self.client = client
            self.hub = hub
            self.open = open
        }

        func cut() {
            shutdown(client, Int32(SHUT_RDWR))
            shutdown(hub, Int32(SHUT_RDWR))
        }

        func end() {
            let rest = open.withLock { count in
                count -= 1
                return count
            }
            guard rest == 0 else { return }
            close(client)
            close(hub)
        }
    }

    private func forward(_ pair: Pair, isUp: Bool) {
        let (source, sink) = isUp ? (pair.client, pair.hub) : (pair.hub, pair.client)
        while case let bytes = Sockets.read(source), !bytes.isEmpty {
            let isCut = state.withLock { state in
                if isUp { state.traffic.up += bytes.count } else { state.traffic.down += bytes.count }
                return state.cutAfter.map { state.traffic.up >= $0 } ?? false
            }
            if isCut {
                pair.cut()
                break
            }
            guard Sockets.write(bytes, to: sink) else { break }
        }
        shutdown(sink, Int32(SHUT_WR))
        pair.end()
    }
}
