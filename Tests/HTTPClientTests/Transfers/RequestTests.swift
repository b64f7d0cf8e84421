import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// Requests and answers as they should be.
@Suite(.timeLimit(.minutes(10))) struct RequestTests {
    @Test func `a request is sent as it is meant, and its answer handed over`() async throws {
        let server = try ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.answer(
                "201 Created", ["Content-Type: Text/Plain; charset=utf-8", "X-Two: a", "X-Two: b"], request.body)
        }
        var request = try HTTPRequest(.post, server.url + "/a%20b?c=d#e", body: .text("Grüße"))
        request.headers = ["Content-Type": "text/plain", "X-Empty": "", "x-own": "value"]
        let response = try await HTTPClient().execute(request)
        #expect(response.status == 201)
        #expect(response.isSuccess)
        #expect(response.version == .http11)
        #expect(response.mediaType == "text/plain")
        #expect(response.headers.values("x-two") == ["a", "b"])
        #expect(String(buffer: try await response.bytes(upTo: 100, mediaType: "text/plain")) == "Grüße")
        let head = try #require(server.heads.first)
        #expect(head.hasPrefix("POST /a%20b?c=d HTTP/1.1\r\n"))
        for line in [
            "Content-Length: 7", "X-Empty:", "x-own: value", "Host: 127.0.0.1:\(server.port)", "User-Agent: mcphub",
        ] {
            #expect(head.contains("\r\n" + line), "\(head)")
        }
        #expect(!head.contains("Expect"))
    }

    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])
    func `every method works without a body`(method: String) async throws {
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer("204 No Content") }
        }
        let request = try HTTPRequest(HTTPMethod(rawValue: method), server.url)
        #expect(try await HTTPClient().text(request).status == 204)
        #expect(server.heads.first?.hasPrefix("\(method) / HTTP/1.1\r\n") == true)
    }

    @Test func `one connection serves many requests`() async throws {
        let server = try ScriptedServer { connection in
            while let head = connection.readHead() { connection.answer(body: String(head.prefix(7))) }
        }
        let client = try HTTPClient()
        for number in 0..<50 { #expect(try await client.text(server.url + "/\(number)").status == 200) }
        #expect(server.connectionCount == 1)
    }

    @Test func `many requests at the same time each get their own answer, over no more connections than allowed`()
        async throws
    {
        let server = try ScriptedServer { connection in
            while let head = connection.readHead() {
                connection.answer(body: String(head.split(separator: " ")[1].dropFirst()))
            }
        }
        let client = try HTTPClient.make { $0.maximumRequestsPerHost = 7 }
        try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for number in 0..<300 {
                group.addTask { (number, try await client.text(server.url + "/\(number)").body) }
            }
            for try await (number, body) in group { #expect(body == "\(number)") }
        }
        #expect(server.connectionCount <= 7)
    }

    @Test func `beyond the limit requests are refused`() async throws {
        let server = try ScriptedServer { _ = $0.waitForClose() }
        let client = try HTTPClient.make { $0.maximumRequests = 2 }
        try await withThrowingTaskGroup(of: HTTPClientError?.self) { group async throws in
            for _ in 0..<3 { group.addTask { try await client.failure(server.url) } }
            #expect(try await group.next()??.code == .overloaded)
            group.cancelAll()
        }
    }

    @Test func `a request that waits too long for its host gives up`() async throws {
        let server = try ScriptedServer { _ = $0.waitForClose() }
        let client = try HTTPClient.make { $0.maximumRequestsPerHost = 1 }
        let first = Task { try await client.failure(server.url) }
        try await eventually { server.connectionCount == 1 }
        var second = try HTTPRequest(.get, server.url)
        second.timeouts = .standard
        second.timeouts?.queue = .milliseconds(50)
        let failure = await client.failure(second)
        #expect(failure?.code == .timedOut)
        #expect(failure?.message == "the host had no room for it within 50 ms")
        first.cancel()
        #expect(try await first.value?.code == .cancelled)
    }

    @Test func `interim answers are passed over`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            connection.answer("200 OK", ["X-Final: yes"], "final")
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        #expect(response.status == 200)
        #expect(response.headers["Link"] == nil)
        #expect(response.headers["X-Final"] == "yes")
        #expect(String(buffer: try await response.body.collect(upTo: 10)) == "final")
    }

    @Test(arguments: [
        ("Host", "x"), ("Content-Length", "1"), ("transfer-encoding", "chunked"), ("X", "a\r\nY: b"), ("X", "a\0b"),
        ("X Y", "a"), ("", "a"), ("X:", "a"),
    ])
    func `a header that would say something else is refused`(name: String, value: String) async throws {
        var request = try HTTPRequest(.get, "http://127.0.0.1:9/")
        request.headers.add(name, value)
        #expect(await (try HTTPClient()).failure(request)?.code == .invalidRequest)
    }

    @Test func `what a client holds and reports names no secret`() async throws {
        let reports = Collected<HTTPTransferReport>()
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer(body: "four") }
        }
        let client = try HTTPClient.make { $0.observer = reports.add }
        var request = try HTTPRequest(.post, server.url + "/path?sig=hidden", body: .text("secret"))
        request.headers["Authorization"] = "Bearer hidden"
        for _ in 0..<2 { _ = try await client.text(request) }
        try await eventually { reports.all.count == 2 }
        let (first, second) = (reports.all[0], reports.all[1])
        #expect(first.status == 200)
        #expect(first.bytesSent == 6)
        #expect(first.bytesReceived == 4)
        #expect(first.connectTime != nil)
        #expect(second.connectTime == nil)
        #expect(first.firstByteTime != nil)
        #expect(first.description.hasPrefix("POST \(server.url)/path?(10 bytes) 200 6/4 bytes in "))
        #expect(!first.description.contains("hidden"))
    }
}
