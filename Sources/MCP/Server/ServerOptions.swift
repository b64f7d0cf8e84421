/// How a server behaves; the defaults suit a server on standard input and output.
public struct ServerOptions: Sendable {
    /// How many tools, prompts or resources make a page of a list.
    public var pageSize = 1000
    /// For how long callers may keep lists and resources before they ask again; only the modern era knows this.
    public var cacheLifetime: Duration = .zero
    /// Whether what lists and resources say is the same for everybody.
    public var cacheScope: CacheScope = .private
    /// How many requests of one caller run at the same time; more are refused.
    public var maximumConcurrentRequests = 1024
    /// How often one request may ask its caller before it is given up.
    public var maximumRounds = 10
    /// How long a caller may take to answer a question whose state is kept here.
    public var stateLifetime: Duration = .seconds(600)
    /// How long running requests may take to finish once the caller has closed.
    public var drainTime: Duration = .seconds(2)
    /// The clock that all of this is measured with.
    public var clock: any Clock<Duration> = ContinuousClock()

    /// The defaults.
    public init() {}
}
