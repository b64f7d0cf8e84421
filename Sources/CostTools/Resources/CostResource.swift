import CostFiles
import CostModel
import CostStore
import JSONRPC
import MCP

/// Something to read at a URI: the answer of a tool, or what the program knows by itself.
struct CostResource: Sendable {
    /// What stands there.
    enum Content: Sendable {
        /// The answer of a tool to the arguments that come of the variable of the URI.
        case answer(CostTool, @Sendable (String) -> JSONObject)
        /// What does not depend on the store.
        case fixed(@Sendable (String) throws(ToolFailure) -> JSONValue)
    }

    /// The URI, with a variable in braces or without.
    let uri: String
    let name: String
    let description: String
    let content: Content

    /// Every resource.
    static let all = [
        CostResource(
            uri: "cost://summary/{period}", name: "cost summary",
            description: "What was spent in a period (2026-11, 30d, last month), by department.",
            content: .answer(.costSummary) { ["period": .string($0), "top": 100] }),
        CostResource(
            uri: "cost://departments", name: "departments", description: "The departments that have costs.",
            content: .answer(.listDimensions) { _ in ["dimension": "department", "limit": 1000] }),
        CostResource(
            uri: "cost://imports/{id}", name: "import",
            description: "What an import brought, and which totals it has changed.",
            content: .answer(.listImports) { ["importId": .string($0)] }),
        CostResource(
            uri: "focus://schema/{version}", name: "FOCUS columns",
            description: "The columns of a version of FOCUS (1.0 to 1.4) as they are exported.",
            content: .fixed(focusColumns)),
    ]

    /// Adds it to a server.
    func add(to server: Server, store: any CostStore, options: CostToolsOptions) throws(InvalidFeature) {
        let mime = "application/json"
        guard uri.contains("{") else {
            let resource = Resource(uri: uri, name: name, description: description, mimeType: mime)
            return server.addResource(
                ServerResource(resource) { uri, context in try await read(uri, "", context, store, options) })
        }
        let template = ResourceTemplate(uriTemplate: uri, name: name, description: description, mimeType: mime)
        server.addResourceTemplate(
            try ServerResourceTemplate(template) { uri, variables, context in
                try await read(uri, variables.values.first ?? "", context, store, options)
            })
    }

    private func read(
        _ uri: String, _ variable: String, _ context: RequestContext, _ store: any CostStore,
        _ options: CostToolsOptions
    ) async throws -> [ResourceContents] {
        do {
            let json: JSONValue =
                switch content {
                case .answer(let tool, let arguments):
                    try await tool.envelope(arguments(variable), context, store, options).json
                case .fixed(let make): try make(variable)
                }
            return [.text(TextResourceContents(uri: uri, mimeType: "application/json", text: json.description))]
        } catch let failure as ToolFailure {
            throw RPCError.invalidParams("\(uri): \(failure)")
        }
    }

    private static func focusColumns(_ text: String) throws(ToolFailure) -> JSONValue {
        guard let version = FocusVersion(rawValue: text) else {
            let known = FocusVersion.allCases.map(\.rawValue).joined(separator: ", ")
            throw ToolFailure("there is no version “\(text.prefix(16))”; there are \(known)")
        }
        let columns = FocusEncoder(version: version).columns
        return ["version": .string(text), "columns": .array(columns.map(JSONValue.string))]
    }
}
