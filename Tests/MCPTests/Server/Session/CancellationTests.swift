import JSONRPC
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct CancellationTests {
    let isRunning = Promise<Void>()
    let isCancelled = Promise<Void>()

    @Test func `a cancelled request is stopped and not answered`() async throws {
        let server = try server()
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "wait"))
            try await isRunning.value()
            try await peer.send(Wire.cancel(1))
            try await isCancelled.value()
            #expect(try await peer.call(2, "echo").text == "")
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    @Test func `a request that ignores its cancellation is not answered either`() async throws {
        let (server, gate) = (try server(), Promise<Void>())
        try server.addTool("stubborn") { _, _ in
            isRunning.settle(.success(()))
            try? await Task { try await gate.value() }.value
            return .text("too late")
        }
        try await serving(server) { peer in
            try await peer.send(Wire.call(1, "stubborn"))
            try await isRunning.value()
            try await peer.send(Wire.cancel(1))
            // The id may be used again: the answer is that of the new request.
            #expect(try await peer.call(1, "echo", ["text": "new"]).text == "new")
            gate.settle(.success(()))
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    @Test func `ids of different types are different requests`() async throws {
        try await serving(try server()) { peer in
            try await peer.send(Wire.call(1, "wait"))
            try await isRunning.value()
            try await peer.send(Wire.cancel("1"))
            try await peer.send(Wire.cancel(2))
            #expect(try await peer.call(3, "echo").text == "")
            try await peer.send(Wire.cancel(1))
            try await isCancelled.value()
        }
    }

    @Test func `a legacy request is cancelled the same way`() async throws {
        let server = try server()
        try await serving(server) { peer in
            try await peer.shakeHands()
            try await peer.send(Wire.legacyCall(1, "wait"))
            try await isRunning.value()
            try await peer.send(Wire.cancel(1))
            try await isCancelled.value()
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    @Test func `a question of a cancelled legacy request is taken back`() async throws {
        let server = try server()
        try server.addTool("ask") { _, context in .text("\(try context.roots().count)") }
        try await serving(server) { peer in
            try await peer.shakeHands(capabilities: ["roots": [:]])
            try await peer.send(Wire.legacyCall(1, "ask"))
            let question = try await peer.next("roots/list")
            try await peer.send(Wire.cancel(1))
            let cancellation = try await peer.next("notifications/cancelled")
            #expect(cancellation["params"]?["requestId"] == question["id"])
            try await peer.reply(to: question, ["roots": []])
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    /// A server with `echo`, and with `wait`, which waits until it is cancelled.
    private func server() throws -> Server {
        let server = Server(name: "test", version: "1")
        try server.addTool("echo") { arguments, _ in .text(try arguments.optional("text") ?? "") }
        try server.addTool("wait") { [isRunning, isCancelled] _, _ in
            isRunning.settle(.success(()))
            do { try await Promise<Void>().value() } catch {
                isCancelled.settle(.success(()))
                throw error
            }
            return .text("never")
        }
        return server
    }
}
