/// Keeps the keys of an issuer: fetches them when they are needed, again when they have become old, and holds on to the
/// last good ones while the issuer cannot be reached.
actor KeyRing {
    /// The algorithms that tokens may be signed with.
    nonisolated let algorithms: Set<String>
    private let keys: JWTAuthenticator.Keys
    private let refetchTime: Duration
    private let uptime: @Sendable () -> Duration
    private var set: KeySet?
    private var fetchedAt: Duration?
    /// When keys that could be fetched were last there.
    private var confirmedAt = Duration.zero
    private var fetching: Task<KeySet, any Error>?

    /// For how long keys are good that cannot be fetched again.
    private static let graceTime = Duration.seconds(24 * 3600)

    init(_ keys: JWTAuthenticator.Keys, refetchTime: Duration, uptime: @escaping @Sendable () -> Duration) {
        self.keys = keys
        self.refetchTime = refetchTime
        self.uptime = uptime
        switch keys {
        case .secret: algorithms = ["HS256"]
        case .set: algorithms = ["RS256", "ES256", "EdDSA"]
        }
    }

    /// The keys as they are now, or were a moment ago.
    ///
    /// - Throws: why there are none.
    func current() async throws -> KeySet {
        if let set, uptime() < set.freshUntil { return set }
        // Who has no keys at all asks an issuer that does not answer no more often than any other.
        guard set != nil || fetching != nil || isDue else { throw KeyFailure() }
        do { return try await fetched() } catch { return try lastGood(after: error) }
    }

    /// Keys that have come after those in which one was not found; nil when there are none, or nobody may look yet.
    func newer(than old: KeySet) async -> KeySet? {
        guard case .set = keys else { return nil }
        if let set, set.generation != old.generation { return set }
        guard isDue, let set = try? await fetched() else { return nil }
        return set.generation == old.generation ? nil : set
    }

    private var isDue: Bool { fetchedAt.map { uptime() - $0 >= refetchTime } ?? true }

    private func lastGood(after error: any Error) throws -> KeySet {
        let now = uptime()
        guard var set, now - confirmedAt < Self.graceTime else {
            set = nil
            throw error
        }
        set.freshUntil = now + min(refetchTime, set.freshness)
        self.set = set
        return set
    }

    /// One fetch for all who ask at the same time. It goes on when one of them has left.
    private func fetched() async throws -> KeySet {
        if let fetching { return try await fetching.value }
        fetchedAt = uptime()
        let task = Task { try await fetch() }
        fetching = task
        defer { fetching = nil }
        return try await task.value
    }

    private func fetch() async throws -> KeySet {
        var new: KeySet
        switch keys {
        case .secret(let secret): new = await KeySet(secret: secret)
        case .set(let document): new = try await KeySet(try await document(), at: uptime())
        }
        new.generation = set.map { $0.text == new.text ? $0.generation : $0.generation + 1 } ?? 1
        confirmedAt = uptime()
        set = new
        return new
    }
}
