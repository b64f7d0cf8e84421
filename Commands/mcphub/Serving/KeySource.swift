import HTTPClient
import HTTPServing
import MCPHub
import NIOCore
import SystemPackage

/// Where the public keys of an issuer are found.
enum KeySource: Hashable {
    /// In a file, which is looked at again every second.
    case file(String)
    /// At an address of the issuer.
    case address(HTTPURL)

    /// How long a set is kept, whatever the issuer says: not so short that every request asks, not so long that a key
    /// that was withdrawn stays good for days.
    private static let (shortest, usual, longest) = (
        Duration.seconds(30), Duration.seconds(300), Duration.seconds(3600)
    )
    private static let maximumBytes = 256 << 10

    /// - Throws: ``CommandFailure`` for an address that cannot be used.
    init(_ place: Template, in variables: [String: String]) throws(CommandFailure) {
        do {
            let text = try place.expandedText(in: variables)
            guard text.contains("://") else {
                self = .file(try place.expandedPath(in: variables))
                return
            }
            self = .address(try HTTPURL(text))
        } catch { throw CommandFailure(.usage, error) }
        guard case .address(let url) = self, url.scheme == .http, !Self.isThisMachine(url.host) else { return }
        throw CommandFailure(
            .usage, "The keys at \(url) would come unencrypted: anybody on the way could put in their own.",
            "Give jwt.keys an address that begins with https.")
    }

    private static func isThisMachine(_ host: String) -> Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// What fetches the keys.
    ///
    /// - Throws: ``CommandFailure`` when requests cannot be made.
    func keys(_ variables: [String: String]) throws(CommandFailure) -> JWTAuthenticator.Keys {
        switch self {
        case .file(let path):
            return .set {
                let bytes = try ConfigurationFile(reading: path).bytes
                return KeyDocument(text: String(decoding: bytes, as: UTF8.self), freshness: .seconds(1))
            }
        case .address(let url):
            let client: HTTPClient
            do { client = try HTTPClient(HTTPClientConfiguration(environment: variables)) } catch {
                throw CommandFailure(.hubFailed, error)
            }
            return .set { try await Self.fetch(url, with: client) }
        }
    }

    private static func fetch(_ url: HTTPURL, with client: HTTPClient) async throws -> KeyDocument {
        var request = HTTPRequest(.get, url, headers: ["Accept": "application/jwk-set+json, application/json"])
        request.timeouts = HTTPTimeouts(
            queue: .seconds(5), connect: .seconds(5), firstByte: .seconds(5), idle: .seconds(5), total: .seconds(10))
        let response = try await client.execute(request)
        guard response.isSuccess else { throw KeyFetchFailure(url: url, status: response.status) }
        let body = try await response.bytes(upTo: maximumBytes)
        return KeyDocument(
            text: String(decoding: body.readableBytesView, as: UTF8.self),
            freshness: freshness(of: response.headers.values("Cache-Control")))
    }

    /// For how long an answer may be used, as its issuer says (RFC 9111 section 5.2.2) and we let it.
    static func freshness(of cacheControl: [String]) -> Duration {
        let directives = cacheControl.joined(separator: ",").lowercased().split(separator: ",").map { part in
            part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
        }
        if directives.contains("no-store") || directives.contains("no-cache") { return shortest }
        let ages = directives.compactMap { $0.hasPrefix("max-age=") ? Int64($0.dropFirst(8)) : nil }
        guard let age = ages.first else { return usual }
        return min(max(.seconds(min(age, 1 << 40)), shortest), longest)
    }
}

/// The issuer answered with something else than keys.
private struct KeyFetchFailure: Error {
    let url: HTTPURL
    let status: Int
}
