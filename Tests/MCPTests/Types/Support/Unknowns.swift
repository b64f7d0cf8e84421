import JSONRPC
import MCP

/// What a decoded value did not understand: members in `other` and cases `unknown`, at any depth, by their paths.
func unknowns(in value: Any, at path: String = "") -> [String] {
    if value is JSONValue || value is RPCError { return [] }
    let mirror = Mirror(reflecting: value)
    return mirror.children.flatMap { child -> [String] in
        let path = path + "/" + (child.label ?? "-")
        if child.label == "other", let other = child.value as? JSONObject {
            return other.map { "\(path)/\($0.key)" }
        }
        if mirror.displayStyle == .enum, child.label == "unknown" { return [path] }
        return child.value is JSONObject ? [] : unknowns(in: child.value, at: path)
    }
}
