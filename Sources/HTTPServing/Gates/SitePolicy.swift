import HTTPTypes

/// From where requests may come, and under which name the server may be addressed.
///
/// A page in a browser can reach a server on the same machine; what it cannot do is to hide its origin, or the name
/// under which it has found the server (MCP, transport security; DNS rebinding).
public struct SitePolicy: Hashable, Sendable {
    private let hosts: Set<String>
    private let origins: Set<String>

    /// Names of this machine itself.
    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    /// Admits the names of this machine besides `hosts`, and pages of this machine besides those of `origins`.
    public init(hosts: [String] = [], origins: [String] = []) {
        self.hosts = Self.loopback.union(hosts.map { $0.lowercased() })
        self.origins = Set(origins.map { $0.lowercased() })
    }

    /// Whether the server may be addressed by this name; a port behind it does not count.
    public func admits(host: String?) -> Bool {
        guard let host else { return false }
        return hosts.contains(Self.name(host.lowercased()))
    }

    /// Whether a page of this origin may use the server; whoever names none is no page.
    public func admits(origin: String?) -> Bool {
        guard let origin = origin?.lowercased() else { return true }
        if origins.contains(origin) { return true }
        guard let scheme = origin.firstRange(of: "://"), ["http", "https"].contains(origin[..<scheme.lowerBound])
        else { return false }
        return Self.loopback.contains(Self.name(String(origin[scheme.upperBound...])))
    }

    /// The part before the port.
    private static func name(_ authority: String) -> String {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return authority }
            let rest = authority[authority.index(after: end)...]
            return rest.isEmpty || isPort(rest) ? String(authority[...end]) : authority
        }
        guard let colon = authority.firstIndex(of: ":"), isPort(authority[colon...]) else { return authority }
        return String(authority[..<colon])
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }
}
