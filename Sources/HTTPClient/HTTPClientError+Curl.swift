import CCurl

extension HTTPClientError {
    /// What libcurl's code means, in this client's words.
    ///
    /// - Parameters:
    ///   - message: what libcurl adds to it; it holds addresses and file names, nothing of the request.
    ///   - verification: how TLS has judged the certificate; 0 is well.
    init(_ code: CURLcode, _ transfer: Transfer, message: String, verification: Int) {
        let url = transfer.request.url
        let detail = message.isEmpty ? String(cString: curl_easy_strerror(code)) : message
        if let proxy = transfer.proxy, Self.concernsProxy(code, detail) {
            self.init(
                .proxyFailed, host: url.authority, "the proxy \(Self.shown(proxy)) did not help: \(detail)",
                advice: "Check the proxy variables of the environment, and whether the proxy allows this host")
            return
        }
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            self = .timedOut(url, "no connection came about", transfer.limits.timeouts.connect)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CONNECT_ERROR:
            self.init(
                .tlsFailed, host: url.authority, Self.certificateProblem(verification) ?? "TLS failed: \(detail)",
                advice: Self.certificateAdvice(code, verification))
        case CURLE_SEND_FAIL_REWIND:
            self.init(
                .connectionLost, host: url.authority, "the server closed the connection when the request was sent",
                advice: "It may have been taken; it is sent again by itself only where that does no harm")
        default:
            let (kind, what, advice) = Self.meanings[code.rawValue] ?? (.other, "the transfer failed", "")
            self.init(kind, host: url.authority, "\(what): \(detail)", advice: advice)
        }
    }

    /// Codes that mean one thing: the kind, what happened, what to do.
    private static let meanings: [UInt32: (Code, String, String)] = {
        let lost = "Try again; if it happens each time, look at the server's log"
        let http = "Check that the URL leads to an HTTP server"
        let meanings: [(CURLcode, Code, String, String)] = [
            (CURLE_COULDNT_RESOLVE_HOST, .nameNotResolved, "the name has no address", "Check the host name and DNS"),
            (CURLE_COULDNT_RESOLVE_PROXY, .proxyFailed, "the proxy's name has no address", "Check the proxy variables"),
            (CURLE_COULDNT_CONNECT, .connectFailed, "no connection", "Check that the server runs and can be reached"),
            (CURLE_GOT_NOTHING, .connectionLost, "the server closed without an answer", lost),
            (CURLE_PARTIAL_FILE, .connectionLost, "the answer was cut off", lost),
            (CURLE_RECV_ERROR, .connectionLost, "the connection was lost", lost),
            (CURLE_SEND_ERROR, .connectionLost, "the connection was lost", lost),
            (CURLE_HTTP2_STREAM, .connectionLost, "the stream was ended", lost),
            (CURLE_HTTP2, .protocolViolation, "HTTP/2 went wrong", lost),
            (CURLE_WEIRD_SERVER_REPLY, .protocolViolation, "the answer is no HTTP", http),
            (CURLE_UNSUPPORTED_PROTOCOL, .protocolViolation, "the answer is no HTTP", http),
            (CURLE_BAD_CONTENT_ENCODING, .undecodable, "the answer cannot be unpacked", "Look at its Content-Encoding"),
            (CURLE_ABORTED_BY_CALLBACK, .requestBodyFailed, "the request was given up", ""),
        ]
        return Dictionary(uniqueKeysWithValues: meanings.map { ($0.0.rawValue, ($0.1, $0.2, $0.3)) })
    }()

    private static func concernsProxy(_ code: CURLcode, _ detail: String) -> Bool {
        code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_PROXY
            || detail.contains("CONNECT")
    }

    /// The proxy without a user name and a password.
    private static func shown(_ proxy: String) -> Substring {
        proxy.lastIndex(of: "@").map { proxy[proxy.index(after: $0)...] } ?? proxy[...]
    }

    /// What is wrong with the certificate, by OpenSSL's number; nil when it is something else.
    private static func certificateProblem(_ verification: Int) -> String? {
        switch verification {
        case 9: "the certificate of the server is not valid yet"
        case 10: "the certificate of the server has expired"
        case 18: "the certificate of the server is self-signed and not trusted"
        case 19: "the certificate of the server comes from an authority that is not trusted"
        case 20, 21: "the certificate of the server comes from an unknown authority"
        case 23: "the certificate of the server has been revoked"
        case 62: "the certificate of the server is for another host"
        default: nil
        }
    }

    private static func certificateAdvice(_ code: CURLcode, _ verification: Int) -> String {
        switch verification {
        case 9, 10: "Have the server's certificate renewed, and check this machine's clock"
        case 18, 19, 20, 21: "If the server is the right one, add its authority (SSL_CERT_FILE)"
        case _ where code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM:
            "Check the certificate files of the configuration"
        default: "Check that the URL names the host as its certificate does"
        }
    }
}
