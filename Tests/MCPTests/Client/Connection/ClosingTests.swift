import JSONRPC
import Locking
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct ClosingTests {
    @Test(arguments: ProtocolVersion.Era.allCases, [true, false])
    func `whoever closes, all that wait fail`(era: ProtocolVersion.Era, serverCloses: Bool) async throws {
        let connected = try await ConnectedClient.make(era)
        let calls = (0..<5).map { number in Task { try await connected.client.callTool("t\(number)") } }
        for _ in calls { _ = try await connected.server.next("tools/call") }
        if serverCloses { await connected.server.close() } else { await connected.client.close() }
        for call in calls { await #expect(throws: TransportClosed.self) { try await call.value } }
        await #expect(throws: TransportClosed.self) { try await connected.client.callTool("t") }
        await #expect(throws: TransportClosed.self) { try await connected.client.listTools() }
        #expect(connected.client.openRequests == 0)
        await connected.client.close()
        await connected.client.close()
    }

    @Test func `closing cancels the handlers that still answer, and waits for them`() async throws {
        let isAsked = Promise<Void>()
        let hasEnded = Locked(false)
        var handlers = ClientHandlers()
        handlers.roots = {
            isAsked.settle(.success(()))
            _ = try? await Promise<Void>().value()
            for _ in 0..<10 { await Task.yield() }
            hasEnded.withLock { $0 = true }
            return []
        }
        let connected = try await ConnectedClient.legacy(handlers)
        try await connected.server.send(Wire.legacy(1, "roots/list"))
        try await isAsked.value()
        await connected.client.close()
        #expect(hasEnded.withLock { $0 })
        #expect(await connected.server.rest().isEmpty)
    }

    @Test func `when the server is gone, nobody needs an answer`() async throws {
        let (isAsked, isCancelled) = (Promise<Void>(), Promise<Void>())
        var handlers = ClientHandlers()
        handlers.roots = {
            isAsked.settle(.success(()))
            do { return try await Promise<[Root]>().value() } catch {
                isCancelled.settle(.success(()))
                throw error
            }
        }
        let connected = try await ConnectedClient.legacy(handlers)
        try await connected.server.send(Wire.legacy(1, "roots/list"))
        try await isAsked.value()
        await connected.server.close()
        try await isCancelled.value()
        await connected.client.close()
    }

    @Test func `a closed client is held by nobody`() async throws {
        let holder = Holder(try await ConnectedClient.modern().client)
        await holder.client?.close()
        holder.client = nil
        await eventually { holder.isGone }
    }

    @Test func `many questions are all answered, however fast`() async throws {
        let connected = try await ConnectedClient.legacy()
        for id in 0..<500 { try await connected.server.send(Wire.legacy(.number(JSONNumber(id)), "ping")) }
        var ids: Set<Int> = []
        for _ in 0..<500 { if let id = try await connected.server.next()["id"]?.integer { ids.insert(id) } }
        #expect(ids.count == 500)
        await connected.client.close()
    }

    /// Holds a client until told otherwise, and knows whether it is gone. Used by one task at a time.
    private final class Holder: @unchecked Sendable {
        var client: Client?
        private weak var observed: Client?

        init(_ client: Client) {
            self.client = client
            observed = client
        }

        var isGone: Bool { observed == nil }
    }
}
