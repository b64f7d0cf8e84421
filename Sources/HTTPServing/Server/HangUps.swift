import Locking

/// Tells those who serve requests behind the front door when a client is gone before it has its answer.
public final class HangUps: Sendable {
    private enum Exchange {
        case open
        case watched(@Sendable () -> Void)
    }

    private let exchanges = Locked<[String: Exchange]>([:])

    /// Nobody is served yet.
    public init() {}

    /// A request goes on to the routes behind.
    func begin(_ exchange: String) { exchanges.withLock { $0[exchange] = .open } }

    /// It is over.
    ///
    /// - Parameter isGone: whether its client has left before.
    func end(_ exchange: String, isGone: Bool) {
        let ended = exchanges.withLock { $0.removeValue(forKey: exchange) }
        if isGone, case .watched(let cancel) = ended { cancel() }
    }

    /// Does something for a request, and cancels it when the client is gone.
    ///
    /// - Parameter exchange: what ``ServedExchange`` says of the request.
    public func whileConnected<Result: Sendable>(
        _ exchange: String, _ body: @escaping @Sendable () async -> Result
    ) async -> Result {
        let task = Task { await body() }
        let isThere = exchanges.withLock { exchanges in
            guard exchanges[exchange] != nil else { return false }
            exchanges[exchange] = .watched { task.cancel() }
            return true
        }
        if !isThere { task.cancel() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
