import MCP

/// What this program says it is.
enum HubVersion {
    static let text = "0.1.0"

    static let implementation = Implementation(name: "mcphub", title: "MCPHub", version: text)
}
