import Foundation
import HTTPTestSupport

/// A server that speaks TLS, with a certificate of ``Certificates``.
final class TLSServer {
    private static let peers = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Peers")

    private let process: PeerProcess
    let port: Int

    init(_ certificate: String, clientsFrom authority: String? = nil) throws {
        let script = Self.peers.appending(path: "tls_server.py").path
        let arguments = [Certificates.path(certificate)] + (authority.map { [Certificates.path($0)] } ?? [])
        process = try PeerProcess(["python3", script] + arguments)
        guard let port = Int(try process.firstLine()) else { throw TestFailure("no TLS server") }
        self.port = port
    }

    var url: String { "https://localhost:\(port)/" }
}

/// Certificates that are made once for all tests.
enum Certificates {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Peers/make-certificates").path

    private static let folder: Result<URL, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "http-client-tests-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try PeerProcess.run("'\(script)' '\(folder.path)'")
        return folder
    }

    static func path(_ name: String) -> String {
        guard let folder = try? folder.get() else { return "/no-certificates" }
        return folder.appending(path: name + ".pem").path
    }
}
