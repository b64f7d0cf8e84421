import Locking
import NIOCore

/// The sessions of the handshake era.
final class SessionTable: Sendable {
    private let sessions = Locked<[String: LegacySession]>([:])
    private let limit: Int
    private let idle: Duration
    let now: @Sendable () -> Duration

    /// - Parameters:
    ///   - limit: how many there may be.
    ///   - idle: how long one may rest before it ends.
    init(limit: Int, idle: Duration, now: @escaping @Sendable () -> Duration) {
        self.limit = limit
        self.idle = idle
        self.now = now
    }

    var count: Int { sessions.withLock(\.count) }

    /// A new session; nil when there are as many as may be.
    func open(_ caller: HTTPCaller) -> LegacySession? {
        if count >= limit { sweep() }
        let session = LegacySession(id: Self.newID(), caller: caller, at: now())
        let isOpen = sessions.withLock { sessions in
            guard sessions.count < limit else { return false }
            sessions[session.id] = session
            return true
        }
        return isOpen ? session : nil
    }

    /// The session of an id, if it is the caller's own. That of somebody else is as unknown as none.
    func find(_ id: String, for caller: HTTPCaller) -> LegacySession? {
        guard let session = sessions.withLock({ $0[id] }), session.caller.principal == caller.principal,
            session.caller.view == caller.view
        else { return nil }
        return session
    }

    /// Ends a session.
    func close(_ session: LegacySession) {
        sessions.withLock { $0[session.id] = nil }
        session.close()
    }

    /// Ends those that nobody has used for long.
    func sweep() {
        let limit = now() - idle
        let idle = sessions.withLock { sessions in
            let idle = sessions.values.filter { $0.isIdle(since: limit) }
            for session in idle { sessions[session.id] = nil }
            return idle
        }
        for session in idle { session.close() }
    }

    /// Ends all of them.
    func closeAll() {
        let all = sessions.withLock { sessions in
            defer { sessions = [:] }
            return Array(sessions.values)
        }
        for session in all { session.close() }
    }

    /// 256 random bits as text: nobody guesses it.
    private static func newID() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let part = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - part.count) + part
        }.joined()
    }
}
