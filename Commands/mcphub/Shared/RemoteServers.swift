import HTTPClient
import Locking
import MCP
import MCPHub
import MCPStreamableHTTP

/// How this program reaches servers over HTTP: one client for all of them.
struct RemoteServers: Sendable {
    private let client: HTTPClient

    /// Prepares the client, with the proxy and the authorities that the environment names.
    ///
    /// - Throws: `HTTPClientError`.
    init(environment: [String: String]) throws(HTTPClientError) {
        client = try HTTPClient(HTTPClientConfiguration(environment: environment))
    }

    /// The way to a server.
    ///
    /// - Throws: `HTTPClientError` for an address that is none.
    func transport(to url: String, headers: [String: String]) throws(HTTPClientError) -> any Transport {
        var options = StreamableHTTPOptions()
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) { options.headers[name] = value }
        return StreamableHTTPTransport(try HTTPURL(url), client: client, options: options)
    }

    /// Lets all connections go.
    func shutdown() async { await client.shutdown() }
}

/// The same, made when it is needed for the first time: most hubs reach nobody over the network.
final class LazyRemoteServers: Sendable {
    private let environment: [String: String]
    private let made = Locked<RemoteServers?>(nil)

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// - Throws: `HTTPClientError`.
    func value() throws -> RemoteServers {
        try made.withLock { made in
            if let made { return made }
            let new = try RemoteServers(environment: environment)
            made = new
            return new
        }
    }
}
