import CCurl
import NIOCore

extension EasyHandle {
    /// A handle for an attempt, with all that libcurl has to know.
    ///
    /// - Throws: ``HTTPClientError`` with code `invalidConfiguration` when libcurl refuses an option.
    init(_ transfer: Transfer, _ configuration: HTTPClientConfiguration) throws(HTTPClientError) {
        try self.init()
        let request = transfer.request
        setTarget(transfer, configuration)
        setMethod(request)
        setHeaderLines(request, configuration)
        setConnection(configuration, transfer.limits)
        setTLS(configuration.tls)
        setCallbacks(transfer)
        guard let refused else { return }
        close()
        throw HTTPClientError(
            .invalidConfiguration, host: request.url.authority, "libcurl cannot use \(refused)",
            advice: "Look at the client's configuration, and at what this libcurl was built with")
    }

    private mutating func setTarget(_ transfer: Transfer, _ configuration: HTTPClientConfiguration) {
        set(CURLOPT_URL, transfer.request.url.text)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // The rules are applied already; an empty name keeps libcurl from looking at the environment.
        set(CURLOPT_PROXY, transfer.proxy ?? "", "the proxy")
        set(CURLOPT_NOPROXY, "")
        setAddresses(configuration.addresses.map { "\($0.key):\($0.value)" })
    }

    private mutating func setMethod(_ request: HTTPRequest) {
        switch request.body {
        case .none where request.method == .head: set(CURLOPT_NOBODY, 1)
        case .none where request.method == .post || request.method == .put || request.method == .patch:
            setUpload(length: 0)
        case .none: set(CURLOPT_HTTPGET, 1)
        case .bytes(let bytes): setUpload(length: bytes.readableBytes)
        case .stream(_, let length): setUpload(length: length ?? -1)
        }
        if request.method != .head { set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
    }

    private mutating func setUpload(length: Int) {
        set(CURLOPT_UPLOAD, 1)
        set(CURLOPT_INFILESIZE_LARGE, offset: length)
    }

    private mutating func setHeaderLines(_ request: HTTPRequest, _ configuration: HTTPClientConfiguration) {
        // Without waiting for "100 Continue": it costs a round trip, and a second where the server does not know it.
        var lines = ["Expect:"]
        // libcurl's way to write a field without a value is a semicolon.
        lines += request.headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        setHeaders(lines)
        set(CURLOPT_USERAGENT, configuration.userAgent)
        if configuration.allowsCompression { set(CURLOPT_ACCEPT_ENCODING, "") }
    }

    private mutating func setConnection(_ configuration: HTTPClientConfiguration, _ limits: TransferLimits) {
        // Signals are the process's business, and a resolver thread must never hold up the client's thread.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_NOPROGRESS, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_BUFFERSIZE, configuration.readBufferBytes)
        set(CURLOPT_MAXAGE_CONN, Int(configuration.maximumIdleTime.components.seconds))
        set(CURLOPT_HTTP_VERSION, Int(configuration.allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
        // A connection that may turn out to carry many requests is waited for.
        set(CURLOPT_PIPEWAIT, configuration.allowsHTTP2 ? 1 : 0)
        set(CURLOPT_CONNECTTIMEOUT_MS, limits.timeouts.connect?.wholeMilliseconds ?? Self.noTimeout)
    }

    /// 0 would mean libcurl's own limit of five minutes.
    private static let noTimeout = 24 * 3600 * 1000

    private mutating func setTLS(_ tls: HTTPClientTLS) {
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set(CURLOPT_SSLCERT, tls.clientCertificate, "the client certificate")
        set(CURLOPT_SSLKEY, tls.clientKey, "the client key")
        set(CURLOPT_KEYPASSWD, tls.clientKeyPassword, "the password of the client key")
        // Besides the directory of the system's authorities, which stays as it is.
        set(CURLOPT_CAINFO, tls.extraAuthorities, "the extra certificate authorities")
    }
}

extension Duration {
    /// The time in milliseconds, at least one.
    var wholeMilliseconds: Int {
        max(1, Int(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000))
    }
}
