public import MCP

/// How one server is at a moment.
public struct ServerStatus: Hashable, Sendable {
    /// Its key in the configuration.
    public var key: String
    /// Where it stands.
    public var state: ChildLife.State
    /// Its process; nil while none runs.
    public var processID: Int?
    /// The revision it speaks; nil while that is not known.
    public var protocolVersion: ProtocolVersion?
    /// What it calls itself. Not verified.
    public var serverInfo: Implementation?
    /// How many tools of it are offered.
    public var toolCount = 0
    /// How many prompts of it are offered.
    public var promptCount = 0
    /// How many resources of it are offered.
    public var resourceCount = 0
    /// How many templates of resources of it are offered.
    public var templateCount = 0
    /// How many bytes the definitions of its tools have as they are offered, which a model reads in full.
    public var definitionBytes = 0
    /// How many calls are with it.
    public var openCalls = 0
    /// How many of them wait until it can take them.
    public var waitingCalls = 0
    /// How much it has been sent that it has not read yet, in bytes.
    public var unsentBytes = 0
    /// How many calls wait for the answer to a question of it.
    public var parkedCalls = 0
    /// How many calls it has had since the hub began.
    public var totalCalls = 0
    /// How often it was started again.
    public var restarts = 0
    /// How long its last start took until it could be called; nil before that.
    public var startTime: Duration?
    /// How many lines on its standard output were no messages.
    public var noiseLines = 0
    /// The first of them, cut to a length fit for a terminal.
    public var firstNoise: String?
    /// What it last wrote to standard error, oldest first.
    public var errorLines: [String] = []
    /// What is wrong, each with what to do about it.
    public var problems: [String] = []
    /// Hidden characters in what it says about itself.
    public var hiddenText: [String] = []
    /// Whether its tools are those that were approved; nil while they are not known, and when nothing is compared.
    public var trust: TrustDecision?
    /// Its tools that nobody has approved as they are, by the names it gives them.
    public var unapproved: [String] = []

    /// Describes a server about which nothing else is known yet.
    public init(key: String, state: ChildLife.State = .configured) {
        self.key = key
        self.state = state
    }

    /// The one thing to say when something is wrong: why it was given up, or the first of ``problems``.
    public var problem: String? {
        if case .failed(let reason) = state { return problems.first ?? reason }
        return problems.first
    }

    /// Whether it can be called, at once or by being started for it.
    public var isUsable: Bool { state == .ready || state == .dormant }
}

extension ChildLife.State {
    /// The state in one word, as the hub's status tool tells it.
    public var name: String {
        switch self {
        case .configured: "configured"
        case .starting: "starting"
        case .ready: "ready"
        case .dormant: "dormant"
        case .backingOff: "backingOff"
        case .failed: "failed"
        case .stopped: "stopped"
        }
    }
}
