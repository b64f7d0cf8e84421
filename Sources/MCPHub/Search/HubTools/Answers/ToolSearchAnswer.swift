import JSONRPC

/// What is told about tools that were found.
struct ToolSearchAnswer {
    /// How many characters of a description are told.
    private static let descriptionLimit = 240

    private let tools: [JSONObject]
    private let total: Int

    init(_ found: [ToolSearch.Match], in snapshot: RegistrySnapshot) {
        tools = found.map { Self.tool($0, in: snapshot) }
        total = snapshot.tools.names.count { HubTool(rawValue: $0) == nil }
    }

    var result: JSONObject {
        let data: JSONObject = ["tools": .array(tools.map(JSONValue.object)), "toolCount": .init(count: total)]
        return HubToolAnswers.success(text, data)
    }

    private var text: String {
        guard !tools.isEmpty else { return "No tool fits among \(total); try other words." }
        let lines = tools.map { tool in
            let name = tool["name"]?.string ?? ""
            return (tool["description"]?.string ?? tool["title"]?.string).map { "\(name): \($0)" } ?? name
        }
        return lines.joined(separator: "\n")
    }

    private static func tool(_ match: ToolSearch.Match, in snapshot: RegistrySnapshot) -> JSONObject {
        let definition = snapshot.tools.entry(match.name).flatMap { try? JSONValue(parsing: $0) }
        var tool: JSONObject = ["name": .string(match.name)]
        tool["title"] = definition?["title"]?.string.map(JSONValue.string)
        tool["description"] = definition?["description"]?.string.map { .string(shortened($0)) }
        // Four digits tell results apart; more would be paid for and mean nothing.
        tool["score"] = .init(floatLiteral: (match.score * 10_000).rounded() / 10_000)
        return tool
    }

    /// The text on one line, cut between words.
    private static func shortened(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        var result = ""
        for word in words {
            guard result.count + word.count < descriptionLimit else {
                return result.isEmpty ? word.prefix(descriptionLimit) + "…" : result + " …"
            }
            result += result.isEmpty ? String(word) : " \(word)"
        }
        return result
    }
}
