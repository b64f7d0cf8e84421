import NIOCore
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct InMemoryTransportTests {
    let message = ByteBuffer(string: "{}")

    @Test func `each end hears the other`() async throws {
        let (client, server) = InMemoryTransport.pair()
        try await client.send(message)
        #expect(await server.receive() == [.message(message)])
        try await server.send(message)
        #expect(await client.receive() == [.message(message)])
    }

    @Test func `closing either end ends both directions, after what was sent`() async throws {
        let (client, server) = InMemoryTransport.pair()
        try await server.send(message)
        await client.close()
        await client.close()
        #expect(await server.receive() == nil)
        #expect(await client.receive() == [.message(message)])
        #expect(await client.receive() == nil)
        await #expect(throws: TransportClosed.self) { try await client.send(message) }
        await #expect(throws: TransportClosed.self) { try await server.send(message) }
    }
}
