/// A result that may be kept and used again for a while. The hints exist since 2026-07-28 and are absent before.
public protocol CacheableResult: ServerResult {
    /// For how many milliseconds the result stays fresh. Nil and what is below zero mean not at all.
    var ttlMs: Int? { get set }
    /// For whom it may be kept.
    var cacheScope: CacheScope? { get set }
}
