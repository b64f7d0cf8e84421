import JSONRPC
import MCP
import Testing

/// Questions to a legacy caller: requests of the server while the call is open. The tools are the same.
@Suite(.timeLimit(.minutes(10))) struct LegacyAskingTests {
    @Test func `a question is a request of the server`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "greet"))
            let question = try await peer.next()
            #expect(question["method"] == "elicitation/create")
            #expect(question["params"]?["message"] == "name")
            try await peer.reply(to: question, ["action": "accept", "content": ["name": "Ada"]])
            let answer = try await peer.next()
            #expect(answer.text == "Hello, Ada!")
            #expect(answer["result"]?["resultType"] == nil)
        }
    }

    @Test func `several rounds are several requests`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "interview"))
            for (key, value) in [("name", "Ada"), ("colour", "red")] as [(String, JSONValue)] {
                let question = try await peer.next()
                #expect(question["params"]?["message"] == .string(key))
                try await peer.reply(to: question, ["action": "accept", "content": .object([key: value])])
            }
            #expect(try await peer.next().text == "Ada, red")
        }
    }

    @Test func `questions of one round are asked at the same time`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "survey"))
            let roots = try await peer.next("roots/list")
            let name = try await peer.next("elicitation/create")
            try await peer.reply(to: roots, ["roots": []])
            try await peer.reply(to: name, ["action": "cancel"])
            #expect(try await peer.next().text == #"{"action":"cancel"} {"roots":[]}"#)
        }
    }

    @Test func `wrong content is asked for again`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "greet"))
            try await peer.reply(to: try await peer.next(), ["action": "accept", "content": ["name": 5]])
            let again = try await peer.next()
            #expect(again["method"] == "elicitation/create")
            try await peer.reply(to: again, ["action": "decline"])
            #expect(try await peer.next().text == "decline")
        }
    }

    @Test func `a caller that answers wrongly for ever is given up`() async throws {
        var options = ServerOptions()
        options.maximumRounds = 3
        try await serving(try .asking(options)) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "greet"))
            for _ in 0..<3 { try await peer.reply(to: try await peer.next("elicitation/create"), ["action": "accept"]) }
            #expect(try await peer.next().errorCode == -32603)
        }
    }

    @Test(
        arguments: [("greet", [:]), ("consent", ["elicitation": [:]]), ("think", [:]), ("roots", [:])]
            as [(String, JSONObject)])
    func `what the caller cannot do is told to the model`(tool: String, capabilities: JSONObject) async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: capabilities)
            let answer = try await peer.legacyCall(1, tool)
            #expect(answer.isToolError)
            #expect(answer.text?.contains("capability") == true)
        }
    }

    @Test func `a refusal of the caller ends the call`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "think"))
            try await peer.refuse(try await peer.next(), RPCError(code: -1, message: "User rejected"))
            let answer = try await peer.next()
            #expect(answer["error"]?["message"] == "User rejected")
        }
    }

    @Test(arguments: [#""result": 5"#, #""error": 5"#, #""result": {"action": "maybe"}"#, #""result": {}"#])
    func `an answer that makes no sense ends the call`(answer: String) async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "greet"))
            let id = try await peer.next()["id"] ?? .null
            try await peer.send(raw: #"{"jsonrpc": "2.0", "id": \#(id), \#(answer)}"#)
            let end = try await peer.next()
            #expect(end["id"] == "call")
            #expect(end.errorCode != nil)
        }
    }

    @Test(arguments: [(.v2025_11_25, true), (.v2025_06_18, false)] as [(ProtocolVersion, Bool)])
    func `a visit to a page has an id where the revision wants one`(version: ProtocolVersion, hasID: Bool) async throws
    {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(version, capabilities: .all)
            try await peer.send(Wire.legacyCall("call", "consent"))
            let question = try await peer.next()
            #expect(question["params"]?["mode"] == "url")
            #expect((question["params"]?["elicitationId"]?.string != nil) == hasID)
            try await peer.reply(to: question, ["action": "accept"])
            #expect(try await peer.next().text == "accept")
        }
    }

    @Test func `a state of the modern era means nothing here`() async throws {
        try await serving(try .asking()) { peer in
            try await peer.shakeHands(capabilities: .all)
            let params: JSONObject = [
                "name": "greet", "requestState": "x", "inputResponses": ["name": ["action": "decline"]],
            ]
            try await peer.send(Wire.legacy("call", "tools/call", params))
            try await peer.reply(to: try await peer.next("elicitation/create"), ["action": "cancel"])
            #expect(try await peer.next().text == "cancel")
        }
    }
}
