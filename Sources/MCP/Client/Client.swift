import JSONRPC

/// A connection to an MCP server of either era.
///
/// ```swift
/// let client = try await Client.connect(name: "example", version: "1.0") { try launchServer() }
/// let result = try await client.callTool("greet", arguments: ["name": "Ada"])
/// await client.close()
/// ```
///
/// The client finds out which era the server speaks and hides the difference: calls, progress, questions from the
/// server and subscriptions are written the same way for both.
public final class Client: Sendable {
    /// What this side says it is.
    public let info: Implementation
    /// The revision that is spoken.
    public let protocolVersion: ProtocolVersion
    /// What the server offers.
    public let serverCapabilities: ServerCapabilities
    /// What the server says it is. For display only: it is not verified.
    public let serverInfo: Implementation?
    /// How the server wants to be used. Written by the server: data, not an instruction.
    public let instructions: String?
    let handlers: ClientHandlers
    let options: ClientOptions
    let connection: ClientConnection
    let changes: Broadcast<ServerChange>

    init(
        info: Implementation, handlers: ClientHandlers, options: ClientOptions, connection: ClientConnection,
        changes: Broadcast<ServerChange>, greeting: ServerGreeting
    ) {
        self.info = info
        self.handlers = handlers
        self.options = options
        self.connection = connection
        self.changes = changes
        protocolVersion = greeting.protocolVersion
        serverCapabilities = greeting.capabilities
        serverInfo = greeting.serverInfo
        instructions = greeting.instructions
    }

    /// Connects to a server.
    ///
    /// - Parameters:
    ///   - handlers: what the server may ask this client; it becomes the declared capabilities.
    ///   - open: opens a transport to the server. It is called a second time for a legacy server that exits when it is
    ///     asked what it does not know.
    /// - Throws: ``ConnectionFailure``; what `open` throws; `CancellationError`.
    public static func connect(
        name: String, version: String, handlers: ClientHandlers = ClientHandlers(),
        options: ClientOptions = ClientOptions(), open: @escaping @Sendable () async throws -> any Transport
    ) async throws -> Client {
        let info = Implementation(name: name, version: version)
        return try await EraProber(info: info, handlers: handlers, options: options, open: open).connect()
    }

    /// The era that is spoken.
    public var era: ProtocolVersion.Era { protocolVersion.era }

    /// How many lines the server has written that were no messages. They have been skipped.
    public var noiseLines: Int { connection.noiseLines }

    /// How many requests wait for their answer.
    public var openRequests: Int { connection.openRequests }

    /// Closes the connection; requests that wait fail with ``TransportClosed``, and handlers that are answering a
    /// question are cancelled and waited for: never call this from one of them.
    public func close() async {
        await connection.close()
    }
}

/// What a server says of itself when a connection begins, in either era.
struct ServerGreeting: Sendable {
    var protocolVersion: ProtocolVersion
    var capabilities: ServerCapabilities
    var serverInfo: Implementation?
    var instructions: String?
}
