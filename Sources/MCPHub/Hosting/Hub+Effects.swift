import JSONRPC
import MCP
import NIOCore
import Polling

extension Hub {
    /// Does one thing that the core has decided.
    func perform(_ effect: RoutingEffect) {
        switch effect {
        case .sendToAgent(let id, let message, let kind): send(message, kind, to: id)
        case .sendToChild(let id, let message): send(message, to: id)
        case .launch(let id, let server): launch(id, server)
        case .terminate(let id): terminate(id)
        case .merge(let catalogs, let configuration): merge(catalogs, configuration)
        case .keep(let catalog): registry.keep(catalog)
        case .runOwnTool(let call, let tool, let arguments): run(tool, arguments, for: call)
        case .record(let record): note(record)
        case .note(let server, let message): options.log(HubLogEntry(.warning, server: server, message))
        }
    }

    private func note(_ record: CallRecord) {
        audit?.append(AuditRecord(record))
        options.onCall?(
            CallMeasurement(
                tool: record.subject, server: record.server, outcome: AuditRecord.Outcome(record.outcome).name,
                duration: record.duration))
    }

    private func send(_ message: ByteBuffer, _ kind: AgentMessage, to id: AgentID) {
        guard let agent = agents[id] else { return }
        agent.append(message, kind)
        guard agent.lines != nil, !agent.isDirty else { return }
        agent.isDirty = true
        dirtyAgents.append(id)
    }

    private func send(_ message: ByteBuffer, to id: ConnectionID) {
        guard let child = children[id] else { return }
        child.append(message)
        guard child.outbox == nil, !child.isDirty else { return }
        child.isDirty = true
        dirtyChildren.append(id)
    }

    /// Writes what has been collected, to each peer in as few writes as possible.
    func flush() {
        guard !dirtyAgents.isEmpty || !dirtyChildren.isEmpty else { return }
        let (agents, children) = (dirtyAgents, dirtyChildren)
        dirtyAgents.removeAll(keepingCapacity: true)
        dirtyChildren.removeAll(keepingCapacity: true)
        for id in children { flush(child: id) }
        for id in agents { flush(agent: id) }
    }

    /// Carries out a tool of the hub itself, which takes no thread for long.
    private func run(_ tool: HubTool, _ arguments: ByteBuffer?, for call: CallID) {
        let view = core.calls[call]?.caller.map { core.view(of: $0.agent) } ?? core.whole
        let snapshot = view.snapshot
        let status = tool == .status ? currentStatus : HubStatus(servers: [])
        let isWhole = view === core.whole
        let index = isWhole ? search : nil
        Task {
            let (result, built) = await Self.answer(tool, arguments, snapshot, status, index)
            if let built, isWhole, core.whole === view { search = built }
            core.ownToolFinished(call, result, at: uptime)
            settle()
        }
    }

    @concurrent
    private static func answer(
        _ tool: HubTool, _ arguments: ByteBuffer?, _ snapshot: RegistrySnapshot, _ status: HubStatus,
        _ index: ToolSearch?
    ) async -> (JSONObject, ToolSearch?) {
        switch tool {
        case .searchTools:
            let index = index ?? HubToolAnswers.index(of: snapshot)
            return (HubToolAnswers.search(arguments, in: snapshot, index: index), index)
        case .describeTool: return (HubToolAnswers.describe(arguments, in: snapshot), nil)
        case .status: return (HubToolAnswers.status(arguments, of: status), nil)
        case .callTool: return (HubToolAnswers.failure("hub_call_tool is not called this way"), nil)
        }
    }
}

extension AuditRecord {
    /// What the core tells of a call, with the time of day.
    init(_ record: CallRecord) {
        let elapsed = Int64(record.duration / .milliseconds(1))
        self.init(
            time: WallTime(milliseconds: WallTime.now().milliseconds - elapsed), principal: record.principal,
            method: record.method, tool: record.subject, server: record.server, duration: record.duration,
            outcome: Outcome(record.outcome), requestBytes: record.requestBytes, resultBytes: record.resultBytes,
            arguments: record.arguments.map { AuditArguments($0) })
    }
}

extension AuditRecord.Outcome {
    fileprivate init(_ outcome: CallRecord.Outcome) {
        self =
            switch outcome {
            case .complete: .complete
            case .toolError: .toolError
            case .error(let code): .error(code: code)
            case .inputRequired: .inputRequired
            case .cancelled: .cancelled
            case .timedOut: .timeout
            case .serverEnded: .serverEnded
            }
    }
}
