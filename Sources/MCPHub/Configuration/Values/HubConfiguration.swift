/// All that a hub is told: its own settings and the servers behind it. What one or several files say together.
public struct HubConfiguration: Hashable, Sendable {
    /// What concerns the hub as a whole.
    public var settings: HubSettings
    /// The servers in the order in which their keys first occur, the disabled ones too. No key occurs twice.
    public var servers: [ServerConfiguration]

    /// Puts a configuration together.
    public init(settings: HubSettings = HubSettings(), servers: [ServerConfiguration] = []) {
        self.settings = settings
        self.servers = servers
    }

    /// The server with this key.
    public subscript(key: String) -> ServerConfiguration? { servers.first { $0.key == key } }

    /// The servers that are not disabled.
    public var enabledServers: [ServerConfiguration] { servers.filter { !$0.isDisabled } }
}
