import JSONRPC

extension JSONObject {
    /// The capabilities of a caller that can be asked anything.
    static let all: JSONObject = ["elicitation": ["form": [:], "url": [:]], "sampling": [:], "roots": [:]]
}

extension JSONValue {
    /// The answer of a user who filled in a form.
    static func accepted(_ content: JSONObject) -> JSONValue { ["action": "accept", "content": .object(content)] }

    /// The keys of the questions in a result.
    var questions: [String] { self["inputRequests"]?.object.map { Array($0.keys) } ?? [] }
}

extension RawPeer {
    /// Calls a tool again, with the state of the result that asked and with answers.
    func retry(
        _ id: JSONValue, _ tool: String, _ question: JSONValue?, _ responses: JSONObject? = nil,
        arguments: JSONObject = [:]
    ) async throws -> JSONValue {
        var other = JSONObject()
        other["requestState"] = question?["requestState"]
        other["inputResponses"] = responses.map(JSONValue.object)
        return try await call(id, tool, arguments, capabilities: .all, with: other)
    }
}
