import JSONRPC
import MCP

/// Messages as a client writes them.
enum Wire {
    /// A request of the modern era.
    static func modern(
        _ id: JSONValue, _ method: String, _ params: JSONObject = [:], capabilities: JSONObject = [:],
        meta: JSONObject = [:]
    ) -> JSONValue {
        var (params, all) = (params, modernMeta(capabilities: capabilities))
        for member in meta { all[member.key] = member.value }
        params["_meta"] = .object(all)
        return ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)]
    }

    /// What every request of the modern era says of itself.
    static func modernMeta(capabilities: JSONObject = [:]) -> JSONObject {
        [MetaKey.protocolVersion: "2026-07-28", MetaKey.clientCapabilities: .object(capabilities)]
    }

    /// A request of the legacy era.
    static func legacy(_ id: JSONValue, _ method: String, _ params: JSONObject? = nil) -> JSONValue {
        var message: JSONObject = ["jsonrpc": "2.0", "id": id, "method": .string(method)]
        message["params"] = params.map(JSONValue.object)
        return .object(message)
    }

    static func notification(_ method: String, _ params: JSONObject? = nil) -> JSONValue {
        var message: JSONObject = ["jsonrpc": "2.0", "method": .string(method)]
        message["params"] = params.map(JSONValue.object)
        return .object(message)
    }

    static func initialize(
        _ id: JSONValue, _ version: ProtocolVersion = .latestLegacy, capabilities: JSONObject = [:]
    ) -> JSONValue {
        legacy(
            id, "initialize",
            [
                "protocolVersion": version.json, "capabilities": .object(capabilities),
                "clientInfo": ["name": "test", "version": "1"],
            ])
    }

    static func cancel(_ id: JSONValue) -> JSONValue { notification("notifications/cancelled", ["requestId": id]) }
}

extension JSONValue {
    /// The code of an error answer.
    var errorCode: Int? { self["error"]?["code"]?.integer }

    /// The first text of a tool's result.
    var text: String? { self["result"]?["content"]?[0]?["text"]?.string }

    /// Whether a result says that the tool failed.
    var isToolError: Bool { self["result"]?["isError"] == true }
}
