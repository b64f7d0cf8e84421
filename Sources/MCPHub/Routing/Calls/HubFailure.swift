import JSONRPC
import MCP

/// What goes wrong in the hub itself, told apart from what children answer by codes outside the range that JSON-RPC
/// and the protocol keep for themselves.
enum HubFailure: Int, Sendable {
    /// A child cannot be reached: it has ended, or could not be started.
    case serverUnavailable = -31001
    /// A child took too long.
    case timedOut = -31002
    /// More is under way than may be.
    case busy = -31003
    /// It is there, but not for whom the agent acts.
    case forbidden = -31004

    /// The error that answers a request.
    func error(_ message: String) -> RPCError { RPCError(code: rawValue, message: message) }

    /// The error that answers a request for what its principal may not use.
    static func forbidden(_ name: String, of server: String) -> RPCError {
        RPCError(
            code: forbidden.rawValue, message: "'\(name)' needs a permission that this token does not carry",
            data: ["subject": .string(name), "server": .string(server)])
    }

    init(_ outcome: CallRecord.Outcome) {
        switch outcome {
        case .timedOut: self = .timedOut
        case .error(Self.busy.rawValue): self = .busy
        default: self = .serverUnavailable
        }
    }
}

extension JSONObject {
    /// The key of `_meta` under which a result says that it comes of no tool, and why there is none.
    static let failureKey = "mcphub/failure"

    /// Notes in the result of a call that it is the hub that speaks.
    mutating func mark(_ failure: HubFailure) {
        var meta = self["_meta"]?.object ?? [:]
        meta[Self.failureKey] = .number(JSONNumber(failure.rawValue))
        self["_meta"] = .object(meta)
    }

    /// The result of a tool that failed, for a model to read.
    static func toolFailure(_ text: String) -> JSONObject {
        ["content": [["type": "text", "text": .string(text)]], "isError": true]
    }
}
