import JSONRPC

/// Questions to the caller. Each returns the answer when it is there; until then it throws ``InputRequired``, the kit
/// asks, and the handler runs again. In both eras, on every transport, the handler is written the same way.
extension RequestContext {
    /// Asks the user to fill in a form.
    ///
    /// - Parameter key: names the question within this request; a handler that asks twice needs two keys.
    /// - Returns: what the user did. Accepted content satisfies `schema`, or the question is asked again.
    /// - Throws: ``InputRequired`` until there is an answer; ``RPCError`` -32021 when the caller has no forms.
    public func elicit(
        _ key: String, message: String, schema: ElicitRequestedSchema
    ) throws -> ElicitResult {
        let form = ElicitRequestFormParams(message: message, requestedSchema: schema)
        return try elicit(key, .form(form)) { result in
            result.action != .accept || schema.accepts(result.content ?? [:])
        }
    }

    /// Asks the user to visit a page.
    ///
    /// - Throws: ``InputRequired`` until there is an answer; ``RPCError`` -32021 when the caller cannot open pages.
    public func elicit(_ key: String, message: String, url: String) throws -> ElicitResult {
        try elicit(key, .url(ElicitRequestURLParams(message: message, url: url))) { _ in true }
    }

    private func elicit(
        _ key: String, _ params: ElicitRequestParams, isAcceptable: (ElicitResult) -> Bool
    ) throws -> ElicitResult {
        try answer(key, to: .elicitation(params)) { response in
            guard case .elicitation(let result) = response, isAcceptable(result) else { return nil }
            return result
        }
    }

    /// Asks the caller's language model.
    ///
    /// - Throws: ``InputRequired`` until there is an answer; ``RPCError`` -32021 when the caller offers no model.
    public func sample(_ key: String, _ params: CreateMessageRequestParams) throws -> CreateMessageResult {
        try answer(key, to: .sampling(params)) { if case .sampling(let result) = $0 { result } else { nil } }
    }

    /// Asks which folders the caller works in.
    ///
    /// - Throws: ``InputRequired`` until there is an answer; ``RPCError`` -32021 when the caller tells none.
    public func roots(_ key: String = "roots") throws -> [Root] {
        try answer(key, to: .roots) { if case .roots(let result) = $0 { result.roots } else { nil } }
    }

    /// Whether the caller can be asked this.
    public func canAsk(_ request: InputRequest) -> Bool {
        caller.capabilities.satisfies(.required(for: request))
    }

    private func answer<Answer>(
        _ key: String, to request: InputRequest, read: (InputResponse) -> Answer?
    ) throws -> Answer {
        if let answer = answers[key].flatMap(read) { return answer }
        guard canAsk(request) else { throw RPCError.missingRequiredClientCapability(.required(for: request)) }
        throw InputRequired([key: request], state: state)
    }
}
