import JSONRPC

/// The hub's own tools, with which an agent can work with hundreds of tools without reading all their definitions.
///
/// Their definitions are files under `schemas/tools`, of which this is the same text; a test holds the two together.
public enum HubTool: String, CaseIterable, Hashable, Sendable {
    /// Finds tools by words.
    case search = "hub_search_tools"
    /// Tells all about one tool.
    case describe = "hub_describe_tool"
    /// Calls a tool by its name.
    case call = "hub_call_tool"
    /// Tells how the children are doing.
    case status = "hub_status"

    /// What it is called by.
    public var name: String { rawValue }

    /// The definition exactly as in its file: name, description, schemas of arguments and result, annotations.
    public var definition: String {
        switch self {
        case .search: Self.searchDefinition
        case .describe: Self.describeDefinition
        case .call: Self.callDefinition
        case .status: Self.statusDefinition
        }
    }

    /// The definition as an entry of the list of tools.
    ///
    /// - Throws: ``CatalogProblem`` when the definition in this library is damaged, which a test rules out.
    public func entry() throws(CatalogProblem) -> CatalogEntry {
        do {
            // Without the white space, which a model would pay for.
            return try CatalogEntry(.tools, JSONValue(parsing: definition).serialized.span)
        } catch {
            throw error as? CatalogProblem ?? CatalogProblem(.tools, reason: "\(error)")
        }
    }
}
