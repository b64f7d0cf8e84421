import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// A server or a network that fails: each time a clear error in time, and the next request works.
@Suite(.timeLimit(.minutes(10))) struct ConnectionFaultTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let code: HTTPClientError.Code
        let script: @Sendable (Connection) -> Void

        init(_ description: String, _ code: HTTPClientError.Code, _ script: @escaping @Sendable (Connection) -> Void) {
            testDescription = description
            self.code = code
            self.script = script
        }
    }

    static let faults = [
        Fault("closed without an answer", .connectionLost) { _ in },
        Fault("reset without an answer", .connectionLost) { $0.close(abruptly: true) },
        Fault("cut in the status line", .connectionLost) { $0.write("HTTP/1.1 20") },
        Fault("cut in the headers", .connectionLost) { $0.write("HTTP/1.1 200 OK\r\nContent-Le") },
        Fault("cut in the body", .connectionLost) { $0.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf") },
        Fault("reset in the body", .connectionLost) {
            $0.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
            $0.close(abruptly: true)
        },
        Fault("cut in a chunk", .connectionLost) { $0.write(chunkedHead + "5\r\nhal") },
        Fault("cut between chunks", .connectionLost) { $0.write(chunkedHead + "5\r\nwhole\r\n") },
        Fault("chunks that are garbage", .connectionLost) { $0.write(chunkedHead + "what?\r\nwhole\r\n") },
        Fault("no HTTP", .protocolViolation) { $0.write("220 mail.example.com ESMTP\r\n") },
        Fault("a status that is none", .protocolViolation) { $0.write("HTTP/1.1 abc\r\n\r\n") },
        Fault("packed badly", .undecodable) { $0.answer("200 OK", ["Content-Encoding: gzip"], "not packed at all") },
        Fault("headers without end", .tooLarge) { connection in
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Filler: \(String(repeating: "x", count: 1000))\r\n") {}
        },
    ]

    private static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: faults)
    func `a fault is told with host and cause, and the next request works`(fault: Fault) async throws {
        let server = try ScriptedServer { connection in
            while let head = connection.readHead() {
                guard head.hasPrefix("GET /fault") else { connection.answer(body: "fine"); continue }
                return fault.script(connection)
            }
        }
        let client = try HTTPClient()
        let failure = try await client.failure(server.url + "/fault?key=hidden")
        #expect(failure?.code == fault.code, "\(String(describing: failure))")
        #expect(failure?.host == "127.0.0.1:\(server.port)")
        #expect(failure?.description.contains("hidden") == false)
        #expect(try await client.text(server.url).body == "fine")
    }

    @Test func `a server that says nothing is given up`() async throws {
        let server = try ScriptedServer { _ = $0.waitForClose() }
        let failure = await (try HTTPClient()).failure(try request(server) { $0.firstByte = .milliseconds(50) })
        #expect(failure?.description == "127.0.0.1:\(server.port): the server did not answer within 50 ms")
    }

    @Test func `a body that stops is given up`() async throws {
        let server = try ScriptedServer { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
            _ = connection.waitForClose()
        }
        let failure = await (try HTTPClient()).failure(try request(server) { $0.idle = .milliseconds(50) })
        #expect(failure?.message == "the server sent nothing more of its answer within 50 ms")
    }

    @Test func `a body that drips is given up when all its time is over`() async throws {
        let server = try ScriptedServer { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
            while connection.write("x") {}
        }
        let failure = await (try HTTPClient()).failure(try request(server) { $0.total = .milliseconds(100) })
        #expect(failure?.message == "the request was not done within 100 ms")
    }

    @Test func `a greeting that does not come is given up`() async throws {
        let server = try ScriptedServer { _ = $0.waitForClose() }
        var request = try HTTPRequest(.get, "https://localhost:\(server.port)/")
        request.timeouts = .standard
        request.timeouts?.connect = .milliseconds(100)
        let failure = await (try HTTPClient()).failure(request)
        #expect(failure?.message == "no connection came about within 100 ms")
    }

    @Test func `a reader that takes its time is no reason to give up`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer(body: String(repeating: "x", count: 20_000_000))
        }
        let response = try await HTTPClient().execute(try request(server) { $0.idle = .milliseconds(50) })
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await response.body.collect(upTo: 20_000_000).readableBytes == 20_000_000)
    }

    @Test func `a name without an address and a port without a server are told apart`() async throws {
        let client = try HTTPClient.make { $0.plainHTTP = .anywhere }
        let nameless = try await client.failure("http://no-such-host.invalid/")
        #expect(nameless?.code == .nameNotResolved)
        #expect(nameless?.host == "no-such-host.invalid")
        let server = try ScriptedServer { _ in }
        server.stop()
        let serverless = try await client.failure(server.url)
        #expect(serverless?.code == .connectFailed)
        #expect(serverless?.advice == "Check that the server runs and can be reached")
    }

    @Test func `a server that restarts in the middle of an answer is found again`() async throws {
        let server = try ScriptedServer { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
            _ = connection.waitForClose()
        }
        let client = try HTTPClient()
        let response = try await client.execute(HTTPRequest(.get, server.url))
        var iterator = response.body.makeAsyncIterator()
        #expect(try await iterator.next()?.readableBytes == 4)
        server.stop()
        await #expect(throws: HTTPClientError.self) { _ = try await response.body.collect(upTo: 100) }
        let second = try ScriptedServer(port: server.port) { connection in
            _ = connection.readHead()
            connection.answer(body: "again")
        }
        #expect(try await client.text(second.url).body == "again")
    }

    @Test func `a connection that the server has closed meanwhile is not used again`() async throws {
        let closed = Collected<Bool>()
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.answer(body: "once")
            connection.close()
            closed.add(true)
        }
        let client = try HTTPClient()
        for number in 1...20 {
            #expect(try await client.text(HTTPRequest(.post, server.url, body: .text("x"))).body == "once")
            try await eventually { closed.all.count == number }
        }
        #expect(server.connectionCount == 20)
    }

    @Test(arguments: [(HTTPMethod.post, 1), (.put, 2)])
    func `a request is sent a second time of itself only where that does no harm`(
        method: HTTPMethod, times: Int
    ) async throws {
        let seen = Collected<String>()
        let server = try ScriptedServer { connection in
            while let (head, body) = connection.readRequest() {
                seen.add(body)
                guard head.contains("/first") || seen.all.count > 2 else { return }
                connection.answer(body: "done")
            }
        }
        let client = try HTTPClient()
        _ = try await client.text(server.url + "/first")
        let failure = await client.failure(try HTTPRequest(method, server.url + "/second", body: .text("body")))
        #expect(failure?.code == (times == 1 ? .connectionLost : nil))
        #expect(seen.all == [""] + Array(repeating: "body", count: times))
    }

    private func request(
        _ server: ScriptedServer, _ change: (inout HTTPTimeouts) -> Void
    ) throws -> HTTPRequest {
        var (request, timeouts) = (try HTTPRequest(.get, server.url), HTTPTimeouts.standard)
        change(&timeouts)
        request.timeouts = timeouts
        return request
    }
}
