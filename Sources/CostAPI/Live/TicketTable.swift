import HTTPServing
import Locking

/// Tickets that let in once, for those who cannot send credentials with the request.
final class TicketTable: Sendable {
    private struct Entry {
        let caller: HTTPCaller
        let expires: Int64
    }

    private let entries = Locked<[String: Entry]>([:])
    private let now: @Sendable () -> Int64

    private static let maximumCount = 10_000
    /// How long a ticket is good, in milliseconds.
    private static let lifetime: Int64 = 30_000

    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// Gives out a ticket.
    func issue(to caller: HTTPCaller) -> String {
        let (ticket, now) = (Secret.text(), now())
        entries.withLock { entries in
            if entries.count >= Self.maximumCount { entries = entries.filter { $0.value.expires > now } }
            if entries.count >= Self.maximumCount { entries = [:] }
            entries[ticket] = Entry(caller: caller, expires: now + Self.lifetime)
        }
        return ticket
    }

    /// Whose a ticket is; it is good no more afterwards.
    func redeem(_ ticket: String) -> HTTPCaller? {
        let now = now()
        return entries.withLock { entries in
            guard let entry = entries.removeValue(forKey: ticket), entry.expires > now else { return nil }
            return entry.caller
        }
    }
}
