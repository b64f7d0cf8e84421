import HTTPClient
import HTTPTestSupport
import MCP
import MCPStreamableHTTP
import NIOCore

/// A client of ours on a server that is reached by URL.
struct Trial {
    let client: Client
    let transport: StreamableHTTPTransport

    /// Connects, and closes when `body` has returned.
    static func with(
        _ url: String, era: ProtocolVersion.Era = .modern, handlers: ClientHandlers = ClientHandlers(),
        options: StreamableHTTPOptions = StreamableHTTPOptions(), _ body: (Trial) async throws -> Void
    ) async throws {
        let transport = StreamableHTTPTransport(try HTTPURL(url), client: try HTTPClient(), options: options)
        var clientOptions = ClientOptions()
        clientOptions.firstEra = era
        let client = try await Client.connect(
            name: "trial", version: "1.0", handlers: handlers, options: clientOptions
        ) { transport }
        do { try await body(Trial(client: client, transport: transport)) } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}

extension CallToolResult {
    /// All text of the result.
    var text: String {
        content.compactMap { if case .text(let text) = $0 { text.text } else { nil } }.joined(separator: "\n")
    }
}

extension StreamableHTTPTransport {
    /// The next message, as text.
    func next() async throws -> String {
        let messages = try await next(1)
        guard messages.count == 1 else { throw TestFailure("more than one message has come at once") }
        return messages[0]
    }

    /// At least so many messages, as text.
    func next(_ count: Int) async throws -> [String] {
        var messages: [String] = []
        while messages.count < count {
            guard let events = await receive() else { throw TestFailure("nothing more has come") }
            for case .message(let bytes) in events { messages.append(String(buffer: bytes)) }
        }
        return messages
    }
}
