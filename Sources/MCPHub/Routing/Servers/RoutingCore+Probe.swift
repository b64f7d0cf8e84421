import JSONRPC
import MCP
import NIOCore

/// Getting to know a child: which era it speaks, and what it says of itself.
extension RoutingCore {
    /// How long a child may take to answer `server/discover` before it is greeted in the older way. A late answer still
    /// counts.
    static let discoverPatience = Duration.seconds(3)

    /// Does what the probe of a child says.
    mutating func follow(_ action: EraProbe.Action, _ id: ConnectionID) {
        switch action {
        case .sendDiscover(let version): sendDiscover(version, id)
        case .sendInitialize(let version): sendInitialize(version, id)
        case .relaunchAndInitialize, .wait, .useModern, .useLegacy: break
        case .fail(let failure): giveUp(id, "\(failure)")
        }
    }

    private mutating func sendDiscover(_ version: ProtocolVersion, _ id: ConnectionID) {
        let meta = RequestMeta(
            protocolVersion: version, clientCapabilities: AgentCapabilities.bridged, clientInfo: identity)
        send(.discover, DiscoverRequestParams.method, DiscoverRequestParams(meta: meta).object, to: id)
        connections[id]?.probeDeadline = now + Self.discoverPatience
        wake(at: now + Self.discoverPatience)
    }

    private mutating func sendInitialize(_ version: ProtocolVersion, _ id: ConnectionID) {
        let params = InitializeRequestParams(
            protocolVersion: version, capabilities: AgentCapabilities.promised, clientInfo: identity)
        send(.initialize, InitializeRequestParams.method, params.object, to: id)
        // The timeout of the whole start is enough.
        connections[id]?.probeDeadline = nil
    }

    /// Sends a request of the hub's own.
    mutating func send(_ request: ChildConnection.Request, _ method: String, _ params: JSONObject, to id: ConnectionID)
    {
        guard let number = try? connections[id]?.requests.begin(request) else { return }
        if case .listen = request { connections[id]?.subscription = number }
        if case .list(let kind) = request { connections[id]?.listRequests[kind] = number }
        effects.append(.sendToChild(id, OutgoingMessage.request(number, method, params)))
    }

    /// Sends a request of the hub's own in the way of the child's era.
    mutating func sendOwn(
        _ request: ChildConnection.Request, _ method: String, _ params: JSONObject, to id: ConnectionID
    ) {
        guard let connection = connections[id] else { return }
        var params = params
        if connection.isModern {
            params["_meta"] =
                RequestMeta(
                    protocolVersion: connection.greeting?.version, clientCapabilities: ClientCapabilities(),
                    clientInfo: identity
                ).json
        }
        send(request, method, params, to: id)
    }

    /// The child has taken long to answer `server/discover`.
    mutating func probeTimedOut(_ id: ConnectionID) {
        connections[id]?.probeDeadline = nil
        guard let action = connections[id]?.probe.receive(.discoverTimedOut) else { return }
        follow(action, id)
    }

    /// The child has answered `server/discover`.
    mutating func discovered(_ answer: Result<JSONObject, RPCError>, _ id: ConnectionID) {
        let result = answer.flatMap { object in
            Result { () throws(RPCError) in try Self.read(DiscoverResult.self, object) }
        }
        let event: EraProbe.Event =
            switch result {
            case .success(let result): .discovered(result.supportedVersions)
            case .failure(let error): .discoverFailed(error)
            }
        guard let action = connections[id]?.probe.receive(event) else { return }
        if case .useModern(let version) = action, case .success(let result) = result {
            return greet(
                id,
                ChildConnection.Greeting(
                    version: version, capabilities: result.capabilities, serverInfo: result.meta?.serverInfo,
                    instructions: result.instructions))
        }
        follow(action, id)
    }

    /// The child has answered `initialize`.
    mutating func initialized(_ answer: Result<JSONObject, RPCError>, _ id: ConnectionID) {
        let result = answer.flatMap { object in
            Result { () throws(RPCError) in try Self.read(InitializeResult.self, object) }
        }
        let event: EraProbe.Event =
            switch result {
            case .success(let result): .initialized(result.protocolVersion)
            case .failure(let error): .initializeFailed(error)
            }
        guard let action = connections[id]?.probe.receive(event) else { return }
        if case .useLegacy(let version) = action, case .success(let result) = result {
            effects.append(.sendToChild(id, OutgoingMessage.notification(InitializedNotificationParams.method)))
            return greet(
                id,
                ChildConnection.Greeting(
                    version: version, capabilities: result.capabilities, serverInfo: result.serverInfo,
                    instructions: result.instructions))
        }
        follow(action, id)
    }

    private static func read<Value: JSONConvertible>(_ type: Value.Type, _ object: JSONObject) throws(RPCError) -> Value
    {
        do { return try Value(json: .object(object)) } catch {
            throw .internalError("The server's answer makes no sense: \(error)")
        }
    }

    private mutating func greet(_ id: ConnectionID, _ greeting: ChildConnection.Greeting) {
        connections[id]?.probeDeadline = nil
        connections[id]?.greeting = greeting
        becomeReady(id)
    }

    /// The child cannot be used.
    private mutating func giveUp(_ id: ConnectionID, _ reason: String) {
        guard let connection = connections[id] else { return }
        change(
            connection.server, connection.lane, .broke(launch: connection.launch, reason: "cannot be used: \(reason)"))
        serveWaiting()
    }
}
