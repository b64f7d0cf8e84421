/// How a client connects and what it allows.
public struct HTTPClientConfiguration: Sendable {
    /// What `User-Agent` says, unless a request says otherwise.
    public var userAgent = "mcphub"
    /// How long requests may take that do not say so themselves.
    public var timeouts = HTTPTimeouts.standard
    /// How requests are repeated that do not say so themselves.
    public var retries = RetryPolicy.never
    /// How many redirects are followed.
    public var maximumRedirects = 5
    /// How many bytes the body of an answer may have, unpacked: a packed one may grow to this and no further.
    public var maximumBodyBytes = 4 << 30
    /// How many bytes an answer that was packed may have, unpacked.
    public var maximumUnpackedBytes = 256 << 20
    /// How many bytes all header fields of an answer may have together.
    public var maximumHeadBytes = 256 << 10
    /// How many requests to one host are under way at a time; others wait.
    public var maximumRequestsPerHost = 128
    /// How many requests are under way or waiting in all; beyond that they are refused.
    public var maximumRequests = 4096
    /// How many idle connections are kept.
    public var maximumIdleConnections = 64
    /// For how long an idle connection may be used again.
    public var maximumIdleTime: Duration = .seconds(50)
    /// How many bytes of a body are held for a caller that is slower than the server.
    public var maximumBufferedBytes = 256 << 10
    /// How many bytes are read at a time; each transfer has a buffer of this size.
    public var readBufferBytes = 64 << 10
    /// Whether HTTP/2 is spoken where the server offers it.
    public var allowsHTTP2 = true
    /// Whether answers may come packed (gzip, deflate, brotli, zstd); they are unpacked on the way.
    public var allowsCompression = true
    /// To which hosts `http://` is spoken.
    public var plainHTTP = PlainHTTP.loopback
    /// Which requests go through a proxy; none by default.
    public var proxy = ProxyRules()
    /// Whom TLS trusts, and who this side is.
    public var tls = HTTPClientTLS()
    /// Addresses for names, instead of looking them up: "name:port" to an address.
    public var addresses: [String: String] = [:]
    /// The clock that retries wait by.
    public var clock: any Clock<Duration> = ContinuousClock()
    /// Seconds since 1970, for `Retry-After` with a date.
    public var wallTime: @Sendable () -> Int64 = { SystemTime.secondsSince1970 }
    /// Told of every attempt when it has ended. Called on the client's own thread: it must be quick.
    public var observer: (@Sendable (HTTPTransferReport) -> Void)?

    /// The defaults.
    public init() {}

    /// The defaults, with the proxy and the extra certificate authorities (`SSL_CERT_FILE`) that the environment
    /// variables of the process name.
    public init(environment: [String: String]) {
        proxy = ProxyRules(environment: environment)
        if let file = environment["SSL_CERT_FILE"], !file.isEmpty { tls.extraAuthorities = file }
    }
}

/// Whom TLS trusts, and who this side is. Files are in PEM.
public struct HTTPClientTLS: Hashable, Sendable {
    /// A file with certificates of authorities that are trusted besides those of the system.
    public var extraAuthorities: String?
    /// A file with the certificate of this side and the chain above it.
    public var clientCertificate: String?
    /// A file with its private key; nil when it is in the same file.
    public var clientKey: String?
    /// The password of the key.
    public var clientKeyPassword: String?

    /// The system's authorities, and no certificate of this side.
    public init() {}
}
