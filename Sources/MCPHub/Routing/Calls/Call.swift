import JSONRPC
import MCP
import NIOCore

/// A method that the hub passes on to the child that it is meant for.
enum RoutedMethod: String, Sendable {
    case callTool = "tools/call"
    case getPrompt = "prompts/get"
    case readResource = "resources/read"
    case complete = "completion/complete"

    /// Whether a child may ask back before it answers.
    var mayAskBack: Bool { self != .complete }
}

/// Who waits for the end of a call: one request of an agent. After each round of questions it is another one.
struct Caller: Sendable {
    let agent: AgentID
    let requestID: RequestID
    let version: ProtocolVersion
    let capabilities: AgentCapabilities
    /// The token of progress notifications as it is written, if the agent wants any.
    let progressToken: ByteBuffer?
    /// From which level on the agent wants log messages of this call.
    let logLevel: LoggingLevel?
    /// Whether the agent speaks the modern era in this call.
    let isModern: Bool
}

/// One call, from the request that begins it to its one answer.
struct Call: Sendable {
    enum State: Hashable, Sendable {
        /// It waits until a process is ready and free.
        case waiting
        /// It was sent to a process, under this id.
        case open(ConnectionID, Int)
        /// The child has asked back, and the agent, who shakes hands, is being asked.
        case asking
        /// It is one of the hub's own tools.
        case own
        /// It has been answered by the child; the agent, who has questions to answer, has not come back yet.
        case answered
    }

    let id: CallID
    let method: RoutedMethod
    /// The name or URI as the agent knows it.
    let subject: String
    /// Where it goes, under the name or URI that the child knows; nil for a tool of the hub itself.
    let route: Route?
    let lane: LaneKey
    let principal: String
    let startedAt: Duration

    /// The request to pass on.
    let request: ScannedMessage
    var state = State.waiting
    /// Who waits for it; nil while the agent has questions to answer.
    var caller: Caller?
    /// What the agent could do when it called last.
    var capabilities: AgentCapabilities
    /// When it has taken too long; nil while people are being asked.
    var deadline: Duration?
    /// What the child has asked for and the agent cannot do: the likely cause if the call fails.
    var lacking: ClientCapabilities?
    /// The greatest progress told so far, which must only grow.
    var progress: Double?
    /// How often the agent has been asked.
    var round = 0

    /// The open questions of the child, oldest first.
    var questions: [QuestionID] = []
    /// How many there have been, for their keys.
    var questionCount = 0
    /// When the questions that have come are put to the agent, so that several become one.
    var askTime: Duration?
    /// What the agent has to bring back with its answers; nil while it has none.
    var park: Park?
    /// Answers that the agent has brought back and that wait until the child is free to get them.
    var heldAnswers: [(QuestionID, JSONObject)] = []
    /// What the child answered while the agent was still being asked.
    var answer: (message: ScannedMessage, connection: ConnectionID)?

    /// What goes with the next round to a modern child, as JSON.
    var childState: ByteBuffer?
    var childAnswers: ByteBuffer?
    /// The answers of this round, by the keys of the child.
    var answers = JSONObject()
    /// When the next round is sent that needs no answers.
    var retryTime: Duration?

    var line: ByteBuffer { request.line }
    var envelope: Envelope { request.envelope }

    /// Whether the child may be working on it, as opposed to waiting for an answer.
    var isRunning: Bool { caller != nil && heldAnswers.isEmpty }

    struct Park: Sendable {
        /// Stands in the state that the agent was given; another one for each round.
        let nonce: Int
        let expiry: Duration
    }
}
