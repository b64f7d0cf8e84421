import MCP

/// What the hub knows of one configured server: how it is treated, what it offers, and its processes.
struct ServerState: Sendable {
    private var sharedConfiguration: Shared<ServerConfiguration>
    private var sharedCatalog: Shared<ChildCatalog>?
    /// Whether the catalog was told by a process of this run.
    var isCatalogCurrent = false
    /// Whether it has ever asked a question in the middle of a call. From then on only calls that cannot be mixed up
    /// run at the same time.
    var asksQuestions = false
    var lanes: [LaneKey: Lane] = [:]
    /// How many calls it has had.
    var callCount = 0

    init(_ configuration: ServerConfiguration, catalog: ChildCatalog?) {
        sharedConfiguration = Shared(configuration)
        sharedCatalog = catalog.map(Shared.init)
    }

    var configuration: ServerConfiguration {
        get { sharedConfiguration.value }
        set { sharedConfiguration = Shared(newValue) }
    }
    /// What it offers, as it said the last time; nil when it was never asked.
    var catalog: ChildCatalog? {
        get { sharedCatalog?.value }
        set { sharedCatalog = newValue.map(Shared.init) }
    }
    var settings: ServerSettings { sharedConfiguration.value.settings }
    /// How long a call may take; see ``ServerSettings/callTimeout``.
    var callTimeout: Duration? { sharedConfiguration.value.settings.callTimeout }
    /// Whether nothing is known of what it offers.
    var isUnknown: Bool { sharedCatalog == nil }
    /// Whether one of its processes is on its way to be ready, or is telling what the server offers.
    var isStarting: Bool { lanes.values.contains { $0.life.state == .starting || $0.isListing } }

    /// The lane of a principal.
    func laneKey(for principal: String) -> LaneKey {
        sharedConfiguration.value.settings.isolation == .shared ? .shared : .principal(principal)
    }

    /// The era to be asked for first.
    var firstEra: ProtocolVersion.Era {
        switch settings.era {
        case .modern: .modern
        case .legacy: .legacy
        case .auto: catalog?.protocolVersion.era ?? .modern
        }
    }
}

/// Whom one process of a server is for.
enum LaneKey: Hashable, Sendable, Comparable {
    /// Everybody.
    case shared
    /// One principal alone. The empty one is the hub itself, which only asks what the server offers.
    case principal(String)

    /// Whether what the process says may be told to `principal`.
    func serves(_ principal: String) -> Bool {
        switch self {
        case .shared: true
        case .principal(let own): own == principal
        }
    }
}

/// One process of a server at a time, and what waits for it.
struct Lane: Sendable {
    var life: ChildLife
    /// The process, if there is one that is not being ended.
    var connection: ConnectionID?
    /// The calls that wait until it is ready or free, in order.
    var waiting: [CallID] = []
    /// The calls that were sent to it and have not ended.
    var open: Set<CallID> = []
    /// Which resources of it are watched, by how many, by its own URIs.
    var watchers: [String: Int] = [:]
    /// When a start counts as failed.
    var startDeadline: Duration?
    /// When the wait before the next attempt is over, and of which launch.
    var retry: (launch: Int, time: Duration)?
    /// When it counts as settled after a start.
    var settleTime: Duration?
    /// Since when it has had nothing to do.
    var idleSince: Duration?
    /// Whether it is telling what the server offers.
    var isListing = false
    var restartCount = 0

    init(_ settings: ServerSettings) {
        life = ChildLife(settings)
    }
}
