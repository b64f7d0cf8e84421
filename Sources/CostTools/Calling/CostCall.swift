import CostModel
import CostStore
import JSONRPC
import MCP

/// One call of a tool.
struct CostCall: Sendable {
    let tool: String
    let arguments: JSONObject
    let scope: CostScope
    let store: any CostStore
    let now: Instant
    let options: CostToolsOptions
    let context: RequestContext

    /// Typed access to the arguments.
    var reader: ArgumentReader { ArgumentReader(arguments) }

    /// Saves what the answer was computed from. A store that may only be read keeps none: nil.
    func evidence(_ charges: ChargeQuery, _ version: DataVersion) async throws -> String? {
        let draft = Evidence.Draft(
            tool: tool, arguments: JSONValue.object(arguments).description, charges: charges, version: version)
        do { return try await store.save(draft, at: now).id } catch  where error.code == .readOnly { return nil }
    }
}
