import MCPHub
import Testing

/// The text of a configuration, and whether it can be used.
struct ConfigurationSample: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    var testDescription: String { name }

    /// Files as the clients write them.
    static let clients = [
        ConfigurationSample(
            "Claude Desktop",
            """
            {
              "globalShortcut": "Ctrl+Space",
              "mcpServers": {
                "filesystem": {
                  "command": "npx",
                  "args": ["-y", "@modelcontextprotocol/server-filesystem", "/home/ada/Desktop"]
                },
                "github": {
                  "command": "docker",
                  "args": ["run", "-i", "--rm", "-e", "GITHUB_TOKEN", "ghcr.io/github/github-mcp-server"],
                  "env": { "GITHUB_TOKEN": "s3cret" }
                }
              },
              "preferences": { "menuBarEnabled": false }
            }
            """),
        ConfigurationSample(
            "Claude Code",
            """
            {
              "mcpServers": {
                "db": {
                  "type": "stdio",
                  "command": "${TOOLS:-/opt/tools}/db-server",
                  "args": ["--config", "${HOME}/db.json"],
                  "env": { "DB_URL": "${DB_URL}", "CACHE_DIR": "/tmp" },
                  "timeout": 30000
                },
                "api": {
                  "type": "http",
                  "url": "${API_BASE_URL:-https://api.example.com}/mcp",
                  "headers": { "Authorization": "Bearer ${API_KEY}" },
                  "headersHelper": "/opt/bin/headers.sh"
                },
                "events": { "type": "sse", "url": "https://example.com/sse" }
              }
            }
            """),
        ConfigurationSample(
            "Cursor",
            """
            {
              "mcpServers": {
                "local": {
                  "command": "python",
                  "args": ["${workspaceFolder}/server.py"],
                  "env": { "API_KEY": "${env:API_KEY}" },
                  "envFile": "${workspaceFolder}/.env"
                },
                "remote": {
                  "url": "https://api.example.com/mcp",
                  "headers": { "Authorization": "Bearer ${env:TOKEN}" },
                  "auth": { "CLIENT_ID": "${env:CLIENT_ID}", "scopes": ["read"] }
                },
                "off": { "command": "old-server", "disabled": true }
              }
            }
            """),
        ConfigurationSample(
            "VS Code",
            """
            {
              // What the user is asked for.
              "inputs": [
                { "type": "promptString", "id": "github-token", "description": "GitHub token", "password": true },
              ],
              "servers": {
                "github": {
                  "type": "http",
                  "url": "https://api.githubcopilot.com/mcp",
                  "headers": { "Authorization": "Bearer ${input:github-token}" },
                },
                "playwright": {
                  "type": "stdio",
                  "command": "npx",
                  "args": ["-y", "@playwright/mcp@latest"],
                  "envFile": "${workspaceFolder}/.env",
                  "dev": { "watch": "src/**/*.ts", "debug": { "type": "node" } },
                },
              },
            }
            """),
    ]

    /// Everything that can be set.
    static let complete = ConfigurationSample(
        "all settings",
        """
        {
          "$schema": "./schemas/hub-config.schema.json",
          "mcpServers": {
            "git": {
              "command": "uvx", "args": ["mcp-server-git"], "cwd": "/srv", "envFile": ".env", "enabled": true,
              "hub": {
                "prefix": "", "start": "lazy", "idleStop": "10m", "startTimeout": 90, "callTimeout": "never",
                "tools": { "allow": ["git_*"], "deny": ["git_push", "git_re?et"], "rename": { "git_log": "history" } },
                "restart": {
                  "policy": "always", "initialDelay": "100ms", "maximumDelay": "1.5m", "maximumAttempts": 3,
                },
                "isolation": "per-principal", "era": "legacy",
              },
            },
          },
          "hub": {
            "names": "plain", "separator": ".", "uris": "prefixed", "tools": ["hub_search_tools", "hub_status"],
            "limits": {
              "messageBytes": "8MiB", "depth": 64, "resultBytes": 1048576, "concurrentCalls": 10,
              "concurrentCallsPerServer": 5, "parkedCallsPerPrincipal": 0, "parkedCallLifetime": "90s",
              "toolsPerServer": 100, "stderrBytes": "4KiB",
            },
            "trust": "block", "audit": { "path": "${HOME}/audit.jsonl", "redact": false },
            "cost": { "offer": true, "writes": true, "importFolders": ["${HOME}/costs"], "requiredTags": ["env"] },
            "manifestCache": "cache.json",
            "servers": { "git": { "era": "modern" } },
          },
        }
        """)
}

/// A configuration with one server that has these members.
func server(_ members: String) -> String { #"{"mcpServers": {"a": {\#(members)}}}"# }

/// A configuration with these settings of the hub.
func hub(_ members: String) -> String { #"{"hub": {\#(members)}}"# }

/// A configuration with one server that has these settings.
func settings(_ members: String) -> String { server(#""command": "a", "hub": {\#(members)}"#) }

/// What is read from `texts`, each as a file `0.json`, `1.json` and so on, or `path`.
func load(_ texts: String..., path: String? = nil) throws(ConfigurationError) -> LoadedConfiguration {
    try HubConfiguration.load(
        texts.enumerated().map { ConfigurationFile(path: path ?? "\($0).json", text: $1) })
}

/// The problems of `texts` as lines.
func problems(_ texts: String...) -> [String] {
    let files = texts.enumerated().map { ConfigurationFile(path: "\($0).json", text: $1) }
    do { return try HubConfiguration.load(files).notes.map(\.description) } catch {
        return error.problems.map(\.description)
    }
}
