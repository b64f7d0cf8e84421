public import JSONRPC

/// Thrown by a handler that cannot finish before the caller has answered questions.
///
/// The handler runs again from its beginning once the answers are there; it finds them in
/// ``RequestContext/answers``. So ask first and act afterwards: what was done before the question is done twice.
public struct InputRequired: Error, Hashable, Sendable {
    /// The questions, by keys of the handler's choice.
    public var requests: InputRequests
    /// What the handler wants to find in ``RequestContext/state`` next time. It stays on the server.
    public var state: JSONValue?

    /// Asks `requests`.
    public init(_ requests: InputRequests, state: JSONValue? = nil) {
        self.requests = requests
        self.state = state
    }
}

/// How a request ended: with its result, or with questions to the caller.
public enum Outcome<Success: ServerResult>: Sendable {
    /// It is done.
    case complete(Success)
    /// It needs answers first.
    case inputRequired(InputRequired)

    /// Runs `handler`, turning a thrown ``InputRequired`` into an outcome.
    public init(_ handler: () async throws -> Success) async throws {
        do { self = .complete(try await handler()) } catch let question as InputRequired {
            self = .inputRequired(question)
        }
    }
}
