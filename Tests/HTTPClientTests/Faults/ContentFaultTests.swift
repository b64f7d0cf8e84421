import Foundation
import HTTPClient
import HTTPTestSupport
import NIOCore
import Testing

/// Answers that are too much, or not what was asked for.
@Suite(.timeLimit(.minutes(10))) struct ContentFaultTests {
    @Test func `a packed answer is unpacked up to its bound`() async throws {
        let bomb = try Self.packedZeros(megabytes: 64)
        #expect(bomb.count < 100_000)
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil {
                connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)\r\n\r\n")
                connection.write(bomb)
            }
        }
        let client = try HTTPClient.make { $0.maximumUnpackedBytes = 5 << 20 }
        let failure = try await client.failure(server.url)
        #expect(failure?.code == .tooLarge)
        #expect(failure?.message == "the body of the answer is larger than the 5242880 bytes that are allowed")
        var request = try HTTPRequest(.get, server.url)
        request.maximumBodyBytes = 64 << 20
        var bytes = 0
        for try await chunk in try await client.execute(request).body { bytes += chunk.readableBytes }
        #expect(bytes == 64 << 20)
    }

    @Test func `a body is read up to its bound`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write(String(repeating: "x", count: 10_000)) {}
        }
        var request = try HTTPRequest(.get, server.url)
        #expect(
            await #expect(throws: HTTPClientError.self) {
                _ = try await HTTPClient().execute(request).bytes(upTo: 100_000)
            }?.code == .tooLarge)
        request.maximumBodyBytes = 50_000
        #expect(await (try HTTPClient()).failure(request)?.code == .tooLarge)
    }

    @Test func `an answer of another type is told`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readHead() != nil { connection.answer("200 OK", ["Content-Type: text/html"], "<p>Log in") }
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        let failure = #expect(throws: HTTPClientError.self) { try response.serverSentEvents() }
        #expect(failure?.code == .unexpectedContent)
        #expect(failure?.message == "the answer (status 200) is \"text/html\", not text/event-stream")
        await #expect(throws: HTTPClientError.self) {
            _ = try await response.bytes(upTo: 100, mediaType: "application/json")
        }
    }

    @Test(arguments: ["data: whole\n\ndata: hal", "data: whole\n\n"])
    func `events that have come are kept when the stream is cut`(text: String) async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            connection.write(head + String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n")
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        let seen = Collected<String>()
        let failure = await #expect(throws: HTTPClientError.self) {
            for try await event in try response.serverSentEvents() { seen.add(event.text) }
        }
        #expect(failure?.code == .connectionLost)
        #expect(seen.all == ["whole"])
    }

    @Test func `an event beyond its bound ends the stream`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readHead()
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: ")
            while connection.write(String(repeating: "x", count: 10_000)) {}
        }
        let response = try await HTTPClient().execute(HTTPRequest(.get, server.url))
        let failure = await #expect(throws: HTTPClientError.self) {
            for try await _ in try response.serverSentEvents(maximumEventBytes: 100_000) {}
        }
        #expect(failure?.code == .tooLarge)
    }

    /// So many zeros, packed with gzip.
    private static func packedZeros(megabytes: Int) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "zeros-\(UUID().uuidString).gz")
        defer { try? FileManager.default.removeItem(at: file) }
        try PeerProcess.run("head -c \(megabytes)M /dev/zero | gzip -9 >'\(file.path)'")
        return Array(try Data(contentsOf: file))
    }
}
