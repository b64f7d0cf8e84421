/// When and after how long a request is made again, as a value.
///
/// A request whose body is a stream is never repeated. One that never reached the server may be repeated whatever its
/// method; one that may have, only when its method is among ``methods``.
public struct RetryPolicy: Hashable, Sendable {
    /// How often a request is made, the first time included.
    public var maximumAttempts: Int
    /// Methods that may be repeated although the server may have done what they asked for.
    public var methods: Set<HTTPMethod>
    /// Statuses after which the request is repeated.
    public var statuses: Set<Int>
    /// How long to wait before the second attempt; it doubles with each one after that.
    public var baseDelay: Duration
    /// How long to wait at most where the server does not say.
    public var maximumDelay: Duration
    /// Which part of a delay is added to it by chance, from 0 to 1, so that many clients do not come back at once.
    public var jitter: Double
    /// How long all waits of one request may take together. When the server wants more, its answer is handed back.
    public var budget: Duration

    /// Creates a policy.
    public init(
        maximumAttempts: Int, methods: Set<HTTPMethod> = HTTPMethod.idempotent,
        statuses: Set<Int> = [408, 429, 500, 502, 503, 504], baseDelay: Duration = .milliseconds(250),
        maximumDelay: Duration = .seconds(20), jitter: Double = 0.25, budget: Duration = .seconds(120)
    ) {
        self.maximumAttempts = maximumAttempts
        self.methods = methods
        self.statuses = statuses
        self.baseDelay = baseDelay
        self.maximumDelay = maximumDelay
        self.jitter = jitter
        self.budget = budget
    }

    /// No request is repeated.
    public static let never = RetryPolicy(maximumAttempts: 1)
    /// Three attempts, for methods that can be repeated without harm.
    public static let standard = RetryPolicy(maximumAttempts: 3)
}

extension RetryPolicy {
    /// How an attempt has ended.
    enum Outcome: Hashable, Sendable {
        /// With an answer; `wait` is what it says of when to come back.
        case answered(status: Int, wait: Duration?)
        case failed(HTTPClientError.Code)
    }

    /// How long to wait before the next attempt; nil when there is none.
    ///
    /// - Parameters:
    ///   - attempt: how many attempts there have been, from 1.
    ///   - waited: how long the waits have taken so far.
    ///   - chance: from 0 to 1, the part of the jitter that is added.
    func delay(
        after outcome: Outcome, _ method: HTTPMethod, attempt: Int, waited: Duration, chance: Double
    ) -> Duration? {
        guard attempt < maximumAttempts, isRepeatable(outcome, method) else { return nil }
        var delay = baseDelay
        for _ in 1..<max(attempt, 1) where delay < maximumDelay { delay *= 2 }
        delay = min(delay, maximumDelay)
        // What the server says counts when it is more: coming back earlier often prolongs the wait.
        if case .answered(_, let wait?) = outcome { delay = max(delay, wait) }
        guard waited + delay <= budget else { return nil }
        // Chance decides how long to wait, never whether.
        return min(delay + delay * (jitter * chance), budget - waited)
    }

    private func isRepeatable(_ outcome: Outcome, _ method: HTTPMethod) -> Bool {
        switch outcome {
        case .answered(let status, _): statuses.contains(status) && methods.contains(method)
        // Nothing of the request has been sent.
        case .failed(.nameNotResolved), .failed(.connectFailed): true
        case .failed(.connectionLost), .failed(.timedOut): methods.contains(method)
        case .failed: false
        }
    }
}
