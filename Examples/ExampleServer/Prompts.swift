import MCP

/// One prompt, with proposals for one of its arguments.
extension Server {
    func addPrompts() {
        let greeting = Prompt(
            name: "greeting", description: "Asks for a greeting.",
            arguments: [
                PromptArgument(name: "name", description: "Who is greeted.", required: true),
                PromptArgument(name: "style", description: "formal, friendly or funny.", required: false),
            ])
        addPrompt(
            ServerPrompt(
                greeting,
                completer: { argument, _ in
                    guard argument.name == "style" else { return Completion(values: []) }
                    return Completion(values: ["formal", "friendly", "funny"].filter { $0.hasPrefix(argument.value) })
                },
                handler: { arguments, _ in
                    let (name, style) = (arguments["name"] ?? "", arguments["style"] ?? "friendly")
                    let text = "Write a \(style) greeting for \(name)."
                    return GetPromptResult(messages: [PromptMessage(role: .user, content: .text(text))])
                }))
    }
}
