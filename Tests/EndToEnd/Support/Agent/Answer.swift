import MCP

/// How a request was answered.
struct Answer: Sendable, CustomStringConvertible {
    let message: JSONValue

    var result: JSONValue? { message["result"] }
    var error: JSONValue? { message["error"] }
    var code: Int? { error?["code"]?.integer }
    var isError: Bool { result?["isError"]?.bool == true }

    /// The first text of a tool's result, a prompt's message or a resource.
    var text: String? {
        let places = [
            result?["content"]?[0]?["text"], result?["contents"]?[0]?["text"],
            result?["messages"]?[0]?["content"]?["text"],
        ]
        return places.compactMap { $0?.string }.first
    }

    /// What went wrong, told by an error of the protocol or by a tool that failed; nil when all went well.
    var trouble: String? { error.map { "\($0)" } ?? (isError ? text ?? "" : nil) }

    /// The members of an object, sorted by name.
    static func keys(_ value: JSONValue?) -> [String] { (value?.object?.members.map(\.key) ?? []).sorted() }

    var description: String { message.description }
}

extension Answer {
    /// One question of an `input_required` result.
    struct Question: Sendable {
        let key: String
        let method: String?
        let params: JSONValue?
        /// All there is, as it was sent.
        let whole: JSONValue

        var text: String? { params?["message"]?.string }
    }

    var isInputRequired: Bool { result?["resultType"] == "input_required" }
    var state: String? { result?["requestState"]?.string }

    var questions: [Question] {
        (result?["inputRequests"]?.object?.members ?? []).map {
            Question(key: $0.key, method: $0.value["method"]?.string, params: $0.value["params"], whole: $0.value)
        }
    }

    /// The key of the only question; empty when there is none or more than one.
    var key: String { questions.count == 1 ? questions[0].key : "" }

    /// The key of the question whose form has the field.
    func key(of field: String) -> String {
        questions.first { $0.params?["requestedSchema"]?["properties"]?[field] != nil }?.key ?? ""
    }
}

/// What users say to questions.
enum Reply {
    static let decline: JSONValue = ["action": "decline"]
    static let cancel: JSONValue = ["action": "cancel"]
    static let consent: JSONValue = ["action": "accept"]

    static func accept(_ content: JSONObject) -> JSONValue { ["action": "accept", "content": .object(content)] }

    static func name(_ name: String) -> JSONValue { accept(["name": .string(name)]) }

    static func sampled(_ text: String) -> JSONValue {
        ["role": "assistant", "content": ["type": "text", "text": .string(text)], "model": "scripted"]
    }

    static func roots(_ uris: String...) -> JSONValue {
        ["roots": .array(uris.map { ["uri": .string($0)] })]
    }
}
