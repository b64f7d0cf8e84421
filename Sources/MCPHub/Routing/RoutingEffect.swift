public import JSONRPC
import NIOCore

/// What the owner of a ``RoutingCore`` has to do, in order.
enum RoutingEffect: Sendable {
    /// Write one message to an agent.
    case sendToAgent(AgentID, ByteBuffer, AgentMessage)
    /// Write one message to a child.
    case sendToChild(ConnectionID, ByteBuffer)
    /// Start the process of a child; report ``RoutingCore/childLaunched(_:at:)`` or ``RoutingCore/childEnded(_:_:at:)``.
    case launch(ConnectionID, ServerConfiguration)
    /// End a process; report ``RoutingCore/childEnded(_:_:at:)`` when it is gone.
    case terminate(ConnectionID)
    /// Merge what the children offer; report ``RoutingCore/merged(_:at:)``.
    case merge([ChildCatalog], HubConfiguration)
    /// Remember what a child offers for the next start.
    case keep(ChildCatalog)
    /// Carry out a tool of the hub itself; report ``RoutingCore/ownToolFinished(_:_:at:)``.
    case runOwnTool(CallID, HubTool, arguments: ByteBuffer?)
    /// Write down how a call ended.
    case record(CallRecord)
    /// Tell whoever runs the hub.
    case note(server: String?, String)
}

/// What a message to an agent is, for those whose answers do not all go the same way.
public enum AgentMessage: Hashable, Sendable {
    /// The result of the request of this id.
    case answer(RequestID?)
    /// The error that answers a request; without an id when that could not be read.
    case failure(RequestID?, RPCError)
    /// A question to the agent in the middle of its request.
    case request(about: RequestID?)
    /// A notification that belongs to a request of the agent, or to none.
    case notification(RequestID?)
}

/// How one call went, for the audit.
struct CallRecord: Sendable {
    /// How it ended.
    enum Outcome: Hashable, Sendable {
        /// With a result.
        case complete
        /// With a result that says that the tool failed.
        case toolError
        /// With an error of this code.
        case error(Int)
        /// With a question to the agent.
        case inputRequired
        /// The agent gave it up, or is gone.
        case cancelled
        /// The child took too long.
        case timedOut
        /// The child ended, or could not be started.
        case serverEnded
    }

    let principal: String
    let method: String
    /// The name or URI as the agent knows it.
    let subject: String
    let server: String?
    let duration: Duration
    let outcome: Outcome
    let requestBytes: Int
    let resultBytes: Int
    /// The arguments as they came, when calls are recorded.
    let arguments: ByteBuffer?
}
