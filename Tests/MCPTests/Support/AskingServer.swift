import JSONRPC
import MCP

extension Server {
    /// A server whose tools ask their caller.
    static func asking(_ options: ServerOptions = ServerOptions()) throws -> Server {
        let server = Server(name: "asking", version: "1", options: options)
        try server.addTool("greet") { _, context in
            let name = try context.ask("name")
            return .text(
                name.action == .accept ? "Hello, \(name.content?["name"]?.string ?? "")!" : name.action.rawValue)
        }
        try server.addTool("interview") { _, context in
            let (name, colour) = (try context.ask("name"), try context.ask("colour"))
            return .text(
                [name, colour].compactMap { $0.content?.first { _ in true }?.value.string }.joined(separator: ", "))
        }
        try server.addTool("survey") { _, context in
            guard let name = context.answers["name"], let roots = context.answers["roots"] else {
                throw InputRequired(["name": .elicitation(.form(.asking("name"))), "roots": .roots])
            }
            return .text("\(name.json) \(roots.json)")
        }
        try server.addTool("consent") { _, context in
            .text(try context.elicit("consent", message: "Please.", url: "https://example.com").action.rawValue)
        }
        try server.addTool("think") { _, context in
            let question = SamplingMessage(role: .user, content: .one(.text("?")))
            return .text(
                try context.sample("thought", CreateMessageRequestParams(messages: [question], maxTokens: 5)).model)
        }
        try server.addTool("roots") { _, context in .text(try context.roots().map(\.uri).joined(separator: " ")) }
        try server.addTool("counting") { _, context in
            throw InputRequired([:], state: .number(JSONNumber((context.state?.integer ?? 0) + 1)))
        }
        try server.addTool("remembering") { _, context in
            guard context.state?.integer == 2 else {
                throw InputRequired([:], state: .number(JSONNumber((context.state?.integer ?? 0) + 1)))
            }
            return .text("third time")
        }
        return server
    }
}

extension RequestContext {
    /// Asks for one line of text; `key` names both the question and its field.
    fileprivate func ask(_ key: String) throws -> ElicitResult {
        try elicit(key, message: key, schema: .line(key))
    }
}

extension ElicitRequestFormParams {
    fileprivate static func asking(_ key: String) -> ElicitRequestFormParams {
        ElicitRequestFormParams(message: key, requestedSchema: .line(key))
    }
}

extension ElicitRequestedSchema {
    /// A form with one text field, which must be filled in.
    static func line(_ key: String) -> ElicitRequestedSchema {
        ElicitRequestedSchema(properties: [key: .string(StringSchema(minLength: 1))], required: [key])
    }
}
