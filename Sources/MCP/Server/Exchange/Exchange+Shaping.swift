import JSONRPC

/// Results in the form that the caller's revision gives them.
extension Exchange {
    /// The result as the caller's revision writes it.
    func shaped(_ result: some ServerResult) -> JSONObject {
        marked(result).object
    }

    /// The same for a result that callers may keep.
    func shaped(_ result: some CacheableResult) -> JSONObject {
        var result = marked(result)
        if case .modern = kind {
            result.ttlMs = result.ttlMs ?? server.options.cacheMilliseconds
            result.cacheScope = result.cacheScope ?? server.options.cacheScope
        } else {
            result.ttlMs = nil
            result.cacheScope = nil
        }
        return result.object
    }

    /// The same for the result of a tool, whose content older revisions may not know.
    func shaped(_ result: CallToolResult) -> JSONObject {
        marked(result.converted(for: caller.protocolVersion)).object
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
}

extension ServerOptions {
    fileprivate var cacheMilliseconds: Int {
        let parts = cacheLifetime.components
        return max(0, Int(parts.seconds) * 1000 + Int(parts.attoseconds / 1_000_000_000_000_000))
    }
}
