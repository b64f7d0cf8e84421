import JSONRPC
import TestClock
import Testing

@testable import MCP

/// How serving ends.
@Suite(.timeLimit(.minutes(10))) struct StoppingTests {
    let clock = ManualClock()
    let isRunning = Promise<Void>()
    let isCancelled = Promise<Void>()
    let gate = Promise<Void>()

    @Test func `stopping lets a running request finish`() async throws {
        let server = try server()
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            try await isRunning.value()
            server.stop()
            gate.settle(.success(()))
            let rest = await peer.rest()
            #expect(rest.map(\.text) == ["done"])
        }
    }

    @Test func `a request that does not finish in time is cancelled and answered with an error`() async throws {
        let server = try server()
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            try await isRunning.value()
            server.stop()
            await clock.pass(.seconds(2))
            let rest = await peer.rest()
            #expect(rest.map(\.errorCode) == [-32603])
        }
    }

    @Test func `when the caller closes, a running request has as long`() async throws {
        let (client, end) = InMemoryTransport.pair()
        let server = try server()
        let served = Task { await server.serve(end) }
        let peer = RawPeer(client)
        try await peer.send(Wire.call(1, "wait"))
        try await isRunning.value()
        await peer.close()
        await clock.pass(.seconds(2))
        await served.value
        try await isCancelled.value()
    }

    @Test func `a question that nobody can answer any more fails at once`() async throws {
        let server = try server()
        try server.addTool("ask") { _, context in
            isRunning.settle(.success(()))
            return .text("\(try context.roots().count)")
        }
        try await serving(server) { peer in
            try await peer.shakeHands(capabilities: ["roots": [:]])
            try await peer.send(Wire.legacyCall(1, "ask"))
            _ = try await peer.next("roots/list")
            server.stop()
            let rest = await peer.rest()
            #expect(rest.map { $0["id"] } == [1])
            #expect(rest.first?.errorCode == -32603 || rest.first?.isToolError == true)
        }
    }

    @Test func `one server serves many, and stopping ends all`() async throws {
        let server = try server()
        let clients = (0..<3).map { _ in InMemoryTransport.pair() }
        try await withThrowingTaskGroup { group in
            for pair in clients { group.addTask { await server.serve(pair.server) } }
            for pair in clients {
                let answer = try await RawPeer(pair.client).ask(Wire.modern(1, "tools/list"))
                #expect(answer["result"] != nil)
            }
            server.stop()
            for pair in clients { #expect(await pair.client.receive() == nil) }
        }
    }

    @Test func `a server that was stopped serves nobody`() async throws {
        let server = try server()
        server.stop()
        let (client, end) = InMemoryTransport.pair()
        await server.serve(end)
        #expect(await client.receive() == nil)
    }

    @Test func `work on a cancelled request is waited for too`() async throws {
        let server = try server()
        let hasEnded = Promise<Void>()
        try server.addTool("stubborn") { _, _ in
            isRunning.settle(.success(()))
            try? await Task { try await gate.value() }.value
            hasEnded.settle(.success(()))
            return .text("")
        }
        let (client, end) = InMemoryTransport.pair()
        let served = Task { await server.serve(end) }
        let peer = RawPeer(client)
        try await peer.send(Wire.call(1, "stubborn"))
        try await isRunning.value()
        try await peer.send(Wire.cancel(1))
        _ = try await peer.ask(Wire.modern(2, "tools/list"))
        await peer.close()
        // Serving has not ended: it waits for the drain time, and for the work.
        await eventually { clock.delays == [.seconds(2)] }
        gate.settle(.success(()))
        await served.value
        try await hasEnded.value()
    }

    /// A server with `wait`, which ends when the gate opens.
    private func server() throws -> Server {
        let server = Server(name: "test", version: "1", options: .timed(by: clock))
        try server.addTool("wait") { [isRunning, isCancelled, gate] _, _ in
            isRunning.settle(.success(()))
            do { try await gate.value() } catch {
                isCancelled.settle(.success(()))
                throw error
            }
            return .text("done")
        }
        return server
    }
}
