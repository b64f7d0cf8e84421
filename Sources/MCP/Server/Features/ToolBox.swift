public import JSONRPC
import Locking

/// Tools that live in this process, in the order in which they were added.
public final class ToolBox: ToolRegistry {
    private let tools = Locked<[ServerTool]>([])
    private let changes = Broadcast<Void>()

    /// A box without tools.
    public init() {}

    /// Adds a tool, replacing one of the same name.
    public func add(_ tool: ServerTool) {
        tools.withLock { tools in
            if let position = tools.firstIndex(where: { $0.tool.name == tool.tool.name }) {
                tools[position] = tool
            } else {
                tools.append(tool)
            }
        }
        changes.send(())
    }

    /// Removes a tool, if there is one of that name.
    public func remove(_ name: String) {
        let hasChanged = tools.withLock { tools in
            let count = tools.count
            tools.removeAll { $0.tool.name == name }
            return tools.count < count
        }
        if hasChanged { changes.send(()) }
    }

    /// All tools.
    public func listTools(for caller: Caller) -> [Tool] {
        tools.withLock { $0.map(\.tool) }
    }

    /// Calls a tool; see ``ToolRegistry/callTool(_:arguments:context:)``.
    ///
    /// What a handler throws becomes a result with `isError`, for the model to read; an ``RPCError`` stays an error.
    public func callTool(
        _ name: String, arguments: JSONObject, context: RequestContext
    ) async throws -> Outcome<CallToolResult> {
        guard let tool = tools.withLock({ $0.first { $0.tool.name == name } }) else {
            throw RPCError.invalidParams("Unknown tool: \(name)")
        }
        return try await Outcome {
            do { return try await tool.call(arguments, context) } catch {
                if error is RPCError || error is InputRequired || error is CancellationError { throw error }
                return .error("\(name) failed: \(error)")
            }
        }
    }

    /// Emits on every ``add(_:)`` and ``remove(_:)`` from now on.
    public func toolListChanges() -> AsyncStream<Void> { changes.listen() }
}
