import JSONRPC
import MCP
import NIOCore

/// What the hub knows of one connection of an agent.
struct AgentSession: Sendable {
    /// What a request that has not been answered yet is waiting for.
    enum OpenRequest: Sendable {
        /// The end of a call.
        case call(CallID)
        /// Children that were never seen before, and may offer what it is about.
        indirect case unserved(AgentRequest)
        /// Nothing: it is a subscription, and ends when the agent ends it.
        case subscription
    }

    let id: AgentID
    let identity: AgentIdentity
    /// Which part of the registry it sees; nil for all of it.
    let view: AgentIdentity.View?
    /// The handshake, if this agent shakes hands. Requests of the modern era never touch it.
    var lifecycle = LegacyLifecycle.uninitialized
    /// What the handshake has settled about the agent's abilities.
    var handshakeCapabilities: AgentCapabilities?
    /// The level of `logging/setLevel`.
    var logLevel: LoggingLevel?
    /// The requests that have not been answered.
    var requests: [RequestID: OpenRequest] = [:]
    /// The lists that it has seen, and that may therefore be out of date for it.
    var listed: Set<ListKind> = []
    /// The open `subscriptions/listen` requests, by their ids.
    var subscriptions: [RequestID: Subscription] = [:]
    /// The URIs of `resources/subscribe`, and who has them.
    var subscribedURIs: [String: Route] = [:]
    /// The questions that were sent to this agent, which answers them as the handshake era does.
    var questions = RequestTable<QuestionID>(limit: 1_024)

    init(id: AgentID, identity: AgentIdentity) {
        self.id = id
        self.identity = identity
        view = identity.view
    }

    /// Whom the agent acts for. What belongs to one principal is never shown to another.
    var principal: String { identity.principal }

    /// The one server that it has asked for; nil for all of them.
    var server: String? { identity.server }

    /// The subscriptions in an order that is the same in every run.
    var orderedSubscriptions: [(id: RequestID, subscription: Subscription)] {
        guard subscriptions.count > 1 else { return subscriptions.map { ($0.key, $0.value) } }
        return subscriptions.sorted { $0.key.description < $1.key.description }.map { ($0.key, $0.value) }
    }

    /// The open requests in an order that is the same in every run.
    var orderedRequests: [(id: RequestID, request: OpenRequest)] {
        requests.sorted { $0.key.description < $1.key.description }.map { ($0.key, $0.value) }
    }

    /// Whether notifications may be sent to it without having been asked for.
    var isInOperation: Bool { if case .ready = lifecycle { true } else { false } }
}

/// One `subscriptions/listen` request.
struct Subscription: Sendable {
    /// What of its filter is honoured.
    let filter: SubscriptionFilter
    /// Who has the resources of the filter, by their URIs.
    let routes: [String: Route]
}

/// One request of an agent, classified.
struct AgentRequest: Sendable {
    let agent: AgentID
    let id: RequestID
    let line: ByteBuffer
    let envelope: Envelope
    /// Whether the state that it brings back has been used up for it.
    var hasSpentState = false
    /// The revision that it is made in, and that its answer has to be written in.
    let version: ProtocolVersion
    let capabilities: AgentCapabilities

    /// Whether it is of the modern era.
    let isModern: Bool

    init(
        agent: AgentID, id: RequestID, line: ByteBuffer, envelope: Envelope, version: ProtocolVersion,
        capabilities: AgentCapabilities
    ) {
        self.agent = agent
        self.id = id
        self.line = line
        self.envelope = envelope
        self.version = version
        self.capabilities = capabilities
        isModern = version.era == .modern
    }

    /// The bytes of a member as they are; nil when there is none.
    func slice(_ field: EnvelopeField) -> ByteBuffer? { line.slice(envelope[field]) }

    /// The string at `field`; nil when there is none or it is none.
    func string(_ field: EnvelopeField) -> String? { envelope.string(field, in: line.readableBytesUInt8Span) }

    /// The parameters, decoded.
    ///
    /// - Throws: ``RPCError`` -32602 when two readers could understand them differently.
    func params() throws(RPCError) -> JSONObject {
        do { return try envelope.value(.params, in: line.readableBytesUInt8Span)?.object ?? [:] } catch {
            throw .invalidParams("The parameters cannot be read: \(error)")
        }
    }

    /// The parameters, decoded as those of one method.
    ///
    /// - Throws: ``RPCError`` -32602 naming what is missing or wrong.
    func params<Params: RequestParams>(as type: Params.Type) throws(RPCError) -> Params {
        let object = try params()
        do { return try Params(object) } catch { throw .invalidParams(error.within("params")) }
    }
}

extension ByteBuffer {
    /// The same bytes for keeping: a short line is a slice of all that was read with it, and would hold all of it.
    var kept: ByteBuffer { readableBytes < 16 << 10 ? ByteBuffer(bytes: readableBytesView) : self }

    /// The bytes at a place of a message, without being copied.
    func slice(_ place: ByteRange?) -> ByteBuffer? {
        guard let place else { return nil }
        return getSlice(at: readerIndex + place.start, length: place.count)
    }
}
