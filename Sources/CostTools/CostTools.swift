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
        for tool in all { server.addTool(try tool.serverTool(store: store, options: options)) }
        return server
    }

    /// Every tool, in the order in which they are listed.
    static let all: [CostTool] = [.costSummary, .costQuery, .listDimensions, .costEvidence]

    private static let instructions = """
        Costs from the local store. Figures are exact decimals with their currency; different currencies are never \
        added. Ends of periods are exclusive, times are UTC. Begin with cost_summary; cost_query groups and filters \
        freely; list_dimensions tells what values there are; cost_evidence shows the charges behind a figure.
        """
}
