import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// Whoever loses interest ends the transfer, and the server notices.
@Suite(.timeLimit(.minutes(10))) struct CancellationTests {
    private let closed = Collected<Bool>()

    @Test func `cancelling a request closes its connection`() async throws {
        let server = try ScriptedServer { [closed] connection in
            _ = connection.readHead()
            closed.add(connection.waitForClose())
        }
        let client = try HTTPClient()
        let task = Task { try await client.failure(server.url) }
        try await eventually { server.heads.count == 1 }
        task.cancel()
        #expect(try await task.value?.code == .cancelled)
        try await eventually { closed.all == [true] }
    }

    @Test func `cancelling who reads the body closes its connection`() async throws {
        let server = try halfAnswer()
        let client = try HTTPClient()
        let read = Collected<Int>()
        let task = Task { () -> HTTPClientError.Code? in
            do {
                let response = try await client.execute(HTTPRequest(.get, server.url))
                for try await chunk in response.body { read.add(chunk.readableBytes) }
                return nil
            } catch { return (error as? HTTPClientError)?.code ?? .other }
        }
        try await eventually { read.all == [4] }
        task.cancel()
        #expect(await task.value == .cancelled)
        try await eventually { closed.all == [true] }
    }

    @Test func `a body that nobody reads closes its connection`() async throws {
        let server = try halfAnswer()
        let client = try HTTPClient()
        _ = try await client.execute(HTTPRequest(.get, server.url))
        try await eventually { closed.all == [true] }
    }

    @Test func `a task that was cancelled before makes no request`() async throws {
        let server = try halfAnswer()
        let client = try HTTPClient()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await client.failure(server.url)?.code
        }
        task.cancel()
        #expect(try await task.value == .cancelled)
    }

    @Test func `a client that is shut down fails what is under way and what comes after`() async throws {
        let server = try halfAnswer()
        let client = try HTTPClient()
        let response = try await client.execute(HTTPRequest(.get, server.url))
        await client.shutdown()
        #expect(closed.all == [true] || server.connectionCount == 1)
        let failure = await #expect(throws: HTTPClientError.self) {
            for try await _ in response.body {}
        }
        #expect(failure?.code == .shutDown)
        #expect(try await client.failure(server.url)?.code == .shutDown)
        await client.shutdown()
    }

    @Test func `an answer can be read to its end when its client is gone`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.answer(body: String(repeating: "x", count: 3_000_000))
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        #expect(try await response.body.collect(upTo: 3_000_000).readableBytes == 3_000_000)
    }

    /// A server that sends half of an answer and waits.
    private func halfAnswer() throws -> ScriptedServer {
        try ScriptedServer { [closed] connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")
            closed.add(connection.waitForClose())
        }
    }
}
