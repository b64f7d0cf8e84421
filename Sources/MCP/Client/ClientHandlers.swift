import JSONRPC

/// What a client can be asked by a server while one of its calls runs. What is nil is not declared as a capability.
public struct ClientHandlers: Sendable {
    /// Shows a form to the user.
    public var form: (@Sendable (ElicitRequestFormParams) async throws -> ElicitResult)?
    /// Asks the user to visit a page. Show who asks and the full address; never open it unasked.
    public var url: (@Sendable (ElicitRequestURLParams) async throws -> ElicitResult)?
    /// Asks a language model.
    public var sampling: (@Sendable (CreateMessageRequestParams) async throws -> CreateMessageResult)?
    /// Tells which folders the user works in.
    public var roots: (@Sendable () async throws -> [Root])?
    /// Takes log messages.
    public var log: (@Sendable (LoggingMessageNotificationParams) -> Void)?

    /// A client that cannot be asked anything.
    public init() {}

    /// What of this is declared to the server.
    public var capabilities: ClientCapabilities {
        let canElicit = form != nil || url != nil
        return ClientCapabilities(
            elicitation: canElicit
                ? ElicitationCapability(form: form == nil ? nil : [:], url: url == nil ? nil : [:]) : nil,
            sampling: sampling == nil ? nil : SamplingCapability(), roots: roots == nil ? nil : ListChangedCapability())
    }

    /// Answers a question in its modern form.
    func answer(_ request: InputRequest) async throws -> InputResponse {
        switch request {
        case .elicitation(let request): .elicitation(try await answer(request.params))
        case .sampling(let request): .sampling(try await answer(request.params))
        case .roots: .roots(try await answerRoots())
        case .unknown: throw RPCError.invalidRequest("The server asks something that this client does not know")
        }
    }

    func answer(_ params: ElicitRequestParams) async throws -> ElicitResult {
        switch params {
        case .form(let params):
            guard let form else { throw Self.undeclared("elicitation by form") }
            return try await form(params)
        case .url(let params):
            guard let url else { throw Self.undeclared("elicitation by URL") }
            return try await url(params)
        }
    }

    func answer(_ params: CreateMessageRequestParams) async throws -> CreateMessageResult {
        guard let sampling else { throw Self.undeclared("sampling") }
        return try await sampling(params)
    }

    func answerRoots() async throws -> ListRootsResult {
        guard let roots else { throw Self.undeclared("roots") }
        return ListRootsResult(roots: try await roots())
    }

    private static func undeclared(_ what: String) -> RPCError {
        .invalidParams("This client has not declared \(what)")
    }
}
