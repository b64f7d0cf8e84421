import JSONRPC

extension EnvelopeField {
    /// What `message` holds at this field. Of the null id of a failure the envelope says nothing.
    func value(in message: JSONValue) -> JSONValue? {
        let value = paths.lazy.compactMap { path in path.reduce(message) { value, key in value?[key] } }.first
        return self == .id && value == .null ? nil : value
    }

    /// The keys that lead to the field; the parts of a `_meta` may stand in params or in result, never in both.
    private var paths: [[String]] {
        switch self {
        case .jsonrpc, .id, .method, .params, .result, .error: [["\(self)"]]
        case .name, .uri, .cursor, .arguments, .inputResponses, .protocolVersion, .capabilities:
            [["params", "\(self)"]]
        case .requestID: [["params", "requestId"]]
        case .paramsProgressToken: [["params", "progressToken"]]
        case .paramsRequestState: [["params", "requestState"]]
        case .reference: [["params", "ref"]]
        case .referenceName: [["params", "ref", "name"]]
        case .referenceURI: [["params", "ref", "uri"]]
        case .resultType, .cacheScope, .nextCursor, .inputRequests: [["result", "\(self)"]]
        case .ttlMilliseconds: [["result", "ttlMs"]]
        case .resultRequestState: [["result", "requestState"]]
        case .paramsMeta: [["params", "_meta"]]
        case .resultMeta: [["result", "_meta"]]
        case .errorCode: [["error", "code"]]
        case .errorMessage: [["error", "message"]]
        case .errorData: [["error", "data"]]
        case .metaProgressToken: meta("progressToken")
        case .metaProtocolVersion: meta("io.modelcontextprotocol/protocolVersion")
        case .metaClientCapabilities: meta("io.modelcontextprotocol/clientCapabilities")
        case .metaClientInfo: meta("io.modelcontextprotocol/clientInfo")
        case .metaLogLevel: meta("io.modelcontextprotocol/logLevel")
        case .metaSubscriptionID: meta("io.modelcontextprotocol/subscriptionId")
        case .metaServerInfo: meta("io.modelcontextprotocol/serverInfo")
        case .metaRelatedTask: meta("io.modelcontextprotocol/related-task")
        }
    }

    private func meta(_ key: String) -> [[String]] {
        [["params", "_meta", key], ["result", "_meta", key]]
    }
}
