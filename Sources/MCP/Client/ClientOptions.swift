/// How a client behaves.
public struct ClientOptions: Sendable {
    /// The era to begin with. Unless it is known that the server is legacy, begin modern: the probe finds out.
    public var firstEra = ProtocolVersion.Era.modern
    /// How long to wait for `server/discover` before `initialize` is tried too.
    public var probeTime: Duration = .seconds(5)
    /// How long connecting may take after that.
    public var connectTime: Duration = .seconds(30)
    /// How long a request may take before it is cancelled, unless the request says otherwise.
    public var requestTime: Duration = .seconds(300)
    /// How many rounds of questions one call may take.
    public var maximumRounds = 10
    /// How many pages a list may have.
    public var maximumPages = 1000
    /// The clock that all of this is measured with.
    public var clock: any Clock<Duration> = ContinuousClock()

    /// The defaults.
    public init() {}
}

/// How one request is made.
public struct RequestOptions: Sendable {
    /// How long it may take; nil for the client's default.
    public var timeout: Duration?
    /// The level from which on the server is to send log messages about this request. In the legacy era the level
    /// belongs to the connection: see ``Client/setLogLevel(_:)``.
    public var logLevel: LoggingLevel?
    /// Takes the progress that the server reports.
    public var progress: (@Sendable (ProgressNotificationParams) -> Void)?

    /// The defaults.
    public init(
        timeout: Duration? = nil, logLevel: LoggingLevel? = nil,
        progress: (@Sendable (ProgressNotificationParams) -> Void)? = nil
    ) {
        self.timeout = timeout
        self.logLevel = logLevel
        self.progress = progress
    }
}

/// A request took longer than it was allowed to; the server has been told to stop.
public struct RequestTimedOut: Error, Hashable, Sendable, CustomStringConvertible {
    /// The method of the request.
    public let method: String
    /// How long it was allowed to take.
    public let timeout: Duration

    /// One sentence for people.
    public var description: String { "\(method) took longer than \(timeout) and was cancelled" }
}
