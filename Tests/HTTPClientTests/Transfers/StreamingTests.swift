import HTTPClient
import HTTPTestSupport
import Locking
import NIOCore
import Testing

/// Bodies that are longer than anybody wants to hold.
@Suite(.timeLimit(.minutes(10))) struct StreamingTests {
    @Test func `a server waits for a reader that is slower, and nothing is lost`() async throws {
        let megabyte = [UInt8](repeating: 7, count: 1 << 20)
        let total = 64
        let sent = Locked<Connection?>(nil)
        let server = try ScriptedServer { connection in
            sent.withLock { $0 = connection }
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(total << 20)\r\n\r\n")
            for _ in 0..<total { connection.write(megabyte) }
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        // It has stopped when it writes no more for a while; how much the system holds in between is its own choice.
        var seen = -1
        while let written = sent.withLock({ $0?.written }), written != seen {
            seen = written
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(seen < 32 << 20)
        var bytes = 0
        for try await chunk in response.body { bytes += chunk.readableBytes }
        #expect(bytes == total << 20)
    }

    @Test func `a slow reader does not hold up other requests`() async throws {
        let server = try ScriptedServer { connection in
            while let head = connection.readHead() {
                guard head.hasPrefix("GET /large") else { connection.answer(body: "small"); continue }
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(16 << 20)\r\n\r\n")
                for _ in 0..<16 { connection.write([UInt8](repeating: 7, count: 1 << 20)) }
            }
        }
        let client = try HTTPClient()
        let large = try await client.execute(HTTPRequest(.get, server.url + "/large"))
        for _ in 0..<20 { #expect(try await client.text(server.url + "/small").body == "small") }
        var bytes = 0
        for try await chunk in large.body { bytes += chunk.readableBytes }
        #expect(bytes == 16 << 20)
    }

    @Test(arguments: [nil, 300_000])
    func `a body is streamed to the server as fast as it takes it`(length: Int?) async throws {
        let server = try ScriptedServer { connection in
            guard let head = connection.readHead() else { return }
            guard !head.contains("chunked") else {
                var body: [UInt8] = []
                while !body.suffix(5).elementsEqual("0\r\n\r\n".utf8), let byte = connection.readBody(1) {
                    body += byte
                }
                connection.answer(body: "\(body.count { $0 == 120 })")
                return
            }
            connection.answer(body: "\(connection.readBody(300_000)?.count { $0 == 120 } ?? 0)")
        }
        let (stream, source) = AsyncThrowingStream.makeStream(of: ByteBuffer.self, throwing: (any Error).self)
        let request = try HTTPRequest(.put, server.url, body: .stream(stream, length: length))
        async let answer = HTTPClient().text(request)
        for _ in 0..<30 {
            source.yield(ByteBuffer(repeating: 120, count: 10_000))
            source.yield(ByteBuffer())
            await Task.yield()
        }
        source.finish()
        #expect(try await answer.body == "300000")
    }

    @Test func `a body that fails ends its request and says so`() async throws {
        let closed = Collected<Bool>()
        let server = try ScriptedServer { closed.add($0.waitForClose()) }
        let (stream, source) = AsyncThrowingStream.makeStream(of: ByteBuffer.self, throwing: (any Error).self)
        let request = try HTTPRequest(.post, server.url, body: .stream(stream, length: nil))
        source.yield(ByteBuffer(string: "some"))
        source.finish(throwing: TestFailure("the disk is gone"))
        let failure = await (try HTTPClient()).failure(request)
        #expect(failure?.code == .requestBodyFailed)
        #expect(failure?.message.contains("the disk is gone") == true)
        try await eventually { closed.all == [true] }
    }

    @Test func `an answer that comes before the body is sent ends the source`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer("413 Content Too Large", ["Connection: close"], "no")
        }
        let ended = Collected<Bool>()
        let stream = AsyncThrowingStream<ByteBuffer, any Error> { continuation in
            continuation.onTermination = { _ in ended.add(true) }
            continuation.yield(ByteBuffer(string: "never enough"))
        }
        let request = try HTTPRequest(.post, server.url, body: .stream(stream, length: nil))
        let answer = try await HTTPClient().text(request)
        #expect(answer.status == 413)
        try await eventually { ended.all == [true] }
    }

    @Test func `two tasks that read one body are told`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
            _ = connection.waitForClose()
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        await withTaskGroup(of: HTTPClientError.Code?.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do {
                        for try await _ in response.body {}
                        return nil
                    } catch { return (error as? HTTPClientError)?.code ?? .other }
                }
            }
            for await code in group { #expect(code == .invalidRequest) }
        }
    }
}
