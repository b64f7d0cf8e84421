import JSONRPC
import MCP

/// The arguments of a tool, put together from path, query and body.
struct ToolArguments {
    let form: ToolCallForm
    let tool: Tool

    /// Puts them together. What the path says goes before the body, and that before the query.
    func object(path: [String: String], query: QueryItems, body: JSONObject) -> JSONObject {
        var arguments: JSONObject = [:]
        var filters: JSONObject = [:]
        for name in query.names {
            if let filter = filter(name) {
                filters[filter] = Self.values(query[name])
            } else {
                let argument = form.renames[name] ?? name
                arguments[argument] = schema(argument).value(query[name])
            }
        }
        for member in body { arguments[form.renames[member.key] ?? member.key] = member.value }
        for (name, text) in path.sorted(by: { $0.key < $1.key }) { arguments[name] = schema(name).value([text]) }
        for member in form.fixed { arguments[member.key] = member.value }
        return adding(filters, to: arguments)
    }

    private func schema(_ argument: String) -> ArgumentForm {
        ArgumentForm(tool.inputSchema["properties"]?[argument])
    }

    /// The filter that a name in the query stands for.
    private func filter(_ name: String) -> String? {
        if name.hasPrefix("tag."), name.utf8.count > 4, !form.filters.isEmpty { return "tag:" + name.dropFirst(4) }
        let isArgument = tool.inputSchema["properties"]?[name] != nil
        return form.filters.contains(name) && !isArgument ? name : nil
    }

    private static func values(_ texts: [String]) -> JSONValue {
        if texts.count == 1, let list = ArgumentForm.json(texts[0], "[") { return list }
        return .array(ArgumentForm.parts(texts).map(JSONValue.string))
    }

    private func adding(_ filters: JSONObject, to arguments: JSONObject) -> JSONObject {
        guard !filters.isEmpty else { return arguments }
        var arguments = arguments
        var all = arguments["filters"]?.object ?? [:]
        for member in filters { all[member.key] = member.value }
        arguments["filters"] = .object(all)
        return arguments
    }
}
