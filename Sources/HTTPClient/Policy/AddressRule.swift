/// Which addresses a connection may be made to. Looked at after the name is resolved, so no name can hide an address.
enum AddressRule: Hashable, Sendable {
    case any
    case loopbackOnly
    case publicOnly

    /// Whether a connection to `address` may be made.
    func allows(_ address: IPAddress) -> Bool {
        switch self {
        case .any: true
        case .loopbackOnly: address.isLoopback
        case .publicOnly: address.isPublic
        }
    }
}

/// To which hosts `http://` may be spoken, which anybody on the way can read and change.
public enum PlainHTTP: Hashable, Sendable {
    /// This machine only.
    case loopback
    /// This machine, and the hosts with these names or addresses.
    case hosts(Set<String>)
    /// Every host.
    case anywhere

    /// What a request to `url` may connect to.
    ///
    /// - Throws: ``HTTPClientError`` with code `plainHTTPRefused`, or `addressRefused` when the URL names an address.
    func addressRule(
        for url: HTTPURL, _ destination: HTTPRequest.Destination
    ) throws(HTTPClientError) -> AddressRule {
        var rule = destination == .discovered ? AddressRule.publicOnly : .any
        if url.scheme == .http, !allowsBeyondLoopback(url.host) {
            guard url.isLoopback, rule == .any else { throw .plainHTTPRefused(url) }
            rule = .loopbackOnly
        }
        if let address = IPAddress(url.host), !rule.allows(address) {
            throw .addressRefused(url, address.description)
        }
        // A proxy would resolve the name, and to where no public name leads.
        if rule == .publicOnly, url.isLoopback { throw .addressRefused(url, "this machine") }
        return rule
    }

    private func allowsBeyondLoopback(_ host: String) -> Bool {
        switch self {
        case .loopback: false
        case .hosts(let names): names.contains(host)
        case .anywhere: true
        }
    }
}

extension HTTPURL {
    /// Whether the host is this machine by its name or address.
    var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || IPAddress(host)?.isLoopback == true
    }
}
