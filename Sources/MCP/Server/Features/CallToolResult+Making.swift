public import JSONRPC

extension CallToolResult {
    /// A result of one text.
    public static func text(_ text: String) -> CallToolResult {
        CallToolResult(content: [.text(text)])
    }

    /// A result that says what went wrong, for the model to read and act on.
    public static func error(_ text: String) -> CallToolResult {
        CallToolResult(content: [.text(text)], isError: true)
    }

    /// A structured result, with the same as text for callers that only read text.
    public static func structured(_ value: JSONValue) -> CallToolResult {
        CallToolResult(content: [.text(value.description)], structuredContent: value)
    }
}
