import HTTPTypes
import JSONRPC

/// What one method on one form of path does.
struct APIRoute: Sendable {
    /// Who answers.
    enum Action: Sendable {
        /// A tool of the registry.
        case tool(ToolCallForm)
        /// This API itself.
        case own(OwnAction)
    }

    let method: HTTPRequest.Method
    let path: PathPattern
    /// What a caller has to be.
    let role: APIRole
    /// What it does, in a line.
    let summary: String
    let action: Action
    /// The status when it has worked.
    var success = HTTPResponse.Status.ok

    /// The tool that answers; nil for what the API does itself.
    var tool: ToolCallForm? { if case .tool(let form) = action { form } else { nil } }

    /// The name of the tool that does the work; nil when it is done here.
    var toolName: String? {
        if case .own(.importCosts) = action { return ToolCallForm.importing.name }
        return tool?.name
    }

    /// The group in which it is listed: `cost` of `/api/cost/data`.
    var group: String {
        let parts = path.text.split(separator: "/")
        return parts.count > 1 && parts[0] == "api" ? String(parts[1]) : "service"
    }
}

/// What the API does without a tool.
enum OwnAction: Sendable {
    case listTools, describeTool, callTool
    case listJobs, showJob, cancelJob
    case resume
    case dashboard(DashboardPart)
    case importCosts
    case openAPI, documentation
    case ticket, events
}

/// How a request becomes the arguments of a tool.
struct ToolCallForm: Sendable {
    /// The name of the tool.
    let name: String
    /// Names of the API for arguments that the tool calls otherwise.
    var renames: [String: String] = [:]
    /// Names in the query that stand for members of the argument `filters`; so does everything that begins `tag.`.
    var filters: [String] = []
    /// Arguments that are always the same.
    var fixed: JSONObject = [:]
    /// Whether the answer depends on the arguments and the data alone, so that it may be kept.
    var isKept = false
    /// Whether the tool changes something, so that the same request must not be done twice.
    var writes = false
    /// Whether it is always done as a job.
    var isJob = false
    /// Whether a tool that refuses means that there is no such thing.
    var isLookup = false
}

extension ToolCallForm {
    /// Imports a file.
    static let importing = ToolCallForm(name: "import_focus", writes: true)
}
