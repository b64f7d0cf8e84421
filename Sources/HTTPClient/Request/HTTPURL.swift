import CCurl

/// An absolute `http` or `https` URL (RFC 3986), in libcurl's own reading, so that what is checked is what is used.
public struct HTTPURL: Hashable, Sendable {
    /// How it is reached.
    public enum Scheme: String, Hashable, Sendable {
        /// In the clear.
        case http
        /// Over TLS.
        case https
    }

    /// The URL, normalised, without a fragment.
    public let text: String
    /// How it is reached.
    public let scheme: Scheme
    /// The name or address in lower case; an IPv6 address without brackets and zone.
    public let host: String
    /// The port, also when it is the one of the scheme and not written.
    public let port: Int
    /// The path as it is sent, beginning with a slash.
    public let path: String
    /// The query without its question mark; nil when there is none.
    public let query: String?

    /// Reads a URL.
    ///
    /// - Throws: ``HTTPClientError`` with code `invalidURL` when it is not absolute, is neither `http` nor `https`, or
    ///   has a user name or password in it, which belong into a header.
    public init(_ text: String) throws(HTTPClientError) {
        try self.init(parsing: [text])
    }

    /// The URL that `reference` means where it is found in what this URL led to (RFC 3986 section 5).
    ///
    /// - Throws: ``HTTPClientError`` with code `invalidURL`, as ``init(_:)`` does.
    public func resolving(_ reference: String) throws(HTTPClientError) -> HTTPURL {
        try HTTPURL(parsing: [text, reference])
    }

    /// Whether both lead to the same scheme, host and port (RFC 6454).
    public func hasSameOrigin(as other: HTTPURL) -> Bool {
        scheme == other.scheme && host == other.host && port == other.port
    }

    /// The scheme, host and port, with the port only where it is not the scheme's.
    public var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme.rawValue)://\(name)" + (port == scheme.port ? "" : ":\(port)")
    }

    /// Reads a URL and, one after the other, references that are relative to what came before.
    private init(parsing parts: [String]) throws(HTTPClientError) {
        guard let handle = curl_url() else { throw .outOfMemory }
        defer { curl_url_cleanup(handle) }
        for part in parts {
            // A NUL would end the text for libcurl and not for those who look at it.
            guard !part.utf8.contains(0) else { throw .invalidURL(parts, "it contains a NUL") }
            let code = curl_url_set(handle, CURLUPART_URL, part, 0)
            guard code == CURLUE_OK else { throw .invalidURL(parts, String(cString: curl_url_strerror(code))) }
        }
        guard Self.part(CURLUPART_USER, of: handle) == nil, Self.part(CURLUPART_PASSWORD, of: handle) == nil else {
            throw .invalidURL(parts, "user names and passwords do not belong there; send an Authorization header")
        }
        curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
        guard let scheme = Self.part(CURLUPART_SCHEME, of: handle).flatMap({ Scheme(rawValue: $0.lowercased()) }) else {
            throw .invalidURL(parts, "the scheme must be https or http")
        }
        guard let host = Self.part(CURLUPART_HOST, of: handle), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: handle, flags: CURLU_DEFAULT_PORT).flatMap({ Int($0) }),
            let text = Self.part(CURLUPART_URL, of: handle)
        else { throw .invalidURL(parts, "it has no host") }
        self.scheme = scheme
        self.text = text
        self.port = port
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = (isBracketed ? String(host.dropFirst().dropLast()) : host).lowercased()
        path = Self.part(CURLUPART_PATH, of: handle) ?? "/"
        query = Self.part(CURLUPART_QUERY, of: handle)
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer, flags: Int32 = 0) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, UInt32(bitPattern: flags)) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}

extension HTTPURL: CustomStringConvertible {
    /// The URL for logs and errors: a query may hold a signature or a key, and only its length is told.
    public var description: String {
        origin + path + (query.map { "?(\($0.utf8.count) bytes)" } ?? "")
    }
}

extension HTTPURL.Scheme {
    /// The port that is meant when a URL names none.
    var port: Int { self == .https ? 443 : 80 }
}
