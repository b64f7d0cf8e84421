import Foundation
import Locking

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A connection of a ``ScriptedServer``. Its calls block.
package final class Connection: Sendable {
    private struct State {
        var descriptor: Int32
        var heads: [String] = []
        var pending: [UInt8] = []
        var written = 0
    }

    private let state: Locked<State>

    package init(_ descriptor: Int32) {
        state = Locked(State(descriptor: descriptor))
        var time = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    private var descriptor: Int32 { state.withLock { $0.descriptor } }
    /// The heads of all requests so far.
    package var heads: [String] { state.withLock { $0.heads } }
    /// How many bytes have been written.
    package var written: Int { state.withLock { $0.written } }

    /// Reads a request's head, without the empty line; nil when the client has closed.
    package func readHead() -> String? {
        var bytes = state.withLock { $0.pending }
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                state.withLock { state in
                    state.heads.append(head)
                    state.pending = Array(bytes[end.upperBound...])
                }
                return head
            }
            guard let more = readSome() else { return nil }
            bytes += more
        }
    }

    /// Reads so many bytes of a body.
    package func readBody(_ count: Int) -> [UInt8]? {
        var bytes = state.withLock { $0.pending }
        while bytes.count < count {
            guard let more = readSome() else { return nil }
            bytes += more
        }
        state.withLock { $0.pending = Array(bytes[count...]) }
        return Array(bytes[..<count])
    }

    /// Reads a head and, by its Content-Length, a body.
    package func readRequest() -> (head: String, body: String)? {
        guard let head = readHead() else { return nil }
        guard let match = head.firstMatch(of: /(?i)\r\ncontent-length: (\d+)/), let count = Int(match.1) else {
            return (head, "")
        }
        return readBody(count).map { (head, String(decoding: $0, as: UTF8.self)) }
    }

    /// Writes everything; false when the client has closed.
    @discardableResult
    package func write(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            state.withLock { $0.written += count }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Writes a whole answer.
    @discardableResult
    package func answer(_ status: String = "200 OK", _ headers: [String] = [], _ body: String = "") -> Bool {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        return write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Waits until the client closes.
    package func waitForClose() -> Bool {
        while readSome() != nil {}
        return errno != EAGAIN
    }

    /// Writes a whole answer of success.
    @discardableResult
    package func answer(body: String) -> Bool { answer("200 OK", [], body) }

    /// Closes; with a reset when `abruptly`.
    package func close(abruptly: Bool = false) {
        let descriptor = state.withLock { state in
            defer { state.descriptor = -1 }
            return state.descriptor
        }
        guard descriptor >= 0 else { return }
        if abruptly {
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        }
        shutdown(descriptor, Int32(SHUT_RDWR))
        _ = Foundation.close(descriptor)
    }

    /// Reads what is there; nil when the client has closed.
    package func readSome() -> [UInt8]? {
        let descriptor = descriptor
        var space = [UInt8](repeating: 0, count: 64 << 10)
        errno = 0
        let count = recv(descriptor, &space, space.count, 0)
        return count > 0 ? Array(space[..<count]) : nil
    }
}

extension Connection {
    /// Passes bytes on in both directions, as a proxy does, until one side closes.
    package func tunnel(to port: Int) {
        let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { return }
        let server = Connection(other)
        Thread.detachNewThread { [self] in
            while let bytes = server.readSome(), write(bytes) {}
            close()
        }
        while let bytes = readSome(), server.write(bytes) {}
        server.close()
    }
}
