public import MCP

/// For how long and for whom a list may be kept.
public struct Freshness: Hashable, Sendable {
    /// For how many milliseconds; never below zero.
    public let ttlMs: Int
    /// For whom.
    public let scope: CacheScope

    /// For everyone, for the given time.
    ///
    /// - Parameters:
    ///   - ttlMs: nil and what is below zero count as zero, as from a child that says nothing.
    ///   - scope: everything but `public` counts as `private`.
    public init(ttlMs: Int?, scope: CacheScope?) {
        self.ttlMs = max(0, ttlMs ?? 0)
        self.scope = scope == .public ? .public : .private
    }

    /// Not at all: what a child of the handshake era says by saying nothing.
    public static let none = Freshness(ttlMs: 0, scope: .private)

    /// How long and for whom something may be kept that has both parts.
    public func merged(with other: Freshness) -> Freshness {
        Freshness(ttlMs: min(ttlMs, other.ttlMs), scope: scope == .public ? other.scope : .private)
    }
}
