import JSONRPC
import MCP
import Testing

/// Questions to a modern caller: the result asks back, and the caller sends the request again.
@Suite(.timeLimit(.minutes(10))) struct ModernAskingTests {
    @Test func `a question is asked and answered in one round`() async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", capabilities: .all)["result"]
            #expect(question?["resultType"] == "input_required")
            #expect(question?["_meta"]?[MetaKey.serverInfo]?["name"] == "asking")
            #expect(question?["content"] == nil)
            let request = question?["inputRequests"]?["name"]
            #expect(request?["method"] == "elicitation/create")
            #expect(request?["id"] == nil && request?["jsonrpc"] == nil)
            #expect(request?["params"]?["requestedSchema"]?["required"] == ["name"])
            let answer = try await peer.retry(2, "greet", question, ["name": .accepted(["name": "Ada"])])
            #expect(answer.text == "Hello, Ada!")
            #expect(answer["result"]?["resultType"] == "complete")
        }
    }

    @Test(arguments: ["decline", "cancel"]) func `a refusal is an answer`(action: String) async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", capabilities: .all)["result"]
            let answer = try await peer.retry(2, "greet", question, ["name": ["action": .string(action)]])
            #expect(answer.text == action)
        }
    }

    @Test func `several rounds keep what was answered before`() async throws {
        try await serving(try .asking()) { peer in
            let first = try await peer.call(1, "interview", capabilities: .all)["result"]
            #expect(first?.questions == ["name"])
            let second = try await peer.retry(2, "interview", first, ["name": .accepted(["name": "Ada"])])["result"]
            #expect(second?.questions == ["colour"])
            #expect(second?["requestState"] != first?["requestState"])
            let answer = try await peer.retry(3, "interview", second, ["colour": .accepted(["colour": "red"])])
            #expect(answer.text == "Ada, red")
        }
    }

    @Test func `several questions come at once, and answers to others are ignored`() async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "survey", capabilities: .all)["result"]
            #expect(question?.questions == ["name", "roots"])
            let partial = try await peer.retry(2, "survey", question, ["name": ["action": "decline"], "x": ["y": 1]])
            #expect(partial["result"]?.questions == ["name", "roots"])
            let answer = try await peer.retry(3, "survey", partial["result"], ["roots": ["roots": []]])
            #expect(answer.text == #"{"action":"decline"} {"roots":[]}"#)
        }
    }

    @Test(
        arguments: [
            [:], ["other": .accepted(["name": "Ada"])], ["name": .accepted(["name": 5])], ["name": .accepted([:])],
            ["name": .accepted(["name": ""])], ["name": ["action": "accept"]], ["name": ["roots": []]],
            ["name": ["new": 1]],
        ] as [JSONObject])
    func `a missing or wrong answer is asked for again`(responses: JSONObject) async throws {
        try await serving(try .asking()) { peer in
            let question = try await peer.call(1, "greet", capabilities: .all)["result"]
            let again = try await peer.retry(2, "greet", question, responses)["result"]
            #expect(again?["resultType"] == "input_required")
            #expect(again?["inputRequests"] == question?["inputRequests"])
            let answer = try await peer.retry(3, "greet", again, ["name": .accepted(["name": "Ada"])])
            #expect(answer.text == "Hello, Ada!")
        }
    }

    @Test func `a state without questions stays on the server`() async throws {
        try await serving(try .asking()) { peer in
            let first = try await peer.call(1, "remembering")["result"]
            #expect(first?["inputRequests"] == nil)
            #expect(first?["requestState"]?.string?.utf8.count == 48)
            let second = try await peer.retry(2, "remembering", first)["result"]
            #expect(try await peer.retry(3, "remembering", second).text == "third time")
        }
    }

    @Test func `more rounds than allowed are an error`() async throws {
        var options = ServerOptions()
        options.maximumRounds = 3
        try await serving(try .asking(options)) { peer in
            var question = try await peer.call(1, "counting")["result"]
            for round in 2...3 {
                question = try await peer.retry(.number(JSONNumber(round)), "counting", question)["result"]
                #expect(question?["resultType"] == "input_required")
            }
            #expect(try await peer.retry(4, "counting", question).errorCode == -32603)
        }
    }

    @Test(
        arguments: [
            ("greet", [:], ["elicitation": [:]]), ("greet", ["elicitation": ["url": [:]]], ["elicitation": [:]]),
            ("consent", ["elicitation": [:]], ["elicitation": ["url": [:]]]), ("think", [:], ["sampling": [:]]),
            ("roots", ["sampling": [:]], ["roots": [:]]),
        ] as [(String, JSONObject, JSONValue)])
    func `what the caller cannot do is not asked but named`(
        tool: String, capabilities: JSONObject, required: JSONValue
    ) async throws {
        try await serving(try .asking()) { peer in
            let answer = try await peer.call(1, tool, capabilities: capabilities)
            #expect(answer.errorCode == -32021)
            #expect(answer["error"]?["data"]?["requiredCapabilities"] == required)
        }
    }

    @Test func `a page is visited without an id, a model and folders are asked`() async throws {
        try await serving(try .asking()) { peer in
            let consent = try await peer.call(1, "consent", capabilities: .all)["result"]
            let params = consent?["inputRequests"]?["consent"]?["params"]
            #expect(params == ["mode": "url", "message": "Please.", "url": "https://example.com"])
            #expect(try await peer.retry(2, "consent", consent, ["consent": ["action": "accept"]]).text == "accept")
            let thought = try await peer.call(3, "think", capabilities: .all)["result"]
            #expect(thought?["inputRequests"]?["thought"]?["method"] == "sampling/createMessage")
            let model: JSONObject = [
                "thought": ["role": "assistant", "model": "m", "content": ["type": "text", "text": "!"]]
            ]
            #expect(try await peer.retry(4, "think", thought, model).text == "m")
            let roots = try await peer.call(5, "roots", capabilities: .all)["result"]
            let folders: JSONObject = ["roots": ["roots": [["uri": "file:///a"]]]]
            #expect(try await peer.retry(6, "roots", roots, folders).text == "file:///a")
        }
    }
}
