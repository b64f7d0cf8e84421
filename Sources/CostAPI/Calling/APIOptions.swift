/// Bounds and habits of the API.
public struct APIOptions: Sendable {
    /// The version that it tells.
    public var version: String
    /// What a caller is whose scopes name no role.
    public var standardRole: APIRole
    /// How long a call may take; what takes longer is better done as a job.
    public var callTime = Duration.seconds(60)
    /// How long a job may take.
    public var jobTime = Duration.seconds(3_600)
    /// How many bytes a body may have.
    public var bodyBytes = 1 << 20
    /// How many bytes a file may have that is sent in.
    public var uploadBytes = 1 << 30
    /// Whether credentials are asked for.
    public var asksForCredentials: Bool
    /// How many connections may listen to events at once.
    public var liveConnections = 1_000
    /// Tells the time, in milliseconds since 1970.
    public var now: @Sendable () -> Int64

    /// The usual bounds.
    public init(
        version: String, standardRole: APIRole, asksForCredentials: Bool, now: @escaping @Sendable () -> Int64
    ) {
        self.version = version
        self.standardRole = standardRole
        self.asksForCredentials = asksForCredentials
        self.now = now
    }
}
