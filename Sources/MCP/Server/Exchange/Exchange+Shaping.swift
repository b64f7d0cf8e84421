import JSONRPC

/// Results in the form that the caller's revision gives them.
extension Exchange {
    /// The result as the caller's revision writes it.
    func shaped<Result: ServerResult>(_ result: Result) -> JSONObject {
        switch result {
        case let result as CallToolResult: marked(result.converted(for: caller.protocolVersion)).object
        case let result as GetPromptResult: marked(result.converted(for: caller.protocolVersion)).object
        case let result as any CacheableResult: marked(dated(result)).object
        default: marked(result).object
        }
    }

    /// The result with what every result of its era carries.
    private func marked<Result: ServerResult>(_ result: Result) -> Result {
        var result = result
        guard case .modern = kind else {
            result.resultType = nil
            return result
        }
        result.resultType = result.resultType ?? .complete
        var meta = result.meta ?? ResultMeta()
        meta.serverInfo = server.info
        result.meta = meta
        return result
    }

    /// The result with how long, and for whom, it holds: only modern callers are told.
    private func dated<Result: CacheableResult>(_ result: Result) -> Result {
        var result = result
        if case .modern = kind {
            result.ttlMs = result.ttlMs ?? server.options.cacheMilliseconds
            result.cacheScope = result.cacheScope ?? server.options.cacheScope
        } else {
            result.ttlMs = nil
            result.cacheScope = nil
        }
        return result
    }
}

extension ServerOptions {
    fileprivate var cacheMilliseconds: Int {
        let parts = cacheLifetime.components
        return max(0, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    }
}
