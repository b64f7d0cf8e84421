import JSONRPC
import MCP
import NIOCore

@testable import MCPHub

/// Sees everything that goes into the hub and comes out of it, and knows whose it is: by what was sent, never by what
/// the hub believes.
struct Oracle {
    static let hubName = "hub under test"

    /// How long the hub keeps a state valid.
    let lifetime: Duration
    let scanner = EnvelopeScanner()
    var now = Duration.zero
    var agents: [AgentID: AgentView] = [:]
    var children: [ConnectionID: ChildView] = [:]
    /// The requests that the hub has got.
    var attempts: [Int: Attempt] = [:]
    /// The requests that have not been answered, of all agents.
    var openAttempts: Set<Int> = []
    /// What children and agents have said, by the serial number in it.
    var told: [Int: Told] = [:]
    var states: [String: StateView] = [:]
    /// How often a child may get a call, beyond once.
    var visits: [Int: Int] = [:]
    /// How often a child of the handshake era has got a call.
    var callsSeen: [Int: Int] = [:]

    /// Whether the hub was told to end.
    var isEnded = false
    /// Whose line the hub is just taking in.
    var source: ConnectionID?
    /// What agents have to be told of a merge; nil outside of one.
    var announcements: [String]?
    /// The calls that were cancelled at a child in this step.
    var cancelled: [(ConnectionID, Marker)] = []
    var tally = Tally()
    private var isMerging = false

    init(lifetime: Duration) {
        self.lifetime = lifetime
    }

    /// What was said, with a serial number in it.
    struct Told {
        enum Kind: Hashable {
            case result, question, progress, log, answer
        }

        let kind: Kind
        let owner: Marker
        /// Whether the hub may pass it on at all; it may not if it came late, or for nothing.
        let isDeliverable: Bool
        /// Whether it belongs to a call that the child knows to be cancelled. Nobody can tell, then, so all that can be
        /// asked for is that it stays with the principal.
        let isStray: Bool
        var deliveries = 0
    }

    /// A state that the hub has made.
    struct StateView {
        let marker: Marker
        let principal: Int
        let params: JSONObject
        let made: Duration
        /// Whether a child of the handshake era waits for it.
        let isParked: Bool
        var isUsed = false
    }

    /// Takes note of something that is said.
    mutating func register(_ marker: Marker, _ kind: Told.Kind, isDeliverable: Bool = true, isStray: Bool = false) {
        guard marker.serial > 0, told[marker.serial] == nil else { return }
        told[marker.serial] = Told(kind: kind, owner: marker.owner, isDeliverable: isDeliverable, isStray: isStray)
    }

    /// Checks that what a marker stands in may be passed on to its owner, and for the first time.
    mutating func deliver(_ marker: Marker, _ kinds: Set<Told.Kind>, owner: Marker, mayRepeat: Bool = false) throws {
        let belongs = isStray(marker) ? marker.principal == owner.principal : marker.owner == owner
        try Violation.unless(belongs, "\(marker) has reached \(owner)")
        guard marker.serial > 0 else { return }
        guard let was = told[marker.serial] else { throw Violation("\(marker) was never said to the hub") }
        try Violation.unless(kinds.contains(was.kind), "\(marker) is a \(was.kind) and was passed on as \(kinds)")
        try Violation.unless(was.isDeliverable, "\(marker) came late or for nothing and was passed on")
        try Violation.unless(mayRepeat || was.deliveries == 0, "\(marker) was passed on twice")
        told[marker.serial]?.deliveries += 1
    }

    /// Whether nothing in what a child has said tells which call it is about, only that it may not reach another
    /// principal: a question or a log message.
    func isStray(_ marker: Marker) -> Bool {
        guard let said = told[marker.serial] else { return false }
        return said.isStray || said.kind == .question || said.kind == .log
    }

    /// Every message is one valid line.
    func parsed(_ line: ByteBuffer) throws -> JSONObject {
        try Violation.unless(!line.readableBytesView.contains(0x0A), "A message has a line break")
        do {
            _ = try scanner.scan(line)
            guard let object = try JSONValue(parsing: line).object else { throw Violation("no object") }
            return object
        } catch { throw Violation("A message of the hub is not valid: \(error): \(String(buffer: line))") }
    }

    mutating func mergeAsked() throws {
        try Violation.unless(!isMerging, "The hub asks for a merge while one is under way")
        isMerging = true
    }

    /// The hub is about to get a new snapshot: notes what it has to tell whom.
    mutating func merging(to snapshot: RegistrySnapshot, _ core: RoutingCore) {
        isMerging = false
        tally.note(.merge)
        let difference = RegistryDifference(from: core.snapshot, to: snapshot)
        var expected: [String] = []
        for (method, isDue, member, lists) in [
            ("notifications/tools/list_changed", difference.toolsChanged, "toolsListChanged", [ListKind.tools]),
            ("notifications/prompts/list_changed", difference.promptsChanged, "promptsListChanged", [.prompts]),
            (
                "notifications/resources/list_changed", difference.resourcesChanged, "resourcesListChanged",
                [.resources, .resourceTemplates]
            ),
        ] where isDue {
            for (id, agent) in agents {
                // Who has seen no list has none that is out of date.
                let hasSeen = core.agents[id]?.listed.isDisjoint(with: lists) == false
                if agent.isInOperation, hasSeen { expected.append("\(id.number) \(method) -") }
                for (request, listen) in agent.listens where listen.honoured?[member] == true {
                    expected.append("\(id.number) \(method) \(request)")
                }
            }
        }
        announcements = expected.sorted()
    }

    /// Exactly those were told of the change that had to be.
    mutating func checkAnnouncements() throws {
        try Violation.unless(
            announcements?.isEmpty ?? true, "Nobody was told of a change: \(announcements?.first ?? "")")
        announcements = nil
    }
}

/// An agent as the hub sees it.
struct AgentView {
    struct Listen {
        let uris: [String]
        /// The filter that the hub has acknowledged; nil before.
        var honoured: JSONObject?
    }

    struct Asked {
        let marker: Marker
        let kind: QuestionKind
    }

    let place: Int
    let principal: Int
    var open: [RequestID: Int] = [:]
    /// How many refusals of requests with an id that was open are due.
    var duplicates: [RequestID: Int] = [:]
    /// How many errors without id are due.
    var nullErrors = 0
    var revision: ProtocolVersion?
    var abilities: Set<QuestionKind> = []
    var isInOperation = false
    var level: LoggingLevel?
    var lastQuestion = 0
    var questions: [Int: Asked] = [:]
    /// The elicitations that it was asked for.
    var elicitations: Set<String> = []
    var listens: [RequestID: Listen] = [:]
    var subscribed: Set<String> = []
}

/// A process of a child as the hub sees it.
struct ChildView {
    struct Open {
        let attempt: Int?
        let marker: Marker?
        var isCancelled = false
    }

    struct Asked {
        enum State { case open, answered, withdrawn }
        let marker: Marker
        let kind: QuestionKind
        var state = State.open
    }

    let key: String
    let isModern: Bool
    let lane: LaneKey?
    /// Whom it has had calls of, if it is for one principal only.
    var principal: Int?
    var isEnding = false
    var isGreeted = false
    var lastID = 0
    var open: [Int: Open] = [:]
    var questions: [RequestID: Asked] = [:]
}
