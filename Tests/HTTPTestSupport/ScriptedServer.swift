import Foundation
import Locking

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A server that says exactly what a test wants, right or wrong: each connection gets a thread that runs a script.
package final class ScriptedServer: Sendable {
    private struct State {
        var connections: [Connection] = []
        var isStopped = false
    }

    package let port: Int
    private let listener: Int32
    private let state = Locked(State())

    /// - Parameters:
    ///   - port: where to listen; 0 for anywhere.
    ///   - script: what is said to whom connects; the connection is closed after it.
    package init(port: Int = 0, _ script: @escaping @Sendable (Connection) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.listener = listener
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 512) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw TestFailure("no port: \(errno)") }
        self.port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in acceptAll(script) }
    }

    deinit { stop() }

    package var url: String { "http://127.0.0.1:\(port)" }
    /// How many connections there have been.
    package var connectionCount: Int { state.withLock { $0.connections.count } }
    /// What all connections have asked for, one after the other.
    package var heads: [String] { state.withLock { $0.connections }.flatMap(\.heads) }

    /// Listens no more and closes all connections.
    package func stop() {
        let connections: [Connection]? = state.withLock { state in
            guard !state.isStopped else { return nil }
            state.isStopped = true
            return state.connections
        }
        guard let connections else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        for connection in connections { connection.close() }
    }

    private func acceptAll(_ script: @escaping @Sendable (Connection) -> Void) {
        let listener = listener
        while true {
            let descriptor = accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let connection = Connection(descriptor)
            state.withLock { $0.connections.append(connection) }
            Thread.detachNewThread {
                script(connection)
                connection.close()
            }
        }
    }
}
