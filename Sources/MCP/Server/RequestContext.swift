public import JSONRPC

/// What a handler knows of the request it serves, besides its parameters, and how it talks back before the answer.
public struct RequestContext: Sendable {
    /// Who asked.
    public let caller: Caller
    /// The `_meta` of the request.
    public let meta: RequestMeta
    /// What the caller has answered so far, by the key of the question.
    public let answers: [String: InputResponse]
    /// What the handler put into ``InputRequired/state`` when it asked last.
    public let state: JSONValue?
    private let report: @Sendable (RequestEvent) async -> Void

    /// Creates a context.
    ///
    /// - Parameter report: takes the events; it drops those that the caller did not ask for.
    public init(
        caller: Caller, meta: RequestMeta = RequestMeta(), answers: [String: InputResponse] = [:],
        state: JSONValue? = nil, report: @escaping @Sendable (RequestEvent) async -> Void = { _ in }
    ) {
        self.caller = caller
        self.meta = meta
        self.answers = answers
        self.state = state
        self.report = report
    }

    /// Reports how far the work has come. Values that do not increase are dropped, and so is everything when the caller
    /// gave no progress token.
    public func progress(_ progress: Double, total: Double? = nil, message: String? = nil) async {
        guard let progress = JSONNumber(progress) else { return }
        await report(.progress(progress, total: total.flatMap(JSONNumber.init), message: message))
    }

    /// Sends a log message, if the caller wants messages of this level.
    public func log(_ level: LoggingLevel, _ data: JSONValue, logger: String? = nil) async {
        await report(.log(level, logger: logger, data: data))
    }
}
