public import JSONRPC
public import NIOCore

/// The results of the hub's own tools, each an object as a `tools/call` is answered with: text for a model to read and
/// the same as data that fits the tool's `outputSchema`. Arguments that do not fit are answered with a result that says
/// so, because that is what a model can read.
///
/// `hub_call_tool` is not among them: it is routed like the call it stands for; see ``HubToolCallArguments``.
public enum HubToolAnswers {
    /// The index to search in: every tool of the snapshot but the hub's own, which an agent knows already.
    public static func index(of snapshot: RegistrySnapshot) -> ToolSearch {
        ToolSearch(snapshot.tools.filtered { HubTool(rawValue: $0) == nil })
    }

    /// Answers `hub_search_tools`.
    ///
    /// - Parameters:
    ///   - arguments: `arguments` of the request as they stand there; nil for none.
    ///   - index: see ``index(of:)``.
    public static func search(
        _ arguments: ByteBuffer?, in snapshot: RegistrySnapshot, index: ToolSearch
    ) -> JSONObject {
        answer(.searchTools, arguments) { arguments in
            let limit = arguments["limit"]?.integer ?? 10
            let found = index.search(arguments["query"]?.string ?? "", limit: limit)
            return ToolSearchAnswer(found, in: snapshot).result
        }
    }

    /// Answers `hub_describe_tool`.
    public static func describe(_ arguments: ByteBuffer?, in snapshot: RegistrySnapshot) -> JSONObject {
        answer(.describeTool, arguments) { arguments in
            let name = arguments["name"]?.string ?? ""
            guard let entry = snapshot.tools.entry(name), let tool = try? JSONValue(parsing: entry) else {
                return failure(
                    "No tool has the name '\(name.prefix(64))'; \(HubTool.searchTools.name) finds those there are")
            }
            var data: JSONObject = ["tool": tool]
            data["server"] = snapshot.toolNames.route(of: name).map { .string($0.child) }
            return success(tool.description, data)
        }
    }

    /// Answers `hub_status`.
    public static func status(_ arguments: ByteBuffer?, of status: HubStatus) -> JSONObject {
        answer(.status, arguments) { arguments in
            let key = arguments["server"]?.string
            let wanted = status.servers.filter { $0.state != .stopped && (key == nil || $0.key == key) }
            if let key, wanted.isEmpty {
                let known = status.servers.map(\.key).joined(separator: ", ")
                return failure("No server is called '\(key.prefix(64))'; there are: \(known)")
            }
            return StatusAnswer(wanted, of: status).result
        }
    }

    /// A result that says what went wrong.
    public static func failure(_ text: String) -> JSONObject {
        ["content": content(text), "isError": true]
    }

    static func success(_ text: String, _ data: JSONObject) -> JSONObject {
        ["content": content(text), "structuredContent": .object(data)]
    }

    private static func content(_ text: String) -> JSONValue { [["type": "text", "text": .string(text)]] }

    private static func answer(
        _ tool: HubTool, _ arguments: ByteBuffer?, _ body: (JSONObject) -> JSONObject
    ) -> JSONObject {
        do throws(HubToolArgumentsFailure) {
            return body(try HubToolArguments(arguments, of: tool).object)
        } catch {
            return failure(error.description)
        }
    }
}
