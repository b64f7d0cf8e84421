public import JSONRPC

/// The contents of a resource or of a part of it.
public enum ResourceContents: JSONConvertible {
    /// Text.
    case text(TextResourceContents)
    /// Anything else.
    case blob(BlobResourceContents)

    /// Reads contents: text if there is a member `text`, else bytes.
    public init(json: JSONValue) throws(DecodingFailure) {
        let object = try JSONObject(json: json)
        if object["text"] != nil {
            self = .text(try TextResourceContents(object))
        } else if object["blob"] != nil {
            self = .blob(try BlobResourceContents(object))
        } else {
            throw DecodingFailure(expected: "an object with a member text or blob", found: json)
        }
    }

    /// The contents as an object.
    public var json: JSONValue {
        switch self {
        case .text(let contents): contents.json
        case .blob(let contents): contents.json
        }
    }

    /// The address of the resource.
    public var uri: String {
        switch self {
        case .text(let contents): contents.uri
        case .blob(let contents): contents.uri
        }
    }
}
