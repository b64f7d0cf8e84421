import JSONRPC
import Locking

/// What handlers left behind between two rounds of questions, kept here so that no caller can read or change it.
///
/// The `requestState` a caller is given is only an unguessable handle: it names an entry that is bound to the request
/// and the principal it was made for, can be used once, and expires. See `docs/decisions/0006-request-state.md`.
final class RequestStates: Sendable {
    /// What must be the same when the caller comes back.
    struct Binding: Hashable, Sendable {
        let method: String
        let subject: String
        let arguments: JSONValue
        let principal: String?
    }

    /// What the handler finds when it runs again.
    struct Contents: Sendable {
        var answers: [String: InputResponse] = [:]
        var state: JSONValue?
        var round = 0
    }

    private struct Entry {
        let binding: Binding
        let contents: Contents
        let expiry: ContinuousClock.Instant
    }

    private struct Table {
        var entries: [String: Entry] = [:]
        /// Handles in the order of their expiry, those already used included.
        var order: [String] = []
    }

    private let table = Locked(Table())
    private let lifetime: Duration
    private let limit: Int
    private let now: @Sendable () -> ContinuousClock.Instant

    init(
        lifetime: Duration, limit: Int = 10_000,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    ) {
        self.lifetime = lifetime
        self.limit = limit
        self.now = now
    }

    /// Keeps `contents` and returns the handle for it. When too much is kept, the oldest is forgotten.
    func save(_ contents: Contents, for binding: Binding) -> String {
        let handle = Self.makeHandle()
        let entry = Entry(binding: binding, contents: contents, expiry: now() + lifetime)
        table.withLock { table in
            forgetExpired(&table)
            if table.entries.count >= limit { table.entries[table.order.removeFirst()] = nil }
            if table.order.count >= 2 * limit { table.order.removeAll { table.entries[$0] == nil } }
            table.entries[handle] = entry
            table.order.append(handle)
        }
        return handle
    }

    /// Takes what is kept under `handle`; it cannot be taken a second time.
    ///
    /// - Returns: nil when the handle is unknown, used, expired, or was made for another request or principal.
    func take(_ handle: String, for binding: Binding) -> Contents? {
        table.withLock { table in
            guard let entry = table.entries[handle], entry.binding == binding else { return nil }
            table.entries[handle] = nil
            return entry.expiry > now() ? entry.contents : nil
        }
    }

    private func forgetExpired(_ table: inout Table) {
        let now = now()
        let expired = table.order.prefix { handle in
            guard let entry = table.entries[handle] else { return true }
            return entry.expiry <= now
        }
        for handle in expired { table.entries[handle] = nil }
        table.order.removeFirst(expired.count)
    }

    /// 192 bits of the system's secure random numbers.
    static func makeHandle() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<3).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
