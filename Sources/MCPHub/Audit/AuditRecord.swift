/// One call as it is recorded: who, what, where, how it went. Made where the call ends, written elsewhere.
public struct AuditRecord: Hashable, Sendable {
    /// How a call ended.
    public enum Outcome: Hashable, Sendable {
        /// With a result.
        case complete
        /// With a result in which the tool says that it failed.
        case toolError
        /// With a JSON-RPC error of this code.
        case error(code: Int)
        /// Whoever called did not want it any more.
        case cancelled
        /// With a question; the answer comes as another call.
        case inputRequired
        /// It took longer than it may.
        case timeout
        /// The server ended before it answered.
        case serverEnded
    }

    /// When the call came in.
    public var time: WallTime
    /// Who called.
    public var principal: String
    /// What was called, such as `tools/call`.
    public var method: String
    /// What is called by a name or URI, as it is offered; nil for other methods.
    public var tool: String?
    /// The key of the server that was asked; nil when it never got so far.
    public var server: String?
    /// From the request to the answer.
    public var duration: Duration
    /// How it ended.
    public var outcome: Outcome
    /// How long the request was, in bytes.
    public var requestBytes: Int
    /// How long the answer was, in bytes.
    public var resultBytes: Int
    /// What it was called with; nil for nothing.
    public var arguments: AuditArguments?

    /// Describes a call.
    public init(
        time: WallTime, principal: String, method: String, tool: String? = nil, server: String? = nil,
        duration: Duration, outcome: Outcome, requestBytes: Int = 0, resultBytes: Int = 0,
        arguments: AuditArguments? = nil
    ) {
        self.time = time
        self.principal = principal
        self.method = method
        self.tool = tool
        self.server = server
        self.duration = duration
        self.outcome = outcome
        self.requestBytes = requestBytes
        self.resultBytes = resultBytes
        self.arguments = arguments
    }
}

extension AuditRecord.Outcome {
    /// The outcome in one word.
    public var name: String {
        switch self {
        case .complete: "complete"
        case .toolError: "toolError"
        case .error: "error"
        case .cancelled: "cancelled"
        case .inputRequired: "inputRequired"
        case .timeout: "timeout"
        case .serverEnded: "serverEnded"
        }
    }
}
