import JSONRPC

extension Client {
    /// Makes one request and decodes its result.
    ///
    /// - Throws: ``RPCError`` of the server; ``RequestTimedOut``; ``TransportClosed``; ``DecodingFailure`` for a result
    ///   that is not what the method promises; `CancellationError`, after which the server has been told to stop.
    public func request<Params: RequestParams>(
        _ params: Params, _ requestOptions: RequestOptions = RequestOptions()
    ) async throws -> Params.Result {
        try Params.Result(try await send(params, requestOptions, allowing: [.complete]))
    }

    /// Makes a request that the server may answer with questions first, and answers them.
    ///
    /// - Throws: what ``request(_:_:)`` throws, and what the handler of a question throws.
    public func request<Params: InputResponseRequestParams>(
        answering params: Params, _ requestOptions: RequestOptions = RequestOptions()
    ) async throws -> Params.Result {
        var params = params
        for round in 0..<options.maximumRounds {
            let object = try await send(params, requestOptions, allowing: [.complete, .inputRequired])
            switch try ResultOrInputRequired<Params.Result>(object) {
            case .result(let result): return result
            case .inputRequired(let question):
                let requests = question.inputRequests ?? [:]
                if requests.isEmpty { try await options.clock.sleep(for: .milliseconds(50 << min(round, 8))) }
                params.inputResponses = requests.isEmpty ? nil : try await answers(to: requests)
                params.requestState = question.requestState
            }
        }
        throw RPCError.internalError("The server asked more than \(options.maximumRounds) times before it answered")
    }

    private func answers(to requests: InputRequests) async throws -> InputResponses {
        let answers = try await withThrowingTaskGroup(of: (String, InputResponse).self) { group in
            for (key, request) in requests {
                group.addTask { [handlers] in (key, try await handlers.answer(request)) }
            }
            var answers: [String: InputResponse] = [:]
            for try await (key, answer) in group { answers[key] = answer }
            return answers
        }
        var ordered = InputResponses()
        for key in requests.keys { ordered[key] = answers[key] }
        return ordered
    }

    private func send<Params: RequestParams>(
        _ params: Params, _ requestOptions: RequestOptions, allowing types: [ResultType]
    ) async throws -> JSONObject {
        let timeout = requestOptions.timeout ?? options.requestTime
        let expired = RequestTimedOut(method: Params.method, timeout: timeout)
        let object = try await withDeadline(timeout, clock: options.clock, expired: expired) { [self] in
            try await connection.request(Params.method, notified: notified(requestOptions)) { id in
                prepared(params, id, requestOptions).object
            }
        }
        try check(object["resultType"], isOneOf: types)
        return object
    }

    /// A result of a type that was not asked for is invalid. Legacy results have no type, whatever they carry.
    private func check(_ type: JSONValue?, isOneOf types: [ResultType]) throws(DecodingFailure) {
        guard era == .modern, let type, !types.map(\.json).contains(type) else { return }
        let expected = types.map(\.rawValue).joined(separator: " or ")
        throw DecodingFailure(expected: expected, found: type).within("resultType")
    }

    private func notified(_ requestOptions: RequestOptions) -> (@Sendable (String, JSONObject) -> Void)? {
        guard let progress = requestOptions.progress else { return nil }
        return { method, params in
            guard method == ProgressNotificationParams.method else { return }
            if let params = try? ProgressNotificationParams(params) { progress(params) }
        }
    }

    /// The parameters with the `_meta` that the era demands.
    func prepared<Params: RequestParams>(_ params: Params, _ id: Int, _ requestOptions: RequestOptions) -> Params {
        var params = params
        var meta = params.meta ?? RequestMeta()
        if era == .modern {
            meta.protocolVersion = protocolVersion
            meta.clientCapabilities = handlers.capabilities
            meta.clientInfo = info
            meta.logLevel = requestOptions.logLevel
        }
        if requestOptions.progress != nil { meta.progressToken = .integer(id) }
        params.meta = meta.object.isEmpty ? nil : meta
        return params
    }
}
