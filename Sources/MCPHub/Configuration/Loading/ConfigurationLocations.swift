import SystemPackage

/// Where configurations and what belongs to them are looked for when nobody says.
public struct ConfigurationLocations: Hashable, Sendable {
    private let environment: [String: String]

    /// Looks at `HOME`, `XDG_CONFIG_HOME`, `XDG_CACHE_HOME` and `XDG_STATE_HOME` of `environment`.
    public init(environment: [String: String]) {
        self.environment = environment
    }

    /// The files in the order in which they are looked for; the first that exists is the configuration.
    public var candidates: [String] {
        ["./mcphub.json"] + (userConfiguration.map { [$0] } ?? [])
    }

    /// The user's own configuration, whether it exists or not; nil when the user has no home.
    public var userConfiguration: String? { file("mcphub.json", in: "XDG_CONFIG_HOME", or: ".config") }

    /// Where manifests are remembered unless ``HubSettings/manifestCache`` says otherwise; nil when the user has no home.
    public var manifestCache: String? { file("manifests.json", in: "XDG_CACHE_HOME", or: ".cache") }

    /// Where it is kept which tools are approved; nil when the user has no home.
    public var trustFile: String? { file("trust.json", in: "XDG_STATE_HOME", or: ".local/state") }

    /// Where the tokens are kept that callers over the network may show; nil when the user has no home.
    public var tokenFile: String? { file("tokens.json", in: "XDG_STATE_HOME", or: ".local/state") }

    /// The first of the ``candidates`` that exists.
    public func find(exists: (String) -> Bool = ConfigurationFile.exists) -> String? {
        candidates.first(where: exists)
    }

    /// Files in which other clients keep their servers, whether they exist or not.
    public var clientFiles: [String] {
        let own = [".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json"].map { "./" + $0 }
        guard let home = environment["HOME"], !home.isEmpty else { return own }
        let users = [
            ".config/Claude/claude_desktop_config.json",
            "Library/Application Support/Claude/claude_desktop_config.json",
            ".claude.json", ".cursor/mcp.json", ".config/Code/User/mcp.json",
            "Library/Application Support/Code/User/mcp.json",
        ]
        return own + users.map { FilePath(home).appending($0).string }
    }

    /// The XDG rules: a folder that is not absolute counts as not set.
    private func file(_ name: String, in variable: String, or fallback: String) -> String? {
        if let folder = environment[variable], folder.hasPrefix("/") {
            return FilePath(folder).appending("mcphub").appending(name).string
        }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return FilePath(home).appending(fallback).appending("mcphub").appending(name).string
    }
}
