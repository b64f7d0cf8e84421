import HTTPServing
import JSONRPC
import Locking

/// Calls that wait for answers of people. Each goes on once, and only for whom it was made.
final class ResumeTable: Sendable {
    private struct Entry {
        let call: ToolCall
        let expires: Int64
    }

    private let entries = Locked<[String: Entry]>([:])
    private let now: @Sendable () -> Int64

    /// How many calls of one principal may wait; of more, the one goes that would have gone next.
    private static let maximumOwn = 32
    /// How many calls may wait.
    private static let maximumCount = 1_000
    /// How long they wait, in milliseconds.
    private static let lifetime: Int64 = 600_000

    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// Keeps a call.
    ///
    /// - Returns: the id under which it can go on.
    func keep(_ call: ToolCall, state: JSONValue?) -> String {
        let (id, now) = (Secret.text(), now())
        var call = call
        call.state = state
        call.answers = [:]
        let entry = Entry(call: call, expires: now + Self.lifetime)
        let principal = call.caller.principal
        entries.withLock { entries in
            let own = entries.filter { $0.value.call.caller.principal == principal }
            if own.count >= Self.maximumOwn, let first = own.min(by: { $0.value.expires < $1.value.expires }) {
                entries[first.key] = nil
            }
            if entries.count >= Self.maximumCount {
                entries = entries.filter { $0.value.expires > now }
                if entries.count >= Self.maximumCount,
                    let first = entries.min(by: { $0.value.expires < $1.value.expires })
                {
                    entries[first.key] = nil
                }
            }
            entries[id] = entry
        }
        return id
    }

    /// Takes a call out; nil when there is none of that id for the principal.
    func take(_ id: String, for principal: String) -> ToolCall? {
        let now = now()
        return entries.withLock { entries in
            guard let entry = entries[id], entry.call.caller.principal == principal else { return nil }
            entries[id] = nil
            return entry.expires > now ? entry.call : nil
        }
    }
}
