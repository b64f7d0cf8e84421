import CostModel
import CostStore
import JSONRPC
import MCP

/// A cost tool: what is said about it, and what it does.
struct CostTool: Sendable {
    let name: String
    let title: String
    let description: String
    /// The schemas of its arguments, by name.
    let arguments: JSONObject
    var required: [String] = []
    /// Whether it changes what is stored, so that it is offered only where that is allowed.
    var writes = false
    /// The schema of ``Envelope/data``.
    let data: JSONValue
    let answer: @Sendable (CostCall) async throws -> Envelope

    /// The tool that writes files, which needs a folder for them.
    static let exportName = "export_focus"

    /// The listing; the same text as `schemas/tools/NAME.json`.
    var listing: Tool {
        var input: JSONObject = ["type": "object", "properties": .object(arguments), "additionalProperties": false]
        if !required.isEmpty { input["required"] = .array(required.map(JSONValue.string)) }
        return Tool(
            name: name, title: title, description: description, inputSchema: input,
            outputSchema: Envelope.schema(data: data),
            annotations: ToolAnnotations(
                readOnlyHint: !writes && name != Self.exportName, destructiveHint: false, idempotentHint: true,
                openWorldHint: false))
    }

    /// The tool as a server offers it.
    func serverTool(store: any CostStore, options: CostToolsOptions) throws(InvalidFeature) -> ServerTool {
        try ServerTool(listing) { arguments, context in
            do { return try await envelope(arguments, context, store, options).result } catch let failure as ToolFailure
            {
                return failure.result(of: name)
            }
        }
    }

    /// The answer to one call. What the caller can mend is a ``ToolFailure``.
    func envelope(
        _ arguments: JSONObject, _ context: RequestContext, _ store: any CostStore, _ options: CostToolsOptions
    ) async throws -> Envelope {
        let call = CostCall(
            tool: name, arguments: arguments, scope: CostScope(context.meta), store: store, now: options.now(),
            options: options, context: context)
        do { return try await answer(call) } catch let failure as CostStoreError {
            throw ToolFailure(failure)
        } catch let failure as AmountError {
            throw ToolFailure("a sum or quotient cannot be told exactly: \(failure)")
        }
    }
}
