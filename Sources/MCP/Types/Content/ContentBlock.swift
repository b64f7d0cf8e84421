public import JSONRPC

/// A piece of content in the result of a tool or in a message of a prompt.
public enum ContentBlock: JSONConvertible {
    /// Text.
    case text(TextContent)
    /// A picture.
    case image(ImageContent)
    /// Sound. Since 2025-03-26.
    case audio(AudioContent)
    /// A resource by its address. Since 2025-06-18.
    case resourceLink(ResourceLink)
    /// A resource with its contents.
    case resource(EmbeddedResource)
    /// A piece of a type that no revision knows, as it is.
    case unknown(JSONObject)

    /// Reads a piece of the type that its member `type` names.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        switch try object.contentType {
        case "text": self = .text(try TextContent(object))
        case "image": self = .image(try ImageContent(object))
        case "audio": self = .audio(try AudioContent(object))
        case "resource_link": self = .resourceLink(try ResourceLink(object))
        case "resource": self = .resource(try EmbeddedResource(object))
        default: self = .unknown(object)
        }
    }

    /// The piece as an object.
    public var json: JSONValue {
        switch self {
        case .text(let content): content.json
        case .image(let content): content.json
        case .audio(let content): content.json
        case .resourceLink(let content): content.json
        case .resource(let content): content.json
        case .unknown(let object): object.json
        }
    }

    /// A piece of text without anything more.
    public static func text(_ text: String) -> ContentBlock { .text(TextContent(text: text)) }
}

extension JSONObject {
    /// The member that tells the types of content apart.
    var contentType: String {
        get throws(DecodingFailure) {
            var reader = ObjectReader(self)
            return try reader.required("type")
        }
    }
}
