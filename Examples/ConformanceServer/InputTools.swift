import MCP

/// Tools that are there for results of the kind `input_required`.
extension Server {
    func addInputTools() throws {
        try addInputTool("elicitation", "Asks for a name.") { context in
            "Hello, \(try context.ask("user_name", Questions.userName).text("name"))!"
        }
        try addInputTool("sampling", "Asks the client's model.") { context in
            try context.sample("capital_question", Questions.capital).text
        }
        try addInputTool("list_roots", "Asks for the client's roots.") { context in
            try context.roots("client_roots").map(\.uri).joined(separator: "\n")
        }
        try addInputTool("multi_round", "Asks two things, one after the other.") { context in
            let (first, second) = ("Step 1: What is your name?", "Step 2: What is your favorite color?")
            let name = try context.ask("step1", Questions.form(first, ["name": .string(StringSchema())]))
            let color = try context.ask("step2", Questions.form(second, ["color": .string(StringSchema())]))
            return "\(name.text("name")) likes \(color.text("color"))."
        }
        try addInputTool("multiple_inputs", "Asks three things at once.") { context in
            let questions: InputRequests = [
                "user_name": .elicitation(.form(Questions.userName)),
                "greeting": .sampling(Questions.sampling("Generate a greeting", tokens: 50)),
                "client_roots": .roots,
            ]
            try context.requireAnswers(to: questions)
            return "All is answered: \(questions.keys.sorted().joined(separator: ", "))"
        }
        try addStateTools()
        try addInputTool("capabilities", "Asks what the client can be asked.") { context in
            var questions: InputRequests = [
                "user_name": .elicitation(.form(Questions.userName)),
                "capital_question": .sampling(Questions.capital),
            ]
            for (key, request) in questions where !context.canAsk(request) { questions[key] = nil }
            try context.requireAnswers(to: questions)
            return "Answered: \(questions.isEmpty ? "nothing" : questions.keys.sorted().joined(separator: ", "))"
        }
    }

    private func addStateTools() throws {
        try addInputTool("request_state", "Asks, and remembers that it has.") { context in
            try context.confirmWithState()
            return "state-ok"
        }
        try addInputTool("tampered_state", "Asks, and wants its state back as it was.") { context in
            try context.confirmWithState()
            return "The state was intact."
        }
    }

    private func addInputTool(
        _ name: String, _ description: String, _ work: @escaping @Sendable (RequestContext) throws -> String
    ) throws {
        try addTestTool("test_input_required_result_\(name)", description) { _, context in
            .text(try work(context))
        }
    }
}

extension RequestContext {
    /// Asks for consent, and goes on only if what was kept with the question has come back with the answer.
    fileprivate func confirmWithState() throws {
        let question = InputRequest.elicitation(.form(Questions.confirm))
        guard canAsk(question) else { throw RPCError.missingRequiredClientCapability(.required(for: question)) }
        guard answers["confirm"] != nil, state == "issued" else {
            throw InputRequired(["confirm": question], state: "issued")
        }
    }
}
