public import JSONRPC

/// Tools to list and to call: what every face of a server (MCP, REST, the command line) is written against.
///
/// A registry may be a handful of closures (``ToolBox``) or a hub with many servers behind it. A call is stateless:
/// it ends with a result, with questions to the caller, or with an error, and reports events on the way.
public protocol ToolRegistry: Sendable {
    /// The tools that `caller` may see, in a stable order.
    func listTools(for caller: Caller) async throws -> [Tool]

    /// Calls a tool.
    ///
    /// - Throws: ``RPCError`` -32602 when there is no such tool; whatever keeps the call from having a result.
    func callTool(
        _ name: String, arguments: JSONObject, context: RequestContext
    ) async throws -> Outcome<CallToolResult>

    /// Emits whenever the list of tools has changed, from now on.
    func toolListChanges() -> AsyncStream<Void>
}
