import JSONRPC

/// Questions in the middle of a request. The handler is written once, for the modern era: it ends with questions and
/// runs again with the answers. Here that is brought to a caller of either era.
extension Exchange {
    /// Runs `handler` until it has a result or, in the modern era, a question to send back.
    func interact<Params: InputResponseRequestParams>(
        _ params: Params, subject: String, arguments: JSONValue,
        handler: (RequestContext) async throws -> Outcome<Params.Result>
    ) async throws -> JSONObject {
        let binding = RequestStates.Binding(
            method: method, subject: subject, arguments: arguments, principal: session.principal)
        let gate = ProgressGate()
        var contents = try resumed(params, binding)
        while true {
            let context = RequestContext(
                caller: caller, meta: meta, answers: contents.answers, state: contents.state,
                report: { event in await report(event, gate: gate) })
            switch try await handler(context) {
            case .complete(let result): return shaped(result)
            case .inputRequired(let question):
                contents.round += 1
                contents.state = question.state
                guard contents.round <= server.options.maximumRounds else {
                    throw RPCError.internalError("\(subject) asked more than \(server.options.maximumRounds) times")
                }
                guard case .legacy = kind else { return shaped(inputRequired(question, contents, binding)) }
                contents.answers.merge(try await askAll(question.requests)) { _, new in new }
            }
        }
    }

    /// What the rounds before have left, with the answers that came with this request.
    ///
    /// - Throws: ``RPCError`` -32602 when the request comes with a state that was not given for it.
    private func resumed(
        _ params: some InputResponseRequestParams, _ binding: RequestStates.Binding
    ) throws(RPCError) -> RequestStates.Contents {
        guard case .modern = kind else { return RequestStates.Contents() }
        var contents = RequestStates.Contents()
        if let handle = params.requestState {
            guard let saved = server.states.take(handle, for: binding) else {
                throw .invalidParams("requestState is not one that was given for this request, was used or has expired")
            }
            contents = saved
        }
        for (key, response) in params.inputResponses ?? [:] { contents.answers[key] = response }
        return contents
    }

    /// The result that carries the questions, and the state with which the caller comes back.
    private func inputRequired(
        _ question: InputRequired, _ contents: RequestStates.Contents, _ binding: RequestStates.Binding
    ) -> InputRequiredResult {
        InputRequiredResult(
            inputRequests: question.requests.isEmpty ? nil : question.requests,
            requestState: server.states.save(contents, for: binding))
    }

    /// Asks a legacy caller, all questions at the same time.
    private func askAll(_ requests: InputRequests) async throws -> [String: InputResponse] {
        try await withThrowingTaskGroup(of: (String, InputResponse).self) { group in
            for (key, request) in requests {
                group.addTask { (key, try await ask(request)) }
            }
            var answers: [String: InputResponse] = [:]
            for try await (key, answer) in group { answers[key] = answer }
            return answers
        }
    }

    private func ask(_ request: InputRequest) async throws -> InputResponse {
        switch request {
        case .elicitation(let request): .elicitation(try await send(identified(request.params)))
        case .sampling(let request): .sampling(try await send(request.params))
        case .roots(let request): .roots(try await send(request.params))
        case .unknown:
            throw RPCError.internalError("A question of an unknown kind cannot be asked in \(caller.protocolVersion)")
        }
    }

    private func send<Params: RequestParams>(_ params: Params) async throws -> Params.Result {
        try Params.Result(try await session.ask(Params.method, params.object))
    }

    /// Revision 2025-11-25 wants every visit to a page to have a name of its own.
    private func identified(_ params: ElicitRequestParams) -> ElicitRequestParams {
        guard case .url(var url) = params, caller.protocolVersion.hasElicitationIDs, url.elicitationId == nil else {
            return params
        }
        url.elicitationId = RequestStates.makeHandle()
        return .url(url)
    }
}
