import JSONRPC

/// From methods to what answers them.
extension Exchange {
    /// The result of the request.
    ///
    /// - Throws: ``RPCError`` -32601 for a method that the era of the request does not have or the server does not offer.
    func answer() async throws -> JSONObject {
        switch kind {
        case .modern: try await answerModern()
        case .legacy: try await answerLegacy()
        }
    }

    private func answerModern() async throws -> JSONObject {
        switch method {
        case DiscoverRequestParams.method: try await discover()
        case SubscriptionsListenRequestParams.method: try await listen()
        default: try await answerShared()
        }
    }

    private func answerLegacy() async throws -> JSONObject {
        switch method {
        case InitializeRequestParams.method: try await initialize()
        case PingRequestParams.method: [:]
        case SetLevelRequestParams.method: try setLevel()
        case SubscribeRequestParams.method: try await subscribe()
        case UnsubscribeRequestParams.method: try unsubscribe()
        default: try await answerShared()
        }
    }

    private func answerShared() async throws -> JSONObject {
        let capabilities = try await server.capabilities(for: caller)
        switch method {
        case ListToolsRequestParams.method where capabilities.tools != nil: return try await listTools()
        case CallToolRequestParams.method where capabilities.tools != nil: return try await callTool()
        case ListPromptsRequestParams.method where capabilities.prompts != nil: return try listPrompts()
        case GetPromptRequestParams.method where capabilities.prompts != nil: return try await getPrompt()
        case ListResourcesRequestParams.method where capabilities.resources != nil: return try listResources()
        case ListResourceTemplatesRequestParams.method where capabilities.resources != nil: return try listTemplates()
        case ReadResourceRequestParams.method where capabilities.resources != nil: return try await readResource()
        case CompleteRequestParams.method where capabilities.completions != nil: return try await complete()
        default: throw RPCError.methodNotFound(method)
        }
    }

    private func discover() async throws -> JSONObject {
        shaped(
            DiscoverResult(
                supportedVersions: ProtocolVersion.supportedModern,
                capabilities: try await server.capabilities(for: caller), instructions: server.instructions))
    }

    private func initialize() async throws -> JSONObject {
        let params = try decoded(InitializeRequestParams.self)
        let version = try session.withState { state throws(RPCError) in try state.lifecycle.initialize(params) }
        var capabilities = try await server.capabilities(for: caller)
        capabilities.extensions = nil
        if !version.hasCompletionsCapability { capabilities.completions = nil }
        return shaped(
            InitializeResult(
                protocolVersion: version, capabilities: capabilities, serverInfo: server.info,
                instructions: server.instructions))
    }

    private func setLevel() throws -> JSONObject {
        let level = try decoded(SetLevelRequestParams.self).level
        session.withState { $0.logLevel = level }
        return [:]
    }

    private func subscribe() async throws -> JSONObject {
        let uri = try decoded(SubscribeRequestParams.self).uri
        guard try await server.capabilities(for: caller).resources != nil else { throw RPCError.methodNotFound(method) }
        try session.withState { state in
            guard state.subscribedURIs.count < 10_000 else {
                throw RPCError.invalidParams("This connection has 10000 subscriptions already; unsubscribe first")
            }
            state.subscribedURIs.insert(uri)
        }
        return [:]
    }

    private func unsubscribe() throws -> JSONObject {
        let uri = try decoded(UnsubscribeRequestParams.self).uri
        _ = session.withState { $0.subscribedURIs.remove(uri) }
        return [:]
    }
}
