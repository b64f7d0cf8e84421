public import JSONRPC

/// A piece of content in a conversation with a model.
public enum SamplingMessageContentBlock: JSONConvertible {
    /// Text.
    case text(TextContent)
    /// A picture.
    case image(ImageContent)
    /// Sound. Since 2025-03-26.
    case audio(AudioContent)
    /// The model's wish to call a tool. Since 2025-11-25.
    case toolUse(ToolUseContent)
    /// What came out of such a call. Since 2025-11-25.
    case toolResult(ToolResultContent)
    /// A piece of a type that no revision knows, as it is.
    case unknown(JSONObject)

    /// Reads a piece of the type that its member `type` names.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        switch try object.contentType {
        case "text": self = .text(try TextContent(object))
        case "image": self = .image(try ImageContent(object))
        case "audio": self = .audio(try AudioContent(object))
        case "tool_use": self = .toolUse(try ToolUseContent(object))
        case "tool_result": self = .toolResult(try ToolResultContent(object))
        default: self = .unknown(object)
        }
    }

    /// The piece as an object.
    public var json: JSONValue {
        switch self {
        case .text(let content): content.json
        case .image(let content): content.json
        case .audio(let content): content.json
        case .toolUse(let content): content.json
        case .toolResult(let content): content.json
        case .unknown(let object): object.json
        }
    }

    /// A piece of text without anything more.
    public static func text(_ text: String) -> SamplingMessageContentBlock { .text(TextContent(text: text)) }
}
