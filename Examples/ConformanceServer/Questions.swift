import MCP

/// The questions that more than one tool asks.
enum Questions {
    static let userName = form("What is your name?", ["name": .string(StringSchema())])
    static let confirm = form("Please confirm", ["ok": .boolean(BooleanSchema())])
    static let capital = sampling("What is the capital of France?", tokens: 100)

    /// A form whose fields are all required.
    static func form(
        _ message: String, _ fields: OrderedMap<PrimitiveSchemaDefinition>
    ) -> ElicitRequestFormParams {
        ElicitRequestFormParams(
            message: message, requestedSchema: ElicitRequestedSchema(properties: fields, required: fields.keys))
    }

    /// A question to the caller's model.
    static func sampling(_ text: String, tokens: Int) -> CreateMessageRequestParams {
        let message = SamplingMessage(role: .user, content: .one(.text(text)))
        return CreateMessageRequestParams(messages: [message], maxTokens: tokens)
    }
}

extension RequestContext {
    /// Asks the user to fill in a form; what is accepted has all fields.
    func ask(_ key: String, _ form: ElicitRequestFormParams) throws -> ElicitResult {
        try elicit(key, message: form.message, schema: form.requestedSchema)
    }

    /// Asks several questions at once, and goes on when all are answered.
    func requireAnswers(to questions: InputRequests) throws {
        for (_, request) in questions where !canAsk(request) {
            throw RPCError.missingRequiredClientCapability(.required(for: request))
        }
        var open = InputRequests()
        for (key, request) in questions where answers[key] == nil { open[key] = request }
        guard open.isEmpty else { throw InputRequired(open, state: state) }
    }
}

extension ElicitResult {
    /// The text of a field; empty where there is none.
    func text(_ field: String) -> String { content?[field]?.string ?? "" }

    /// What the user did, in words.
    var summary: String { "action=\(action.rawValue), content=\(content.map { $0.json.description } ?? "null")" }
}

extension CreateMessageResult {
    /// The first text of the model's answer.
    var text: String {
        for case .text(let content) in content.elements { return content.text }
        return ""
    }
}
