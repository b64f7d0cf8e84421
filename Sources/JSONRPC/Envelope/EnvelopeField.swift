/// The members of a message that routing looks at or rewrites. Everything else is passed on unseen.
public enum EnvelopeField: UInt8, CaseIterable, Sendable {
    // The message itself.
    case jsonrpc, id, method, params, result, error
    // Inside `params`.
    case name, uri, cursor, arguments, paramsMeta, requestID, paramsProgressToken, inputResponses, paramsRequestState
    case reference, protocolVersion, capabilities
    // Inside `params.ref`, the subject of a completion.
    case referenceName, referenceURI
    // Inside `result`.
    case resultMeta, resultType, resultIsError, ttlMilliseconds, cacheScope, nextCursor, inputRequests,
        resultRequestState
    // Inside `_meta`, of params and of result alike.
    case metaProgressToken, metaProtocolVersion, metaClientCapabilities, metaClientInfo, metaLogLevel
    case metaSubscriptionID, metaServerInfo, metaRelatedTask
    // Inside `error`.
    case errorCode, errorMessage, errorData
}

/// An object of a message whose keys have a meaning to routing.
enum EnvelopeScope {
    case message, params, reference, result, meta, error

    /// The object that opens below `field`, if its keys matter too.
    init?(below field: EnvelopeField) {
        switch field {
        case .params: self = .params
        case .reference: self = .reference
        case .result: self = .result
        case .error: self = .error
        case .paramsMeta, .resultMeta: self = .meta
        default: return nil
        }
    }

    /// The field that `key` names in this object. The length is looked at first: it settles nearly every key.
    @inline(__always)
    func field(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch self {
        case .message: messageField(bytes, key)
        case .params: paramsField(bytes, key)
        case .reference: referenceField(bytes, key)
        case .result: resultField(bytes, key)
        case .meta: metaField(bytes, key)
        case .error: errorField(bytes, key)
        }
    }

    @inline(__always)
    private func messageField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 2 where bytes.spells("id", at: key): .id
        case 5 where bytes.spells("error", at: key): .error
        case 6 where bytes.spells("method", at: key): .method
        case 6 where bytes.spells("params", at: key): .params
        case 6 where bytes.spells("result", at: key): .result
        case 7 where bytes.spells("jsonrpc", at: key): .jsonrpc
        default: nil
        }
    }

    @inline(__always)
    private func paramsField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 3 where bytes.spells("uri", at: key): .uri
        case 3 where bytes.spells("ref", at: key): .reference
        case 4 where bytes.spells("name", at: key): .name
        case 5 where bytes.spells("_meta", at: key): .paramsMeta
        case 6 where bytes.spells("cursor", at: key): .cursor
        case 9 where bytes.spells("arguments", at: key): .arguments
        case 9 where bytes.spells("requestId", at: key): .requestID
        case 12 where bytes.spells("requestState", at: key): .paramsRequestState
        case 12 where bytes.spells("capabilities", at: key): .capabilities
        case 13 where bytes.spells("progressToken", at: key): .paramsProgressToken
        case 14 where bytes.spells("inputResponses", at: key): .inputResponses
        case 15 where bytes.spells("protocolVersion", at: key): .protocolVersion
        default: nil
        }
    }

    private func referenceField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 3 where bytes.spells("uri", at: key): .referenceURI
        case 4 where bytes.spells("name", at: key): .referenceName
        default: nil
        }
    }

    @inline(__always)
    private func resultField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 5 where bytes.spells("_meta", at: key): .resultMeta
        case 5 where bytes.spells("ttlMs", at: key): .ttlMilliseconds
        case 7 where bytes.spells("isError", at: key): .resultIsError
        case 10 where bytes.spells("resultType", at: key): .resultType
        case 10 where bytes.spells("cacheScope", at: key): .cacheScope
        case 10 where bytes.spells("nextCursor", at: key): .nextCursor
        case 12 where bytes.spells("requestState", at: key): .resultRequestState
        case 13 where bytes.spells("inputRequests", at: key): .inputRequests
        default: nil
        }
    }

    @inline(__always)
    private func metaField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 13 where bytes.spells("progressToken", at: key): .metaProgressToken
        case 32 where bytes.spells("io.modelcontextprotocol/logLevel", at: key): .metaLogLevel
        case 34 where bytes.spells("io.modelcontextprotocol/clientInfo", at: key): .metaClientInfo
        case 34 where bytes.spells("io.modelcontextprotocol/serverInfo", at: key): .metaServerInfo
        case 36 where bytes.spells("io.modelcontextprotocol/related-task", at: key): .metaRelatedTask
        case 38 where bytes.spells("io.modelcontextprotocol/subscriptionId", at: key): .metaSubscriptionID
        case 39 where bytes.spells("io.modelcontextprotocol/protocolVersion", at: key): .metaProtocolVersion
        case 42 where bytes.spells("io.modelcontextprotocol/clientCapabilities", at: key): .metaClientCapabilities
        default: nil
        }
    }

    private func errorField(_ bytes: Span<UInt8>, _ key: ByteRange) -> EnvelopeField? {
        switch key.count {
        case 4 where bytes.spells("code", at: key): .errorCode
        case 4 where bytes.spells("data", at: key): .errorData
        case 7 where bytes.spells("message", at: key): .errorMessage
        default: nil
        }
    }
}

extension Span<UInt8> {
    /// Whether the bytes of `range` are those of `text`; both must have the same length.
    @inline(__always)
    fileprivate func spells(_ text: StaticString, at range: ByteRange) -> Bool {
        text.withUTF8Buffer { letters in
            for index in 0..<range.count where self[range.start + index] != letters[index] { return false }
            return true
        }
    }
}
