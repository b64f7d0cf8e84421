import JSONRPC

/// The definitions with which an agent can work with hundreds of tools without reading all of theirs.
///
/// They are files under `schemas/tools`, of which this is the same text; a test holds the two together.
extension HubTool {
    /// What it is called by.
    public var name: String { rawValue }

    /// The definition exactly as in its file: name, description, schemas of arguments and result, annotations.
    public var definition: String {
        switch self {
        case .searchTools: Self.searchDefinition
        case .describeTool: Self.describeDefinition
        case .callTool: Self.callDefinition
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
