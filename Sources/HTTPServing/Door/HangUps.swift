public import HTTPTypes
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

    /// It is over, or its client has left.
    func end(_ exchange: String, isGone: Bool) {
        let ended = exchanges.withLock { $0.removeValue(forKey: exchange) }
        if isGone, case .watched(let leave) = ended { leave() }
    }

    /// Has something done when the client of a request leaves, in place of what was said before; at once when it has.
    ///
    /// - Parameter fields: those of the request, as the routes behind the front door see them.
    public func watch(_ fields: HTTPFields, _ leave: @escaping @Sendable () -> Void) {
        guard let exchange = fields[.exchange] else { return }
        let isThere = exchanges.withLock { exchanges in
            guard exchanges[exchange] != nil else { return false }
            exchanges[exchange] = .watched(leave)
            return true
        }
        if !isThere { leave() }
    }

    /// Does something for a request, and cancels it when its client leaves; see ``watch(_:_:)``.
    public func whileConnected<Result: Sendable>(
        _ fields: HTTPFields, _ body: @escaping @Sendable () async -> Result
    ) async -> Result {
        let task = Task { await body() }
        watch(fields) { task.cancel() }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
