import Foundation
import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// HTTP/2, against nginx.
@Suite(.timeLimit(.minutes(10))) struct HTTP2Tests {
    @Test func `many requests share one connection, and a slow reader does not hold up the others`() async throws {
        let server = try Nginx()
        let reports = Collected<HTTPTransferReport>()
        let client = try HTTPClient.make {
            $0.tls.extraAuthorities = Certificates.path("authority")
            $0.observer = reports.add
        }
        try await eventually { try await client.failure(server.url + "/small") == nil }
        let large = try await client.execute(HTTPRequest(.get, server.url + "/large"))
        #expect(large.version == .http2)
        try await withThrowingTaskGroup(of: String.self) { group async throws in
            for _ in 0..<100 { group.addTask { [url = server.url] in try await client.text(url + "/small").body } }
            for try await body in group { #expect(body == "small") }
        }
        var bytes = 0
        for try await chunk in large.body { bytes += chunk.readableBytes }
        #expect(bytes == 64 << 20)
        #expect(reports.all.count { $0.failure == nil && $0.connectTime != nil } == 1)
    }

    @Test func `cancelling one request leaves the connection to the others`() async throws {
        let server = try Nginx()
        let client = try HTTPClient.make { $0.tls.extraAuthorities = Certificates.path("authority") }
        try await eventually { try await client.failure(server.url + "/small") == nil }
        _ = try await client.execute(HTTPRequest(.get, server.url + "/large"))
        #expect(try await client.text(server.url + "/small").body == "small")
    }

    @Test func `HTTP/1.1 is spoken where HTTP/2 is not wanted`() async throws {
        let server = try Nginx()
        let client = try HTTPClient.make {
            $0.tls.extraAuthorities = Certificates.path("authority")
            $0.allowsHTTP2 = false
        }
        try await eventually { try await client.failure(server.url + "/small") == nil }
        #expect(try await client.execute(HTTPRequest(.get, server.url + "/small")).version == .http11)
    }
}

/// An nginx with TLS and HTTP/2, a small answer and one of 64 MiB.
private final class Nginx {
    let url: String
    private let folder: URL
    private let process: PeerProcess

    init() throws {
        // The port is free a moment later still: nobody else is given it so soon.
        let reserved = try ScriptedServer { _ in }
        reserved.stop()
        url = "https://localhost:\(reserved.port)"
        folder = FileManager.default.temporaryDirectory.appending(path: "nginx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.path
        _ = FileManager.default.createFile(atPath: path + "/large", contents: Data(count: 64 << 20))
        let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(path);" }.joined()
        let configuration = """
            daemon off; master_process off; pid \(path)/pid; error_log \(path)/error.log; events {}
            http { access_log off; \(places) server {
            listen 127.0.0.1:\(reserved.port) ssl http2; root \(path);
            ssl_certificate \(Certificates.path("good")); ssl_certificate_key \(Certificates.path("good"));
            location = /small { return 200 "small"; } } }
            """
        try configuration.write(toFile: path + "/nginx.conf", atomically: true, encoding: .utf8)
        process = try PeerProcess(["nginx", "-c", path + "/nginx.conf"])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
