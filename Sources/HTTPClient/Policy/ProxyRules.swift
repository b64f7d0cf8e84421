/// Which requests go through a proxy.
///
/// The variables are those that curl reads: `https_proxy`, `http_proxy` (lower case only, because a CGI server sets the
/// other from a request header), `all_proxy` and `no_proxy`, a list of hosts and domains separated by commas, or `*`.
/// This machine is never reached through a proxy.
public struct ProxyRules: Hashable, Sendable {
    /// The URL of the proxy for `https`; nil for none.
    public var https: String?
    /// The URL of the proxy for `http`; nil for none.
    public var http: String?
    /// Hosts and domains that are reached directly: `example.com` stands for its subdomains too, `*` for all hosts.
    public var direct: [String]

    /// Creates rules; without arguments, for no proxy at all.
    public init(https: String? = nil, http: String? = nil, direct: [String] = []) {
        self.https = https
        self.http = http
        self.direct = direct
    }

    /// Reads the environment variables of a process.
    public init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let all = value("all_proxy", "ALL_PROXY")
        https = value("https_proxy", "HTTPS_PROXY") ?? all
        http = value("http_proxy") ?? all
        let list = value("no_proxy", "NO_PROXY") ?? ""
        direct = list.split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxy for a URL; nil when it is reached directly.
    func proxy(for url: HTTPURL) -> String? {
        guard !url.isLoopback, !direct.contains(where: { Self.matches($0, url) }) else { return nil }
        return url.scheme == .https ? https : http
    }

    private static func matches(_ entry: String, _ url: HTTPURL) -> Bool {
        if entry == "*" { return true }
        var name = Substring(entry.hasPrefix(".") ? entry.dropFirst() : entry[...])
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasSuffix(":\(url.port)"), IPAddress(String(name)) == nil {
            name = name.dropLast("\(url.port)".count + 1)
        }
        return url.host == name || url.host.hasSuffix("." + name)
    }
}
