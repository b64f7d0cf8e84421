import HTTPClient
import JSONRPC
import MCP
import NIOCore

/// Which arguments of which tools are repeated in header fields, learned from the lists that pass by (MCP 2026-07-28,
/// Streamable HTTP: custom headers).
struct MirrorTable: Sendable {
    private var arguments: [String: [MirroredArgument]] = [:]
    private let limit = 10_000

    /// Learns from the answer to a request for tools.
    ///
    /// - Returns: the answer without the tools whose marks are not valid, because they could not be called; the very
    ///   same bytes when there are none.
    mutating func learn(from answer: ByteBuffer) -> ByteBuffer {
        guard let message = try? JSONValue(parsing: answer), var object = message.object,
            var result = object["result"]?.object, let tools = result["tools"]?.array
        else { return answer }
        let usable = tools.filter { learn($0) }
        guard usable.count < tools.count else { return answer }
        result["tools"] = .array(usable)
        object["result"] = .object(result)
        return JSONValue.object(object).buffer
    }

    /// - Returns: whether the tool can be called.
    private mutating func learn(_ tool: JSONValue) -> Bool {
        guard let name = tool["name"]?.string, let schema = tool["inputSchema"] else { return true }
        let (valid, invalid) = MirroredArgument.all(in: schema)
        guard invalid.isEmpty else { return false }
        if valid.isEmpty {
            arguments[name] = nil
        } else if arguments.count < limit || arguments[name] != nil {
            arguments[name] = valid
        }
        return true
    }

    /// The fields for a call.
    func fields(for message: OutgoingMessage) -> [HTTPHeaders.Field] {
        guard message.method == "tools/call", let name = message.name, let mirrored = arguments[name] else { return [] }
        let values = message.arguments
        return mirrored.compactMap { argument in
            var value = values
            for key in argument.path { value = value?[key] }
            return Self.text(value).map { HTTPHeaders.Field("Mcp-Param-" + argument.name, FieldValue.encode($0)) }
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.literal
        default: nil
        }
    }
}
