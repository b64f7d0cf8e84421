import MCP

extension TemporaryFolder {
    /// Writes the configuration of a hub with these servers.
    ///
    /// - Parameters:
    ///   - hub: what stands at `hub` in the configuration.
    ///   - server: what stands at `hub` in the entry of each server.
    func configure(
        _ servers: [(key: String, command: [String])], hub: JSONObject = [:], server: JSONObject = [:]
    ) throws {
        var entries = JSONObject()
        for (key, command) in servers {
            var entry: JSONObject = [
                "command": .string(command[0]), "args": .array(command.dropFirst().map(JSONValue.string)),
                "env": ["MCPHUB_TRIAL": .string(marker)],
            ]
            if !server.isEmpty { entry["hub"] = .object(server) }
            entries[key] = .object(entry)
        }
        let configuration: JSONValue = ["mcpServers": .object(entries), "hub": .object(hub)]
        try write(configuration.description, to: "mcphub.json")
    }
}
