import MCP

/// Text as the value of a header field (MCP 2026-07-28, Streamable HTTP: value encoding).
enum FieldValue {
    private static let (start, end) = ("=?base64?", "?=")

    /// The text itself where it is visible ASCII and could not be taken for anything else; otherwise in base64.
    static func encode(_ text: String) -> String {
        let isVisible = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        let isTrimmed = text.first != " " && text.last != " "
        let isMarked = text.hasPrefix(start) && text.hasSuffix(end)
        return isVisible && isTrimmed && !isMarked ? text : start + Base64.encode(Array(text.utf8)) + end
    }
}
