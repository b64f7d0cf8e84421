public import JSONRPC

extension Client {
    /// All tools of the server, whatever pages they come in.
    ///
    /// - Throws: ``EndlessList`` when a cursor repeats or there are too many pages; see ``request(_:_:)``.
    public func listTools() async throws -> [Tool] {
        try await pages(ListToolsRequestParams.self, ListToolsRequestParams.init).flatMap(\.tools)
    }

    /// Calls a tool, answering the questions it asks on the way.
    ///
    /// A result with `isError` is a result: the tool says what went wrong, and a model can act on it.
    ///
    /// - Throws: see ``request(answering:_:)``.
    public func callTool(
        _ name: String, arguments: JSONObject = [:], _ requestOptions: RequestOptions = RequestOptions()
    ) async throws -> CallToolResult {
        try await request(answering: CallToolRequestParams(name: name, arguments: arguments), requestOptions)
    }

    /// All prompts of the server.
    public func listPrompts() async throws -> [Prompt] {
        try await pages(ListPromptsRequestParams.self, ListPromptsRequestParams.init).flatMap(\.prompts)
    }

    /// The messages of a prompt.
    public func getPrompt(_ name: String, arguments: [String: String] = [:]) async throws -> GetPromptResult {
        try await request(answering: GetPromptRequestParams(name: name, arguments: arguments))
    }

    /// All resources of the server.
    public func listResources() async throws -> [Resource] {
        try await pages(ListResourcesRequestParams.self, ListResourcesRequestParams.init).flatMap(\.resources)
    }

    /// All resource templates of the server.
    public func listResourceTemplates() async throws -> [ResourceTemplate] {
        try await pages(ListResourceTemplatesRequestParams.self, ListResourceTemplatesRequestParams.init)
            .flatMap(\.resourceTemplates)
    }

    /// The contents of a resource.
    public func readResource(_ uri: String) async throws -> [ResourceContents] {
        try await request(answering: ReadResourceRequestParams(uri: uri)).contents
    }

    /// Proposals for an argument of a prompt or a variable of a template.
    public func complete(
        _ reference: CompletionReference, argument: String, value: String, context: [String: String]? = nil
    ) async throws -> Completion {
        let params = CompleteRequestParams(
            ref: reference, argument: CompletionArgument(name: argument, value: value),
            context: context.map { CompletionContext(arguments: $0) })
        return try await request(params).completion
    }

    /// Sets the level from which on a legacy server sends log messages. Modern servers are told with each request.
    public func setLogLevel(_ level: LoggingLevel) async throws {
        guard era == .legacy else { return }
        _ = try await request(SetLevelRequestParams(level: level))
    }

    /// Whether the server answers. The modern era has no `ping`; there, `server/discover` is asked.
    public func ping() async throws {
        switch era {
        case .legacy: _ = try await request(PingRequestParams())
        case .modern: _ = try await request(DiscoverRequestParams())
        }
    }

    private func pages<Params: PaginatedRequestParams>(
        _: Params.Type, _ make: (String?, RequestMeta?, JSONObject) -> Params
    ) async throws -> [Params.Result] where Params.Result: PaginatedResult {
        var pages: [Params.Result] = []
        var seen: Set<String> = []
        var cursor: String?
        repeat {
            let page = try await request(make(cursor, nil, [:]))
            pages.append(page)
            cursor = page.nextCursor
            if let cursor, !seen.insert(cursor).inserted || pages.count >= options.maximumPages {
                throw EndlessList(method: Params.method, pages: pages.count)
            }
        } while cursor != nil
        return pages
    }
}

/// A server's list does not end: a cursor came twice, or there are more pages than allowed.
public struct EndlessList: Error, Hashable, Sendable, CustomStringConvertible {
    /// The method that lists.
    public let method: String
    /// How many pages were read.
    public let pages: Int

    /// One sentence for people.
    public var description: String { "\(method) did not end after \(pages) pages, or a cursor repeated" }
}
