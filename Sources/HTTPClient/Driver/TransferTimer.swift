/// Which limit of time an attempt has exceeded, and when to look again.
struct TransferTimer {
    /// What has taken too long.
    enum Expiry: Hashable {
        case firstByte(Duration)
        case idle(Duration)
        case total
    }

    private let timeouts: HTTPTimeouts
    private let deadline: ContinuousClock.Instant?

    init(_ transfer: Transfer) {
        timeouts = transfer.limits.timeouts
        deadline = transfer.deadline
    }

    /// What has taken too long by `now`; nil when nothing has.
    func expired(_ activity: TransferActivity, now: ContinuousClock.Instant) -> Expiry? {
        if let deadline, deadline <= now { return .total }
        guard !activity.waitsForThisSide else { return nil }
        let silence = activity.last.duration(to: now)
        if !activity.hasHead {
            guard let limit = timeouts.firstByte, silence >= limit else { return nil }
            return .firstByte(limit)
        }
        guard let limit = timeouts.idle, silence >= limit else { return nil }
        return .idle(limit)
    }

    /// When something may have taken too long, unless a byte goes either way before; nil for never.
    ///
    /// Earlier rather than later: whoever looks then finds out, and asks again.
    func nextLook(_ activity: TransferActivity) -> ContinuousClock.Instant? {
        let limits = [activity.hasHead ? nil : timeouts.firstByte, timeouts.idle].compactMap(\.self)
        let silence = activity.waitsForThisSide ? nil : limits.min()
        return [silence.map { activity.last + $0 }, deadline].compactMap(\.self).min()
    }
}

/// How lively an attempt is.
struct TransferActivity: Hashable, Sendable {
    /// When a byte has last gone either way.
    var last: ContinuousClock.Instant
    /// Whether the head of the answer is there.
    var hasHead: Bool
    /// Whether nothing happens because the caller, or the source of the request's body, is slow.
    var waitsForThisSide: Bool
}
