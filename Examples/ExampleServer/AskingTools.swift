import MCP

/// Tools that ask the caller something before they answer.
extension Server {
    func addAskingTools() throws {
        try addTool("greet", description: "Asks for a name and greets.") { _, context in
            let answer = try context.askForText("name", "What is your name?")
            switch answer.action {
            case .accept: return .text("Hello, \(answer.text("name"))!")
            case .decline: return .text("No name given.")
            case .cancel: return .text("Cancelled.")
            }
        }
        try addTool("interview", description: "Asks for a name, then for a colour.") { _, context in
            let name = try context.askForText("name", "What is your name?")
            let colour = try context.askForText("colour", "What is your favourite colour?")
            return .text("\(name.text("name")) likes \(colour.text("colour")).")
        }
        try addTool("consent", description: "Asks for consent on a web page.") { _, context in
            let answer = try context.elicit("consent", message: "Please consent.", url: "https://example.com/consent")
            return .text("Consent: \(answer.action.rawValue)")
        }
        try addTool(
            "summarize", description: "Has the caller's model summarize a text.",
            inputSchema: .schema(["text": ["type": "string"]])
        ) { arguments, context in
            let text: String = try arguments.required("text")
            let question = SamplingMessage(role: .user, content: .one(.text("Summarize: \(text)")))
            let answer = try context.sample("summary", CreateMessageRequestParams(messages: [question], maxTokens: 100))
            return .text(answer.firstText)
        }
        try addTool("roots", description: "Lists the folders that the caller works in.") { _, context in
            .text(try context.roots().map(\.uri).joined(separator: "\n"))
        }
    }
}

extension RequestContext {
    /// Asks for one line of text; `key` names both the question and its field.
    fileprivate func askForText(_ key: String, _ message: String) throws -> ElicitResult {
        let schema = ElicitRequestedSchema(properties: [key: .string(StringSchema())], required: [key])
        return try elicit(key, message: message, schema: schema)
    }
}

extension ElicitResult {
    fileprivate func text(_ key: String) -> String { content?[key]?.string ?? "" }
}

extension CreateMessageResult {
    fileprivate var firstText: String {
        for case .text(let content) in content.elements { return content.text }
        return ""
    }
}
