/// What has to be done to get from one configuration to another while agents stay connected.
///
/// A disabled server counts as one that is not there. Each key is in exactly one of the lists, in the order of the new
/// configuration; those of removed servers in the order of the old one.
public struct ConfigurationDifference: Hashable, Sendable {
    /// Servers to be started.
    public private(set) var added: [String] = []
    /// Servers to be stopped.
    public private(set) var removed: [String] = []
    /// Servers whose process or connection has to be replaced.
    public private(set) var restarted: [String] = []
    /// Servers that keep running and are only treated differently from now on: names, rules, times.
    public private(set) var adjusted: [String] = []
    /// Servers about which nothing changed.
    public private(set) var unchanged: [String] = []
    /// Whether the settings of the hub itself changed.
    public let changesHub: Bool

    /// Compares two configurations.
    public init(from old: HubConfiguration, to new: HubConfiguration) {
        changesHub = old.settings != new.settings
        let before = Dictionary(old.enabledServers.map { ($0.key, $0) }) { first, _ in first }
        let after = Set(new.enabledServers.map(\.key))
        removed = old.enabledServers.map(\.key).filter { !after.contains($0) }
        for server in new.enabledServers {
            switch before[server.key] {
            case nil: added.append(server.key)
            case let earlier? where server.needsRestart(after: earlier): restarted.append(server.key)
            case let earlier? where server.settings != earlier.settings: adjusted.append(server.key)
            default: unchanged.append(server.key)
            }
        }
    }

    /// Whether nothing has to be done.
    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && restarted.isEmpty && adjusted.isEmpty && !changesHub
    }
}

extension ServerConfiguration {
    fileprivate func needsRestart(after earlier: ServerConfiguration) -> Bool {
        endpoint != earlier.endpoint || settings.isolation != earlier.settings.isolation
            || settings.era != earlier.settings.era
    }
}
