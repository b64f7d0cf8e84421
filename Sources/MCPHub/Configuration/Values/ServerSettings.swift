/// How the hub treats one server: what stands at `hub` in its entry or below `hub.servers`.
public struct ServerSettings: Hashable, Sendable {
    /// What stands before the names of its tools; nil for its key. Empty when its names stand alone.
    public var prefix: String?
    /// Which of its tools are offered, and under which names.
    public var tools = ToolRules()
    /// When it is started.
    public var start = StartMode.eager
    /// How long it may have nothing to do before it is stopped; nil for never. It is started again when it is needed.
    public var idleStop: Duration?
    /// How long its start may take.
    public var startTimeout = Duration.seconds(60)
    /// How long a call may take without any progress; nil for as long as it likes.
    public var callTimeout: Duration? = .seconds(300)
    /// What happens when it ends by itself.
    public var restart = RestartSettings()
    /// Who shares one process of it.
    public var isolation = Isolation.shared
    /// Which era of the protocol it speaks.
    public var era = EraSetting.auto

    /// The settings of a server that has none.
    public init() {}
}

/// When a server is started.
public enum StartMode: String, CaseIterable, Sendable {
    /// With the hub, in the background.
    case eager
    /// When it is first needed.
    case lazy
}

/// Who shares one process of a server, and with it whatever state it keeps.
public enum Isolation: String, CaseIterable, Sendable {
    /// All agents.
    case shared
    /// The agents of one principal.
    case perPrincipal = "per-principal"
}

/// Which era of the protocol a server speaks.
public enum EraSetting: String, CaseIterable, Sendable {
    /// It is asked.
    case auto
    /// Stateless, from 2026-07-28 on.
    case modern
    /// With a handshake, up to 2025-11-25.
    case legacy
}

/// What happens when a server ends by itself.
public struct RestartSettings: Hashable, Sendable {
    /// When a server is started again.
    public enum Policy: String, CaseIterable, Sendable {
        /// However it ended.
        case always
        /// When it ended with an error or by a signal.
        case onFailure = "on-failure"
        /// Not before it is told to.
        case never
    }

    /// When it is started again.
    public var policy = Policy.onFailure
    /// How long to wait before the first attempt; each further one waits twice as long.
    public var initialDelay = Duration.milliseconds(500)
    /// How long to wait at most.
    public var maximumDelay = Duration.seconds(30)
    /// How many attempts in a row may fail before the server is given up.
    public var maximumAttempts = 10

    /// The settings of a server that has none.
    public init() {}
}
