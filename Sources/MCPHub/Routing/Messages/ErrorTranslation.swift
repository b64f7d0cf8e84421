import JSONRPC
import MCP

/// What an error of a child means to the agent: codes that only one era or one hop knows do not travel.
enum ErrorTranslation {
    /// An error it can understand.
    case error(RPCError)
    /// The failure of a tool, in words, for agents whose era has no error for it.
    case toolFailure(String)

    init(_ error: RPCError, call: Call, caller: Caller) {
        let server = call.route?.child ?? ""
        if let lacking = call.lacking {
            self = Self.lacking(lacking, error, call, caller, server)
        } else {
            self = Self.plain(error, call, caller, server)
        }
    }

    /// The child had asked for what the agent cannot do, and has failed then.
    private static func lacking(
        _ lacking: ClientCapabilities, _ error: RPCError, _ call: Call, _ caller: Caller, _ server: String
    ) -> ErrorTranslation {
        if caller.isModern {
            return .error(
                .missingRequiredClientCapability(
                    lacking,
                    message: "Server '\(server)' needs a capability that the client has not declared: \(error.message)")
            )
        }
        return plain(error, call, caller, server)
    }

    private static func plain(
        _ error: RPCError, _ call: Call, _ caller: Caller, _ server: String
    ) -> ErrorTranslation {
        switch error.code {
        case RPCError.resourceNotFoundCode:
            guard caller.isModern else { return .error(error) }
            return .error(.invalidParams(error.message, data: error.data))
        case RPCError.urlElicitationRequiredCode where caller.version.hasElicitationIDs: return .error(error)
        case RPCError.missingRequiredClientCapabilityCode:
            if caller.isModern { return .error(error) }
            let needed = error.missingRequiredClientCapability?.requiredCapabilities.object.members.map(\.key) ?? []
            let what = needed.isEmpty ? "something" : needed.joined(separator: ", ")
            let text = "mcphub: server '\(server)' needs \(what), which this client cannot do: \(error.message)"
            return call.method == .callTool ? .toolFailure(text) : .error(.invalidRequest(text))
        case -32099 ... -32000: return .error(wrapped(error, server))
        default: return .error(error)
        }
    }

    /// An error whose code means something else at every server, or something between the hub and the child.
    private static func wrapped(_ error: RPCError, _ server: String) -> RPCError {
        var data = JSONObject()
        data["server"] = .string(server)
        data["upstreamCode"] = .number(JSONNumber(error.code))
        data["upstreamData"] = error.data
        return .internalError(error.message, data: .object(data))
    }
}
