import MCP

/// The prompts.
extension Server {
    func addPrompts() {
        addTestPrompt("test_simple_prompt", "One message.") { _, _ in
            [.text("This is a simple prompt for testing.")]
        }
        addTestPrompt(
            "test_prompt_with_arguments", "A message with two arguments in it.", ["arg1", "arg2"]
        ) { arguments, _ in
            [.text("Prompt with arguments: arg1='\(arguments["arg1"] ?? "")', arg2='\(arguments["arg2"] ?? "")'")]
        }
        addTestPrompt(
            "test_prompt_with_embedded_resource", "A message with a resource.", ["resourceUri"]
        ) { arguments, _ in
            let uri = arguments["resourceUri"] ?? ""
            return [
                .embedded(uri, "text/plain", "Embedded resource content for testing."),
                .text("Please process the embedded resource above."),
            ]
        }
        addTestPrompt("test_prompt_with_image", "A message with an image.") { _, _ in
            [.sampleImage, .text("Please analyze the image above.")]
        }
        addTestPrompt("test_input_required_result_prompt", "Asks for a context.") { _, context in
            let question = Questions.form(
                "What context should the prompt use?", ["context": .string(StringSchema())])
            return [.text("Use this context: \(try context.ask("user_context", question).text("context"))")]
        }
    }

    private func addTestPrompt(
        _ name: String, _ description: String, _ arguments: [String] = [],
        _ content: @escaping @Sendable ([String: String], RequestContext) throws -> [ContentBlock]
    ) {
        let listed = arguments.map { PromptArgument(name: $0, description: $0, required: true) }
        let prompt = Prompt(name: name, description: description, arguments: listed.isEmpty ? nil : listed)
        addPrompt(
            ServerPrompt(
                prompt,
                completer: { argument, _ in
                    let values = ["testValue1", "testValue2", "paris", "park"]
                    return Completion(values: values.filter { $0.hasPrefix(argument.value) })
                },
                handler: { arguments, context in
                    let blocks = try content(arguments, context)
                    return GetPromptResult(messages: blocks.map { PromptMessage(role: .user, content: $0) })
                }))
    }
}
