import JSONRPC
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(10))) struct PagingTests {
    @Test func `all pages of a list are read, also behind an empty cursor`() async throws {
        let connected = try await ConnectedClient.modern()
        async let tools = connected.client.listTools()
        let cursors: [JSONValue?] = [nil, "", "x"]
        for (page, next) in zip(cursors.indices, [.string(""), .string("x"), nil] as [JSONValue?]) {
            let request = try await connected.server.next("tools/list")
            #expect(request["params"]?["cursor"] == cursors[page])
            try await connected.server.reply(to: request, Self.page("t\(page)", next))
        }
        #expect(try await tools.map(\.name) == ["t0", "t1", "t2"])
        await connected.client.close()
    }

    @Test(arguments: [["a", "b", "a"], ["", ""], ["a", "a"]])
    func `a cursor that repeats ends the reading`(cursors: [String]) async throws {
        let connected = try await ConnectedClient.modern()
        let list = Task { try await connected.client.listTools() }
        for cursor in cursors {
            let request = try await connected.server.next("tools/list")
            try await connected.server.reply(to: request, Self.page("t", .string(cursor)))
        }
        let error = await #expect(throws: EndlessList.self) { try await list.value }
        #expect(error == EndlessList(method: "tools/list", pages: cursors.count))
        await connected.client.close()
    }

    @Test func `too many pages end the reading`() async throws {
        var options = ClientOptions()
        options.maximumPages = 3
        let connected = try await ConnectedClient.modern(options: options)
        let list = Task { try await connected.client.listPrompts() }
        for page in 0..<3 {
            let request = try await connected.server.next("prompts/list")
            try await connected.server.reply(to: request, ["prompts": [], "nextCursor": .string("\(page)")])
        }
        let error = await #expect(throws: EndlessList.self) { try await list.value }
        #expect(error == EndlessList(method: "prompts/list", pages: 3))
        await connected.client.close()
    }

    @Test func `every list has its method and its member`() async throws {
        let connected = try await ConnectedClient.legacy()
        let (client, server) = (connected.client, connected.server)
        async let lists = (
            client.listPrompts().map(\.name), client.listResources().map(\.uri),
            client.listResourceTemplates().map(\.uriTemplate)
        )
        try await server.reply(to: try await server.next("prompts/list"), ["prompts": [["name": "p"]]])
        try await server.reply(to: try await server.next("resources/list"), ["resources": [["uri": "r", "name": "r"]]])
        let templates: JSONObject = ["resourceTemplates": [["uriTemplate": "u", "name": "t"]]]
        try await server.reply(to: try await server.next("resources/templates/list"), templates)
        #expect(try await lists == (["p"], ["r"], ["u"]))
        await client.close()
    }

    private static func page(_ name: String, _ next: JSONValue?) -> JSONObject {
        var page: JSONObject = ["tools": [["name": .string(name), "inputSchema": ["type": "object"]]]]
        page["nextCursor"] = next
        return page
    }
}
