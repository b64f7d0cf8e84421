import JSONRPC
import MCP
import NIOCore

/// Lists: answered from memory, whatever the children do.
extension RoutingCore {
    /// How many entries a page has.
    static let pageSize = 1_000
    /// How long the first lists wait for children that were never seen before, from the start of the hub.
    static let firstListPatience = Duration.seconds(1)

    /// Answers a list request, or keeps it for a moment while children that were never seen before are starting.
    mutating func list(_ request: AgentRequest, _ kind: ListKind) throws(RPCError) {
        guard isWaitingForUnknownChildren else { return try answerList(request, kind) }
        agents[request.agent]?.requests[request.id] = .list(request, kind)
        wake(at: started + Self.firstListPatience)
    }

    /// Whether it is worth waiting: something that was never seen is starting, and little time has passed.
    private var isWaitingForUnknownChildren: Bool {
        guard now < started + Self.firstListPatience else { return false }
        return isMerging || servers.values.contains { $0.isUnknown && $0.isStarting }
    }

    /// Answers the lists that have waited long enough.
    mutating func answerWaitingLists() {
        guard !isWaitingForUnknownChildren else { return }
        for agent in agents.keys.sorted() {
            for (id, open) in agents[agent]?.orderedRequests ?? [] {
                guard case .list(let request, let kind) = open else { continue }
                agents[agent]?.requests[id] = nil
                do { try answerList(request, kind) } catch {
                    effects.append(.sendToAgent(agent, OutgoingMessage.failure(id, error)))
                }
            }
        }
    }

    private mutating func answerList(_ request: AgentRequest, _ kind: ListKind) throws(RPCError) {
        let list = kind == .tools ? listedTools : snapshot[kind]
        let cursor = try self.cursor(of: request)
        let page: ExposedList.Page
        do { page = try list.page(after: cursor, size: Self.pageSize, seal: cursorSeal) } catch {
            throw error.rpcError
        }
        let meta = request.isModern ? ResultMeta(serverInfo: identity) : nil
        let result = list.result(page, for: request.version, meta: meta)
        effects.append(.sendToAgent(request.agent, OutgoingMessage.result(request.id, written: result)))
    }

    private func cursor(of request: AgentRequest) throws(RPCError) -> String? {
        guard request.envelope[.cursor] != nil else { return nil }
        guard let cursor = request.string(.cursor) else { throw .invalidParams("params.cursor is no text") }
        return cursor
    }
}
