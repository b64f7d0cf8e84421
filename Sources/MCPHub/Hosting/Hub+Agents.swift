import JSONRPC
public import MCP
import NIOCore
import Polling

extension Hub {
    /// How much an agent may leave unread before the hub stops reading what it sends.
    static let pauseBytes = 1 << 20
    /// How much an agent may leave unread at all.
    static let maximumPendingBytes = 256 << 20
    /// How long an agent that sends nothing more may wait for its last answers.
    static let drainTime = Duration.seconds(5)

    /// Serves the agent at standard input and output until its input ends and its requests are answered.
    ///
    /// - Throws: ``PollFailure`` when there is no standard input or output.
    public func serveStandardIO() async throws {
        let input = try NonblockingDescriptor.standardInput()
        let output = try NonblockingDescriptor.standardOutput()
        let limits = core.configuration.settings.limits.json
        let channel = AgentChannel(
            lines: AgentChannel.Lines(
                inputDescriptor: input, outputDescriptor: output,
                input: LineInput(descriptor: input, limits: limits), output: LineOutput(descriptor: output)))
        let id = inbox.nextAgent()
        agents[id] = channel
        core.agentConnected(id, AgentIdentity(principal: "local"), at: uptime)
        loop.watch(input, for: .readable) { [self] _ in assumeIsolated { $0.read(agent: id) } }
        await withCheckedContinuation { gone in channel.onGone = { gone.resume() } }
        NonblockingDescriptor.close(input)
        NonblockingDescriptor.close(output)
        await NonblockingDescriptor.drain()
    }

    /// Serves one agent inside this process until it is gone.
    ///
    /// - Parameter identity: whom it acts for, and what it may see.
    public func attach(_ transport: any Transport, as identity: AgentIdentity) async {
        let (stream, continuation) = AsyncStream<ByteBuffer>.makeStream()
        let id = inbox.nextAgent()
        agents[id] = AgentChannel(delivery: { message, _ in continuation.yield(message) }) { continuation.finish() }
        core.agentConnected(id, identity, at: uptime)
        await withTaskGroup { group in
            group.addTask { for await message in stream { try? await transport.send(message) } }
            group.addTask { await self.receive(from: transport, id) }
        }
        await transport.close()
    }

    private func receive(from transport: any Transport, _ id: AgentID) async {
        while let events = await transport.receive() {
            for event in events {
                switch event {
                case .message(let line): core.agentSent(line, from: id, at: uptime)
                case .oversized(let limit): core.agentSentOversized(limit: limit, from: id, at: uptime)
                }
            }
            settle()
        }
        leave(id)
        settle()
    }

    /// Reads once from an agent, and routes what has come.
    private func read(agent id: AgentID) {
        guard let agent = agents[id], agent.lines != nil, !agent.isPaused else { return }
        let outcome = agent.lines?.input.fill() ?? .ended
        let now = uptime
        while let frame = agent.lines?.input.next() {
            switch frame {
            case .line(let line): core.agentSent(line, from: id, at: now)
            case .oversized(let limit): core.agentSentOversized(limit: limit, from: id, at: now)
            }
        }
        settle()
        if outcome == .ended { finish(agent: id) }
    }

    /// The agent sends nothing more: it gets the answers that are still due, for a moment, and is gone then.
    private func finish(agent id: AgentID) {
        guard let agent = agents[id], !agent.isFinishing, let lines = agent.lines else { return }
        agent.isFinishing = true
        loop.forget(lines.inputDescriptor)
        Task {
            let deadline = Task {
                try? await Task.sleep(for: Self.drainTime)
                wakeWaiters()
            }
            let end = uptime + Self.drainTime
            while agents[id] != nil, uptime < end, hasUnfinishedWork(id) { await change() }
            deadline.cancel()
            leave(id)
            settle()
        }
    }

    private func hasUnfinishedWork(_ id: AgentID) -> Bool {
        let isWaiting = core.agents[id]?.requests.values.contains { if case .subscription = $0 { false } else { true } }
        return isWaiting == true || (agents[id]?.lines?.output.pendingBytes ?? 0) > 0
    }

    /// The agent is gone.
    func leave(_ id: AgentID) {
        guard let agent = agents.removeValue(forKey: id) else { return }
        core.agentDisconnected(id, at: uptime)
        if let lines = agent.lines {
            _ = agent.lines?.output.flush()
            loop.forget(lines.inputDescriptor)
            loop.forget(lines.outputDescriptor)
        }
        agent.onGone?()
        agent.onGone = nil
    }

    /// Writes to an agent what it can take.
    func flush(agent id: AgentID) {
        guard let agent = agents[id], let lines = agent.lines else { return }
        agent.isDirty = false
        switch agent.lines?.output.flush() {
        case .done, nil:
            guard agent.isPaused || agent.isFinishing else { return }
            resumeReading(agent, lines)
        case .blocked:
            loop.watch(lines.outputDescriptor, for: .writable) { [self] _ in
                assumeIsolated { $0.writable(agent: id) }
            }
            pauseReading(id, agent, lines)
        case .broken: leave(id)
        }
    }

    private func writable(agent id: AgentID) {
        guard let lines = agents[id]?.lines else { return }
        loop.forget(lines.outputDescriptor)
        flush(agent: id)
        settle()
    }

    /// Who does not read gets no more to read: what it sends is left in its pipe.
    private func pauseReading(_ id: AgentID, _ agent: AgentChannel, _ lines: AgentChannel.Lines) {
        if let pending = agent.lines?.output.pendingBytes, pending > Self.maximumPendingBytes {
            options.log(HubLogEntry(.error, "an agent that leaves \(pending) bytes unread is let go"))
            return leave(id)
        }
        guard let pending = agent.lines?.output.pendingBytes, pending > Self.pauseBytes, !agent.isFinishing else {
            return
        }
        if !agent.isPaused { loop.change(lines.inputDescriptor, to: []) }
        agent.isPaused = true
    }

    private func resumeReading(_ agent: AgentChannel, _ lines: AgentChannel.Lines) {
        if agent.isPaused, !agent.isFinishing { loop.change(lines.inputDescriptor, to: .readable) }
        agent.isPaused = false
        if agent.isFinishing { wakeWaiters() }
    }
}
