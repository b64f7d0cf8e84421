public import HTTPServing
import JSONRPC
import Locking
public import MCP
import NIOCore

/// The hub as Streamable HTTP serves it.
public struct HubEndpoint: MessageEndpoint {
    private let hub: Hub

    /// Serves `hub`.
    public init(_ hub: Hub) {
        self.hub = hub
    }

    /// Connects an agent with the rights that its credentials give it.
    public func connect(
        _ caller: HTTPCaller, deliver: @escaping @Sendable (OutboundMessage) -> Void
    ) -> any EndpointConnection {
        let link = hub.connect(hub.identity(of: caller)) { bytes, kind in
            deliver(OutboundMessage(bytes, OutboundMessage.Kind(kind)))
        }
        return HubConnection(link: link)
    }

    /// Whether the configuration has a server of this name.
    public func serves(_ view: String) -> Bool { hub.published.withLock { $0.servers.contains(view) } }

    /// The arguments that callers have to repeat in header fields.
    public func mirroredArguments(of tool: String, for caller: HTTPCaller) -> [MirroredArgument] {
        hub.mirrors.arguments(of: tool, server: caller.view)
    }

    /// The scopes that would allow to use something.
    public func scopes(for subject: String, of server: String?) -> [String] {
        hub.published.withLock { $0.access.scopes(for: subject, of: server) }
    }
}

private struct HubConnection: EndpointConnection {
    let link: AgentLink

    func receive(_ message: ByteBuffer) { link.send(message) }
    func close() { link.close() }
}

extension OutboundMessage.Kind {
    fileprivate init(_ kind: AgentMessage) {
        switch kind {
        case .answer(let id): self = .result(id)
        case .request(let id): self = .request(about: id)
        case .notification(let id): self = .notification(about: id)
        case .failure(let id, let error):
            guard error.code == HubFailure.forbidden.rawValue, let subject = error.data?["subject"]?.string else {
                self = .failure(id, code: error.code)
                return
            }
            self = .refusal(id, subject: subject, server: error.data?["server"]?.string)
        }
    }
}

/// What of the configuration is looked at from other threads.
struct PublishedSettings: Sendable {
    var servers: Set<String>
    var access: AccessSettings

    init(_ configuration: HubConfiguration) {
        servers = Set(configuration.enabledServers.map(\.key))
        access = configuration.settings.access
    }
}
