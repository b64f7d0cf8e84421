import JSONRPC
import MCP
import NIOCore

/// One process of a child server, seen as a peer.
struct ChildConnection: Sendable {
    /// What a request to the child is about.
    enum Request: Sendable {
        case call(CallID)
        case discover
        case initialize
        case list(ListKind)
        /// The hub's own subscription to a modern child.
        case listen
        /// Something whose answer changes nothing.
        case other
    }

    let id: ConnectionID
    let server: String
    let lane: LaneKey
    /// The number that ``ChildLife`` has given to the launch.
    let launch: Int
    let startedAt: Duration
    /// Whether it is asked for its era before it is greeted, which some servers do not survive.
    let isAskedFirst: Bool
    var probe: EraProbe
    /// When the current step of the probe has taken too long.
    var probeDeadline: Duration?
    /// What it has said of itself; nil until the probe is over.
    var greeting: Greeting?
    /// Whether it is being ended; what it still says is not listened to.
    var isEnding = false
    /// When its end is taken for granted although nothing was heard of its exit.
    var endDeadline: Duration?
    var requests: RequestTable<Request>
    /// The calls that it may still be busy with although nobody waits for them.
    var givenUp = GivenUpCalls()

    /// The lists that are being collected.
    var collectors: [ListKind: ListCollector] = [:]
    /// The ids of the requests for their next pages.
    var listRequests: [ListKind: Int] = [:]
    /// Whether lists have changed while they were being collected.
    var hasListChange = false
    /// The lists that are complete, until all are.
    var collected: [ListKind: CatalogList] = [:]
    /// What could not be listed, in words.
    var listProblems: [String] = []
    /// When what has not been listed by then is left as it was.
    var listDeadline: Duration?
    /// When lists that were said to have changed are asked for again.
    var relistTime: Duration?
    /// The open `subscriptions/listen`, for a modern child.
    var subscription: Int?
    /// The agents of the handshake era that were asked to visit a page, by what the child calls the elicitation.
    private(set) var elicitations: [String: AgentID] = [:]
    /// The level that was set, for a legacy child.
    var logLevel: LoggingLevel?
    /// Lines that were no messages.
    var noiseCount = 0
    var firstNoise: String?
    /// How long the start took, once it is over.
    var startDuration: Duration?

    /// How many elicitations are remembered whose end has not been told.
    private static let maximumElicitations = 1_024

    /// Remembers whom to tell the end of an elicitation.
    mutating func remember(_ elicitation: String?, of agent: AgentID) {
        guard let elicitation, elicitations.count < Self.maximumElicitations else { return }
        elicitations[elicitation] = agent
    }

    /// An elicitation has come to its end: says whom to tell.
    mutating func endElicitation(_ elicitation: String) -> AgentID? { elicitations.removeValue(forKey: elicitation) }

    /// Whether it was greeted as one of the modern era.
    var isModern: Bool { greeting?.isModern ?? false }

    /// What a child says of itself when it is greeted. A class because it is looked at with every message.
    final class Greeting: Sendable {
        let version: ProtocolVersion
        let isModern: Bool
        let capabilities: ServerCapabilities
        let serverInfo: Implementation?
        let instructions: String?

        init(
            version: ProtocolVersion, capabilities: ServerCapabilities, serverInfo: Implementation?,
            instructions: String?
        ) {
            self.version = version
            isModern = version.era == .modern
            self.capabilities = capabilities
            self.serverInfo = serverInfo
            self.instructions = instructions
        }
    }
}

/// How a process came to its end.
struct ChildEnding: Hashable, Sendable {
    /// Whether something went wrong: it was not started, exited with an error, or was ended by a signal.
    let isError: Bool
    /// Whether it would be the same the next time.
    var isPermanent = false
    /// What happened, to stand behind "Server 'x'", such as `was ended by signal 9`.
    let reason: String

    static let closedOutput = ChildEnding(isError: true, reason: "closed its standard output")
}
