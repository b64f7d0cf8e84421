import JSONRPC
import MCP

@testable import MCPHub

/// An agent that does what the dice say. It knows nothing of the hub but what it is sent.
struct ScriptedAgent {
    /// Which eras it speaks. An agent that speaks both shakes hands, and sends requests of either.
    enum Eras: Hashable {
        case modern, legacy, both
    }

    let place: Int
    let principal: Int
    let eras: Eras
    /// The revision that it shakes hands with.
    let revision: ProtocolVersion
    let abilities: Set<QuestionKind>
    /// Whether it never answers a question.
    let isSilent: Bool
    /// Nil while it is away.
    var connection: AgentID?
    /// What it waits for, oldest first.
    var open: [(id: RequestID, attempt: Attempt)] = []
    var isGreeted = false
    /// Ids and tokens that it has made ambiguous on this connection and uses no more.
    var burned: [RequestID] = []

    init(_ place: Int, principal: Int, _ dice: inout RandomSource) {
        self.place = place
        self.principal = principal
        eras = dice.pick(weighted: [(5, .modern), (5, .legacy), (1, .both)])
        revision = dice.pick([.v2024_11_05, .v2025_03_26, .v2025_06_18, .v2025_11_25, .v2025_11_25])
        var kinds = dice.chance(60) ? Set(QuestionKind.allCases) : []
        if kinds.isEmpty { for kind in QuestionKind.allCases where dice.chance(50) { kinds.insert(kind) } }
        if eras != .modern, !revision.hasURLElicitation { kinds.remove(.url) }
        abilities = kinds
        isSilent = dice.chance(8)
    }

    /// Ids and tokens are few, so that they collide with those of other agents and of the hub.
    static let ids: [RequestID] = [1, 2, 3, 4, "1", "2", "3"]
    static let tokens: [RequestID] = [1, 2, "1", "2"]

    /// An id that it has no open request with.
    func freeID(_ dice: inout RandomSource) -> RequestID? {
        let free = Self.ids.filter { id in !open.contains { $0.id == id } && !burned.contains(id) }
        return free.isEmpty ? nil : dice.pick(free)
    }

    /// A token that none of its open requests has.
    func freeToken(_ dice: inout RandomSource) -> RequestID? {
        guard burned.isEmpty else { return nil }
        let free = Self.tokens.filter { token in !open.contains { $0.attempt.token == token } }
        return free.isEmpty || dice.chance(30) ? nil : dice.pick(free)
    }
}

/// What an agent decides to do when it has been sent something.
enum Reaction {
    /// It answers a question of the handshake era, if it is still connected.
    case answer(AgentID, RequestID, QuestionKind, Marker?, AnswerStyle)
    /// It comes back with a state.
    case retry(KnownState, RetryStyle)
    case initialized(AgentID)
    case cancel(AgentID, RequestID)
}

/// How a question of the handshake era is answered.
enum AnswerStyle {
    case right, refusal, failure, unreadable, twice, wrong
    /// Under an id of the other JSON type, which is no answer to the question.
    case otherID
}

/// How an agent comes back with a state.
enum RetryStyle {
    case right, partial, wrong, empty, unreadable, otherArguments, changedState
}

/// A state that some agent was given, and the questions that came with it.
struct KnownState {
    let text: String
    let attempt: Attempt
    let questions: [(key: String, kind: QuestionKind)]
}
