public import JSONRPC
public import MCP
public import NIOCore

/// What Streamable HTTP is served for: something that takes JSON-RPC messages of agents and sends messages back.
public protocol MessageEndpoint: Sendable {
    /// Opens a connection for one agent. A request of the modern era is a connection of its own; a session of the
    /// handshake era is one for as long as it lasts.
    ///
    /// - Parameters:
    ///   - caller: whom the agent acts for.
    ///   - deliver: takes each message to the agent, in order, on any thread. It never waits.
    func connect(
        _ caller: HTTPCaller, deliver: @escaping @Sendable (OutboundMessage) -> Void
    ) -> any EndpointConnection

    /// Whether there is something to serve under this name, as in `/mcp/{name}`.
    func serves(_ view: String) -> Bool

    /// The arguments of a tool that a caller has to repeat in header fields; see ``MirroredArgument``.
    func mirroredArguments(of tool: String, for caller: HTTPCaller) -> [MirroredArgument]

    /// The scopes that would allow what was refused with ``OutboundMessage/Kind/refusal(_:subject:server:)``.
    func scopes(for subject: String, of server: String?) -> [String]
}

/// The server's end of one connection.
public protocol EndpointConnection: Sendable {
    /// Takes one JSON-RPC message of the agent. Never waits.
    func receive(_ message: ByteBuffer)

    /// The agent is gone: whatever it waits for is given up.
    func close()
}

/// One JSON-RPC message to an agent.
public struct OutboundMessage: Sendable {
    /// What the message is, and which request of the agent it belongs to.
    public enum Kind: Sendable {
        /// The result of the request; nil for an answer to something without an id that could be read.
        case result(RequestID?)
        /// The error that answers the request.
        case failure(RequestID?, code: Int)
        /// The error that answers a request for something that the caller's credentials do not allow.
        case refusal(RequestID?, subject: String, server: String?)
        /// A question to the agent in the middle of its request.
        case request(about: RequestID?)
        /// A notification about the request, or about none.
        case notification(about: RequestID?)

        /// Whether it is the end of a request.
        var isAnswer: Bool {
            switch self {
            case .result, .failure, .refusal: true
            case .request, .notification: false
            }
        }

        /// The request of the agent that it belongs to.
        var subject: RequestID? {
            switch self {
            case .result(let id), .failure(let id, _), .refusal(let id, _, _): id
            case .request(let id), .notification(let id): id
            }
        }
    }

    /// The message, without a newline behind it.
    public var bytes: ByteBuffer
    /// What it is.
    public var kind: Kind

    /// Describes a message.
    public init(_ bytes: ByteBuffer, _ kind: Kind) {
        self.bytes = bytes
        self.kind = kind
    }
}
