import HTTPClient
import NIOCore

/// The standard library's and this client's pieces, as tests use them all the time.
extension HTTPClient {
    /// Makes a request and reads all of its answer.
    func text(_ request: HTTPRequest) async throws -> (status: Int, body: String) {
        let response = try await execute(request)
        return (response.status, String(buffer: try await response.body.collect(upTo: 1 << 20)))
    }

    /// Gets a URL.
    func text(_ url: String) async throws -> (status: Int, body: String) {
        try await text(HTTPRequest(.get, url))
    }

    /// How making a request and reading its answer fails.
    func failure(_ request: HTTPRequest) async -> HTTPClientError? {
        do throws(HTTPClientError) {
            let response = try await execute(request)
            for try await _ in response.body {}
            return nil
        } catch {
            return error
        }
    }

    /// How getting a URL fails.
    func failure(_ url: String) async throws -> HTTPClientError? {
        await failure(try HTTPRequest(.get, url))
    }

    /// A client with a changed configuration.
    static func make(_ change: (inout HTTPClientConfiguration) -> Void) throws -> HTTPClient {
        var configuration = HTTPClientConfiguration()
        change(&configuration)
        return try HTTPClient(configuration)
    }
}
