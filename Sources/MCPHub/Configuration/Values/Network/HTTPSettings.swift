/// How the hub is reached over the network: what stands at `hub.http`.
public struct HTTPSettings: Hashable, Sendable {
    /// The certificate that the hub shows, and its key, as files in PEM.
    public struct TLS: Hashable, Sendable {
        /// The file of the certificate, with those that vouch for it behind it.
        public var certificate: Template
        /// The file of its private key.
        public var key: Template

        /// Names the files.
        public init(certificate: Template, key: Template) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Under which names the hub is reached besides those of this machine itself, without ports.
    public var allowedHosts: [String] = []
    /// The origins of pages that may use the hub from a browser, such as `https://costs.example.com`.
    public var allowedOrigins: [String] = []
    /// The address that agents know, where it is not the one that is bound; without a path.
    public var publicURL: String?
    /// Encryption; nil for none.
    public var tls: TLS?
    /// How many connections there may be at once.
    public var connections = 12_000
    /// How many sessions of agents that shake hands there may be at once.
    public var sessions = 1_000
    /// After how long a session that nobody uses ends.
    public var sessionIdle = Duration.seconds(1_800)
    /// How long a client may take to send the header of a request, and how long a connection may rest before it.
    public var headerTime = Duration.seconds(30)
    /// How long a client may take to send the body of a message.
    public var bodyTime = Duration.seconds(60)
    /// How many requests a principal may make in a minute; nil for no bound.
    public var requestsPerMinute: Int?

    /// The settings of a hub whose configuration has no `http`.
    public init() {}
}
