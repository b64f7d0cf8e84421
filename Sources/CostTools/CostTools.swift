public import CostStore
public import MCP

/// The cost tools: questions to a store of charges, offered over MCP.
public enum CostTools {
    /// A server of all tools, for any number of callers. The store stays the caller's to close.
    ///
    /// - Throws: `InvalidFeature` when a definition is damaged, which the tests rule out.
    public static func server(
        store: any CostStore, version: String, options: CostToolsOptions = CostToolsOptions()
    ) throws(InvalidFeature) -> Server {
        let server = Server(name: "cost", version: version, instructions: instructions)
        for tool in all where options.offers(tool) {
            server.addTool(try tool.serverTool(store: store, options: options))
        }
        for resource in CostResource.all { try resource.add(to: server, store: store, options: options) }
        for prompt in CostPrompt.all { server.addPrompt(prompt.serverPrompt) }
        return server
    }

    /// The names of the tools that a server with these options offers.
    public static func toolNames(_ options: CostToolsOptions) -> [String] {
        all.filter(options.offers).map(\.name)
    }

    /// Every tool, in the order in which they are listed.
    static let all: [CostTool] = [
        .costSummary, .costQuery, .compareCosts, .allocateCosts, .unitCosts, .budgetStatus, .tagCoverage,
        .listDimensions, .listImports, .costEvidence, .exportFocus, .upsertBudget, .upsertUsage,
        .importFocus,
    ]

    private static let instructions = """
        Costs from the local store. Figures are exact decimals with their currency; different currencies are never \
        added. Ends of periods are exclusive, times are UTC. Begin with cost_summary; cost_query groups and filters \
        freely; list_dimensions tells what values there are; cost_evidence shows the charges behind a figure.
        """
}

extension CostToolsOptions {
    /// Whether a tool is among those that are offered.
    func offers(_ tool: CostTool) -> Bool {
        (allowsWrites || !tool.writes) && (exports != nil || tool.name != CostTool.exportName)
    }
}
