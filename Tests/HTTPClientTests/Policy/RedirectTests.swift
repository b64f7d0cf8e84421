import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// Redirects are followed as far as that gives nothing away.
@Suite(.timeLimit(.minutes(10))) struct RedirectTests {
    @Test func `redirects are followed, relative ones too`() async throws {
        let server = try redirecting(["/a": "302 /b/c", "/b/c": "301 d?e=f", "/b/d": "307 //127.0.0.1:PORT/end"])
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url + "/a"))
        #expect(response.status == 200)
        #expect(response.url.text == server.url + "/end")
        #expect(server.connectionCount == 1)
    }

    @Test func `a loop is ended`() async throws {
        let server = try redirecting(["/a": "302 /b", "/b": "302 /a"])
        let failure = try await HTTPClient().failure(server.url + "/a")
        #expect(failure?.code == .redirectRefused)
        #expect(failure?.host == "127.0.0.1:\(server.port)")
        #expect(server.heads.count == 6)
        var request = try HTTPRequest(.get, server.url + "/a")
        request.maximumRedirects = 1
        #expect(await (try HTTPClient()).failure(request)?.code == .redirectRefused)
        #expect(server.heads.count == 8)
    }

    @Test(arguments: [
        (303, HTTPMethod.post, "GET", ""), (302, .post, "GET", ""), (302, .put, "PUT", "body"),
        (307, .post, "POST", "body"),
        (308, .patch, "PATCH", "body"), (303, .head, "HEAD", ""),
    ])
    func `method and body change as the status says`(
        status: Int, method: HTTPMethod, next: String, body: String
    ) async throws {
        let server = try redirecting(["/a": "\(status) /end"])
        let sent: HTTPRequestBody = method == .head ? .none : .text("body")
        let answer = try await HTTPClient().text(HTTPRequest(method, server.url + "/a", body: sent))
        #expect(answer.status == 200)
        #expect(server.heads.last?.hasPrefix("\(next) /end") == true)
        if method != .head { #expect(answer.body == body) }
    }

    @Test func `nothing that identifies the caller goes to another host, also when it leads back`() async throws {
        let other = try redirecting([:])
        let server = try redirecting(["/a": "302 http://127.0.0.1:\(other.port)/back", "/same": "302 /end"])
        var request = try HTTPRequest(.get, server.url + "/a")
        request.headers = [
            "Authorization": "Bearer hidden", "Cookie": "hidden", "X-Api-Key": "hidden", "Accept": "text/plain",
        ]
        #expect(try await HTTPClient().text(request).status == 200)
        let head = try #require(other.heads.first)
        #expect(!head.contains("hidden"))
        #expect(head.contains("Accept: text/plain"))
        request.url = try HTTPURL(server.url + "/same")
        #expect(try await HTTPClient().text(request).status == 200)
        #expect(server.heads.last?.contains("Bearer hidden") == true)
    }

    @Test func `a body does not go to another host`() async throws {
        let other = try redirecting([:])
        let server = try redirecting(["/a": "307 http://127.0.0.1:\(other.port)/"])
        let failure = await (try HTTPClient()).failure(try HTTPRequest(.post, server.url + "/a", body: .text("secret")))
        #expect(failure?.code == .redirectRefused)
        #expect(other.connectionCount == 0)
    }

    @Test(arguments: [
        "302 ftp://127.0.0.1/", "302 file:///etc/passwd", "302 http://user:word@127.0.0.1/", "302 http://",
    ])
    func `a redirect to what is no plain URL fails`(answer: String) async throws {
        let server = try redirecting(["/a": answer])
        #expect(try await HTTPClient().failure(server.url + "/a")?.code == .invalidURL)
    }

    @Test func `a redirect without a place to go to is an answer`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer("304 Not Modified")
        }
        #expect(try await HTTPClient().text(server.url).status == 304)
    }

    /// A server that sends paths on, each with a status to a place, and answers others with what it was sent.
    private func redirecting(_ table: [String: String]) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while let (head, body) = connection.readRequest() {
                let path = head.split(separator: " ")[1].prefix { $0 != "?" }
                let host = head.firstMatch(of: /127.0.0.1:(\d+)/)?.1 ?? ""
                guard let next = table[String(path)]?.split(separator: " ") else {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
                    if !head.hasPrefix("HEAD") { connection.write(body) }
                    continue
                }
                let place = next[1].replacing("PORT", with: host)
                connection.answer("\(next[0]) Moved", ["Location: \(place)"])
            }
        }
    }
}
