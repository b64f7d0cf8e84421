import JSONRPC
import MCP
import NIOCore

/// Something that a child wants to know in the middle of a call.
struct Question: Sendable {
    /// How the child has asked, and so how it is answered.
    enum Source: Sendable {
        /// With a request of its own under this id, as the handshake era does.
        case request(ConnectionID, RequestID)
        /// Inside a result, under this key, as the modern era does.
        case inputRequest(key: String)
    }

    let id: QuestionID
    /// The call that it counts as a question of. Where several calls of one agent run it may be another's.
    var call: CallID
    let source: Source
    /// The child's id of the newest call that it had when it asked: the question is of none that came later.
    let newestCall: Int?
    let request: InputRequest
    /// The key under which a modern agent finds it. It stays the same for as long as the question is open.
    let key: String
    /// The request that was sent to an agent of the handshake era.
    var asked: (agent: AgentID, number: Int)?
    /// Whether a modern agent has been given it.
    var isPresented = false

    var isElicitation: Bool { if case .elicitation = request { true } else { false } }

    /// The answer of nobody.
    static let cancelled: JSONObject = ["action": "cancel"]
}

extension InputRequest {
    /// The question as a modern agent gets it: the id of an elicitation is something between hub and child.
    var withoutElicitationID: InputRequest {
        guard case .elicitation(var request) = self, case .url(var params) = request.params else { return self }
        params.elicitationId = nil
        request.params = .url(params)
        return .elicitation(request)
    }

    /// The id under which the child tells that the user is done.
    var elicitationID: String? {
        guard case .elicitation(let request) = self, case .url(let params) = request.params else { return nil }
        return params.elicitationId
    }

    /// Whether `answer` can be an answer to this: the result of such a question, with the fields that were asked for.
    func accepts(_ answer: JSONObject) -> Bool {
        switch self {
        case .elicitation(let request):
            guard let result = try? ElicitResult(answer) else { return false }
            guard result.action == .accept, case .form(let form) = request.params else { return true }
            guard let schema = try? JSONSchema(form.requestedSchema.json) else { return true }
            return schema.isValid(.object(result.content ?? [:]))
        case .sampling: return (try? CreateMessageResult(answer)) != nil
        case .roots: return (try? ListRootsResult(answer)) != nil
        case .unknown: return true
        }
    }
}
