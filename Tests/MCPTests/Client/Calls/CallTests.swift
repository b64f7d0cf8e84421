import JSONRPC
import TestClock
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct CallTests {
    let clock = ManualClock()

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `answers in reverse order reach the calls they belong to`(era: ProtocolVersion.Era) async throws {
        let (client, server) = try await connect(era)
        try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for number in 0..<20 {
                group.addTask { (number, try await client.callTool("t\(number)").firstText) }
            }
            var calls: [JSONValue] = []
            for _ in 0..<20 { calls.append(try await server.next("tools/call")) }
            for call in calls.reversed() {
                try await server.reply(to: call, text: call["params"]?["name"]?.string ?? "")
            }
            for try await (number, text) in group { #expect(text == "t\(number)") }
        }
        #expect(client.openRequests == 0)
        await client.close()
    }

    @Test func `late, double and unknown answers are dropped`() async throws {
        let (client, server) = try await connect(.modern)
        let timedOut = Task { try await client.callTool("slow") }
        let slow = try await server.next("tools/call")
        await clock.pass(.seconds(300))
        await #expect(throws: RequestTimedOut.self) { try await timedOut.value }
        try await server.reply(to: slow, text: "late")
        for id in [99, "1", "x", 1.5, -1] as [JSONValue] { try await server.reply(to: ["id": id], text: "unknown") }
        async let text = client.callTool("quick").firstText
        let quick = try await server.next("tools/call")
        try await server.reply(to: quick, text: "first")
        try await server.reply(to: quick, text: "second")
        #expect(try await text == "first")
        #expect(client.openRequests == 0)
        await client.close()
    }

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `a call that takes too long is cancelled, and the server is told`(era: ProtocolVersion.Era) async throws {
        let (client, server) = try await connect(era)
        let call = Task { try await client.callTool("slow", RequestOptions(timeout: .seconds(7))) }
        let request = try await server.next("tools/call")
        await clock.pass(.seconds(7))
        let error = await #expect(throws: RequestTimedOut.self) { try await call.value }
        #expect(error?.timeout == .seconds(7))
        #expect(error?.method == "tools/call")
        let cancelled = try await server.next("notifications/cancelled")
        #expect(cancelled["params"]?["requestId"] == request["id"])
        await client.close()
    }

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `a task that is cancelled tells the server`(era: ProtocolVersion.Era) async throws {
        let (client, server) = try await connect(era)
        let call = Task { try await client.callTool("slow") }
        let request = try await server.next("tools/call")
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        let cancelled = try await server.next("notifications/cancelled")
        #expect(cancelled["params"]?["requestId"] == request["id"])
        #expect(client.openRequests == 0)
        await client.close()
    }

    @Test func `a server that does not even read is given up in time`() async throws {
        let (client, server) = try await connect(.modern)
        let text = String(repeating: "x", count: 5 << 20)
        let call = Task { try await client.callTool("slow", arguments: ["text": .string(text)]) }
        await clock.pass(.seconds(300))
        await #expect(throws: RequestTimedOut.self) { try await call.value }
        _ = try await server.next("notifications/cancelled")
        await client.close()
    }

    @Test(arguments: ProtocolVersion.Era.allCases)
    func `an error of the server is thrown as it is`(era: ProtocolVersion.Era) async throws {
        let (client, server) = try await connect(era)
        let call = Task { try await client.callTool("t") }
        let error = RPCError(code: -5, message: "no", data: ["a": 1])
        try await server.refuse(try await server.next("tools/call"), error)
        await #expect(throws: error) { try await call.value }
        await client.close()
    }

    @Test func `every modern request says version, capabilities and name, legacy ones nothing`() async throws {
        for era in ProtocolVersion.Era.allCases {
            let (client, server) = try await connect(era)
            async let result = client.callTool("t", RequestOptions(logLevel: .warning))
            let request = try await server.next("tools/call")
            let meta = request["params"]?["_meta"]
            #expect(meta?[MetaKey.protocolVersion] == (era == .modern ? "2026-07-28" : nil))
            #expect(meta?[MetaKey.clientCapabilities] == (era == .modern ? [:] : nil))
            #expect(meta?[MetaKey.logLevel] == (era == .modern ? "warning" : nil))
            try await server.reply(to: request, text: "")
            _ = try await result
            await client.close()
        }
    }

    @Test(
        arguments: [
            (["resultType": "task", "content": []], false), (["resultType": "", "content": []], false),
            (["resultType": 5, "content": []], false), (["resultType": "complete"], false), ([:], false),
            (["resultType": "complete", "content": []], true), (["content": []], true),
        ] as [(JSONObject, Bool)])
    func `a result of an unknown type or shape is invalid`(result: JSONObject, isValid: Bool) async throws {
        let (client, server) = try await connect(.modern)
        let call = Task { try await client.callTool("t") }
        try await server.reply(to: try await server.next("tools/call"), result)
        if isValid {
            #expect(try await call.value.content.isEmpty)
        } else {
            await #expect(throws: DecodingFailure.self) { try await call.value }
        }
        await client.close()
    }

    @Test func `a list cannot ask back`() async throws {
        let (client, server) = try await connect(.modern)
        let list = Task { try await client.listTools() }
        try await server.ask(back: try await server.next("tools/list"), nil, state: "s")
        await #expect(throws: DecodingFailure.self) { try await list.value }
        await client.close()
    }

    @Test func `a legacy result may carry what it likes`() async throws {
        let (client, server) = try await connect(.legacy)
        async let result = client.callTool("t")
        try await server.reply(to: try await server.next("tools/call"), ["resultType": "mine", "content": []])
        #expect(try await result.content.isEmpty)
        await client.close()
    }

    private func connect(_ era: ProtocolVersion.Era) async throws -> (Client, RawPeer) {
        let connected = try await ConnectedClient.make(era, options: .timed(by: clock))
        return (connected.client, connected.server)
    }
}
