import JSONRPC

extension Server {
    /// What the server offers right now. A capability is declared exactly when its methods work.
    func capabilities(for caller: Caller) async throws -> ServerCapabilities {
        let hasTools = try await !tools.listTools(for: caller).isEmpty
        let (prompts, templates) = (prompts.all, resources.templates)
        let hasResources = !resources.resources.isEmpty || !templates.isEmpty
        let completes = prompts.contains { $0.completer != nil } || templates.contains { $0.completer != nil }
        return ServerCapabilities(
            tools: hasTools ? ListChangedCapability(listChanged: true) : nil,
            prompts: prompts.isEmpty ? nil : ListChangedCapability(listChanged: true),
            resources: hasResources ? ResourcesCapability(subscribe: true, listChanged: true) : nil,
            completions: completes ? [:] : nil, logging: [:])
    }
}
