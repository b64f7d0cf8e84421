import JSONRPC
import MCP
import NIOCore

/// How agents get to know the hub.
extension RoutingCore {
    /// Answers `server/discover` at once, also while children are still starting.
    mutating func discover(_ request: AgentRequest) {
        let snapshot = view(of: request.agent).snapshot
        let result = DiscoverResult(
            supportedVersions: ProtocolVersion.supportedModern, capabilities: snapshot.capabilities,
            instructions: snapshot.instructions, resultType: .complete, ttlMs: 0, cacheScope: .private,
            meta: ResultMeta(serverInfo: identity))
        answer(request, result.object)
    }

    /// Answers `initialize`, and remembers what the agent can do.
    mutating func initialize(_ request: AgentRequest) throws(RPCError) {
        let params = try request.params(as: InitializeRequestParams.self)
        guard var lifecycle = agents[request.agent]?.lifecycle else { return }
        let version = try lifecycle.initialize(params)
        agents[request.agent]?.lifecycle = lifecycle
        agents[request.agent]?.handshakeCapabilities = AgentCapabilities(params.capabilities, hub: identity)
        let snapshot = view(of: request.agent).snapshot
        let result = InitializeResult(
            protocolVersion: version, capabilities: snapshot.capabilities, serverInfo: identity,
            instructions: snapshot.instructions)
        answer(request, result.object)
    }

    /// Answers `logging/setLevel`, and sets the level of every child that has one.
    mutating func setLogLevel(_ request: AgentRequest) throws(RPCError) {
        agents[request.agent]?.logLevel = try request.params(as: SetLevelRequestParams.self).level
        answer(request, [:])
        updateLogLevels()
    }
}
