public import HTTPTypes
import JSONRPC

extension HTTPCaller {
    /// The caller as the front door writes it for the routes behind it.
    var headerValue: String {
        var object: JSONObject = [
            "principal": .string(principal), "scopes": .array(scopes.sorted().map(JSONValue.string)),
        ]
        object["tools"] = tools.map { .array($0.map(JSONValue.string)) }
        object["departments"] = departments.map { .array($0.sorted().map(JSONValue.string)) }
        let bytes = JSONValue.object(object).serialized
        return bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }

    /// The caller of a request that has come through the front door; nil when its path is open to everybody.
    public init?(admitted fields: HTTPFields) {
        guard let text = fields[.caller] else { return nil }
        let digits = Array(text.utf8)
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<($0 + 2)], as: UTF8.self), radix: 16)
        }
        guard let json = try? JSONValue(parsing: bytes.span), let principal = json["principal"]?.string else {
            return nil
        }
        let texts = { (key: String) in json[key]?.array?.compactMap(\.string) }
        self.init(
            principal: principal, scopes: Set(texts("scopes") ?? []), tools: texts("tools"),
            departments: texts("departments").map(Set.init))
    }
}
