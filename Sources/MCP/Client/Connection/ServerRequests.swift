import JSONRPC

/// What a server sends of its own accord, and what becomes of it.
struct ServerRequests: Sendable {
    let handlers: ClientHandlers
    let changes: Broadcast<ServerChange>

    /// The same in the form that a connection wants.
    var delegate: ClientConnection.Delegate {
        ClientConnection.Delegate(answer: answer, notified: notified, ended: changes.finish)
    }

    /// Answers a question of a legacy server.
    private func answer(_ method: String, _ params: JSONObject?) async throws -> JSONObject {
        do {
            switch method {
            case PingRequestParams.method: return [:]
            case ElicitRequestParams.method:
                return try await handlers.answer(ElicitRequestParams(params: params)).object
            case CreateMessageRequestParams.method:
                return try await handlers.answer(CreateMessageRequestParams(params: params)).object
            case ListRootsRequestParams.method: return try await handlers.answerRoots().object
            default: throw RPCError.methodNotFound(method)
            }
        } catch let failure as DecodingFailure {
            throw RPCError.invalidParams(failure)
        }
    }

    private func notified(_ method: String, _ params: JSONObject) {
        switch method {
        case LoggingMessageNotificationParams.method:
            guard let message = try? LoggingMessageNotificationParams(params) else { return }
            handlers.log?(message)
        case ToolListChangedNotificationParams.method: changes.send(.toolList)
        case PromptListChangedNotificationParams.method: changes.send(.promptList)
        case ResourceListChangedNotificationParams.method: changes.send(.resourceList)
        case ResourceUpdatedNotificationParams.method:
            guard let uri = params["uri"]?.string else { return }
            changes.send(.resourceUpdated(uri))
        default: break
        }
    }
}
