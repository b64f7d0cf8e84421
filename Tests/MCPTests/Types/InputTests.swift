import JSONRPC
import MCP
import Testing

@Suite struct InputTests {
    typealias Outcome = ResultOrInputRequired<CallToolResult>

    @Test func `a result that asks back is told from one that answers`() throws {
        let back: Outcome = try roundTrip(#"{"resultType": "input_required", "requestState": "s", "new": 1}"#)
        #expect(back == .inputRequired(InputRequiredResult(requestState: "s", other: ["new": 1])))
        let complete: Outcome = try roundTrip(#"{"resultType": "complete", "content": []}"#)
        #expect(complete.result == CallToolResult(content: [], resultType: .complete))
        let legacy: Outcome = try roundTrip(#"{"content": []}"#)
        #expect(legacy.result?.resultType == nil)
        let task: Outcome = try roundTrip(#"{"resultType": "task", "content": []}"#)
        #expect(task.resultType == "task")
    }

    @Test func `what both kinds of result have can be changed in either`() {
        var outcomes: [Outcome] = [.result(CallToolResult(content: [])), .inputRequired(InputRequiredResult())]
        let meta = ResultMeta(serverInfo: Implementation(name: "S", version: "1"))
        for position in outcomes.indices {
            outcomes[position].meta = meta
            outcomes[position].other = ["new": 1]
        }
        outcomes[0].resultType = .complete
        #expect(
            outcomes == [
                .result(CallToolResult(content: [], resultType: .complete, meta: meta, other: ["new": 1])),
                .inputRequired(InputRequiredResult(meta: meta, other: ["new": 1])),
            ])
    }

    @Test func `questions keep their order and their keys`() throws {
        let requests: InputRequests = try roundTrip(
            #"""
            {"z": {"method": "roots/list"}, "a": {"method": "new/ask", "params": {}}, "m": {"method": "roots/list", "params": {}}}
            """#)
        #expect(requests.keys == ["z", "a", "m"])
        #expect(requests["z"] == .roots)
        #expect(requests["a"] == .unknown(["method": "new/ask", "params": [:]]))
        #expect(requests["m"] == .roots(ListRootsRequest(params: ListRootsRequestParams(), keepsEmptyParams: true)))
    }

    @Test func `an answer is told by its members`() throws {
        let responses: InputResponses = try roundTrip(
            #"""
            {"a": {"action": "cancel"}, "b": {"roots": []}, "c": {"new": 1},
             "d": {"role": "assistant", "model": "m", "content": []}}
            """#)
        #expect(responses["a"] == .elicitation(ElicitResult(action: .cancel)))
        #expect(responses["b"] == .roots(ListRootsResult(roots: [])))
        #expect(responses["c"] == .unknown(["new": 1]))
        #expect(responses["d"] == .sampling(CreateMessageResult(role: .assistant, content: .many([]), model: "m")))
    }

    @Test func `both modes of an elicitation share what they have in common`() {
        var form = ElicitRequestParams.form(
            ElicitRequestFormParams(message: "f", requestedSchema: ElicitRequestedSchema(properties: [:])))
        var url = ElicitRequestParams.url(ElicitRequestURLParams(message: "u", url: "https://example.com"))
        form.meta = RequestMeta(progressToken: 1)
        url.other = ["new": 1]
        #expect(form.message == "f" && form.mode == .form && form.meta?.progressToken == 1)
        #expect(url.message == "u" && url.mode == .url && url.object["new"] == 1)
    }
}
