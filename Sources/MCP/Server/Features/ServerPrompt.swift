/// A prompt together with what makes its messages.
public struct ServerPrompt: Sendable {
    /// Makes the messages from the arguments. Those that the prompt requires are there.
    public typealias Handler =
        @Sendable (_ arguments: [String: String], _ context: RequestContext) async throws -> GetPromptResult
    /// Proposes values for an argument.
    public typealias Completer =
        @Sendable (_ argument: CompletionArgument, _ context: CompletionContext?) async throws -> Completion

    /// How the prompt is listed.
    public let prompt: Prompt
    let handler: Handler
    let completer: Completer?

    /// Creates a prompt.
    public init(_ prompt: Prompt, completer: Completer? = nil, handler: @escaping Handler) {
        self.prompt = prompt
        self.completer = completer
        self.handler = handler
    }
}
