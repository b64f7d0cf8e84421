import Locking
public import NIOCore
import Polling

/// What agents of other threads have said and the hub has not yet heard.
///
/// The thread of the hub is woken once for all that comes while it has not looked yet. What one agent may have waiting
/// here is bounded by whoever reads it from the network, which takes no more before it has been answered.
final class AgentInbox: Sendable {
    enum Arrival: Sendable {
        case connected(AgentID, AgentIdentity, AgentChannel.Delivery)
        case message(AgentID, ByteBuffer)
        case oversized(AgentID, limit: Int)
        case gone(AgentID)
    }

    private struct State {
        var arrivals: [Arrival] = []
        var lastAgent = 0
    }

    private let state = Locked(State())

    /// The next number for an agent.
    func nextAgent() -> AgentID {
        state.withLock { state in
            state.lastAgent += 1
            return AgentID(number: state.lastAgent)
        }
    }

    /// Takes something in.
    ///
    /// - Returns: whether the hub has to be woken for it.
    func add(_ arrival: Arrival) -> Bool {
        state.withLock { state in
            state.arrivals.append(arrival)
            return state.arrivals.count == 1
        }
    }

    /// Hands out everything in the order in which it came.
    func take() -> [Arrival] {
        state.withLock { state in
            defer { state.arrivals = [] }
            return state.arrivals
        }
    }
}

/// The hub's end of a connection with an agent that is served elsewhere in this process, on any thread.
public struct AgentLink: Sendable {
    let id: AgentID
    let hub: Hub

    /// Passes on one JSON-RPC message of the agent. Never waits.
    public func send(_ message: ByteBuffer) { hub.arrived(.message(id, message)) }

    /// Tells that the agent has sent a message longer than `limit` bytes, which was not kept.
    public func sendOversized(limit: Int) { hub.arrived(.oversized(id, limit: limit)) }

    /// The agent is gone: whatever it waits for is given up. May be called more than once.
    public func close() { hub.arrived(.gone(id)) }
}

extension Hub {
    /// Serves one agent whose messages come from elsewhere in this process.
    ///
    /// - Parameters:
    ///   - identity: whom it acts for, and what it may see.
    ///   - deliver: takes each message to the agent, in order, on the thread of the hub. It must not wait.
    public nonisolated func connect(
        _ identity: AgentIdentity, deliver: @escaping @Sendable (ByteBuffer, AgentMessage) -> Void
    ) -> AgentLink {
        let id = inbox.nextAgent()
        arrived(.connected(id, identity, deliver))
        return AgentLink(id: id, hub: self)
    }

    nonisolated func arrived(_ arrival: AgentInbox.Arrival) {
        guard inbox.add(arrival) else { return }
        loop.performLater { [self] in assumeIsolated { $0.takeArrivals() } }
    }

    private func takeArrivals() {
        let now = uptime
        for arrival in inbox.take() {
            switch arrival {
            case .connected(let id, let identity, let deliver):
                agents[id] = AgentChannel(delivery: deliver)
                core.agentConnected(id, identity, at: now)
            case .message(let id, let line): core.agentSent(line, from: id, at: now)
            case .oversized(let id, let limit): core.agentSentOversized(limit: limit, from: id, at: now)
            case .gone(let id): leave(id)
            }
        }
        settle()
    }
}
