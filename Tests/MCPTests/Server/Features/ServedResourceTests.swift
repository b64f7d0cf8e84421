import JSONRPC
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct ServedResourceTests {
    @Test func `a resource is read by its URI, or by the template that has it`() async throws {
        try await serving(try Self.server()) { peer in
            let fixed = try await peer.read(1, "test:items/fixed")
            #expect(fixed["result"]?["contents"] == [["uri": "test:items/fixed", "text": "fixed"]])
            let item = try await peer.read(2, "test:items/a%20b")
            #expect(item["result"]?["contents"]?[0]?["text"] == "item a b")
        }
    }

    @Test func `what is not there is told in the way of the era`() async throws {
        try await serving(try Self.server()) { peer in
            let modern = try await peer.read(1, "test:absent")
            #expect(modern.errorCode == -32602)
            #expect(modern["error"]?["data"] == ["uri": "test:absent"])
            try await peer.shakeHands()
            let legacy = try await peer.ask(Wire.legacy(2, "resources/read", ["uri": "test:absent"]))
            #expect(legacy.errorCode == -32002)
            #expect(legacy["error"]?["data"] == ["uri": "test:absent"])
        }
    }

    @Test func `resources and templates are listed`() async throws {
        let server = try Self.server()
        try await serving(server) { peer in
            let resources = try await peer.ask(Wire.modern(1, "resources/list"))["result"]
            #expect(resources?["resources"] == [["uri": "test:items/fixed", "name": "fixed"]])
            let templates = try await peer.ask(Wire.modern(2, "resources/templates/list"))["result"]
            #expect(templates?["resourceTemplates"] == [["uriTemplate": "test:items/{id}", "name": "items"]])
            server.removeResource("test:items/fixed")
            let rest = try await peer.ask(Wire.modern(3, "resources/list"))["result"]
            #expect(rest?["resources"] == [])
        }
    }

    @Test func `a reader may ask, and what it throws is an error`() async throws {
        let server = Server(name: "test", version: "1")
        server.addResource(
            ServerResource(Resource(uri: "test:roots", name: "roots")) { uri, context in
                [.text(TextResourceContents(uri: uri, text: try context.roots().map(\.uri).joined()))]
            })
        server.addResource(
            ServerResource(Resource(uri: "test:broken", name: "broken")) { _, _ in throw TransportClosed("disk gone") })
        try await serving(server) { peer in
            #expect(try await peer.read(1, "test:broken").errorCode == -32603)
            let question = try await peer.read(2, "test:roots", capabilities: ["roots": [:]])["result"]
            #expect(question?["resultType"] == "input_required")
            #expect(question?["ttlMs"] == nil)
            let answer = try await peer.read(
                3, "test:roots", capabilities: ["roots": [:]],
                with: [
                    "requestState": question?["requestState"] ?? "",
                    "inputResponses": ["roots": ["roots": [["uri": "file:///a"]]]],
                ])
            #expect(answer["result"]?["contents"]?[0]?["text"] == "file:///a")
        }
    }

    private static func server() throws -> Server {
        let server = Server(name: "test", version: "1")
        server.addResource(
            ServerResource(Resource(uri: "test:items/fixed", name: "fixed")) { uri, _ in
                [.text(TextResourceContents(uri: uri, text: "fixed"))]
            })
        let template = ResourceTemplate(uriTemplate: "test:items/{id}", name: "items")
        server.addResourceTemplate(
            try ServerResourceTemplate(template) { uri, variables, _ in
                [.text(TextResourceContents(uri: uri, text: "item \(variables["id"] ?? "")"))]
            })
        return server
    }
}

extension RawPeer {
    fileprivate func read(
        _ id: JSONValue, _ uri: String, capabilities: JSONObject = [:], with other: JSONObject = [:]
    ) async throws -> JSONValue {
        var params: JSONObject = ["uri": .string(uri)]
        for member in other { params[member.key] = member.value }
        return try await ask(Wire.modern(id, "resources/read", params, capabilities: capabilities))
    }
}
