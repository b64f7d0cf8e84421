import JSONRPC
import MCP

@testable import MCPHub

/// One process of a server that does what the dice say. It knows nothing of the hub but what it is sent.
struct ScriptedChild {
    let id: ConnectionID
    let script: ChildScript
    var calls: [ChildCall] = []
    /// Its own ids count from 1, like those of the hub.
    var questionCount = 0
    var isGreeted = false
    var watched: [String] = []
    /// The ids of the hub's subscriptions.
    var listens: [Int] = []
    /// Whether it stops saying and doing anything.
    var isStuck = false

    init(_ id: ConnectionID, _ script: ChildScript) {
        self.id = id
        self.script = script
        isStuck = script.isMute
    }

    func position(of call: Int) -> Int? { calls.firstIndex { $0.id == call } }
}

/// A call that a child is busy with.
struct ChildCall {
    /// The hub's id for it.
    let id: Int
    let method: String
    let marker: Marker
    let token: JSONValue?
    let level: LoggingLevel?
    /// What it may ask, if it is told.
    let abilities: Set<QuestionKind>?
    var plan: [ChildStep]
    /// The questions that have not been answered.
    var questions: [ChildQuestion] = []
    var isCancelled = false
    var progress = 0
    /// How often its caller has been asked with a result.
    var round = 0
}

struct ChildQuestion {
    let id: RequestID
    let kind: QuestionKind
    let marker: Marker
    let elicitation: String?
}

/// What a child does next in a call.
enum ChildStep: Hashable {
    /// By how much it has gone on; nothing or less is not allowed, and happens.
    case progress(Int)
    case log(LoggingLevel)
    case ask([QuestionKind])
    /// Takes back a question.
    case withdraw
    /// Tells that the user has been to the page.
    case complete
    case answer
    case answerTwice
    case fail(Int)
    /// -32042.
    case visit
    /// Ends its answer with questions, with a state, or both.
    case require([QuestionKind], state: Bool)
    case unreadable
    case oversized
    case noise
    case stuck
    case crash
    case exit
    case closeOutput
}
