import JSONRPC

/// Tools, prompts, resources and completions.
extension Exchange {
    func listTools() async throws -> JSONObject {
        let params = try decoded(ListToolsRequestParams.self)
        let tools = try await server.tools.listTools(for: caller)
        let page = try Page(of: tools, after: params.cursor, size: server.options.pageSize, key: \.name)
        let converted = page.items.map { $0.converted(for: caller.protocolVersion) }
        return shaped(ListToolsResult(tools: converted, nextCursor: page.nextCursor))
    }

    func callTool() async throws -> JSONObject {
        let params = try decoded(CallToolRequestParams.self)
        let arguments = params.arguments ?? [:]
        do {
            return try await interact(params, subject: params.name, arguments: arguments.json) { context in
                try await server.tools.callTool(params.name, arguments: arguments, context: context)
            }
        } catch let error as RPCError where error.code == RPCError.missingRequiredClientCapabilityCode {
            // The code means nothing before 2026-07-28; the words do, to the model.
            guard case .legacy = kind else { throw error }
            return shaped(CallToolResult.error(error.message))
        }
    }

    func listPrompts() throws -> JSONObject {
        let params = try decoded(ListPromptsRequestParams.self)
        let prompts = server.prompts.all.map(\.prompt)
        let page = try Page(of: prompts, after: params.cursor, size: server.options.pageSize, key: \.name)
        return shaped(ListPromptsResult(prompts: page.items, nextCursor: page.nextCursor))
    }

    func getPrompt() async throws -> JSONObject {
        let params = try decoded(GetPromptRequestParams.self)
        let arguments = params.arguments ?? [:]
        return try await interact(params, subject: params.name, arguments: arguments.json) { context in
            try await server.prompts.get(params.name, arguments: arguments, context: context)
        }
    }

    func listResources() throws -> JSONObject {
        let params = try decoded(ListResourcesRequestParams.self)
        let resources = server.resources.resources.map(\.resource)
        let page = try Page(of: resources, after: params.cursor, size: server.options.pageSize, key: \.uri)
        return shaped(ListResourcesResult(resources: page.items, nextCursor: page.nextCursor))
    }

    func listTemplates() throws -> JSONObject {
        let params = try decoded(ListResourceTemplatesRequestParams.self)
        let templates = server.resources.templates.map(\.template)
        let page = try Page(of: templates, after: params.cursor, size: server.options.pageSize, key: \.uriTemplate)
        return shaped(ListResourceTemplatesResult(resourceTemplates: page.items, nextCursor: page.nextCursor))
    }

    func readResource() async throws -> JSONObject {
        let params = try decoded(ReadResourceRequestParams.self)
        return try await interact(params, subject: params.uri, arguments: .null) { context in
            guard let outcome = try await server.resources.read(params.uri, context: context) else {
                throw notFound(params.uri)
            }
            return outcome
        }
    }

    /// Legacy revisions have a code of their own for this; modern ones must not see it.
    private func notFound(_ uri: String) -> RPCError {
        if case .legacy = kind { return .resourceNotFound(uri) }
        return .invalidParams("Resource not found", data: ["uri": .string(uri)])
    }

    func complete() async throws -> JSONObject {
        let params = try decoded(CompleteRequestParams.self)
        let completion = try await completer(params.ref)?(params.argument, params.context)
        return shaped(CompleteResult(completion: (completion ?? Completion(values: [])).bounded))
    }

    private func completer(_ reference: CompletionReference) throws -> ServerPrompt.Completer? {
        switch reference {
        case .prompt(let reference): return try server.prompts.find(reference.name).completer
        case .resource(let reference):
            guard let template = server.resources.templates.first(where: { $0.template.uriTemplate == reference.uri })
            else { throw RPCError.invalidParams("Unknown resource template: \(reference.uri)") }
            return template.completer
        }
    }
}

extension Completion {
    /// The same with at most the 100 values that the protocol allows.
    fileprivate var bounded: Completion {
        guard values.count > 100 else { return self }
        return Completion(values: Array(values.prefix(100)), total: total ?? values.count, hasMore: true)
    }
}
