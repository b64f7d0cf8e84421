import Foundation
import Locking

/// A real PostgreSQL server on a free port, started by the tests and ended with them.
package final class PostgresServer: Sendable {
    package let port: Int
    private let folder: String
    private let bin: String
    private let count = Locked<Int>(0)
    package static let password = "s3cret-of-the-tests"

    private static let started = Locked<PostgresServer?>(nil)

    /// The server that all tests share.
    package static func shared() throws -> PostgresServer {
        try started.withLock { server in
            if let server { return server }
            let new = try PostgresServer()
            server = new
            return new
        }
    }

    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Starts a standby that follows another server, and answers questions.
    package init(following primary: PostgresServer) throws {
        bin = primary.bin
        folder = "/tmp/coststore-postgres-\(UUID().uuidString)"
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let owner = "[ $(id -u) != 0 ] || chown -R postgres \(folder)"
        let copy =
            "\(bin)/pg_basebackup -h 127.0.0.1 -p \(primary.port) -U postgres -D \(folder)/data -R -X stream -c fast"
        try Shell.run("export PGPASSWORD=\(Self.password); \(owner) && \(Self.asOwner(copy)) >\(folder)/copy.log 2>&1")
        try start()
        Self.endWithThisProcess(folder, Self.asOwner("\(bin)/pg_ctl -D \(folder)/data -m immediate stop"))
    }

    /// Starts a server; with a certificate it speaks TLS too.
    package init(certificate: String? = nil, key: String? = nil) throws {
        let candidates = (13...18).reversed().map { "/usr/lib/postgresql/\($0)/bin" } + ["/usr/bin", "/usr/local/bin"]
        guard let bin = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }) else {
            throw Missing(description: "no PostgreSQL server is installed; run Scripts/setup-system tests")
        }
        self.bin = bin
        folder = "/tmp/coststore-postgres-\(UUID().uuidString)"
        port = try Self.freePort()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.password.utf8).write(to: URL(filePath: folder + "/password"))
        let owner = "[ $(id -u) != 0 ] || chown -R postgres \(folder)"
        let initdb = "\(bin)/initdb -D \(folder)/data -U postgres -A scram-sha-256 --pwfile=\(folder)/password -N"
        try Shell.run("\(owner) && \(Self.asOwner(initdb)) >\(folder)/initdb.log")
        if let certificate, let key {
            try Shell.run(
                """
                cp \(certificate) \(folder)/data/server.crt && cp \(key) \(folder)/data/server.key
                chmod 600 \(folder)/data/server.key && echo 'ssl = on' >>\(folder)/data/postgresql.conf
                [ $(id -u) != 0 ] || chown postgres \(folder)/data/server.*
                """)
        }
        try start()
        Self.endWithThisProcess(folder, Self.asOwner("\(bin)/pg_ctl -D \(folder)/data -m immediate stop"))
    }

    /// The server refuses to run as root, as tests in containers do.
    private static func asOwner(_ command: String) -> String {
        "if [ $(id -u) = 0 ]; then cd /tmp && setpriv --reuid=postgres --regid=postgres --clear-groups \(command);"
            + " else \(command); fi"
    }

    package func start() throws {
        let options = "-p \(port) -c listen_addresses=127.0.0.1 -k \(folder) -c fsync=off -c max_connections=200"
        // The server must not keep what this process waits for the end of.
        let alone = "for f in /proc/$BASHPID/fd/*; do n=${f##*/}; [ $n -le 2 ] || eval \"exec $n>&-\"; done"
        let command = Self.asOwner("\(bin)/pg_ctl -D \(folder)/data -l \(folder)/data/log -w -o '\(options)' start")
        try Shell.run("(\(alone); \(command)) >/dev/null 2>&1 </dev/null")
    }

    package func stop() throws {
        try Shell.run(Self.asOwner("\(bin)/pg_ctl -D \(folder)/data -m immediate -w stop") + " >/dev/null 2>&1")
    }

    /// Makes a database and returns how it is reached.
    package func newDatabase(password: String = PostgresServer.password) throws -> String {
        let name = count.withLock { count in
            count += 1
            return "costs_\(count)"
        }
        try Shell.run(
            "PGPASSWORD=\(Self.password) \(bin)/createdb -h 127.0.0.1 -p \(port) -U postgres \(name)")
        return settings(name, password: password)
    }

    package func settings(_ database: String, password: String = PostgresServer.password) -> String {
        "postgresql://postgres:\(password)@127.0.0.1:\(port)/\(database)"
    }

    /// A shell that waits for its input to end, which happens with this process, and then ends the server.
    private static func endWithThisProcess(_ folder: String, _ stop: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "cat >/dev/null; (\(stop)) >/dev/null 2>&1; rm -rf \(folder)"]
        process.standardInput = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try? process.run()
        keeper.withLock { $0 = process }
    }

    private static let keeper = Locked<Process?>(nil)

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Missing(description: "no port is free on 127.0.0.1") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
