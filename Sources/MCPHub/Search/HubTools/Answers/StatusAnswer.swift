import JSONRPC

/// What an agent is told about the servers.
struct StatusAnswer {
    private let servers: [ServerStatus]
    private let status: HubStatus

    init(_ servers: [ServerStatus], of status: HubStatus) {
        self.servers = servers
        self.status = status
    }

    var result: JSONObject {
        var data: JSONObject = [
            "servers": .array(servers.map { .object($0.summary) }), "toolCount": .init(count: status.toolCount),
        ]
        if !status.collisions.isEmpty { data["collisions"] = .array(status.collisions.map(JSONValue.string)) }
        return HubToolAnswers.success(text, data)
    }

    private var text: String {
        let lines = servers.map { server in
            let offer = "\(server.toolCount) tools, \(server.promptCount) prompts, \(server.resourceCount) resources"
            return "\(server.key): \(server.state.name), \(offer)" + (server.problem.map { "; \($0)" } ?? "")
        }
        return (lines + ["\(status.toolCount) tools in all"] + status.collisions).joined(separator: "\n")
    }
}
