import JSONRPC
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct ProgressTests {
    @Test(arguments: [5, "5", "token"] as [JSONValue])
    func `progress carries the token of its request, increases, and ends before the answer`(
        token: JSONValue
    ) async throws {
        let server = try Self.reporting([1, 1, 0.5, 2, 1.5, 3])
        try await serving(server) { peer in
            for id in [1, 2] as [JSONValue] {
                try await peer.send(Wire.call(id, "report", meta: ["progressToken": token]))
                for value in [1, 2, 3] as [JSONValue] {
                    let message = try await peer.next()
                    #expect(message["method"] == "notifications/progress")
                    #expect(
                        message["params"] == ["progressToken": token, "progress": value, "total": 9, "message": "m"])
                }
                #expect(try await peer.next()["id"] == id)
            }
        }
    }

    @Test func `without a token there is none`() async throws {
        try await serving(try Self.reporting([1, 2])) { peer in
            try await peer.send(Wire.call(1, "report"))
            #expect(try await peer.next()["id"] == 1)
            try await peer.shakeHands()
            try await peer.send(Wire.legacyCall(2, "report"))
            #expect(try await peer.next()["id"] == 2)
        }
    }

    @Test(arguments: [(.v2024_11_05, nil), (.v2025_03_26, "m")] as [(ProtocolVersion, JSONValue?)])
    func `legacy progress has a message where the revision knows it`(
        version: ProtocolVersion, text: JSONValue?
    ) async throws {
        try await serving(try Self.reporting([1])) { peer in
            try await peer.shakeHands(version)
            let params: JSONObject = ["name": "report", "_meta": ["progressToken": 0]]
            try await peer.send(Wire.legacy(1, "tools/call", params))
            let message = try await peer.next()
            #expect(message["params"]?["progressToken"] == 0)
            #expect(message["params"]?["message"] == text)
            #expect(try await peer.next()["id"] == 1)
        }
    }

    @Test func `what is reported after the answer is dropped`() async throws {
        let server = Server(name: "test", version: "1")
        let context = Promise<RequestContext>()
        try server.addTool("leak") { _, leaked in
            context.settle(.success(leaked))
            return .text("")
        }
        try await serving(server) { peer in
            _ = try await peer.call(1, "leak", meta: ["progressToken": 1, MetaKey.logLevel: "debug"])
            let leaked = try await context.value()
            await leaked.progress(1)
            await leaked.log(.emergency, "late")
            server.stop()
            #expect(await peer.rest().isEmpty)
        }
    }

    @Test func `what is no number is dropped`() async throws {
        try await serving(try Self.reporting([.nan, .infinity, 1])) { peer in
            try await peer.send(Wire.call(1, "report", meta: ["progressToken": 1]))
            #expect(try await peer.next()["params"]?["progress"] == 1)
            #expect(try await peer.next()["id"] == 1)
        }
    }

    private static func reporting(_ values: [Double]) throws -> Server {
        let server = Server(name: "test", version: "1")
        try server.addTool("report") { _, context in
            for value in values { await context.progress(value, total: 9, message: "m") }
            return .text("")
        }
        return server
    }
}
