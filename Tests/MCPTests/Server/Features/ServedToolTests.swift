import JSONRPC
import MCP
import Testing

@Suite(.timeLimit(.minutes(10))) struct ServedToolTests {
    struct Broken: Error {}

    @Test(
        arguments: [
            (["text": "x"], false), ([:], true), (["text": 5], true), (["text": "x", "other": 1], true),
            (["text": ""], true),
        ] as [(JSONObject, Bool)])
    func `arguments that do not fit are told to the model`(arguments: JSONObject, isError: Bool) async throws {
        let server = Server(name: "test", version: "1")
        let schema: JSONObject = [
            "type": "object", "properties": ["text": ["type": "string", "minLength": 1]], "required": ["text"],
            "additionalProperties": false,
        ]
        try server.addTool("strict", inputSchema: schema) { _, _ in .text("fine") }
        try await serving(server) { peer in
            let answer = try await peer.call(1, "strict", arguments)
            #expect(answer.isToolError == isError)
            #expect(answer.text?.hasPrefix(isError ? "Invalid arguments for strict" : "fine") == true)
        }
    }

    @Test(
        arguments: [
            (.structured(["n": 1]), nil), (.structured(["n": "x"]), -32603), (.structured([:]), -32603),
            (.text("none"), -32603),
            (.error("failed"), nil),
        ] as [(CallToolResult, Int?)])
    func `a result that its schema does not allow is an error of the server`(
        result: CallToolResult, code: Int?
    ) async throws {
        let server = Server(name: "test", version: "1")
        let schema: JSONObject = ["type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"]]
        try server.addTool("t", outputSchema: schema) { _, _ in result }
        try await serving(server) { peer in
            let answer = try await peer.call(1, "t")
            #expect(answer.errorCode == code)
        }
    }

    @Test func `what a handler throws is told to the model, and an RPC error to the program`() async throws {
        let server = Server(name: "test", version: "1")
        try server.addTool("broken") { _, _ in throw Broken() }
        try server.addTool("refusing") { _, _ in throw RPCError(code: -5, message: "no", data: [1]) }
        try server.addTool("misreading") { arguments, _ in .text(try arguments.required("absent")) }
        try await serving(server) { peer in
            let broken = try await peer.call(1, "broken")
            #expect(broken.isToolError)
            #expect(broken.text == "broken failed: Broken()")
            let refusing = try await peer.call(2, "refusing")
            #expect(refusing["error"] == ["code": -5, "message": "no", "data": [1]])
            let misreading = try await peer.call(3, "misreading")
            #expect(misreading.isToolError)
            #expect(misreading.text?.contains("/absent") == true)
        }
    }

    @Test func `an unknown tool and unreadable parameters are invalid parameters`() async throws {
        try await serving(try .echoing()) { peer in
            let absent = try await peer.call(1, "absent")
            #expect(absent.errorCode == -32602)
            #expect(try await peer.ask(Wire.modern(2, "tools/call")).errorCode == -32602)
            let list = Wire.modern(3, "tools/call", ["name": "echo", "arguments": [1]])
            #expect(try await peer.ask(list).errorCode == -32602)
            let responses = Wire.modern(4, "tools/call", ["name": "echo", "inputResponses": ["a": 5]])
            #expect(try await peer.ask(responses).errorCode == -32602)
        }
    }

    @Test(arguments: ["", "with space", "ümlaut", String(repeating: "x", count: 129)])
    func `a tool needs a name that callers can use`(name: String) {
        #expect(throws: InvalidFeature.self) { try ServerTool(name) { _, _ in .text("") } }
    }

    @Test func `a tool needs schemas that are some`() {
        #expect(throws: InvalidFeature.self) { try ServerTool("t", inputSchema: ["type": 5]) { _, _ in .text("") } }
        #expect(throws: InvalidFeature.self) { try ServerTool("t", outputSchema: ["type": "x"]) { _, _ in .text("") } }
    }

    @Test func `tools are listed in the order in which they came, page by page`() async throws {
        var options = ServerOptions()
        options.pageSize = 2
        let server = Server(name: "test", version: "1", options: options)
        for name in ["b", "a", "c", "e", "d"] { try server.addTool(name) { _, _ in .text("old") } }
        try server.addTool("a") { _, _ in .text("new") }
        server.removeTool("c")
        server.removeTool("absent")
        try await serving(server) { peer in
            var (names, cursor, pages): ([JSONValue], JSONValue?, Int) = ([], nil, 0)
            repeat {
                let params: JSONObject = cursor.map { ["cursor": $0] } ?? [:]
                let result = try await peer.ask(Wire.modern(1, "tools/list", params))["result"]
                names += result?["tools"]?.array?.compactMap { $0["name"] } ?? []
                cursor = result?["nextCursor"]
                pages += 1
            } while cursor != nil
            #expect(names == ["b", "a", "e", "d"])
            #expect(pages == 2)
            #expect(try await peer.ask(Wire.modern(1, "tools/list", ["cursor": ""])).errorCode == -32602)
            #expect(try await peer.call(2, "a").text == "new")
        }
    }
}
