/// What of the registry somebody may see and use.
public struct ToolAccess: Hashable, Sendable {
    /// Tools of servers.
    public struct Grant: Hashable, Sendable {
        /// Patterns for the names that agents see.
        public var tools: [Glob]
        /// Patterns for the keys of servers; nil for all of them and the hub's own tools.
        public var servers: [Glob]?
        /// Patterns that names have to fit as well; nil for no such bound.
        var bounds: [Glob]?

        /// Grants the tools that fit one of `tools`, of the servers that fit one of `servers`.
        public init(tools: [Glob] = ["*"], servers: [Glob]? = nil) {
            self.tools = tools
            self.servers = servers
        }

        /// Whether the grant covers a tool or prompt.
        ///
        /// - Parameter server: whose it is; nil for the hub itself.
        public func covers(_ name: String, of server: String?) -> Bool {
            guard tools.contains(where: { $0.matches(name) }), covers(server: server) else { return false }
            return bounds?.contains { $0.matches(name) } ?? true
        }

        /// The same for what fits one of `bounds` only.
        public func limited(to bounds: [Glob]) -> Grant {
            var grant = self
            grant.bounds = bounds
            return grant
        }

        /// Whether the grant covers everything of a server, and so its resources too.
        public func coversAll(of server: String) -> Bool {
            tools.contains("*") && bounds?.contains("*") ?? true && covers(server: server)
        }

        private func covers(server: String?) -> Bool {
            guard let servers else { return true }
            guard let server else { return false }
            return servers.contains { $0.matches(server) }
        }
    }

    /// One of these has to cover what is asked for; nil for no limit.
    public let grants: [Grant]?

    /// Everything.
    public static let everything = ToolAccess(grants: nil)

    /// Limits to what one of `grants` covers.
    public init(grants: [Grant]?) {
        self.grants = grants
    }

    /// The same, limited further to what fits one of `patterns`; nil for no further limit.
    public func limited(to patterns: [String]?) -> ToolAccess {
        guard let bounds = patterns?.map({ Glob($0) }) else { return self }
        return ToolAccess(grants: (grants ?? [Grant()]).map { $0.limited(to: bounds) })
    }

    /// Whether a tool or prompt may be seen and used, by the name that agents see.
    public func permits(_ name: String, of server: String?) -> Bool {
        grants?.contains { $0.covers(name, of: server) } ?? true
    }

    /// Whether the resources of a server may be seen and read.
    public func permitsResources(of server: String) -> Bool {
        grants?.contains { $0.coversAll(of: server) } ?? true
    }
}
