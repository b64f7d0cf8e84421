/// One server behind the hub.
public struct ServerConfiguration: Hashable, Sendable {
    /// The key under which the server is listed.
    public let key: String
    /// How the server is reached.
    public var endpoint: ServerEndpoint
    /// Whether the server is only listed and not to be used.
    public var isDisabled: Bool
    /// How the hub treats the server.
    public var settings: ServerSettings
    /// Where the server is listed.
    public let origin: Origin

    /// Describes a server.
    public init(
        key: String, endpoint: ServerEndpoint, isDisabled: Bool = false, settings: ServerSettings = ServerSettings(),
        origin: Origin
    ) {
        self.key = key
        self.endpoint = endpoint
        self.isDisabled = isDisabled
        self.settings = settings
        self.origin = origin
    }

    /// What stands before the names of its tools, unless the hub uses plain names.
    public var prefix: String { settings.prefix ?? key }
}

extension ServerConfiguration: CustomStringConvertible, CustomDebugStringConvertible {
    /// The key and how the server is reached, without environment and headers.
    public var description: String { "\(key)\(isDisabled ? " (disabled)" : ""): \(endpoint)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
}

extension ServerConfiguration {
    /// Whether it is part of this program.
    var isInProcess: Bool { if case .inProcess = endpoint { true } else { false } }
}
