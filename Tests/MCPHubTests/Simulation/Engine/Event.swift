import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// What happens in a simulated world.
enum Event {
    /// An agent does something of its own accord, or comes back.
    case act(Int)
    /// An agent does what it has decided before.
    case react(Int, Reaction)
    /// The hub gets a line of an agent.
    case fromAgent(AgentID, AgentLine)
    /// An agent gets a message.
    case toAgent(AgentID, JSONObject)
    /// The hub hears that an agent is gone.
    case agentGone(AgentID)

    /// The hub gets a line of a child.
    case fromChild(ConnectionID, ChildLine)
    /// A child gets a message.
    case toChild(ConnectionID, JSONObject)
    /// A child goes on with one of its calls.
    case step(ConnectionID, call: Int)
    /// A child says something that nobody has asked for.
    case murmur(ConnectionID)
    case launched(ConnectionID)
    case closedOutput(ConnectionID)
    case ended(ConnectionID, ChildEnding)

    case merged(RegistrySnapshot)
    case ownTool(CallID, Marker?)
    /// The time that the core has asked for may have come.
    case alarm
    /// The environment does something: ends a process, reads another configuration.
    case fault
}

/// A way that messages take: they may be late, but never overtake each other.
enum Pipe: Hashable {
    case fromAgent(AgentID)
    case toAgent(AgentID)
    case fromChild(ConnectionID)
    case toChild(ConnectionID)
}

/// A message of an agent, with what the oracle has to know of it.
struct AgentLine {
    enum Kind {
        case request(Attempt)
        case cancel(RequestID)
        /// The answer to a question, with the marker in it; unreadable when it is no valid answer.
        case answer(RequestID, Marker?, isReadable: Bool)
        case initialized
        /// Several in one line, as only one revision has it.
        indirect case batch([Kind])
        /// Bytes that are answered with an error without an id.
        case garbage
        case other
    }

    let kind: Kind
    let bytes: ByteBuffer
}

/// A message of a child, with what the oracle has to know of it.
struct ChildLine {
    enum Kind {
        case answer(Int, Marker?, ChildAnswer)
        /// A stray one belongs to a call that the child knows to be cancelled.
        case question(RequestID, Marker, QuestionKind, isStray: Bool)
        case withdrawal(RequestID)
        case progress(Int, Marker)
        case log(Marker?, LoggingLevel, isStray: Bool)
        case updated(String)
        case completed(String)
        case oversized
        case other
    }

    let kind: Kind
    let bytes: ByteBuffer
}

/// How a child answers a request of the hub.
enum ChildAnswer: Hashable {
    case complete
    case failure
    /// The user has to visit a page first.
    case visit
    /// With questions, with a state, or both.
    case inputRequired
    /// To a request of the hub's own.
    case own
    /// Something that is no valid answer.
    case unreadable
}

/// What a child wants to know.
enum QuestionKind: Int, Hashable, CaseIterable {
    case form, url, sampling, roots

    var method: String {
        switch self {
        case .form, .url: "elicitation/create"
        case .sampling: "sampling/createMessage"
        case .roots: "roots/list"
        }
    }
}
