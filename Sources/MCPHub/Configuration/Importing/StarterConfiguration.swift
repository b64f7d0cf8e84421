/// The configuration that a new user begins with.
public enum StarterConfiguration {
    /// A configuration with a server, the settings that are changed most often, and a word about each.
    public static let text = """
        // The servers behind this hub and how it treats them.
        // Entries of Claude Desktop, Claude Code, Cursor and VS Code can be pasted as they are.
        {
          "mcpServers": {
            // A program that is started here. Nothing is passed through a shell.
            "time": {
              "command": "uvx",
              "args": ["mcp-server-time"],
            },
            // A server elsewhere. ${NAME} is taken from the environment; without NAME it does not start, and says so.
            "example": {
              "type": "http",
              "url": "https://example.com/mcp",
              "headers": { "Authorization": "Bearer ${EXAMPLE_TOKEN}" },
              "disabled": true,
              "hub": { "start": "lazy", "callTimeout": "2m" },
            },
          },
          "hub": {
            // "prefixed" names a tool time__convert_time; "plain" leaves out the prefix.
            "names": "prefixed",
            // Tools of the hub itself, to work with many tools without listing them all:
            // hub_search_tools, hub_describe_tool, hub_call_tool, hub_status.
            "tools": ["hub_status"],
            // What happens when a server changes its tools: "warn", "block" until approved, or "off".
            "trust": "warn",
          },
        }

        """
}
