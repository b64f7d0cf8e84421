import JSONRPC
import MCP
import NIOCore

/// Lists: answered from memory, whatever the children do.
extension RoutingCore {
    /// How many entries a page has.
    static let pageSize = 1_000
    /// How long the first lists wait for children that were never seen before: while nothing at all is known, and from
    /// the moment on when a child became known the last time. One slow child holds nobody up.
    static let patience = (withNothing: Duration.seconds(5), withSomething: Duration.milliseconds(300))

    /// Answers a list request, or keeps it for a moment while children that were never seen before are starting.
    mutating func list(_ request: AgentRequest, _ kind: ListKind) throws(RPCError) {
        guard mayLearnMore, now < listTime else { return try answerList(request, kind) }
        keepUnserved(request)
        wake(at: listTime)
    }

    /// When lists are answered with what is known by then.
    private var listTime: Duration {
        let isEmpty = servers.values.allSatisfy(\.isUnknown)
        return isEmpty ? started + Self.patience.withNothing : lastLearned + Self.patience.withSomething
    }

    /// Keeps a request until more is known.
    mutating func keepUnserved(_ request: AgentRequest) {
        agents[request.agent]?.requests[request.id] = .unserved(request)
        hasUnserved = true
    }

    /// Whether something that was never seen is starting, so that what is not known yet may be there in a moment.
    var mayLearnMore: Bool { !isEnding && (isMerging || servers.values.contains { $0.isUnknown && $0.isStarting }) }

    /// Serves the requests that have waited for children to be known; those that still have to wait are kept again.
    mutating func serveWaiting() {
        guard hasUnserved else { return }
        for agent in agents.keys.sorted() {
            for (id, open) in agents[agent]?.orderedRequests ?? [] {
                guard case .unserved(let request) = open else { continue }
                agents[agent]?.requests[id] = nil
                do { try serve(request) } catch {
                    effects.append(.sendToAgent(agent, OutgoingMessage.failure(id, error), .failure(id, error)))
                }
            }
        }
        hasUnserved = agents.values.contains { session in
            session.requests.values.contains { if case .unserved = $0 { true } else { false } }
        }
    }

    private mutating func answerList(_ request: AgentRequest, _ kind: ListKind) throws(RPCError) {
        let view = view(of: request.agent)
        let list = kind == .tools ? view.listedTools : view.snapshot[kind]
        let cursor = try self.cursor(of: request)
        let page: ExposedList.Page
        do { page = try list.page(after: cursor, size: Self.pageSize, seal: cursorSeal) } catch {
            throw error.rpcError
        }
        agents[request.agent]?.listed.insert(kind)
        let meta = request.isModern ? ResultMeta(serverInfo: identity) : nil
        let result = list.result(page, for: request.version, meta: meta)
        effects.append(
            .sendToAgent(request.agent, OutgoingMessage.result(request.id, written: result), .answer(request.id)))
    }

    private func cursor(of request: AgentRequest) throws(RPCError) -> String? {
        guard request.envelope[.cursor] != nil else { return nil }
        guard let cursor = request.string(.cursor) else { throw .invalidParams("params.cursor is no text") }
        return cursor
    }
}
