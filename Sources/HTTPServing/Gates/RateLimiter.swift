import Locking

/// How many requests each principal may still make: a bucket that fills steadily and is emptied by requests.
public final class RateLimiter: Sendable {
    /// What a request is told.
    public struct Verdict: Hashable, Sendable {
        /// Whether it may go on.
        public let isAdmitted: Bool
        /// How many may be made in a minute.
        public let limit: Int
        /// How many may still be made at once.
        public let remaining: Int
        /// In how many seconds the bucket is full again; for one that is refused, when the next may be made.
        public let resetSeconds: Int
    }

    private struct Bucket {
        var level: Double
        var filledAt: Duration
    }

    private let limit: Int
    private let now: @Sendable () -> Duration
    private let buckets = Locked<[String: Bucket]>([:])
    /// How many principals are remembered before those whose buckets are full again are forgotten.
    private static let maximumBuckets = 10_000

    /// Admits `limit` requests of each principal in a minute.
    ///
    /// - Parameter now: tells the time since some moment.
    public init(requestsPerMinute limit: Int, now: @escaping @Sendable () -> Duration = RateLimiter.uptime()) {
        self.limit = limit
        self.now = now
    }

    /// A clock that begins now.
    public static func uptime() -> @Sendable () -> Duration {
        let start = ContinuousClock.now
        return { ContinuousClock.now - start }
    }

    /// Counts a request.
    public func admit(_ principal: String) -> Verdict {
        let now = now()
        return buckets.withLock { buckets in
            if buckets[principal] == nil, buckets.count >= Self.maximumBuckets { forgetFull(&buckets, now) }
            let level = level(of: buckets[principal], now)
            let isAdmitted = level >= 1
            let left = isAdmitted ? level - 1 : level
            buckets[principal] = Bucket(level: left, filledAt: now)
            let perSecond = Double(limit) / 60
            let missing = isAdmitted ? Double(limit) - left : 1 - left
            return Verdict(
                isAdmitted: isAdmitted, limit: limit, remaining: Int(left),
                resetSeconds: max(isAdmitted ? 0 : 1, Int((missing / perSecond).rounded(.up))))
        }
    }

    private func level(of bucket: Bucket?, _ now: Duration) -> Double {
        guard let bucket else { return Double(limit) }
        let gained = (now - bucket.filledAt) / .seconds(60) * Double(limit)
        return min(Double(limit), bucket.level + gained)
    }

    private func forgetFull(_ buckets: inout [String: Bucket], _ now: Duration) {
        buckets = buckets.filter { level(of: $0.value, now) < Double(limit) }
    }
}
