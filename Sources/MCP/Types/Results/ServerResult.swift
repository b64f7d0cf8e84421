/// What a server answers to a request of a client.
public protocol ServerResult: JSONObjectConvertible {
    /// Whether the exchange is over. Every result has it since 2026-07-28; nil, as from an older peer, means complete.
    var resultType: ResultType? { get set }
    /// What is said about the result rather than by it: `_meta`.
    var meta: ResultMeta? { get set }
}
